"""How much more work four times as much is: four times is right, and sixteen is one loop too many.

Work is counted in lines of Python that are run, not in seconds: it is the same on every machine.
What one call into C does stays unseen.
"""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

FACTOR = 4
LINEAR = 6.0  # what is at most seen of work that grows as its matter does


def growth(work: Callable[[int], Callable[[], object]], size: int) -> float:
    """Give the ratio of the work that so much and `FACTOR` times as much takes.

    `work` prepares, and gives what is to be counted.
    """
    return _lines(work(size * FACTOR)) / _lines(work(size))


def _lines(run: Callable[[], object]) -> int:
    count = 0

    def trace(_: FrameType, event: str, __: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        run()
    finally:
        sys.settrace(before)
    return count
