"""What others make of the same records: Markdown pages for MkDocs and Hugo, data for scripts.

Every event becomes a page with all that ours says of it, with links to the events it names, and
nothing else does: no page of a source, a place or a year, no export. That is less than ours has to do.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from benchmarks import words
from benchmarks.records import Fields, Records
from timeline.dates import Calendar, Fault, Span, gregorian_phrase, hijri_phrase, parse

# `nav` holds the front page alone: with every event in it, MkDocs takes minutes for 2,000.
MKDOCS: Final = """\
site_name: خط زمني
theme:
  name: material
  language: ar
  font: false
nav:
  - index.md
validation:
  nav:
    omitted_files: ignore
"""
WITHOUT_SEARCH: Final = "plugins: []\n"
HUGO: Final = """\
baseURL = "https://example.org/"
languageCode = "ar"
title = "خط زمني"
disableKinds = ["taxonomy", "term", "RSS"]
"""
LAYOUT: Final = """\
<!doctype html>
<html lang="ar" dir="rtl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ .Title }}</title>
<link rel="canonical" href="{{ .Permalink }}">
</head>
<body>
<main>{{ .Content }}</main>
</body>
</html>
"""
STATUSES: Final = {"confirmed": "مؤكد", "reported": "مذكور"}


@dataclass(frozen=True, slots=True)
class Peers:
    """Where the same records lie for others."""

    mkdocs: Path
    hugo: Path


def write(made: Records, folder: Path) -> Peers:
    """Write the records as Markdown, once for both."""
    mkdocs, hugo = folder / "mkdocs", folder / "hugo"
    docs = mkdocs / "docs"
    _write(docs / "index.md", "---\ntitle: خط زمني\n---\n\n# خط زمني\n")
    for event, text in pages(made):
        _write(docs / "events" / f"{event}.md", text)
    _write(mkdocs / "mkdocs.yml", MKDOCS)
    _write(mkdocs / "without-search.yml", MKDOCS + WITHOUT_SEARCH)
    _write(hugo / "config.toml", HUGO)
    for name in ("single", "list"):
        _write(hugo / "layouts" / "_default" / f"{name}.html", LAYOUT)
    _write(hugo / "layouts" / "index.html", LAYOUT)
    _write(hugo / "content" / "_index.md", (docs / "index.md").read_text("utf-8"))
    for page in (docs / "events").iterdir():
        _write(hugo / "content" / "events" / page.name, page.read_text("utf-8"))
    return Peers(mkdocs, hugo)


def pages(made: Records) -> Iterator[tuple[str, str]]:
    """The page of each event, by its id."""
    names = {
        **{i: name for i, name, _, _ in words.CATEGORIES},
        **{i: name for i, name, _ in words.METRICS},
        **{i: name for i, name, _ in words.PUBLISHERS},
        **{i: made.title(made.places, i) for i in made.places},
        **{i: made.title(made.actors, i) for i in made.actors},
    }
    for event, fields in made.events.items():
        yield event, "\n".join(_page(fields, made, names))


def _page(fields: Fields, made: Records, names: Mapping[str, str]) -> Iterator[str]:
    span = span_of(fields)
    yield f"---\ntitle: {json.dumps(fields['title'], ensure_ascii=False)}\n---\n"
    yield f"# {fields['title']}\n"
    hijri = hijri_phrase(span)
    yield f"**{gregorian_phrase(span)}**{f' · {hijri}' if hijri else ''}\n"
    if "date_note" in fields:
        yield f"{fields['date_note']}\n"
    yield f"{STATUSES[fields['status']]} · {'، '.join(names[c] for c in fields['categories'])}\n"
    yield f"{fields['summary']}\n"
    yield "## الأماكن\n"
    yield from (f"- {names[ref['place']]} ({ref['precision']})" for ref in fields["places"])
    yield "\n## الجهات\n"
    yield from (f"- {names[ref['actor']]} ({ref['role']})" for ref in fields["actors"])
    if "claims" in fields:
        yield "\n## الأرقام\n\n| ما | الفئة | العدد | بحسب | حتى | المصدر |\n|---|---|---|---|---|---|"
    for claim in fields.get("claims", ()):
        amount = claim.get("value") or f"{claim['low']}–{claim['high']}"
        source = made.sources[claim["source"]]
        yield (
            f"| {names[claim['metric']]} | {claim['group']} | {amount} | {names[claim['said_by']]} "
            f"| {claim['as_of']} | [{source['title']}]({source['url']}) |"
        )
    yield "\n## المصادر\n"
    for ref in fields["sources"]:
        source = made.sources[ref["source"]]
        told = f"{names[source['publisher']]}، {source['author']}، {source['published']}"
        yield f"- [{source['title']}]({source['url']})، {told}، {ref['locator']}"
    if "relations" in fields:
        yield "\n## الصلات\n"
    for relation in fields.get("relations", ()):
        title = made.events[relation["event"]]["title"]
        yield f"- {relation['type']}: [{title}]({relation['event']}.md)"
    if "corrections" in fields:
        yield "\n## التصحيحات\n"
    for correction in fields.get("corrections", ()):
        yield f"- {correction['date']}: {correction['what']} {correction['why']}"
    yield ""


def span_of(fields: Fields) -> Span:
    """The date of a made-up event, as the engine reads it."""
    hijri = "date_hijri" in fields
    calendar = Calendar.HIJRI if hijri else Calendar.GREGORIAN
    span = parse(fields["date_hijri" if hijri else "date"], calendar)
    assert not isinstance(span, Fault)
    return span


# ------------------------------------------------------------------------------ data for scripts


def timelinejs(made: Records) -> dict[str, Any]:
    """The events as TimelineJS has them: a slide each, with its title and summary."""
    names = {category: name for category, name, _, _ in words.CATEGORIES}
    return {
        "title": {"text": {"headline": "خط زمني", "text": ""}},
        "events": [
            {
                "unique_id": event,
                "start_date": _parts(first),
                **({"end_date": _parts(last)} if last > first else {}),
                "text": {"headline": fields["title"], "text": _paragraphs(fields)},
                "group": names[fields["categories"][0]],
            }
            for event, fields, first, last in _placed(made)
        ],
    }


def vis(made: Records) -> list[dict[str, Any]]:
    """The events as vis-timeline has them: an item each, with its title, and a tooltip."""
    return [
        {
            "id": event,
            "content": fields["title"],
            "title": fields["summary"],
            "start": str(first),
            **({"end": str(last + timedelta(days=1))} if last > first else {"type": "box"}),
        }
        for event, fields, first, last in _placed(made)
    ]


def _placed(made: Records) -> Iterator[tuple[str, Fields, date, date]]:
    """Each event with the first and the last day that it may have been; open ends are a day."""
    for event, fields in made.events.items():
        span = span_of(fields)
        first = span.earliest or span.latest
        assert first is not None
        yield event, fields, first, span.latest or first


def _parts(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}


def _paragraphs(fields: Fields) -> str:
    return "".join(f"<p>{text}</p>" for text in fields["summary"].split("\n\n"))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
