"""T6: how texts are written: letters, digits, spaces, marks.

Looked for in the files as they stand, so that each is shown where it is and can be mended there.
What is somebody else's wording (a source's title, a number as stated, what stands between «») keeps
its digits and marks.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import ClassVar, Final

from timeline.dates import to_latin
from timeline.messages import words
from timeline.reading.content import VOCABULARIES
from timeline.reading.document import Document
from timeline.reading.edit import Edit, Mend
from timeline.reading.finding import Finding, Location, Path
from timeline.reading.lines import line_and_column
from timeline.reading.stretches import Stretch, stretches
from timeline.records.about import Withdrawal
from timeline.records.event import Event
from timeline.records.fields import Record, text_fields
from timeline.records.source import Source
from timeline.rules.rule import Rule, Severity, event

Hit = tuple[int, int, str | None]
"""Where it begins and ends in the text of the file, and what takes its place, where that is sure."""

# Fields that hold words. Other spellings of a name are what readers type, right or wrong.
_FIELDS: Final = text_fields(Event, Source, Withdrawal, *VOCABULARIES.values()) - {"aliases"}
_OTHERS_WORDS: Final = frozenset({"stated", "locator", "author"})
_LETTER: Final = "\u0620-\u063f\u0641-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff"
_MARK: Final = "\u064b-\u0652\u0670"
_RARE: Final = re.compile(
    "[\u0370-\u04ff\u0640\u0660-\u0669\u06aa\u06a9\u06be\u06c1\u06cc\u06d5\u06f0-\u06f9"
    "\u00a0\u2000-\u200a\u202f\u205f\u3000]"
)
_SAME_WORD: Final = words("Search and comparison see another word, though it looks the same.")
_TYPE_AGAIN: Final = words("Type the word again from an Arabic keyboard.")


class TextRule(Rule):
    """A rule on texts, told once for each value, at the first place that breaks it."""

    quick: ClassVar[re.Pattern[str]]
    keeps_wording: ClassVar[bool] = False
    """Whether it leaves alone what is somebody else's wording."""

    rare: ClassVar[bool] = False
    """Whether each break has a character that hardly any file has."""

    @classmethod
    def suspect(cls, text: str) -> bool:
        """Whether it is worth while to look at each value of a file: most have nothing."""
        if cls.rare and not _has_rare(text):
            return False
        return cls.quick.search(text) is not None

    @classmethod
    def hits(cls, text: str) -> Iterator[Hit]:
        """Find every break in a value as it stands in its file."""
        raise NotImplementedError  # pragma: no cover - each of the rules says it

    @classmethod
    def in_text(cls, document: Document, record: Record | None) -> Iterator[Finding]:
        """Find every break in a file as it stands; `record` is the one in it, if that is valid."""
        file, text = document.file, document.text
        if not cls.suspect(text):
            return
        for path, stretch in stretches(text).items():
            worded = _worded(file, text, stretch, keep=cls.keeps_wording)
            if worded is None or _foreign(record, path):
                continue
            start, value = worded
            for first, last, instead in cls.hits(value):
                at = Location(file, *line_and_column(text, start + first), path)
                raw = text[start : stretch.end]
                facts = {"value": _around(raw, first, last)}
                yield Finding(cls.name, at, facts, _put(raw, first, last, instead))
                break

    @classmethod
    def mend(cls, finding: Finding, text: str) -> tuple[Mend, ...]:
        stretch = stretches(text).get(finding.at.path)
        worded = (
            _worded(finding.at.file, text, stretch, keep=cls.keeps_wording) if stretch else None
        )
        if worded is None:
            return ()
        start, value = worded
        return tuple(
            Edit(start + first, start + last, instead)
            for first, last, instead in cls.hits(value)
            if instead is not None
        )


class Tatweel(TextRule):
    code = "T601"
    name = "tatweel"
    severity = Severity.WARNING
    message = words("The word «{value}» is drawn out by a tatweel (ـ).")
    advice = words("Delete the tatweel; it may stand between a letter and a number: لـ23.")
    reason = _SAME_WORD
    rare = True
    quick = re.compile(f"(?<=[{_LETTER}{_MARK}])\u0640+(?=[{_LETTER}])")
    breaks = event(title="افتتاح الجـــسر")
    keeps = event(title="افتتاح الجسر في 1440هـ لـ23 قرية")

    @classmethod
    def hits(cls, text: str) -> Iterator[Hit]:
        return ((*match.span(), "") for match in cls.quick.finditer(text))


class DigitsInText(TextRule):
    code = "T602"
    name = "digits-in-text"
    severity = Severity.HINT
    message = words("«{value}» is written with digits other than 0 to 9.")
    advice = words("Write the digits 0 to 9; readers choose for themselves which ones they see.")
    reason = words("One way of writing keeps records comparable.")
    rare = True
    quick = re.compile("[\u0660-\u0669\u06f0-\u06f9]+")
    keeps_wording = True
    breaks = event(summary="مرّ به ١٢٠ زائرًا.")
    keeps = event(summary="مرّ به 120 زائرًا. وكُتب عليه «جسر ٢٠١٩».")

    @classmethod
    def hits(cls, text: str) -> Iterator[Hit]:
        return ((*match.span(), to_latin(match[0])) for match in cls.quick.finditer(text))


class LookAlikeLetter(TextRule):
    code = "T603"
    name = "look-alike-letter"
    severity = Severity.WARNING
    message = words("In the word «{value}» stands a Persian, Urdu or Kurdish letter.")
    advice = _TYPE_AGAIN
    reason = _SAME_WORD
    rare = True
    quick = re.compile("[\u06cc\u06a9\u06c1\u06be\u06d5\u06aa]")
    keeps_wording = True
    breaks = event(title="افتتاح جسر ال\u06a9وفة")
    keeps = event(title="افتتاح جسر الكوفة")

    _WORD: Final = re.compile(f"[{_LETTER}{_MARK}\u0640]+")
    _ARABIC: Final = re.compile(
        f"[\u0621-\u063a\u0641-\u064a{_MARK}\u0640\u06cc\u06a9\u06c1\u06be\u06d5\u06aa]+"
    )
    # The last letter of a word could be ي or ى, and ە is ه or ة: there a person has to look.
    _SURE: Final = re.compile(f"\u06cc(?=[{_LETTER}])|[\u06a9\u06aa\u06c1\u06be]")
    _ARABIC_LETTERS: Final = {
        "\u06cc": "ي",
        "\u06a9": "ك",
        "\u06aa": "ك",
        "\u06c1": "ه",
        "\u06be": "ه",
    }

    @classmethod
    def hits(cls, text: str) -> Iterator[Hit]:
        for match in cls._WORD.finditer(text):
            word = match[0]
            if cls.quick.search(word) and cls._ARABIC.fullmatch(word):
                sure = cls._SURE.sub(lambda found: cls._ARABIC_LETTERS[found[0]], word)
                yield (*match.span(), sure if not cls.quick.search(sure) else None)


class MixedScripts(TextRule):
    code = "T604"
    name = "mixed-scripts"
    severity = Severity.WARNING
    message = words("The word «{value}» is made of letters of two scripts.")
    advice = words("Type the word again from one keyboard.")
    reason = _SAME_WORD
    rare = True
    quick = re.compile("[A-Za-z][\u0370-\u04ff]|[\u0370-\u04ff][A-Za-z]")
    breaks = event(title="افتتاح جسر B\u043ebur")
    keeps = event(title="افتتاح جسر Bobur")

    _WORD: Final = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u04ff]+")
    _LATIN: Final = str.maketrans(
        "аеорсухіјѕАВЕКМНОРСТХІЈЅοαΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aeopcyxijsABEKMHOPCTXIJSoaABEZHIKMNOPTYX"
    )

    @classmethod
    def hits(cls, text: str) -> Iterator[Hit]:
        for match in cls._WORD.finditer(text):
            if cls.quick.search(match[0]):
                latin = match[0].translate(cls._LATIN)
                yield (*match.span(), latin if latin.isascii() else None)


class LatinPunctuation(TextRule):
    code = "T605"
    name = "latin-punctuation"
    severity = Severity.HINT
    message = words("After an Arabic word stands a Latin mark: «{value}».")
    advice = words("Write ، ؛ ؟ after Arabic words.")
    reason = words("A Latin mark points the wrong way in Arabic and looks like a misprint.")
    # It begins with what is sought, and not with what stands before: so it is found sooner.
    quick = re.compile(f"[,;?](?<=[{_LETTER}{_MARK}»].)(?=[\\s\"']|$)")
    keeps_wording = True
    breaks = event(summary="افتُتح الجسر, ومرّ به الناس.")
    keeps = event(summary="افتُتح الجسر، ومرّ به الناس (Old Town, north).")

    _ARABIC: Final = str.maketrans(",;?", "،؛؟")

    @classmethod
    def hits(cls, text: str) -> Iterator[Hit]:
        return ((*m.span(), m[0].translate(cls._ARABIC)) for m in cls.quick.finditer(text))


class StraySpace(TextRule):
    code = "T606"
    name = "stray-space"
    severity = Severity.HINT
    message = words("A space too many stands here: «{value}».")
    advice = words("One space between words, none before ، ؛ ؟ . and none inside « » and ( ).")
    reason = words("A mark after a space can begin a line of its own on the page.")
    quick = re.compile(
        r"(?<=\S) {2,}(?=\S)"
        f"|(?<=[{_LETTER}{_MARK}0-9»)]) +(?=[،؛؟!:.](?:[\\s\"']|$))"
        r"|(?<=[«(]) +(?=\S)|(?<=\S) +(?=[»)])"
    )
    # The same for a whole file, and quicker: it begins with a letter of its own.
    _ANYWHERE: Final = re.compile(r" (?:(?<=\S ) +\S|[،؛؟!»)]|[:.](?:\s|$))")
    breaks = event(summary="افتُتح الجسر ، ومرّ  به الناس.")
    keeps = event(summary="افتُتح الجسر، ومرّ به الناس ...")

    @classmethod
    def suspect(cls, text: str) -> bool:
        return "« " in text or "( " in text or cls._ANYWHERE.search(text) is not None

    @classmethod
    def hits(cls, text: str) -> Iterator[Hit]:
        for match in cls.quick.finditer(text):
            before, after = text[match.start() - 1], text[match.end()]
            none = before in "«(" or after in "»)،؛؟!:."
            yield (*match.span(), "" if none else " ")


class NoBreakSpace(TextRule):
    code = "T607"
    name = "no-break-space"
    severity = Severity.HINT
    message = words("A space that is no ordinary one stands here: «{value}».")
    advice = words(
        "Delete it and press the space bar; the site itself keeps together what must be."
    )
    reason = words("It comes with text copied from a page; two texts that look alike would differ.")
    rare = True
    quick = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
    breaks = event(title="افتتاح\u00a0الجسر")
    keeps = event(title="افتتاح الجسر")

    @classmethod
    def hits(cls, text: str) -> Iterator[Hit]:
        for match in cls.quick.finditer(text):
            line = text[: match.start()].rpartition("\n")
            # At the beginning of a line of a block a space would be part of its indent.
            yield (*match.span(), "" if line[1] and not line[2].strip(" ") else " ")


class Unbalanced(TextRule):
    code = "T608"
    name = "unbalanced-marks"
    severity = Severity.HINT
    message = words("A quotation mark or bracket has no other half: {value}.")
    advice = words("Write the half that is missing, or delete the one that is too many.")
    reason = words("A reader must see where somebody else's words begin and end.")
    quick = re.compile("[«»()]")
    breaks = event(summary="قال رئيس البلدية إن الجسر «مفتوح للجميع.")
    keeps = event(summary="قال رئيس البلدية إن الجسر «مفتوح (للجميع)». 1) للمارة 2) للسيارات.")

    @classmethod
    def suspect(cls, text: str) -> bool:
        return any(text.count(first) != text.count(last) for last, first in cls._HALVES.items())

    _HALVES: Final = {"»": "«", ")": "("}
    _NUMBERED: Final = re.compile(rf"(?:^|\s)[0-9a-z{_LETTER}]{{1,2}}$")

    @classmethod
    def hits(cls, text: str) -> Iterator[Hit]:
        opened: list[int] = []
        for match in cls.quick.finditer(text):
            mark, at = match[0], match.start()
            if mark not in cls._HALVES:
                opened.append(at)
            elif opened and text[opened[-1]] == cls._HALVES[mark]:
                opened.pop()
            elif not (mark == ")" and cls._NUMBERED.search(text[max(0, at - 3) : at])):
                yield at, at + 1, None
                return
        for at in opened[:1]:
            yield at, at + 1, None


@lru_cache(maxsize=1)
def _has_rare(text: str) -> bool:
    """Whether a text has one of the characters without which no rule that is `rare` is broken."""
    return _RARE.search(text) is not None


def _worded(file: str, text: str, stretch: Stretch, *, keep: bool) -> tuple[int, str] | None:
    """Give where a value that holds words begins, and its text; None of any other.

    With `keep` also of somebody else's wording, and what of it stands between «» is blanked out.
    """
    field = next((step for step in reversed(stretch.path) if isinstance(step, str)), "")
    if not stretch.scalar or field not in _FIELDS:
        return None
    start = stretch.start
    if text[start : start + 1] in {"|", ">"}:  # behind the mark of a block a comment may stand
        start = min(text.find("\n", start) + 1 or stretch.end, stretch.end)
    value = text[start : stretch.end]
    if keep:
        if field in _OTHERS_WORDS or (field == "title" and file.startswith("sources/")):
            return None
        value = _QUOTED.sub(lambda quoted: f"«{'x' * (len(quoted[0]) - 2)}»", value)
    return start, value


_QUOTED: Final = re.compile("«[^«»]*»")


def _foreign(record: Record | None, path: Path) -> bool:
    """Whether it is the title of a source in another language, which is written as that is."""
    if not isinstance(record, Source) or path not in {("title",), ("author",)}:
        return False
    return record.language is not None and record.language[:2] != "ar"


def _bounds(value: str, first: int, last: int) -> tuple[int, int]:
    """The words around a hit: a reader finds it by them."""
    start = max(value.rfind(mark, 0, first) for mark in " \n") + 1
    ends = [end for mark in " \n" if (end := value.find(mark, last)) >= 0]
    return start, min(ends, default=len(value))


def _around(value: str, first: int, last: int) -> str:
    start, end = _bounds(value, first, last)
    return value[start:end].strip("\"' \n") or value[first:last]


def _put(value: str, first: int, last: int, instead: str | None) -> str | None:
    """What could stand there: the words around with the hit replaced."""
    if instead is None:
        return None
    start, end = _bounds(value, first, last)
    return (value[start:first] + instead + value[last:end]).strip("\"' \n")


RULES: Final = (
    Tatweel,
    DigitsInText,
    LookAlikeLetter,
    MixedScripts,
    LatinPunctuation,
    StraySpace,
    NoBreakSpace,
    Unbalanced,
)
