"""What a long build is at: its stages, and how somebody is told how far it has come."""

from collections.abc import Callable
from enum import StrEnum
from typing import TypeAlias


class Stage(StrEnum):
    """What a build spends its time on, in this order."""

    READING = "reading"
    MAKING = "making"
    SEARCH = "search"
    LOOKING = "looking"


# Told how much of a stage is done, and how much there is; 0 of 0 where that is not known.
Progress: TypeAlias = Callable[[Stage, int, int], None]


def untold(stage: Stage, done: int, whole: int) -> None:
    """Tell nobody."""
    del stage, done, whole
