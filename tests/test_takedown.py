"""A name that its owner asks to have removed: that it goes from every byte of what is published.

What an editor does stands in ARCHITECTURE.md under «Taking a name away»; this is done here, step by
step, to a timeline that has the name wherever a name can stand.
"""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.contents import brief, lay
from tests.folders import SMALL
from timeline.checking import check
from timeline.dates.folding import folded
from timeline.publishing.publish import publish
from timeline.render.search_words import indexed, units, whole
from timeline.rules.rule import EVENT, Example

NAME = "زمرّدة الخزعبلي"
LATIN = "Zumurruda Khuzabli"

# The witness's own record, and whatever else names her.
NAMED: Example = {
    "timeline.yml": f"title: جسور\ndescription: يحررها {NAME}.\nkeywords: [{NAME}]\n"
    "site_url: https://example.org/repo/\nrepository: https://example.org/city/bridges\n",
    "events/2019/her-witness.yml": (
        f'title: شهادة {NAME}\ndate: "2019-04-02"\nsummary: قالت {NAME} ما رأت.\n'
        "sources: [report]\nmilestone: true\nactors: [witness]\n"
        "claims: [{key: seen, metric: visitors, value: 7, said_by: witness}]\n"
    ),
    "events/bridge-opened.yml": (
        f'title: افتتاح الجسر بحضور {NAME}\ndate: "2019-03"\ndate_basis: inferred\n'
        f"date_note: من رواية {NAME}.\nafter: [bridge-begun]\nbefore: [her-witness]\n"
        "places: [house]\n"
        "actors: [{actor: witness, role: declares}, mayor]\ncategories: [works]\n"
        f"summary: |-\n  افتُتح الجسر.\n\n  وحضرت {NAME}.\n"
        f"claims: [{{metric: visitors, value: 9, stated: تسعة مع {NAME}, said_by: witness, "
        f"reported_by: witness, stance: denies, towards: her-witness#seen, note: عن {NAME}, "
        "source: interview}]\n"
        f"sources: [report, {{source: interview, locator: عند ذكر {NAME}}}]\n"
        "relations: [{type: follows, event: her-witness}]\n"
        f'corrections: [{{date: "2019-05-01", what: أُضيف اسم {NAME}, why: طلب {NAME}}}]\n'
    ),
    "events/bridge-begun.yml": EVENT.replace("2019-03", "2018"),
    "sources/report.yml": f"title: تقرير عن {NAME}\npublisher: press\n",
    "sources/interview.yml": (
        f"title: حوار مع {NAME}\nauthor: {NAME}\npublished: 2019-04-03\npublished_basis: inferred\n"
        f"published_note: قالته {NAME}.\nnote: أجرته {NAME}.\norigin: witness\n"
    ),
    "vocabularies/actors.yml": (
        f"witness: {{name: {NAME}, kind: person, aliases: [{LATIN}], note: تُعرف بـ{NAME}}}\n"
        f"mayor: {{name: رئيس البلدية, kind: person, aliases: [زوج {NAME}], note: زوج {NAME}}}\n"
    ),
    "vocabularies/places.yml": (
        f"house: {{name: بيت {NAME}, aliases: [دار {NAME}], note: تسكنه {NAME}, "
        "latitude: 33.3, longitude: 44.4}\n"
    ),
    "vocabularies/categories.yml": f"works: {{name: أشغال {NAME}, summary: ما بنته {NAME}.}}\n",
    "vocabularies/publishers.yml": f"press: {{name: دار {NAME} للنشر}}\n",
    "vocabularies/metrics.yml": (
        f"visitors: {{name: زوار {NAME}, forms: {{one: زائر {NAME}, two: زائرا {NAME}, "
        f"few: زوار {NAME}, many: زائرًا إلى {NAME}, other: زائر إلى {NAME}}}}}\n"
    ),
    "vocabularies/eras.yml": f'hers: {{name: عهد {NAME}, date: "2018/2019", summary: حكمت {NAME}.}}\n',
    "pages/thanks.md": f"# شكر إلى {NAME}\n\nشكرًا، {NAME} ({LATIN}).\n",
}

# 1. Her record goes, and the id stays with a reason that names nobody.
WITHDRAWN: Example = {
    "events/2019/her-witness.yml": None,
    "withdrawn.yml": 'her-witness: {reason: بطلب صاحبة الشأن, date: "2026-11-22"}\n',
}
# 2. So does her entry among the actors; the check then names every place that refers to either.
UNKNOWN: Example = {
    "vocabularies/actors.yml": "mayor: {name: رئيس البلدية, kind: person}\n",
}
# 3. References go, and a correction says that something went.
UNREFERRED: Example = {
    "events/bridge-opened.yml": (
        'title: افتتاح الجسر\ndate: "2019-03"\nafter: [bridge-begun]\nplaces: [house]\n'
        "actors: [mayor]\ncategories: [works]\n"
        "summary: افتُتح الجسر.\nclaims: [{metric: visitors, value: 9, source: interview}]\n"
        "sources: [report, interview]\n"
        'corrections: [{date: "2026-11-22", what: حُذف اسم, why: بطلب صاحبة الشأن}]\n'
    ),
    "sources/interview.yml": "title: حوار مع شاهدة\npublished: 2019-04-03\n",
}
# 4. What no check can know, running text, is searched for by its spellings and rewritten.
REWRITTEN: Example = {
    "timeline.yml": "title: جسور\nsite_url: https://example.org/repo/\n",
    "sources/report.yml": "title: تقرير البلدية\npublisher: press\n",
    "vocabularies/places.yml": "house: {name: بيت، latitude: 33.3, longitude: 44.4}\n".replace(
        "،", ","
    ),
    "vocabularies/categories.yml": "works: {name: أشغال}\n",
    "vocabularies/publishers.yml": "press: {name: الدار}\n",
    "vocabularies/metrics.yml": "visitors: {name: زوار}\n",
    "vocabularies/eras.yml": 'hers: {name: البناء, date: "2018/2019"}\n',
    "pages/thanks.md": "# شكر\n",
}


def needles() -> set[str]:
    """Give every spelling in which a published file may hold a part of the name."""
    parts = [*NAME.split(), *LATIN.split()]
    found = {spelling for part in parts for spelling in (part, folded(part), part.lower())}
    found |= set(indexed([NAME, LATIN], {})) | {whole(units(NAME)), whole(units(LATIN))}
    found |= {json.dumps(part)[1:-1] for part in parts} | {quote(part) for part in parts}
    return {needle for needle in found if len(needle) > 3}


def opened(site: Path) -> Iterator[tuple[str, str]]:
    """Give the text of every file of a site; Pagefind's are compressed."""
    for file in site.rglob("*"):
        if file.is_file():
            data = file.read_bytes()
            if data.startswith(b"\x1f\x8b"):
                data = gzip.decompress(data)
            yield file.relative_to(site).as_posix(), data.decode("utf-8", "replace")


def holding(site: Path) -> set[str]:
    """Name the files that hold a part of the name, in what they say or are called."""
    spelt = needles()
    return {name for name, text in opened(site) if any(n in text or n in name for n in spelt)}


def rules(content: Path) -> list[str]:
    return [line.partition(" ")[2] for line in brief(check(content, untitled="أ"))]


def made(content: Path, site: Path) -> Path:
    publish(check(content, untitled="أ"), content, site)
    return site


def test_the_name_goes_from_everything_that_is_published(tmp_path: Path) -> None:
    content = lay(tmp_path / "content", SMALL, NAMED)
    assert not [rule for rule in rules(content) if rule.startswith("unknown")]
    held = holding(made(content, tmp_path / "before"))
    # It is looked for where it is: in pages, data, what filters and search load.
    for place in (
        "index.html",
        "events/her-witness/index.html",
        "events/bridge-opened/index.html",
        "actors/witness/index.html",
        "places/house/index.html",
        "sources/interview/index.html",
        "figures/visitors/index.html",
        "corrections/index.html",
        "about/index.html",
        "thanks/index.html",
        "data/events.json",
        "pagefind/words.json",
    ):
        assert place in held, place
    for kind in ("assets/facets.", "pagefind/fragment/", "pagefind/index/"):
        assert any(name.startswith(kind) for name in held), kind

    lay(content, WITHDRAWN)
    assert rules(content).count("withdrawn-still-named") == 3
    lay(content, UNKNOWN)
    assert rules(content).count("unknown-actor") == 3
    lay(content, UNREFERRED, REWRITTEN)
    assert not {rule for rule in rules(content) if rule.startswith(("unknown", "withdrawn"))}

    site = made(content, tmp_path / "after")
    assert holding(site) == set()
    # Her address still answers, and nothing leads there or counts her.
    gone = (site / "events/her-witness/index.html").read_text("utf-8")
    assert "سُحب هذا السجل" in gone
    assert "بطلب صاحبة الشأن" in gone
    assert "noindex" in gone
    texts = dict(opened(site))
    naming = {
        name for name, text in texts.items() if "her-witness" in text or "her-witness" in name
    }
    # The page itself names its own address, the page of corrections tells that it was withdrawn,
    # and the form knows that no new record may take it.
    (taken,) = (
        name
        for name in texts
        if re.fullmatch(r"assets/recorded-ids-\d+\.\w+\.json", name)
        and "her-witness" in texts[name]
    )
    assert naming == {"events/her-witness/index.html", "corrections/index.html", taken}


@pytest.mark.parametrize(
    ("files", "rule"),
    [
        (WITHDRAWN, "withdrawn-still-named"),
        ({"withdrawn.yml": WITHDRAWN["withdrawn.yml"]}, "withdrawn-still-there"),
        (UNKNOWN, "unknown-actor"),
        ({"sources/interview.yml": None}, "unknown-source"),
    ],
)
def test_what_is_left_of_it_keeps_the_site_from_being_published(
    tmp_path: Path, files: Example, rule: str
) -> None:
    content = lay(tmp_path / "content", SMALL, NAMED, files)
    assert rule in rules(content)
    assert check(content, untitled="أ").dataset is None


def test_old_addresses_are_kept_out_of_sitemap_and_search(tmp_path: Path) -> None:
    files: Example = {
        "timeline.yml": "title: جسور\nsite_url: https://example.org/repo/\n",
        "withdrawn.yml": 'old: {moved_to: bridge-opened}\ngone: {reason: أ, date: "2026-01-20"}\n',
    }
    site = made(lay(tmp_path / "content", SMALL, files), tmp_path / "site")
    texts = dict(opened(site))
    assert "events/bridge-opened/" in texts["sitemap.xml"]
    assert "events/old/" not in texts["sitemap.xml"]
    assert "events/gone/" not in texts["sitemap.xml"]
    found = [text for name, text in texts.items() if name.startswith("pagefind/fragment/")]
    assert any("events/bridge-opened/" in text for text in found)
    assert not any("events/old/" in text or "events/gone/" in text for text in found)
    moved = texts["events/old/index.html"]
    assert '<link rel="canonical" href="https://example.org/repo/events/bridge-opened/">' in moved
    assert 'content="0; url=../../events/bridge-opened/"' in moved
