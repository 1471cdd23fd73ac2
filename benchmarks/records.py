"""Made-up Arabic records of any number, the same at every run: what all is measured with.

Record `i` is the same whatever the number of records: it is made from `i` alone, and names only
those before it. Events come in reports of five, told by one source or two within some weeks; they
take every form of date, and have claims, places, actors, relations and corrections about as often as
records of `content/` that were read side by side with them. `timeline check` finds nothing in them.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

from benchmarks import words

FIRST: Final = date(2003, 2, 2)
DAYS: Final = (date(2025, 10, 1) - FIRST).days
LATEST: Final = date(2026, 3, 1)  # when the last of them was written down
PER_REPORT: Final = 5
EVENTS_PER_PLACE: Final = 30
MOST_PLACES: Final = len(words.KINDS_OF_PLACE) * len(words.NAMES_OF_PLACE)

Fields = dict[str, Any]  # of a record, as YAML has them


@dataclass(frozen=True, slots=True)
class Records:
    """A made-up timeline: fields by id, in the order of their numbers."""

    events: dict[str, Fields]
    sources: dict[str, Fields]
    places: dict[str, Fields]
    actors: dict[str, Fields]

    def title(self, vocabulary: dict[str, Fields], entry: str) -> str:
        """The name of an entry of a vocabulary."""
        return str(vocabulary[entry]["name"])


def records(count: int) -> Records:
    """So many events, and what they refer to."""
    events = dict(_event(number) for number in range(count))
    sources: dict[str, Fields] = {}
    for report in range((count + PER_REPORT - 1) // PER_REPORT):
        sources.update(_sources(report))
    cited = {ref["source"] for event in events.values() for ref in event["sources"]}
    named = {ref["actor"] for event in events.values() for ref in event["actors"]}
    named |= {claim["said_by"] for event in events.values() for claim in event.get("claims", ())}
    named |= {sources[source]["origin"] for source in cited if "origin" in sources[source]}
    return Records(
        events,
        {source: fields for source, fields in sources.items() if source in cited},
        _places({ref["place"] for event in events.values() for ref in event["places"]}),
        {
            actor: {"name": name, "kind": kind, "aliases": [alias]}
            for actor, name, kind, alias in words.ACTORS
            if actor in named
        },
    )


def write(made: Records, folder: Path) -> None:
    """Write the content/ folder of a made-up timeline."""
    about = {
        "title": "خط زمني مصنوع للقياس",
        "description": "سجلات مصنوعة لا تصف ما وقع.",
        "site_url": "https://example.org/",
        "licence": "CC0-1.0",
    }
    _write(folder / "timeline.yml", about)
    (folder / "events").mkdir(exist_ok=True)
    for event, fields in made.events.items():
        year = str(fields.get("date", "hijri")).strip("[.")[:4].replace("hijr", "hijri")
        _write(folder / "events" / year / f"{event}.yml", fields)
    for source, fields in made.sources.items():
        _write(folder / "sources" / f"{source}.yml", fields)
    used = {category for fields in made.events.values() for category in fields["categories"]}
    claimed = {c["metric"] for fields in made.events.values() for c in fields.get("claims", ())}
    published = {fields["publisher"] for fields in made.sources.values()}
    forms = ("zero", "one", "two", "few", "many", "other")
    vocabularies: dict[str, Fields] = {
        "places": made.places,
        "actors": made.actors,
        "categories": {i: {"name": name} for i, name, _, _ in words.CATEGORIES if i in used},
        "publishers": {i: {"name": name} for i, name, _ in words.PUBLISHERS if i in published},
        "metrics": {
            i: {"name": name, "forms": dict(zip(forms, unit, strict=True))}
            for i, name, unit in words.METRICS
            if i in claimed
        },
        "eras": {i: {"name": name, "date": when} for i, name, when in words.ERAS},
    }
    for name, entries in vocabularies.items():
        if entries:
            _write(folder / "vocabularies" / f"{name}.yml", entries)


def edit(folder: Path, made: Records, number: int, words_added: str) -> Path:
    """Change the summary of one event, as an editor would; give its file."""
    event = list(made.events)[number]
    (path,) = (folder / "events").rglob(f"{event}.yml")
    text = path.read_text("utf-8")
    path.write_text(text.replace("summary: |-\n  ", f"summary: |-\n  {words_added} ", 1), "utf-8")
    return path


# ------------------------------------------------------------------------------------- a record


def _random(kind: str, number: int) -> Random:
    return Random(f"{kind} {number}")  # noqa: S311 - made to be the same, not to be secret


def _place(number: int) -> tuple[str, str, str]:
    """A made-up village: its id, its name, the governorate it lies in."""
    kind, name = divmod(number, len(words.NAMES_OF_PLACE))
    latin, arabic = words.KINDS_OF_PLACE[(kind + name) % len(words.KINDS_OF_PLACE)]
    latin_name, arabic_name = words.NAMES_OF_PLACE[name]
    within = words.GOVERNORATES[(number * 7 + name) % len(words.GOVERNORATES)][0]
    return f"{latin}-{latin_name}", f"{arabic} {arabic_name}", within


def _places(used: set[str]) -> dict[str, Fields]:
    iraq = {"name": "العراق", "kind": "country", "latitude": "33.2", "longitude": "43.7"}
    found: dict[str, Fields] = {"iraq": iraq} if used else {}
    seats = {i: (latitude, longitude) for i, _, latitude, longitude in words.GOVERNORATES}
    villages = {place: (name, within) for place, name, within in map(_place, range(MOST_PLACES))}
    needed = {villages[place][1] for place in used if place in villages} | used
    for place, name, latitude, longitude in words.GOVERNORATES:
        if place in needed:
            found[place] = {
                "name": name,
                "kind": "governorate",
                "within": "iraq",
                "latitude": str(latitude),
                "longitude": str(longitude),
                "precision": "governorate",
            }
    for place, (name, within) in villages.items():
        if place in used:
            shift = _random("place", len(found))
            found[place] = {
                "name": name,
                "kind": "village",
                "within": within,
                "latitude": f"{seats[within][0] + shift.uniform(-0.4, 0.4):.3f}",
                "longitude": f"{seats[within][1] + shift.uniform(-0.4, 0.4):.3f}",
                "precision": "near",
            }
    return found


def _published(report: int) -> date:
    return FIRST + timedelta(days=_random("report", report).randrange(90, DAYS))


def _sources(report: int) -> Iterator[tuple[str, Fields]]:
    """The one or two sources that tell of a report's events."""
    chance = _random("sources", report)
    first = chance.randrange(len(words.PUBLISHERS))
    for part in range(2 if report % 3 == 0 else 1):
        publisher, _, kind = words.PUBLISHERS[(first + part) % len(words.PUBLISHERS)]
        day = _published(report) + timedelta(days=9 * part)
        source = f"{publisher}-{day.year}-{report:05}{'ab'[part]}"
        where = words.GOVERNORATES[chance.randrange(len(words.GOVERNORATES))][1]
        fields: Fields = {
            "publisher": publisher,
            "title": f"{'ملف' if part else 'تقرير'} {report + 1}: ما جرى في {where} خلال أسابيع",
            "author": f"محرر {chance.randrange(1, 40)}",
            "published": str(day),
            "url": f"https://{publisher}.example/{day.year}/{report}/",
            "accessed": str(max(day, date(2025, 11, 1)) + timedelta(days=chance.randrange(60))),
            "language": "ar",
            "type": kind,
        }
        if chance.random() < 0.3:
            fields["archived"] = f"https://archive.example/{report}/{part}/"
        yield source, fields


def _day(number: int) -> date:
    """The day about which an event is said to have been: some weeks before it was reported."""
    before = _random("day", number).randrange(2, 60)
    day = _published(number // PER_REPORT) - timedelta(days=before)
    return day + timedelta(days=day.day == 1)  # the first may be a month in disguise, to the rules


def _id(number: int) -> str:
    chance = _random("what", number)
    category = chance.choices(words.CATEGORIES, (32, 26, 14, 10, 8, 10))[0]
    place = _place(_village(number))[0]
    return f"{category[0]}-{place}-{number:05}"


def _village(number: int) -> int:
    """Villages come into use one by one as the timeline grows; some are named far more often."""
    known = min(MOST_PLACES, 12 + number // EVENTS_PER_PLACE)
    return int(_random("where", number).random() ** 2 * known)


def _event(number: int) -> tuple[str, Fields]:
    chance = _random("what", number)
    category, _, titles, doers = chance.choices(words.CATEGORIES, (32, 26, 14, 10, 8, 10))[0]
    place, place_name, within = _place(_village(number))
    doer = chance.choice(doers)
    who = next(name for actor, name, _, _ in words.ACTORS if actor == doer)
    day = _day(number)
    report = number // PER_REPORT
    cited = [source for source, _ in _sources(report)]
    title = chance.choice(titles).format(place=place_name, who=who)
    fields: Fields = {"title": f"{title} ({_counted(number)})", **_date(chance, day)}
    fields["added"] = str(date(2025, 12, 1) + timedelta(days=number % 60))
    fields["status"] = "confirmed" if len(cited) > 1 and chance.random() < 0.4 else "reported"
    if chance.random() < 0.02:
        fields["milestone"] = "true"
    fields["categories"] = [category]
    fields["places"] = [{"place": place, "precision": chance.choice(("exact", "near", "district"))}]
    if chance.random() < 0.1:
        fields["places"].append({"place": within, "precision": "governorate"})
    fields["actors"] = [{"actor": doer, "role": "acts"}]
    if chance.random() < 0.35:
        fields["actors"].append({"actor": chance.choice(words.SPEAKERS), "role": "reports"})
    fields["summary"] = _summary(chance, title, place_name, day)
    claims = _claims(chance, day, cited)
    if claims:
        fields["claims"] = claims
    fields["sources"] = [
        {"source": source, "locator": f"الفقرة {chance.randrange(1, 30)}"} for source in cited
    ]
    if number % PER_REPORT and chance.random() < 0.3:
        kind = "follows" if _day(number - 1) < day else "part-of"
        fields["relations"] = [{"type": kind, "event": _id(number - 1)}]
    if chance.random() < 0.03:
        fields["corrections"] = [
            {
                "date": str(LATEST - timedelta(days=chance.randrange(25))),
                "what": "صُحح اسم القرية بعد مراجعة الخريطة.",
                "why": "كان الاسم في السجل اسم قرية مجاورة.",
            }
        ]
    return _id(number), fields


def _counted(number: int) -> str:
    """What tells events of one kind and place apart, as the numbers of incidents do."""
    return f"الواقعة {number + 1}"


def _date(chance: Random, day: date) -> Fields:
    """A date in one of the forms that a record may take, about a day."""
    month, year = f"{day:%Y-%m}", f"{day:%Y}"
    later = day + timedelta(days=chance.randrange(2, 20))
    season = 24 if day.month == 12 else max(21, 21 + (day.month - 3) // 3)
    forms = {
        str(day): 58,
        month: 11,
        year: 2,
        f"{day}~": 5,
        f"{month}?": 3,
        f"{day}/{later}": 5,
        f"{day}/..": 1,
        f"[{day}..{later}]": 4,
        f"[{day},{later}]": 2,
        f"{month}-XX": 3,
        # A season of January's and February's began in the year before.
        month if day.month < 3 else f"{year}-{season}": 2,
        "hijri": 4,
    }
    form = chance.choices(tuple(forms), tuple(forms.values()))[0]
    if form == "hijri":
        from timeline.dates import hijri  # noqa: PLC0415 - as the engine counts days

        there = hijri.from_day(day)
        assert there is not None  # from 2003 to 2025
        if there.day == 1:
            return {"date": str(day)}
        return {"date_hijri": f"{there.year}-{there.month:02}-{there.day:02}"}
    found: Fields = {"date": form}
    if form.endswith("~"):
        found["date_basis"] = "relative"
        found["date_note"] = "«قبل أيام» في المصدر، وحُسبت من يوم نشره."
    return found


def _summary(chance: Random, title: str, place: str, day: date) -> str:
    sentences = [chance.choice(words.OPENINGS), *chance.sample(words.MIDDLES, 2)]
    text = f"{title}. {' '.join(sentences)}"
    if chance.random() < 0.4:
        mention = f"وسبق أن شهدت {place} ما يشبه ذلك عام {day.year - chance.randrange(1, 6)}."
        return f"{text}\n\n{mention} {chance.choice(words.ENDINGS)}"
    return f"{text} {chance.choice(words.ENDINGS)}"


def _claims(chance: Random, day: date, cited: list[str]) -> list[Fields]:
    if chance.random() > 0.45:
        return []
    metrics = chance.sample([metric for metric, _, _ in words.METRICS], chance.choice((1, 1, 2)))
    claims: list[Fields] = []
    for metric in metrics:
        speakers = chance.sample(words.SPEAKERS, chance.choice((1, 1, 2)))
        number = 1 + int(chance.random() ** 3 * 60)
        for place, speaker in enumerate(speakers):
            amount: Fields = {"value": str(number + place)}
            if chance.random() < 0.2:
                amount = {"low": str(number), "high": str(number + chance.randrange(1, 9))}
            claims.append(
                {
                    "key": f"{metric}-{speaker}",
                    "metric": metric,
                    "group": chance.choice(("all", "civilians", "unknown")),
                    **amount,
                    "as_of": str(day + timedelta(days=1)),
                    "said_by": speaker,
                    "stance": "claims",
                    "source": chance.choice(cited),
                }
            )
    return claims


# --------------------------------------------------------------------------------------- as YAML


def _write(path: Path, fields: Fields) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(_lines(fields, "")), "utf-8")


def _lines(fields: Fields, indent: str) -> Iterator[str]:
    for name, value in fields.items():
        if name == "summary":
            paragraphs = value.replace("\n\n", "\n\n  ")
            yield f"{indent}summary: |-\n  {paragraphs}\n"
        elif isinstance(value, dict):
            yield f"{indent}{name}:\n"
            yield from _lines(value, f"{indent}  ")
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            yield f"{indent}{name}:\n"
            for entry in value:
                first, *others = _lines(entry, f"{indent}    ")
                yield f"{indent}  - {first.lstrip()}"
                yield from others
        elif isinstance(value, list):
            yield f"{indent}{name}: [{', '.join(map(_scalar, value))}]\n"
        else:
            yield f"{indent}{name}: {_scalar(value)}\n"


def _scalar(value: str) -> str:
    return (
        value
        if value.isascii() and value.replace("-", "").isalnum()
        else json.dumps(value, ensure_ascii=False)
    )
