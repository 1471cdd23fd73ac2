"""What the scripts of the suggestion form need, as JSON: what is refused and why, and the choices.

What is refused is the models' and the rules', how a record is written `timeline.writing`.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from timeline.dataset import Dataset
from timeline.dates import Calendar, gregorian_month, hijri_month
from timeline.dates.folding import folded, spellings
from timeline.dates.wording import lexicon
from timeline.messages import Messages, words
from timeline.reading import characters
from timeline.records.claim import TOWARDS_PATTERN
from timeline.records.event import Event
from timeline.records.fields import (
    AMOUNT_PATTERN,
    ID_LENGTH,
    ID_PATTERN,
    LANGUAGE_PATTERN,
    LINE_LENGTH,
    PROSE_LENGTH,
    RESERVED_PATTERN,
    URL_LENGTH,
    URL_PATTERN,
)
from timeline.records.source import Source
from timeline.records.vocabulary import Entry
from timeline.render.form import with_labels
from timeline.render.form_words import form_words
from timeline.rules.table import BY_NAME
from timeline.rules.text import DigitsInText, LatinPunctuation, NoBreakSpace, StraySpace, Tatweel
from timeline.writing.layout import Layout, layout_of
from timeline.writing.placing import by_year

# Rules on running text; where `keeps_wording` holds, what stands in « » is left alone.
TEXT_RULES: Final = (Tatweel, NoBreakSpace, DigitsInText, LatinPunctuation, StraySpace)
# The rules by which the page itself judges; all others are left to the check of the pull request.
_RULES: Final = (
    "missing-field",
    "empty-text",
    "text-too-long",
    "bad-id",
    "duplicate-id",
    "bad-url",
    "bad-language",
    "bad-number",
    "bad-towards",
    "day-needed",
    "date-note-missing",
    "inferred-as-certain",
    "dispute-without-status",
    "claim-without-number",
    "value-and-range",
    "range-reversed",
    "cumulative-without-since",
    "stance-without-towards",
    "repeated-reference",
    "bidi-control",
    "hidden-line-break",
    "invisible-character",
    "presentation-form",
    "not-edtf",
    "impossible-day",
    "impossible-month",
    "year-out-of-range",
    "clock-time",
    "slashed-date",
    "arabic-digits",
    "reversed-interval",
    "level-two",
    "says-nothing",
    "unpadded",
    "season-of-hijri",
    "outside-hijri-table",
    "date-text",
    "future-event",
    *(rule.name for rule in TEXT_RULES),
)
# What to do, where a form asks otherwise than a file does.
_ADVICE: Final[Mapping[str, str]] = {
    "missing-field": words("Fill it in."),
    "empty-text": words("Fill it in."),
    "duplicate-id": words("Choose another name."),
    "outside-hijri-table": words("Choose the Gregorian calendar and give the date in it."),
}


def suggesting_json(
    dataset: Dataset, say: Messages, recorded: Mapping[str, str], schemas: str | None
) -> bytes:
    """What the form's scripts need at once, as JSON.

    `recorded` is the path of each part of what is recorded already; `schemas` is the folder of the
    JSON Schemas from content/, None where there is none.
    """
    data = {
        "say": form_words(say),
        "rules": {name: _rule(name, say) for name in _RULES},
        "limits": {"line": LINE_LENGTH, "prose": PROSE_LENGTH, "url": URL_LENGTH, "id": ID_LENGTH},
        "patterns": {
            "id": rf"(?!(?:{RESERVED_PATTERN})$){ID_PATTERN}",
            "url": URL_PATTERN,
            "language": LANGUAGE_PATTERN,
            "amount": AMOUNT_PATTERN,
            "towards": TOWARDS_PATTERN,
        },
        "characters": {
            "bidi-control": _class(characters.BIDI_CONTROLS),
            "hidden-line-break": _class(characters.LINE_BREAKS),
            "presentation-form": _class(characters.PRESENTATION_FORMS),
            "invisible-character": _class(characters.INVISIBLE),
        },
        "text": [[rule.name, rule.quick.pattern, rule.keeps_wording] for rule in TEXT_RULES],
        "words": _words_of_dates(),
        "months": {
            "gregorian": [gregorian_month(month) for month in range(1, 13)],
            "hijri": [hijri_month(month) for month in range(1, 13)],
            "genitive": [hijri_month(month, genitive=True) for month in range(1, 13)],
        },
        "layouts": {
            "event": _layout(layout_of(Event)),
            "source": _layout(layout_of(Source)),
        },
        "choices": _choices(dataset),
        "recorded": recorded,
        "byYear": by_year(dataset.files.values()),
        "schemas": schemas,
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _rule(name: str, say: Messages) -> list[str]:
    """What breaks a rule and what to do, with labels in the place of fields' names."""
    rule = BY_NAME[name]
    return [
        with_labels(say.text(text), say) for text in (rule.message, _ADVICE.get(name, rule.advice))
    ]


def _words_of_dates() -> dict[str, dict[str, str]]:
    """The words that dates are written in, of both calendars or of one, by what they do there."""
    of = {str(calendar): set(lexicon(calendar).items()) for calendar in Calendar}
    both = set.intersection(*of.values())
    found: dict[str, dict[str, str]] = {}
    for name, own_words in {"both": both, **{name: own - both for name, own in of.items()}}.items():
        by_token = defaultdict(list)
        for word, token in sorted(own_words):
            by_token[" ".join(token).strip()].append(word)
        found[name] = {token: "|".join(alike) for token, alike in sorted(by_token.items())}
    return found


def _class(signs: str) -> str:
    """The inside of a character class as JavaScript writes it."""
    return "".join(sign if sign == "-" else f"\\u{{{ord(sign):x}}}" for sign in signs)


def _layout(layout: Layout) -> dict[str, object]:
    found: dict[str, object] = {"form": layout.form.name.lower()}
    if layout.items:
        found["items"] = _layout(layout.items)
    if layout.order:
        found["order"] = {name: _layout(inner) for name, inner in layout.order.items()}
        found["needed"] = sorted(layout.needed)
    if layout.on_one_line:
        found["line"] = True
    if layout.short:
        found["short"] = layout.short
    return found


def _choices(dataset: Dataset) -> dict[str, list[list[object]]]:
    """What there is to choose from: each id with its name, other names, and what stands beside it."""

    def name(entries: Mapping[str, Entry], key: str | None) -> str:
        return entries[key].name if key and key in entries else key or ""

    return {
        "places": [
            [
                key,
                place.name,
                _others(place.name, place.aliases),
                name(dataset.places, place.within),
            ]
            for key, place in dataset.places.items()
        ],
        "actors": [
            [key, actor.name, _others(actor.name, actor.aliases)]
            for key, actor in dataset.actors.items()
        ],
        "categories": [[key, entry.name] for key, entry in dataset.categories.items()],
        "metrics": [[key, entry.name] for key, entry in dataset.metrics.items()],
        "publishers": [[key, entry.name] for key, entry in dataset.publishers.items()],
        "sources": [
            [key, source.title, [], name(dataset.publishers, source.publisher)]
            for key, source in dataset.sources.items()
        ],
    }


def _others(name: str, aliases: tuple[str, ...]) -> list[str]:
    """The aliases that a search by a part of a name finds neither in the name nor in another."""
    others = spellings(name, aliases)
    known = [folded(other) for other in (name, *others)]
    return [alias for alias in others if sum(folded(alias) in longer for longer in known) == 1]
