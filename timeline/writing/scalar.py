"""A single value as YAML: plain, in quotes, or as a block of prose; and its spaces put right."""

import re
from typing import Final

from timeline.writing.layout import Form

_INDENT: Final = "  "
# What every reader of YAML, of whichever version, takes for the text that it looks like. Stricter
# than YAML is: a rule that fits in a line is one that the form's script can have too.
_WORD: Final = re.compile(r"[A-Za-z](?:[\w./#?&=%+~@:-]*[\w/#?&=%+~@-])?", re.ASCII)
_NUMBERED: Final = re.compile(r"(?!0[xo])[0-9](?=[a-z0-9-]*[a-z]{2})[a-z0-9-]*[a-z0-9]")
_NUMBER: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?|true|false")
# What some reader of YAML takes for a mark or for nothing, however it is capitalized.
_NO_WORDS: Final = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
_ENDS_IN_BRACKETS: Final = re.compile(r"[?:]")  # with older readers, within [ ] and { }
_UNPRINTABLE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_SHORT_ESCAPES: Final = {"\n": "\\n", "\t": "\\t"}


def inline(text: str, form: Form, *, in_brackets: bool = False) -> str:
    """Write a value on one line."""
    if form is Form.NUMBER and _NUMBER.fullmatch(text):
        return text
    if form in {Form.PLAIN, Form.NUMBER, Form.UNKNOWN} and _is_plain(text, in_brackets=in_brackets):
        return text
    if '"' in text and not re.search(r"['\\]", text) and not _UNPRINTABLE.search(text):
        return f"'{text}'"
    return '"' + _UNPRINTABLE.sub(_escape, re.sub(r'["\\]', r"\\\g<0>", text)) + '"'


def block(text: str, indent: str) -> list[str] | None:
    """Write prose as the lines of a `|-` block; None if a block cannot hold it as it is."""
    lines = text.split("\n")
    if not text or any(_UNPRINTABLE.search(line) for line in lines):
        return None
    if not lines[0].strip() or not lines[-1].strip() or lines[0].startswith(" "):
        return None
    return [f"{indent}{line}" if line else "" for line in lines]


def key(text: str) -> str:
    """Write the name of a field."""
    return inline(text, Form.PLAIN, in_brackets=True)


def tidy(text: str, form: Form) -> str:
    """Take out the spaces that reading takes out anyway; prose keeps its line breaks."""
    if form is Form.UNKNOWN:
        return text.strip("\n")
    if form is not Form.PROSE:
        return " ".join(text.split())
    lines: list[str] = []
    for line in text.split("\n"):
        words = " ".join(line.split())
        # A line of spaces parts paragraphs as a blank one does, one of other white space does not.
        if words or not line.strip(" \t"):
            lines.append(words)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _is_plain(text: str, *, in_brackets: bool) -> bool:
    if text.lower() in _NO_WORDS or (in_brackets and _ENDS_IN_BRACKETS.search(text)):
        return False
    return bool(_WORD.fullmatch(text) or _NUMBERED.fullmatch(text))


def _escape(match: re.Match[str]) -> str:
    return _SHORT_ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04X}"
