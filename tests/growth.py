"""How much longer four times as much takes: four times is right, and sixteen is one loop too many."""

import gc
import time
from collections.abc import Callable

FACTOR = 4
LINEAR = 8.0  # what is at most seen of work that grows as its matter does


def growth(work: Callable[[int], Callable[[], object]], size: int) -> float:
    """Give the ratio of the times that work on so much and on `FACTOR` times as much takes.

    `work` prepares, and gives what is to be timed. The quickest of three is taken of each.
    """
    return _quickest(work, size * FACTOR) / _quickest(work, size)


def _quickest(work: Callable[[int], Callable[[], object]], size: int) -> float:
    times = []
    for _ in range(3):
        run = work(size)
        gc.collect()
        began = time.process_time()
        run()
        times.append(time.process_time() - began)
    return min(times)
