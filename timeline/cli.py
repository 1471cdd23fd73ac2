"""The `timeline` command, and what `build.py` hands over to: options → a command, its exit status."""

import argparse
import os
import sys
from collections.abc import Sequence
from functools import partial
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from typing import Any, Final, cast

from timeline.commands.ending import ended
from timeline.commands.parser import Parser, speaking
from timeline.commands.terminal import common
from timeline.messages import Language, Messages, messages, words

# What each is for. The module of one is imported when it is asked for: what it needs takes its time.
COMMANDS: Final = {
    "check": words("hold the records against every rule"),
    "fix": words("mend what a machine can, and write records in one form"),
    "diff": words("what changed since a revision of git, in words"),
    "order": words("id, earliest, latest in published order"),
    "explain": words("a rule, or why one event precedes another"),
    "stats": words("what the timeline knows, and what it does not"),
    "schema": words("the JSON Schemas of records, for editors"),
    "new": words("asks for an event or a source, and writes it"),
    "import": words("records out of a spreadsheet or a TimelineJS file"),
    "serve": words("a preview that follows edits"),
}
_DESCRIBED: Final = {"new", "import"}  # whose own help says it once more


class _Command(Parser):
    """The parser of one command, whose options are not known before it is used."""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:  # noqa: ANN401 - argparse's own
        """Add the options, then read them."""
        name = self.prog.rpartition(" ")[2]
        module = import_module(f"timeline.commands.{name}{'_' * iskeyword(name)}")
        module.add(self, self.say)
        return super().parse_known_args(args, namespace)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the installed `timeline` exits with what this returns."""
    if arguments is None:
        _start_in_utf8()
    say = _language(arguments)
    with speaking(say):
        parser = Parser(
            "timeline", description=say.text("Sourced timelines from YAML records."), say=say
        )
        kind = cast("type[argparse.ArgumentParser]", partial(_Command, say=say))
        commands = parser.add_subparsers(required=True, metavar="COMMAND", parser_class=kind)
        for name, purpose in COMMANDS.items():
            described = say.text(purpose) if name in _DESCRIBED else None
            commands.add_parser(name, help=say.text(purpose), description=described)
        options = parser.parse_args(arguments)
    return ended(partial(options.run, options, say), say)


def build(arguments: Sequence[str] | None = None) -> int:
    """Check, order and publish: `build.py`."""
    if arguments is None:
        _start_in_utf8()
    from timeline.commands import build as building  # noqa: PLC0415 - no other command needs it

    say = _language(arguments)
    with speaking(say):
        parser = Parser("build.py", description=say.text("Check, order, publish."), say=say)
        common(parser, say)
        site = say.text("where to (site)")
        parser.add_argument("--site", type=Path, default=Path("site"), help=site)
        unsearched = say.text("make no search index, which takes most of a large build's time")
        parser.add_argument("--no-search", dest="search", action="store_false", help=unsearched)
        options = parser.parse_args(arguments)
    return ended(partial(building.run, options, say), say)


def _start_in_utf8() -> None:
    """Start again in UTF-8 where the locale has Python take the names of files for something else.

    A page with a name in Arabic would get another address, or none. Once: Windows may be told to.
    """
    if sys.getfilesystemencoding() != "utf-8" and not sys.flags.utf8_mode:
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])


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
