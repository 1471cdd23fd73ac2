"""How a command ends where it did not come to its own end: a signal, the system, the memory.

What a command has begun is undone on its way out, so whatever ends it has to be an exception. The status
is then 128 and the signal's number, but for two commands that are meant to be ended, which say so
themselves: `serve` gives 0, and `new` 1 for as long as nothing is written.
"""

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

from timeline.commands.terminal import FAILED, show
from timeline.messages import Messages
from timeline.reporting.refusal import refusal

_SIGNALLED: Final = 128  # what a shell adds to the number of the signal that ended a program
# What `kill`, a service or a machine that is shut down sends, and a closed terminal; Ctrl+C is an
# exception already, but where `build.py` was imported until now.
_SIGNALS: Final = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGINT") if hasattr(signal, name)
)


class EndedError(KeyboardInterrupt):
    """A signal asks the program to end, as Ctrl+C does."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def ended(run: Callable[[], int], say: Messages) -> int:
    """Run a command; give its exit status, whoever ends it.

    A fault of the program goes on to whoever called, with all that is known of it.
    """
    with _signals():
        try:
            return run()
        except KeyboardInterrupt as interrupt:
            show(say.text("Stopped."), sys.stderr)
            return _SIGNALLED + getattr(interrupt, "number", signal.SIGINT)
        except MemoryError:
            show(say.text("There is not enough memory."), sys.stderr)
        except OSError as error:
            show(say.text("The system refuses: {value}", value=refusal(error, say)), sys.stderr)
        return FAILED


@contextmanager
def _signals() -> Iterator[None]:
    """Turn the signals that end a program into an exception, where nobody has said otherwise."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may say what becomes of a signal
        return
    # `nohup` has one ignored, and means it.
    taken = [number for number in _SIGNALS if signal.getsignal(number) is signal.SIG_DFL]
    for number in taken:
        signal.signal(number, _end)
    try:
        yield
    finally:
        for number in taken:
            signal.signal(number, signal.SIG_DFL)


def _end(number: int, _: FrameType | None) -> None:
    raise EndedError(number)
