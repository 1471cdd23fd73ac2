"""Records that are valid, or nearly, and made to cost: long chains, circles, crowds of one name.

What a record costs must not grow with what others wrote: counted in lines run (`tests.growth`), so that
it is the same on a busy machine. A few are also built, in a process of its own.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.contents import TODAY, found, smallest
from tests.growth import LINEAR, growth
from tests.measured import measure
from timeline.checking import check
from timeline.ordering import MOST_CONFLICTS, MOST_PLACES
from timeline.rules.places import MOST_AROUND
from timeline.rules.rule import EVENT

Files = Mapping[str, str]
EVENT_FILE = "events/bridge-opened.yml"


def event(**fields: str) -> str:
    lines = dict(line.split(": ", 1) for line in EVENT.splitlines()) | fields
    return "".join(f"{name}: {value}\n" for name, value in lines.items())


def events(n: int, **fields: Callable[[int], str]) -> Files:
    return {
        f"events/e{i}.yml": event(**{name: field(i) for name, field in fields.items()})
        for i in range(n)
    }


def places(n: int, within: Callable[[int], str]) -> Files:
    lines = (f"p{i}: {{name: مكان {i}, kind: area{within(i)}}}\n" for i in range(n))
    return {"vocabularies/places.yml": "".join(lines)}


def withdrawn(n: int, last: str) -> Files:
    lines = (f"w{i}: {{moved_to: {f'w{i + 1}' if i + 1 < n else last}}}\n" for i in range(n))
    return {"withdrawn.yml": "".join(lines)}


def names(n: int, name: str) -> str:
    return "[" + ", ".join(name.format(i) for i in range(n)) + "]"


CONTENTS: Mapping[str, Callable[[int], Files]] = {
    "events-after-one-another": lambda n: events(
        n, date=lambda _: '"2019"', after=lambda i: f"[e{i - 1}]" if i else "[]"
    ),
    "events-in-a-circle": lambda n: events(
        n, date=lambda _: '"2019"', after=lambda i: f"[e{(i - 1) % n}]"
    ),
    "events-against-a-date": lambda n: events(
        n,
        date=lambda i: '"2019"' if i < n // 2 else '"2001"',
        after=lambda i: f"[e{i - 1}]" if i else "[]",
    ),
    "places-within-one-another": lambda n: places(n, lambda i: f", within: p{i - 1}" if i else ""),
    "places-outwards": lambda n: places(n, lambda i: f", within: p{i + 1}" if i + 1 < n else ""),
    "places-in-a-circle": lambda n: places(n, lambda i: f", within: p{(i + 1) % n}"),
    "places-of-one-name": lambda n: {
        "vocabularies/places.yml": "".join(f"p{i}: {{name: مكان}}\n" for i in range(n))
    },
    "moved-on-and-on": lambda n: withdrawn(n, "bridge-opened"),
    "moved-in-a-circle": lambda n: withdrawn(n, "w0"),
    "sources-that-are-not-there": lambda n: {
        EVENT_FILE: event(sources=names(n, "no-such-report-{}"))
    },
    "names-for-ids": lambda n: {
        "vocabularies/actors.yml": "".join(f"a{i}: {{name: اسم {i}}}\n" for i in range(n)),
        EVENT_FILE: event(actors=names(n, "أسم {} ")),
    },
    "unknown-fields": lambda n: {EVENT_FILE: EVENT + "".join(f"titl{i}: a\n" for i in range(n))},
    "corrections": lambda n: {
        EVENT_FILE: event(corrections=names(n, "{{date: 2020-01-01, what: أ, why: ب}}"))
    },
    "claims": lambda n: {
        "vocabularies/metrics.yml": "m: {name: زوار}\n",
        EVENT_FILE: event(claims=names(n, "{{metric: m, value: {}}}")),
    },
    "claims-towards-one-another": lambda n: {
        "vocabularies/metrics.yml": "m: {name: زوار}\n",
        EVENT_FILE: event(
            claims=names(n, '{{key: k{0}, metric: m, value: {0}, towards: "bridge-opened#k0"}}')
        ),
    },
    "fields-twice": lambda n: {
        "vocabularies/actors.yml": "".join(f"a{i % (n // 2)}: {{name: اسم}}\n" for i in range(n))
    },
    "events-alike": lambda n: events(n, title=lambda _: "افتتاح الجسر"),
    "sources-alike": lambda n: {
        f"sources/s{i}.yml": f"title: تقرير البلدية السنوي {i}\n" for i in range(n)
    },
}


EVERY_DAY = {
    *("events-against-a-date", "places-within-one-another", "moved-in-a-circle", "fields-twice"),
    *("sources-that-are-not-there", "claims-towards-one-another"),
}


@pytest.mark.parametrize(
    "name",
    [
        name if name in EVERY_DAY else pytest.param(name, marks=pytest.mark.slow)
        for name in CONTENTS
    ],
)
def test_cost_grows_as_the_content_does(name: str, tmp_path: Path) -> None:
    def work(size: int) -> Callable[[], object]:
        root = smallest(tmp_path / str(size), CONTENTS[name](size))
        return lambda: check(root, untitled="Timeline", today=TODAY)

    assert growth(work, 40) < LINEAR


@pytest.mark.slow
@pytest.mark.parametrize("command", ["check --format json", "fix --diff", "build"])
def test_much_of_it_is_answered(command: str, tmp_path: Path) -> None:
    n = 40 if command == "build" else 400
    roots = {name: smallest(tmp_path / name, contents(n)) for name, contents in CONTENTS.items()}
    jobs = []
    for root in roots.values():
        site = ["--site", f"{root}-site"] if command == "build" else []
        jobs.append([[*command.split(), "--content", str(root), *site]])
    for name, cost in zip(roots, measure(jobs), strict=True):
        assert len(cost.statuses) == 1, (name, cost.said[-2_000:])
        assert cost.statuses[0] in {0, 1}, (name, cost.said[-2_000:])
        assert "Traceback" not in cost.said, (name, cost.said[-2_000:])
        assert cost.seconds < 15, (name, cost.seconds)


def test_places_nest_so_deep_and_no_deeper(tmp_path: Path) -> None:
    # One is told, and not all that lie within it.
    chain = CONTENTS["places-within-one-another"](MOST_AROUND + 50)
    deep = [each for each in found(tmp_path, chain) if "too-deep" in each]
    assert deep == [f"vocabularies/places.yml:{MOST_AROUND + 2}:42 place-too-deep"]


def test_a_date_before_a_long_chain_is_told_a_hundred_times_and_briefly(tmp_path: Path) -> None:
    root = smallest(tmp_path, CONTENTS["events-against-a-date"](600))
    findings = [
        finding
        for finding in check(root, untitled="Timeline").findings
        if finding.rule == "order-against-dates"
    ]
    assert len(findings) == MOST_CONFLICTS
    assert max(len(finding.related) for finding in findings) < 2 * MOST_PLACES
    longest = max((finding.facts["value"] for finding in findings), key=len)
    told = longest.split(" → ")
    assert (len(told), told[MOST_PLACES]) == (2 * MOST_PLACES + 1, "…")
    assert told[0] in {finding.facts["earlier"] for finding in findings}
