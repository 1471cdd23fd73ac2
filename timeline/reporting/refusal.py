"""Why the system has refused something, in words: what it says itself is in a language of its own."""

import errno
from typing import Final

from timeline.messages import Messages, words
from timeline.reading.characters import inert

_REASONS: Final = {
    errno.ENOSPC: words("the disk is full"),
    errno.EDQUOT: words("the space that you may take on the disk is full"),
    errno.EFBIG: words("a file would be larger than is allowed"),
    errno.EMFILE: words("too many files are open"),
    errno.ENFILE: words("too many files are open"),
    errno.ENOMEM: words("there is not enough memory"),
    errno.EIO: words("the disk can be neither read nor written: {value}"),
    errno.EROFS: words("nothing can be written there: {value}"),
    errno.EACCES: words("it is not allowed: {value}"),
    errno.EPERM: words("it is not allowed: {value}"),
    errno.EBUSY: words("it is in use, or a disk of its own, and cannot be replaced: {value}"),
    errno.ENOENT: words("there is nothing: {value}"),
    errno.EEXIST: words("something is there already: {value}"),
    errno.ENOTDIR: words("there is no folder: {value}"),
    errno.EISDIR: words("it is a folder: {value}"),
    errno.ENAMETOOLONG: words("the name is too long: {value}"),
    errno.ELOOP: words("links lead round in a circle: {value}"),
}


def refusal(error: OSError, say: Messages) -> str:
    """Say why the system has refused, and of which file if it tells; else give the number it has for it."""
    code, value = error.errno, inert(str(error.filename or ""))
    if code is None:
        return inert(str(error))
    if message := _REASONS.get(code):
        told = say.text(message, value=value)
    else:
        told = say.text("error {code} of the system: {value}", code=code, value=value)
    return told.rstrip(": ")
