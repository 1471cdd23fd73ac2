"""A conversation: a question, an answer held against the rules at once, a choice out of a list."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from timeline.dates import to_latin
from timeline.dates.folding import folded
from timeline.importing.known import Names
from timeline.importing.taking import sound
from timeline.messages import Language, Messages, words
from timeline.reading.characters import inert
from timeline.reading.finding import Finding
from timeline.reading.validation import faults
from timeline.records.fields import Record, is_id
from timeline.reporting.diagnostic import diagnose
from timeline.reporting.isolation import ISOLATE, apart, isolated
from timeline.rules.fields import FLAGS
from timeline.schemas import Told

_PROMPT: Final = "> "
_SHOWN: Final = 12  # of what is offered at once
# In a talk one letter is enough.
_ANSWERS: Final = {**FLAGS, "ن": "true", "ل": "false"}
NEEDED: Final = words("This one is needed. A question mark (?) explains it.")
_HELP: Final = frozenset({"?", "؟"})


@dataclass(frozen=True, slots=True)
class Talk:
    """Who is talked with: `ask` gives a line for a prompt, `tell` shows one.

    `ask` raises `EOFError` where there are no more answers, `KeyboardInterrupt` where they end it.
    """

    messages: Messages
    ask: Callable[[str], str]
    tell: Callable[[str], None]

    def say(self, message: str, **facts: str) -> None:
        """Say something; Latin in Arabic stands in isolates."""
        self.tell(self.text(message, **facts))

    def text(self, message: str, **facts: str) -> str:
        """Translate something that is said, with its facts made harmless."""
        template = self.messages.text(message)
        if self.messages.language is Language.ARABIC:
            template = isolated(template)
        return template.format_map({name: inert(value) for name, value in facts.items()})

    def question(self, message: str, told: Told | None = None, **facts: str) -> str:
        """Ask, and give the answer without what nobody sees; «?» explains, and asks again."""
        self.tell("")
        self.say(message, **facts)
        return self.answer(told)

    def answer(self, told: Told | None = None) -> str:
        """Wait for an answer to what was asked."""
        while True:
            text, hidden = sound(self.ask(_PROMPT))
            if hidden:
                self.say("Left out: characters that nobody sees, {result}.", result=hidden[0])
            if text not in _HELP:
                return text
            self.explain(told)

    def explain(self, told: Told | None) -> None:
        """Say what is asked for, and how it is written."""
        if told is None:
            self.say("Answer what is asked; Enter leaves it out where it is optional.")
            return
        self.say(told.about)
        if told.example:
            self.say("For example: {value}", value=told.example.strip('"'))

    def line(
        self,
        message: str,
        place: tuple[type[Record], str],
        told: Told,
        *,
        needed: bool = False,
        **facts: str,
    ) -> str | None:
        """Ask for a field in one line, until it is one that the record takes; None if left out."""
        while True:
            text = self.question(message, told, **facts)
            if not text and not needed:
                return None
            if not text:
                self.say(NEEDED)
            elif found := faults(*place, text):
                self.fault(found[0])
            else:
                return text

    def fault(self, finding: Finding) -> None:
        """Say what is wrong with an answer, in the words of the rule that it breaks."""
        (told,) = diagnose([finding], self.messages, isolate=True)
        self.tell(f"✗ {told.message}")
        self.tell(f"  {told.advice}")

    def prose(self, message: str, place: tuple[type[Record], str], told: Told) -> str:
        """Ask for a text of several lines; two empty lines, or a full stop alone, end it.

        `{about}` in the message is what the field is.
        """
        while True:
            lines = [self.question(message, told, about=self.text(told.about))]
            while lines[-1] != "." and lines[-2:] != ["", ""]:
                lines.append(sound(self.ask("  "))[0])
            text = "\n".join(lines[:-1] if lines[-1] == "." else lines).strip()
            if not text:
                self.say(NEEDED)
            elif found := faults(*place, text):
                self.fault(found[0])
            else:
                return text

    def agreed(self, message: str, **facts: str) -> bool:
        """Ask for a yes or a no; Enter is yes."""
        self.say(message, **facts)
        while True:
            typed = folded(self.answer())
            if not typed or typed in _ANSWERS:
                return _ANSWERS.get(typed) != "false"
            self.say("Answer yes or no; Enter is yes.")

    def one_of(
        self, message: str, options: Mapping[str, str], told: Told | None = None
    ) -> str | None:
        """Ask for one of several values by number; None if left out."""
        self.tell("")
        self.say(message)
        self._list(list(options.items()), bare=True)
        while True:
            text = self.answer(told)
            if not text:
                return None
            if chosen := _picked(text, list(options)):
                return chosen[0]
            if text in options:
                return text
            self.say("Type a number between 1 and {n}.", n=str(len(options)))

    def several(  # noqa: PLR0913 - what is asked, and out of what
        self,
        message: str,
        names: Names,
        told: Told,
        *,
        file: str,
        most: int = 0,
        new: Callable[[], tuple[str, str]] | None = None,
    ) -> list[str]:
        """Ask for ids by parts of names, until Enter, or until `most` of them are chosen.

        `new` makes one that is not there yet, its id and its name; `file` is where it would be.
        """
        self.tell("")
        self.say(message)
        if len(names.names) <= _SHOWN:
            self._list([(each, names.names[each]) for each in names.names])
        offered = list(names.names)[:_SHOWN] if len(names.names) <= _SHOWN else []
        chosen: list[str] = []
        known = dict(names.names)
        while (not most or len(chosen) < most) and (text := self.answer(told)):
            if new is not None and folded(text) in {"new", folded("جديد")}:
                made, name = new()
                known[made] = name
                found = [made]
            elif not (found := _picked(text, offered)):
                offered = names.search(text)[:_SHOWN]
                found = self._found(text, offered, names, file)
            for each in found:
                self.tell(f"✓ {self._named(each, known.get(each, each))}")
            chosen = list(dict.fromkeys([*chosen, *found]))
        return chosen

    def _found(self, text: str, offered: Sequence[str], names: Names, file: str) -> list[str]:
        """Take the one thing that a text names, offer what it may name, or say that it is none."""
        exact = names.find(text)
        if exact is not None or len(offered) == 1:
            return [exact or offered[0]]
        if offered:
            self.say("Which? Type its number, or several with spaces between.")
            self._list([(each, names.names[each]) for each in offered])
            return []
        if not names.closed and is_id(text):
            return [text]
        near = names.near(text)
        if near is not None and self.agreed(
            words("Did you mean: {value}"), value=names.names[near]
        ):
            return [near]
        if near is None:
            self.say(
                "There is none of this name in {file}; it is added there first. Enter goes on.",
                file=file,
            )
        return []

    def _list(self, options: Sequence[tuple[str, str]], *, bare: bool = False) -> None:
        for number, (value, name) in enumerate(options, 1):
            self.tell(f"  {number}. {inert(name) if bare else self._named(value, name)}")

    def _named(self, record_id: str, name: str) -> str:
        shown = ISOLATE.format(inert(name))
        return shown if name == record_id else f"{shown} ({apart(record_id, self.messages)})"


def _picked(text: str, offered: Sequence[str]) -> list[str]:
    """Give what the numbers of an answer choose; nothing unless all of them are numbers of it."""
    numbers = [int(each) for each in re.findall("[0-9]+", to_latin(text)[:80])]
    bare = not re.sub(r"[0-9\s,،؛;]+", "", to_latin(text))
    if not bare or not numbers or not all(0 < number <= len(offered) for number in numbers):
        return []
    return [offered[number - 1] for number in dict.fromkeys(numbers)]
