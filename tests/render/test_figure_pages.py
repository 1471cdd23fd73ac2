"""The pages of the figures: every claim once, in words and in marks, as the records have it."""

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.folders import RICH, SMALL, site_of
from timeline.checking import check
from timeline.messages import Language, messages
from timeline.render.comparing import panels
from timeline.render.page import Page
from timeline.render.quotes import within_quotes
from timeline.render.sections import pages as pages_of
from timeline.render.sections.figures import _sentence as sentence
from timeline.render.site import Site
from timeline.rules.rule import EVENT

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of the first timeline."""
    return site_of(tmp_path_factory.mktemp("first"), read(ROOT / "content"))


def read(folder: Path) -> dict[str, str]:
    """Every file of a content folder."""
    files = (path for path in folder.rglob("*.yml"))
    return {str(path.relative_to(folder)): path.read_text("utf-8") for path in files}


def figures(site: Site) -> dict[str, str]:
    """The HTML of the figures' pages, by their URLs."""
    return {page.url: page.render() for page in pages_of(site) if page.url.startswith("figures/")}


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def every_claim(site: Site) -> Counter[str]:
    """Where every claim of the dataset stands, each once."""
    return Counter(
        f"events/{event.id}/" + (f"#claim-{claim.key}" if claim.key else "#claims")
        for event in site.dataset.events.values()
        for claim in event.claims
    )


def of_claims(tmp_path: Path, *claims: str) -> str:
    """The page of a metric that these claims of one event are about."""
    lines = "".join(f"  - {{metric: visitors, {claim}}}\n" for claim in claims)
    vocabulary = {"vocabularies/metrics.yml": RICH["vocabularies/metrics.yml"]}
    record = {"events/bridge-opened.yml": f"{EVENT}claims:\n{lines}"}
    return figures(site_of(tmp_path, SMALL, vocabulary, record))["figures/visitors/"]


def test_a_claim_without_a_first_and_a_last_day_is_drawn_across_all(tmp_path: Path) -> None:
    html = of_claims(
        tmp_path / "claim",
        'scope: cumulative, value: 1, since: "[..2016-05]", as_of: "2018-05/.."',
    )
    assert html.count('<li class="mark">') == 1
    assert "2016" in html
    assert "2018" in html
    event = EVENT.replace("2019-03", "2018/..")
    claim = '{metric: visitors, scope: cumulative, value: 1, since: "[..2016-05]"}'
    record = {"events/bridge-opened.yml": f"{event}claims:\n  - {claim}\n"}
    vocabulary = {"vocabularies/metrics.yml": RICH["vocabularies/metrics.yml"]}
    site = site_of(tmp_path / "event", SMALL, vocabulary, record)
    assert figures(site)["figures/visitors/"].count('<li class="mark">') == 1


def test_every_claim_stands_once_in_the_tables(first: Site) -> None:
    found: Counter[str] = Counter()
    for body in figures(first).values():
        for table in re.findall(r'<table class="figures">.*?</table>', body, re.DOTALL):
            rows = re.findall(r'<tr id="row_\d+">.*?</tr>', table, re.DOTALL)
            for row in rows:
                found.update(re.findall(r'<td><a href="\.\./\.\./(events/[^"]*)"', row))
                assert row.count("<time") >= 2
    assert found == every_claim(first)


def test_every_claim_is_drawn_once_and_leads_to_itself(first: Site) -> None:
    drawn: Counter[str] = Counter()
    for body in figures(first).values():
        for row in re.findall(r'<li class="mark">.*?</li>', body, re.DOTALL):
            found = re.search(
                r'href="#row_\d+".*?<p class="who"><a href="\.\./\.\./([^"]*)"', row, re.DOTALL
            )
            assert found
            drawn[found[1]] += 1
            assert row.count('<svg aria-hidden="true">') == 2
    assert drawn == every_claim(first)


def test_the_first_timelines_disagreements_are_named(first: Site) -> None:
    body = text(figures(first)["figures/crossings/"])
    assert "3 أرقام مختلفة: مقاتلون من داعش" in body
    # In their own words, where they have some: nobody said 200.
    assert "أدناها «مئات» (القائل: مسؤولون عسكريون أميركيون لم يُسمَّوا)" in body
    assert "وأعلاها «أكثر من ألف» (القائل: سي إن إن)" in body
    assert "200 مقاتل فأكثر" not in body.split("الأرقام في جدول")[0]
    # One speaker's two numbers, of two countries, are no disagreement.
    assert "أرقام مختلفة" not in text(figures(first)["figures/fighters/"])


def test_the_sentences_numbers_are_the_datas(first: Site) -> None:
    for metric_id, its in panels(first.dataset, first.order).items():
        metric = first.dataset.metrics[metric_id]
        for panel in its:
            said = sentence(first, metric, panel)
            named = {number for one in panel.said for number in one.extent.named}
            low, high = min(named), max(named)
            for number in {low, high} - {1, 2}:  # which are words
                own = [one.claim.stated or "" for one in panel.said if number in one.extent.named]
                written = re.search(rf"(?<!\d){_written(int(number), number)}(?!\d)", said)
                assert written or any(within_quotes(w) in said for w in own if w), said
            allowed = {_written(int(n), n) for n in named} | {str(len(panel.said))}
            allowed |= {str(len({one.event.id for one in panel.said}))}
            names = " ".join(
                first.dataset.actors[actor].name for one in panel.said for actor in one.claim.actors
            )
            names += " ".join(one.claim.stated or "" for one in panel.said)
            for number in re.findall(r"\d[\d,.]*\d|\d", said):
                assert number in allowed or number in names, (number, said)


def _written(whole: int, number: object) -> str:
    if whole >= 1_000_000:
        return f"{whole // 1_000_000}"
    return f"{whole:,}" if whole == number else str(number)


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        (["value: 5"], "رقم واحد: 5 زوار (لم يُسمَّ قائله)."),
        (["value: 5, said_by: a"], "رقم واحد: 5 زوار (القائل: \u2068a\u2069)."),
        (["value: 3", "value: 3"], "رقمان متساويان: 3 زوار (لم يُسمَّ قائله)."),
        (["value: 1", "value: 2"], "رقمان؛ أدناهما زائر واحد (لم يُسمَّ قائله)، وأعلاهما زائران"),
        (["value: 1", "value: 2", "value: 11"], "3 أرقام؛ أدناها زائر واحد"),
        ([f"value: {n}" for n in range(5, 17)], "12 رقمًا؛ أدناها 5 زوار"),
        ([f"value: {n}" for n in range(5, 108)], "103 أرقام؛ أدناها 5 زوار"),
        ([f"value: {n}" for n in range(5, 105)], "100 رقم؛ أدناها 5 زوار"),
        (
            ["value: 3, said_by: a", "value: 3, said_by: b", "value: 4"],
            "3 زوار (القائلان: \u2068a\u2069، \u2068b\u2069)",
        ),
        (
            ["value: 3, said_by: a", "value: 3", "value: 4"],
            "3 زوار (القائلان: \u2068a\u2069، قائل آخر لم يُسمَّ)",
        ),
        (
            ["value: 43, said_by: a", "low: 43, said_by: b"],
            "أدناهما 43 زائرًا (القائل: \u2068a\u2069)، وأعلاهما أكثر من 43 زائرًا (القائل: \u2068b\u2069)",
        ),
        (
            ["low: 200, stated: مئات, said_by: a", "low: 200, said_by: b", "value: 900"],
            "«مئات» (القائل: \u2068a\u2069)، أكثر من 200 زائر (القائل: \u2068b\u2069)، وأعلاها",
        ),
        (["low: 1000, best: 1200, high: 1500"], "بين 1,000 و1,500 زائر، والأرجح 1,200"),
        (["low: 1000, stated: أكثر من ألف"], "رقم واحد: «أكثر من ألف» (لم يُسمَّ قائله)."),
        (["low: 200, stated: «مئات» منهم"], "رقم واحد: «‹مئات› منهم» (لم يُسمَّ قائله)."),
        (["low: 200, stated: hundreds"], "رقم واحد: «\u2068hundreds\u2069» (لم يُسمَّ قائله)."),
    ],
)
def test_the_sentence_agrees(tmp_path: Path, claims: list[str], words: str) -> None:
    assert words in text(of_claims(tmp_path, *claims))


def test_of_how_many_events_the_numbers_are(tmp_path: Path) -> None:
    claim = "claims: [{metric: visitors, value: 5}]\n"
    records = {f"events/{name}.yml": EVENT + claim for name in ("bridge-opened", "one", "two")}
    body = figures(site_of(tmp_path, SMALL, records))["figures/visitors/"]
    assert "3 أرقام متساوية: 5 (لم يُسمَّ قائله). والكلام عن 3 أحداث مختلفة." in text(body)


def test_what_is_drawn_ends_at_the_numbers(tmp_path: Path) -> None:
    body = of_claims(tmp_path, "low: 1000, high: 1500", "low: 500", "high: 2000", "value: 1000")
    bars = re.findall(r'<rect x="([\d.]+)%" y="-5" width="([\d.]+)%" height="10"([^/]*)/>', body)
    assert bars[:3] == [
        ("25.00", "25.00", ""),  # 1,500 to 1,000 of 2,000, from the right
        ("0.00", "75.00", ' mask="url(#over_)"'),
        ("0.00", "100.00", ' mask="url(#upto_)"'),
    ]
    assert '<circle cx="50.00%" cy="0" r="6"/>' in body


def test_numbers_far_apart_are_on_a_logarithmic_axis_that_says_so(tmp_path: Path) -> None:
    far = of_claims(tmp_path / "far", "value: 4", "value: 30000")
    assert "لوغاريتمي" in text(far)
    near = of_claims(tmp_path / "near", "value: 4", "value: 30")
    assert "لوغاريتمي" not in text(near)


def test_the_legend_explains_what_is_drawn_and_no_more(tmp_path: Path) -> None:
    body = text(of_claims(tmp_path, "value: 4"))
    assert "حدّه الأعلى مفتوح" not in body
    assert "الأرجح" not in body
    body = text(of_claims(tmp_path / "more", "low: 4", "low: 1, best: 2, high: 3"))
    assert "حدّه الأعلى مفتوح" in body
    assert "الرقم الأرجح عند المصدر" in body


def test_a_claim_is_dated_by_its_event_where_it_says_nothing(tmp_path: Path) -> None:
    body = of_claims(tmp_path, "value: 4")
    assert '<time class="greg" datetime="2019-03">' in body
    assert '<time class="hijri" datetime="2019-03">' in body


def test_a_metric_that_nobody_claims_a_number_of_has_no_page(tmp_path: Path) -> None:
    metrics = {"vocabularies/metrics.yml": RICH["vocabularies/metrics.yml"]}
    site = site_of(tmp_path, SMALL, metrics)
    assert figures(site) == {}


def test_an_events_numbers_lead_to_their_figures(pages: dict[str, Page]) -> None:
    body = pages["events/bridge-opened/"].render()
    assert 'href="../../figures/visitors/"' in body
    assert 'href="../../figures/coins/"' in body


def test_the_index_says_where_numbers_differ(pages: dict[str, Page]) -> None:
    body = pages["figures/"].render()
    assert "رقمان مختلفان : بين 1,000 و1,500 زائر، «أحد عشر»" in text(body)
    assert 'href="../events/bridge-opened/#claim-city"' in body
    assert "حتى 300 مليون دينار" in text(body)


HOSTILE = '"><script>alert(1)</script>{{ 7*7 }}&amp;'


def test_no_text_of_a_claim_becomes_html(tmp_path: Path) -> None:
    quoted = f"'{HOSTILE}'"
    record = (
        f"{EVENT}claims:\n"
        f"  - {{key: one, metric: visitors, value: 4, said_by: who, stated: {quoted}, note: {quoted}}}\n"
        "  - {metric: visitors, value: 5, stance: denies, towards: bridge-opened#one}\n"
    ).replace("افتتاح الجسر", quoted)
    files = {
        "events/bridge-opened.yml": record,
        "vocabularies/actors.yml": f"who: {{name: {quoted}}}\n",
        "vocabularies/metrics.yml": f"visitors: {{name: {quoted}, forms: {{one: {quoted}, "
        f"two: {quoted}, few: {quoted}, many: {quoted}, other: {quoted}}}}}\n",
    }
    for body in figures(site_of(tmp_path, SMALL, files)).values():
        assert "<script" not in body
        assert "{{ 7*7 }}&amp;amp;" in body


def test_the_drawing_is_the_same_each_time(first: Site) -> None:
    result = check(ROOT / "content", untitled="الخط الزمني")
    assert result.dataset is not None
    assert result.order is not None
    again = Site(
        result.dataset, result.order, messages(Language.ARABIC), first.folder, first.assets
    )
    assert figures(again) == figures(first)
