"""The options of a command read, in the reader's language.

argparse has no words in Arabic. It looks up each of its own through the two functions of gettext
that its module imports, so that a program may bring a catalog; `speaking` puts ours in their place
while a command line is read.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, NoReturn

from timeline.commands.terminal import USAGE, show
from timeline.messages import Language, Messages, words
from timeline.reading.characters import inert
from timeline.reading.finding import nearest
from timeline.reporting.isolation import ISOLATE, apart

# What argparse says, as it stands there (CPython 3.11 to 3.14).
SAID: Final = (
    words("usage:"),
    words("positional arguments"),
    words("options"),
    words("show this help message and exit"),
    words("argument %(argument_name)s: %(message)s"),
    words("the following arguments are required: %s"),
    words("unrecognized arguments: %s"),
    words("expected one argument"),
    words("expected at most one argument"),
    words("expected at least one argument"),
    words("ambiguous option: %(option)s could match %(matches)s"),
    words("ignored explicit argument %r"),
    words("invalid %(type)s value: %(value)r"),
    words("not allowed with argument %s"),
    words("one of the arguments %s is required"),
)
_FACT: Final = re.compile(r"%(?:\(\w+\))?[rs]")


@contextmanager
def speaking(say: Messages) -> Iterator[None]:
    """Have argparse say what it says in the reader's language."""

    def text(message: str) -> str:
        if say.language is Language.ENGLISH or (said := say.text(message.strip())) == message:
            return message
        if message.endswith(" "):  # «usage: », before what is read from left to right
            return f"{said}\n  "
        return _FACT.sub(lambda fact: ISOLATE.format(fact[0]), said)

    def count(one: str, other: str, n: int) -> str:
        return text(one if n == 1 else other)

    module: Any = argparse
    before = module._, module.ngettext
    module._, module.ngettext = text, count
    try:
        yield
    finally:
        module._, module.ngettext = before


class Parser(argparse.ArgumentParser):
    """Reads options; says what is wrong with them in the reader's language, and what was meant."""

    def __init__(self, *arguments: Any, say: Messages, **settings: Any) -> None:  # noqa: ANN401 - argparse's own
        self.say = say
        self.meant: str | None = None
        super().__init__(*arguments, **settings)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and what to look at; exit."""
        self.print_usage(sys.stderr)
        shown = inert(message)  # which an argument may have turned, or broken in two
        for own in ISOLATE.format(""):
            shown = shown.replace(inert(own), own)
        if self.meant:
            meant = apart(self.meant, self.say)
            shown += f"\n{self.say.text('Did you mean: {value}', value=meant)}"
        help_ = apart(f"{self.prog} --help", self.say)
        more = self.say.text("All about it: {command}", command=help_)
        self.exit(USAGE, f"{shown}\n{more}\n")

    def _check_value(self, action: argparse.Action, value: object) -> None:
        """Refuse what is no choice, and say which was meant."""
        if action.choices is None or value in action.choices:
            return
        choices = [str(choice) for choice in action.choices]
        say = self.say
        facts = {
            "value": apart(str(value), say),
            "choices": say.text(", ").join(apart(choice, say) for choice in choices),
        }
        self.meant = nearest(str(value), choices)
        text = say.text("there is no {value}; there are {choices}", **facts)
        raise argparse.ArgumentError(action, text)

    def _print_message(self, message: str, file: Any = None) -> None:  # noqa: ANN401 - argparse's own
        show(message, file, end="")
