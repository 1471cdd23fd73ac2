"""The `timeline` command, and what `build.py` hands over to: options → a command, its exit status."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from timeline.commands import build as building
from timeline.commands import check, diff, explain, fix, order, serve, stats
from timeline.commands.terminal import common
from timeline.messages import Language, Messages, messages

COMMANDS: Final = (
    check,
    fix,
    diff,
    order,
    explain,
    stats,
    serve,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the installed `timeline` exits with what this returns."""
    say = _language(arguments)
    parser = argparse.ArgumentParser(
        "timeline", description=say.text("Sourced timelines from YAML records.")
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add(commands, say)
    options = parser.parse_args(arguments)
    return int(options.run(options, say))


def build(arguments: Sequence[str] | None = None) -> int:
    """Check, order and publish: `build.py`."""
    say = _language(arguments)
    parser = argparse.ArgumentParser("build.py", description=say.text("Check, order, publish."))
    common(parser, say)
    site = say.text("where to (site)")
    parser.add_argument("--site", type=Path, default=Path("site"), help=site)
    return building.run(parser.parse_args(arguments), say)


def _language(arguments: Sequence[str] | None) -> Messages:
    """Find the language that is asked for, before the options have words to be told in."""
    parser = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    parser.add_argument("--lang", choices=[*Language], default=Language.ARABIC)
    try:
        options, _ = parser.parse_known_args(arguments)
    except argparse.ArgumentError:
        return messages(Language.ARABIC)  # the command's own parser says what is wrong
    return messages(Language(options.lang))


if __name__ == "__main__":
    sys.exit(main())
