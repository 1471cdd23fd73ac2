"""Files made to hurt are refused, in every file that is read, within a second and 100 MB.

Each is checked, and fixed, in a process of its own (`tests.measured`), whose CPU seconds and memory are
counted from where the program stands ready.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from tests.contents import lay, smallest
from tests.measured import Cost, measure
from tests.reading.bombs import BOMBS, FULL, aliases, full, merges

SECONDS = 1.0  # of CPU, for the whole check
MEGABYTES = 100  # above what the program itself takes
IN_ALL = 256  # and with it

RECORD = "events/bomb.yml"
FILES = (
    RECORD,
    "timeline.yml",
    "withdrawn.yml",
    "map.yml",
    "vocabularies/places.yml",
    "pages/bomb.md",
    "pages/front.md",
)
# In a page these are text, and in a vocabulary, a list or a map no fault of theirs keeps them out.
SAMPLE = (
    *(
        "aliases-10",
        "merges-12",
        "flow-lists",
        "questions",
        "keys-alike",
        "unknown-fields",
        "marks",
    ),
    *("escapes-nul", "nul", "next-lines", "joiners-wrong", "tag-prefix-long", "utf-16-bomb"),
)


def costs(root: Path, bombs: Iterable[tuple[str, str]], *commands: str) -> list[Cost]:
    """Lay each bomb, named by its file and its name, into a timeline of its own, and measure."""
    jobs: list[Sequence[Sequence[str]]] = []
    for number, (file, name) in enumerate(bombs):
        data = BOMBS[name]
        if file == "pages/front.md":
            data = b"---\n" + data + b"\n---\n# a\n"
        content = smallest(root / str(number), {file: data})
        jobs.append([[*command.split(), "--content", str(content)] for command in commands])
    return measure(jobs)


def hold(found: Iterable[tuple[tuple[str, str], Cost]], seconds: float = SECONDS) -> None:
    """Hold costs to what is promised: an answer, in time and in space, and never a traceback."""
    for bomb, cost in found:
        assert len(cost.statuses) == 1, (bomb, cost.said[-2_000:])
        assert cost.statuses[0] in {0, 1}, (bomb, cost.said[-2_000:])
        assert "Traceback" not in cost.said, (bomb, cost.said[-2_000:])
        assert cost.seconds < seconds, (bomb, cost.seconds)
        assert cost.own < MEGABYTES, (bomb, cost.own)
        assert cost.peak < IN_ALL, (bomb, cost.peak)


def test_bombs_are_refused_in_a_second_and_100_mb(tmp_path: Path) -> None:
    bombs = [(RECORD, name) for name in SAMPLE]
    bombs += [("vocabularies/places.yml", "keys-alike"), ("pages/front.md", "merges-12")]
    found = costs(tmp_path, bombs, "check --format json")
    hold(zip(bombs, found, strict=True))
    for bomb, cost in zip(bombs, found, strict=True):
        assert cost.statuses == (1,), bomb
        assert f'/{bomb[0]}"' in cost.said, bomb


def test_a_page_of_nothing_but_tabs_takes_no_time(tmp_path: Path) -> None:
    bombs = [("pages/bomb.md", "tabs")]
    hold(zip(bombs, costs(tmp_path, bombs, "check"), strict=True))


@pytest.mark.slow
@pytest.mark.parametrize("file", FILES)
def test_every_bomb_in_every_file(tmp_path: Path, file: str) -> None:
    bombs = [(file, name) for name in BOMBS]
    hold(zip(bombs, costs(tmp_path, bombs, "check"), strict=True))


@pytest.mark.slow
def test_every_bomb_as_annotations(tmp_path: Path) -> None:
    bombs = [(RECORD, name) for name in BOMBS]
    hold(zip(bombs, costs(tmp_path, bombs, "check --format github"), strict=True))


@pytest.mark.slow
def test_what_can_be_mended_of_bombs_is(tmp_path: Path) -> None:
    # A mend uncovers others: what is checked a dozen times may take longer.
    bombs = [(RECORD, name) for name in [*BOMBS][::2]]
    hold(zip(bombs, costs(tmp_path, bombs, "fix --diff"), strict=True), seconds=5.0)


LARGE = {
    "aliases": aliases(150_000),
    "merges": merges(80_000),
    "depth": full("[", size=8 * 1024 * 1024),
    "keys": full("a: \n", size=8 * 1024 * 1024),
    "bidi": full("\u202e", size=8 * 1024 * 1024),
    "comments": full("#\n", size=8 * 1024 * 1024),
    "marks": full("\u0655", size=8 * 1024 * 1024),
}


@pytest.mark.slow
def test_more_than_a_record_may_have_is_not_read(tmp_path: Path) -> None:
    names = list(LARGE)
    for name, text in LARGE.items():
        smallest(tmp_path / name, {RECORD: text})
    jobs = [[["check", "--content", str(tmp_path / name)]] for name in names]
    found = measure(jobs)
    hold((("large", name), cost) for name, cost in zip(names, found, strict=True))
    assert all("file-too-large" in cost.said for cost in found)


@pytest.mark.slow
def test_a_file_is_read_no_further_than_its_limit(tmp_path: Path) -> None:
    smallest(tmp_path / "a")
    lay(tmp_path / "a", {"events/large.yml": "x"})
    with (tmp_path / "a/events/large.yml").open("r+b") as stream:
        stream.truncate(8 * 1024**3)  # 8 GiB, of which none is on the disk
    (cost,) = measure([[["check", "--content", str(tmp_path / "a")]]])
    hold([((RECORD, "8 GiB"), cost)])
    assert "events/large.yml:1:1" in cost.said
    assert len(BOMBS["one-too-many"]) == FULL + 1
