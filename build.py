"""Check, order and publish a timeline: `python build.py [--content DIR] [--site DIR]`."""

import signal
import sys

if __name__ == "__main__":
    # Ctrl+C while all is imported ends it without a word: nothing is begun. `ended` takes over.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from timeline.cli import build

    sys.exit(build())
