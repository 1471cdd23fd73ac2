"""The dataset: its indexes, its names, its day."""

from datetime import date
from pathlib import Path

from tests.contents import checked
from timeline.checking import check
from timeline.dataset import Dataset, sources_of
from timeline.rules.rule import EVENT, Example

CONTENT: Example = {
    "timeline.yml": "title: الجسور\n",
    "events/2020/bridge-closed.yml": (
        'title: إغلاق\ndate: "2020"\nsummary: أُغلق.\nsources: [{source: report}, letter, copy]\n'
        "places: [old-town, river]\nactors: [{actor: mayor, role: declares}]\n"
        "categories: [works, news]\nadded: 2026-03-01\n"
        "claims:\n"
        "  - {metric: cars, value: 5, said_by: police, source: radio}\n"
        "  - {metric: cars, value: 6, said_by: mayor, source: letter}\n"
        "relations: [{type: updates, event: bridge-opened}]\n"
        "corrections: [{date: 2026-04-02, what: أ, why: ب}]\n"
    ),
    "sources/letter.yml": "title: رسالة\norigin: city\naccessed: 2026-02-01\n",
    "sources/copy.yml": "title: نسخة\norigin: city\npublisher: gazette\n",
    "sources/radio.yml": "title: نشرة\n",
    "vocabularies/places.yml": (
        "country: {name: البلد}\ncity: {name: المدينة, within: country}\n"
        "old-town: {name: البلدة القديمة, within: city}\nriver: {name: النهر, within: country}\n"
    ),
    "vocabularies/actors.yml": "mayor: {name: رئيس البلدية}\npolice: {name: الشرطة}\n",
    "withdrawn.yml": "old: {reason: أ, date: 2026-01-20}\n",
}


def dataset(root: Path, *examples: Example) -> Dataset:
    result = checked(root, *examples)
    assert result.dataset, result.findings
    return result.dataset


def test_indexes(tmp_path: Path) -> None:
    data = dataset(tmp_path, CONTENT)
    closed = ("bridge-closed",)
    # A place holds what happened at any place within it, once.
    assert data.by_place == dict.fromkeys(["city", "country", "old-town", "river"], closed)
    assert list(data.by_place) == sorted(data.by_place)
    assert data.by_actor == {"mayor": closed, "police": closed}
    assert data.by_category == {"news": closed, "works": closed}
    assert data.by_source == {
        "copy": closed,
        "letter": closed,
        "radio": closed,
        "report": ("bridge-closed", "bridge-opened"),
    }
    assert data.relations_to == {"bridge-opened": (("updates", "bridge-closed"),)}
    assert data.place_path("old-town") == ("old-town", "city", "country")


def test_sources_and_origins(tmp_path: Path) -> None:
    data = dataset(tmp_path, CONTENT)
    event = data.events["bridge-closed"]
    assert sources_of(event) == ("report", "letter", "copy", "radio")
    assert data.independent_sources(event) == 3  # of letter and copy the origin is one


def test_an_id_is_its_own_name_where_a_vocabulary_has_no_file(tmp_path: Path) -> None:
    data = dataset(tmp_path, CONTENT)
    assert data.places["city"].name == "المدينة"
    assert data.categories["works"].name == "works"
    assert data.metrics["cars"].name == "cars"
    assert data.publishers["gazette"].name == "gazette"


def test_what_it_is_called_and_where_records_stand(tmp_path: Path) -> None:
    data = dataset(tmp_path / "a", CONTENT)
    assert data.about.title == "الجسور"
    assert data.files == {
        "bridge-closed": "events/2020/bridge-closed.yml",
        "bridge-opened": "events/bridge-opened.yml",
    }
    assert dataset(tmp_path / "b").about.title == "Timeline"


def test_its_day_is_the_newest_on_which_a_record_was_worked_on(tmp_path: Path) -> None:
    assert dataset(tmp_path / "a", CONTENT).date == date(2026, 4, 2)
    assert dataset(tmp_path / "b").date is None
    added = {"events/bridge-opened.yml": f"{EVENT}added: 2026-05-01\n"}
    assert dataset(tmp_path / "c", CONTENT, added).date == date(2026, 5, 1)
    withdrawn = {"withdrawn.yml": "old: {reason: أ, date: 2026-06-01}\n"}
    assert dataset(tmp_path / "d", withdrawn).date == date(2026, 6, 1)
    given = check(tmp_path / "a", untitled="x", day=date(2020, 1, 1)).dataset
    assert given
    assert given.date == date(2020, 1, 1)


def test_its_records_stand_in_the_order_of_their_ids_whatever_the_folders(tmp_path: Path) -> None:
    names = ["z/a", "b", "a/z", "m"]
    events = {f"events/{name}.yml": EVENT for name in names}
    assert list(dataset(tmp_path, events).events) == ["a", "b", "bridge-opened", "m", "z"]
