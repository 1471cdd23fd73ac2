"""A failure of the program, told in a line. Imports nothing of the project."""

import traceback
from pathlib import PurePath
from typing import Final

_PROJECT: Final = "timeline"


def in_short(error: BaseException) -> str:
    """What failed, and where in the program or in its templates: `KeyError: 'x' (views.py:33)`."""
    text = " ".join(f"{type(error).__name__}: {error}".split())
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if _PROJECT in PurePath(frame.filename).parts]
    if not ours:
        return text
    name = PurePath(ours[-1].filename).name
    return f"{text} ({name}:{ours[-1].lineno})"
