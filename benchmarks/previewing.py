"""`timeline serve`: how long an editor waits, from saving a record to seeing its page."""

import re
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPException
from typing import IO, Final
from urllib.request import ProxyHandler, build_opener

from benchmarks.cases import Case
from benchmarks.house import House
from benchmarks.measuring import FailedError, Watch
from benchmarks.samples import Samples

LOOK: Final = 0.01  # seconds between two requests
FIRST: Final = 600  # seconds until the first page is given up
EDITED: Final = 180  # the same for an edited one
ENDING: Final = 20
ADDRESS: Final = re.compile(r"http://127\.0\.0\.1:\d+/")
BETWEEN: Final = 1.0  # seconds from one edit to the next: nobody is faster


def follow(house: House, edits: int, samples: Samples, say: Callable[[str], object]) -> None:
    """Start a preview, edit records, and measure. Raises `FailedError`."""
    command = house.timeline("serve", "--port", "0")
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=house.folder,
        env={**house.env, "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    try:
        assert process.stdout
        address = _address(process.stdout)
        first = f"{address}events/{next(iter(house.made.events))}/"
        _until(first, "<h1", FIRST)
        waited = time.perf_counter() - start
        watch = Watch(process.pid)
        samples.add(Case.SERVE_START, house.count, {"wall": waited})
        say(f"{house.count:>6,}       {Case.SERVE_START:<55} {waited:8.2f} s")
        for _ in range(edits):
            time.sleep(BETWEEN)
            event, words = house.edit()
            saved = time.perf_counter()
            _until(f"{address}events/{event}/", words, EDITED)
            waited = time.perf_counter() - saved
            watch.look()
            figures = {"wall": waited, "memory": float(watch.peaks[watch.program])}
            samples.add(Case.SERVE, house.count, figures)
            say(f"{house.count:>6,}       {Case.SERVE:<55} {waited:8.2f} s")
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(ENDING)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _address(said: IO[str]) -> str:
    lines = []
    for line in said:
        lines.append(line.strip())
        if found := ADDRESS.search(line):
            return found[0]
    raise FailedError(f"{Case.SERVE}: {' '.join(lines)[-200:]}")


def _until(url: str, words: str, limit: float) -> None:
    """Ask for a page until it says something."""
    ask = build_opener(ProxyHandler({})).open  # this machine is not asked through another
    end = time.perf_counter() + limit
    while time.perf_counter() < end:
        # Where it is not there yet, or is being replaced, it is asked for again.
        with suppress(OSError, HTTPException), ask(url, timeout=limit) as answer:
            if words in answer.read().decode("utf-8", "replace"):
                return
        time.sleep(LOOK)
    raise FailedError(f"{Case.SERVE}: {url} without «{words}» after {limit:.0f} s")
