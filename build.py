"""Check, order and publish a timeline: `python build.py [--content DIR] [--site DIR]`."""

import sys

from timeline.cli import build

if __name__ == "__main__":
    sys.exit(build())
