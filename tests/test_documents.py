"""What README.md and ARCHITECTURE.md say is so: examples are run, names are looked up."""

import html
import re
import shutil
import unicodedata
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from urllib.parse import unquote

import pytest

import tasks
from tests.folders import Named
from tests.test_imports import ALL_ABOVE, MAY_IMPORT
from timeline import cli
from timeline.checking import Checked, check
from timeline.dates import Calendar, Span, gregorian_phrase, hijri_phrase, parse
from timeline.messages import Language, messages
from timeline.render.sections import pages
from timeline.render.site import Site
from timeline.rules.table import TABLE

ROOT = Path(__file__).parents[1]
ENGINE = ROOT / "timeline"
DOCUMENTS = (
    "README.md", "ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "CONTRIBUTING.ar.md"
)  # fmt: skip
RECORD = "A record and the page it becomes"
DATES = "Dates"
OWN = "A timeline of one's own"
COMMANDS = "The command line"
ABSENT = "Not there yet"
HOUSE = "The house"
IMPORTS = "Who imports whom"
RULES = "Raw and valid, findings and diagnostics"
PLACES = "Where a new thing goes"

OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
ISOLATES = re.compile("[\u2066-\u2069]")
ARABIC = re.compile("[\u0621-\u064a]")


def text_of(document: str) -> str:
    return (ROOT / document).read_text(encoding="utf-8")


def section(document: str, heading: str) -> str:
    """Return what stands under a heading of the second level; an error if there is none."""
    parts = re.split(r"^## (.+)$", text_of(document), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))[heading]


def blocks(text: str, language: str) -> list[str]:
    """Return the fenced blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def rows(text: str) -> list[list[str]]:
    """Return the cells of all tables, without their heads."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    heads = {index - 1 for index, row in enumerate(cells) if set(row[0]) == {"-"}}
    return [row for index, row in enumerate(cells) if index not in heads and set(row[0]) != {"-"}]


def code(text: str) -> list[str]:
    """Return what stands in backticks, or between Arabic words in an element from left to right."""
    return re.findall(r'(?:`|<code dir="ltr">)([^`<\n]+)(?:`|</code>)', text)


def lay(text: str, folder: Path) -> Path:
    """Write the records that a section shows, each under the path on its first line."""
    shown = blocks(text, "yaml")
    assert shown
    for block in shown:
        path = re.match(r"# [\w-]+/([\w./-]+\.yml)\n", block)
        assert path, f"a record without its path: {block[:40]}"
        file = folder / path[1]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(block, encoding="utf-8")
    return folder


def read(folder: Path) -> Checked:
    return check(folder, untitled="-")


# --------------------------------------------------------------------------------- README.md


@pytest.fixture
def record(tmp_path: Path) -> Checked:
    """Read the record that README.md explains, among the first timeline's sources and names."""
    folder = lay(section("README.md", RECORD), tmp_path)
    for kind in ("sources", "vocabularies"):
        shutil.copytree(ROOT / "content" / kind, folder / kind)
    return read(folder)


def test_the_record_is_valid(record: Checked) -> None:
    unused = {"unused-entry"}  # of the whole timeline's vocabularies and sources
    assert {finding.rule for finding in record.findings} <= unused
    assert record.dataset is not None
    (event,) = record.dataset.events
    assert f"`events/{event}/`" in section("README.md", RECORD)


def test_the_page_shows_what_the_table_says(record: Checked) -> None:
    assert record.dataset is not None
    assert record.order is not None
    site = Site(record.dataset, record.order, messages(Language.ARABIC), "content", Named())
    (page,) = [page for page in pages(site) if page.frame == "events"]
    shown = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.render())).split())
    expected = [row[2] for row in rows(section("README.md", RECORD))]
    assert len(expected) > 5
    for phrase in expected:
        assert ARABIC.search(phrase)
        assert phrase in shown


def test_the_table_explains_every_line_of_the_record(record: Checked) -> None:
    del record
    text = section("README.md", RECORD)
    explained = {name for row in rows(text) for name in code(row[0])}
    (block,) = blocks(text, "yaml")
    assert set(re.findall(r"^([a-z_]+):", block, re.MULTILINE)) <= explained
    assert explained <= set(re.findall(r"\b([a-z_]+):", block))


@pytest.mark.parametrize("row", rows(section("README.md", DATES)), ids=lambda row: row[0])
def test_the_table_of_dates_is_what_the_engine_says(row: list[str]) -> None:
    (written,) = code(row[0])
    hijri = written.startswith("date_hijri: ")
    calendar = Calendar.HIJRI if hijri else Calendar.GREGORIAN
    span = parse(written.removeprefix("date_hijri: "), calendar)
    assert isinstance(span, Span)
    assert row[1:] == [gregorian_phrase(span), hijri_phrase(span) or "—"]


def test_the_table_of_dates_has_every_form() -> None:
    spans = [parse(code(row[0])[0]) for row in rows(section("README.md", DATES))]
    known = [span for span in spans if isinstance(span, Span)]
    assert {span.form.value for span in known} == {"single", "interval", "one-of"}
    assert {span.precision.value for span in known} >= {
        "day", "month", "season", "year", "decade", "window",
    }  # fmt: skip
    assert any(span.uncertain for span in known)
    assert any(span.approximate for span in known)


def test_what_is_said_to_be_refused_is_refused() -> None:
    (line,) = re.findall(r"is refused with.*?:((?:\n|.)*)$", section("README.md", DATES))
    refused = code(line)
    assert len(refused) > 3
    assert [text for text in refused if isinstance(parse(text), Span)] == []


def test_a_timeline_of_ones_own_publishes(tmp_path: Path) -> None:
    text = section("README.md", OWN)
    found = read(lay(text, tmp_path / "whole"))
    assert found.findings == ()
    assert found.dataset is not None
    assert found.dataset.about.site_url
    smallest = "\n".join(f"```yaml\n{block}```" for block in blocks(text, "yaml")[:2])
    folder = lay(smallest, tmp_path / "smallest")
    assert sorted(path.name for path in folder.iterdir()) == ["events", "sources"]
    assert read(folder).findings == ()


def test_every_vocabulary_is_named() -> None:
    named = set(re.findall(r"`([a-z]+)\.yml`", section("README.md", OWN))) - {
        "timeline",
        "map",
        "withdrawn",
    }
    assert named == {path.stem for path in (ROOT / "content" / "vocabularies").glob("*.yml")}


def test_the_message_shown_is_the_message_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (shown,) = blocks(section("README.md", COMMANDS), "text")
    folder = lay(section("README.md", OWN), tmp_path / "bridges")
    fault = re.search(r"^\s+(\d+) \| (.*)$", shown, re.MULTILINE)
    assert fault
    file = folder / "events" / "bridge-opened.yml"
    lines = file.read_text(encoding="utf-8").splitlines()
    lines[int(fault[1]) - 1] = fault[2]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert cli.main(["check", "--content", str(folder), "--lang", "en"]) == 1
    printed = ISOLATES.sub("", capsys.readouterr().out).replace(str(tmp_path) + "/", "")
    assert printed.startswith(shown)


# The commands.

Said = Callable[..., str]


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    """Return what a command says of itself when it is asked for help."""

    def ask(run: Callable[[Sequence[str]], int], *arguments: str) -> str:
        with pytest.raises(SystemExit):
            run([*arguments, "--help"])
        return capsys.readouterr().out

    return ask


def subcommands(said: Said) -> set[str]:
    return set(re.findall(r"^    ([a-z]+)  ", said(cli.main), re.MULTILINE))


def named_commands(document: str) -> list[list[str]]:
    """Return every command that a document names, in blocks or in backticks, in words."""
    text = text_of(document)
    lines = "".join(blocks(text, "sh")).splitlines() + code(text)
    commands = [line.replace(".venv/bin/", "").split() for line in lines]
    programs = {"make", "timeline", "python", "build.py"}
    return [words for words in commands if len(words) > 1 and words[0] in programs]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_command_that_is_named_exists(document: str, said: Said) -> None:
    known = subcommands(said)
    assert known
    for words in named_commands(document):
        line = " ".join(words)
        if words[0] == "make" or words[1:3] == ["-m", "tasks"]:
            target = [*words, "site"][1 if words[0] == "make" else 3]  # without one: the list
            assert target in tasks.TASKS, line
            continue
        if words[1:3] == ["-m", "http.server"]:
            continue
        if words[0] == "timeline":
            assert words[1] in known, line
            help_text = said(cli.main, words[1])
        else:
            assert words[1] == "build.py", line
            help_text = said(cli.build)
        for option in (word for word in words if word.startswith("--")):
            assert re.search(rf"{option}\b", help_text), line


def test_the_examples_of_commands_run(capsys: pytest.CaptureFixture[str]) -> None:
    (block,) = blocks(section("README.md", COMMANDS), "sh")
    lines = [line.split() for line in block.splitlines()]
    assert {words[0] for words in lines} == {".venv/bin/timeline"}
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        for words in lines:
            assert cli.main(words[1:]) == 0, capsys.readouterr()


def told_of(command: str) -> tuple[str, str]:
    """Return a command's row, and that with the paragraphs that are about it."""
    text = section("README.md", COMMANDS)
    about = re.compile(rf"`(?:timeline |python ){re.escape(command)}\b")
    row = " ".join(" ".join(cells) for cells in rows(text) if about.search(cells[0]))
    return row, row + " ".join(part for part in text.split("\n\n") if about.match(part))


def test_every_command_is_told_of(said: Said) -> None:
    told = {words[1] for words in named_commands("README.md") if words[0] == "timeline"}
    assert told == subcommands(said)
    (shared,) = re.findall(r"^All take (.*);", section("README.md", COMMANDS), re.MULTILINE)
    for command in sorted(told | {"build.py"}):
        ask = (
            partial(said, cli.build) if command == "build.py" else partial(said, cli.main, command)
        )
        options = set(OPTION.findall(ask())) - {"--help"}
        assert set(OPTION.findall(shared)) <= options, command
        row, whole = told_of(command)
        assert options <= {*OPTION.findall(whole), *OPTION.findall(shared)}, command
        assert set(OPTION.findall(row)) <= options, command


def test_every_task_is_told_of() -> None:
    text = text_of("README.md")
    told = set(
        re.findall(r"\bmake ([a-z][a-z-]*)\b", "\n".join([*code(text), *blocks(text, "sh")]))
    )
    assert told == set(tasks.TASKS)


def test_what_is_said_to_be_absent_is_absent(said: Said) -> None:
    text = section("README.md", ABSENT)
    assert not set(code(text)) & subcommands(said)
    exports = {path.stem for path in (ENGINE / "exports").glob("*.py")} - {"__init__"}
    # The second holds the calendar and nothing of a timeline.
    assert exports == {"events_json", "hijri_months"}, "README.md says that there is no other"


# --------------------------------------------------------------------------- ARCHITECTURE.md


def house() -> dict[str, str]:
    """Return every path of the house and what is said of it."""
    (block,) = blocks(section("ARCHITECTURE.md", HOUSE), "text")
    found: dict[str, str] = {}
    folders: list[str] = []
    for line in block.splitlines():
        match = re.fullmatch(r"( *)(\S+)  +(.+)", line)
        assert match, line
        depth = len(match[1]) // 4
        del folders[depth:]
        path = "".join([*folders, match[2]])
        assert path not in found, f"{path} stands twice"
        found[path] = match[3]
        folders.append(match[2])
    return found


def test_every_path_of_the_house_exists() -> None:
    paths = house()
    assert len(paths) > 50
    for path, words in paths.items():
        if "(generated" not in words:
            assert (ROOT / path).is_dir() if path.endswith("/") else (ROOT / path).is_file(), path


def test_every_module_has_its_place_in_the_house() -> None:
    paths = house()
    for file in sorted(ENGINE.rglob("*.py")):
        path = file.relative_to(ROOT)
        place = f"{path.parent}/" if file.stem == "__init__" else str(path)
        assert place in paths, place
    for folder in sorted(path for path in (ENGINE / "render").iterdir() if path.is_dir()):
        if folder.name != "__pycache__":
            assert f"timeline/render/{folder.name}/" in paths
    for entry in sorted((ROOT / "content").iterdir()):
        assert f"content/{entry.name}{'/' * entry.is_dir()}" in paths


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_path_in_backticks_exists(document: str) -> None:
    prefixes = ("timeline/", "content/", "tests/", "requirements/", "docs/")
    own = re.compile(r"[\w./-]+")
    for path in code(text_of(document)):
        if path.startswith(prefixes) and own.fullmatch(path):
            assert (ROOT / path).exists(), f"{document}: {path}"


def test_nothing_imports_more_than_is_said() -> None:
    allowed: dict[str, set[str]] = {}
    for names, may in rows(section("ARCHITECTURE.md", IMPORTS)):
        above = may.partition(", but ")
        stated = set(code(may))
        assert (above[0] == "all above") == (code(names)[0] in ALL_ABOVE)
        if above[0] == "all above":
            stated = set(allowed) - set(code(above[2]))
        assert stated <= set(allowed), "imports run one way"
        (name,) = code(names)
        allowed[name] = stated
    assert allowed == MAY_IMPORT  # to which tests/test_imports.py holds every module


def test_libraries_are_imported_where_it_is_said() -> None:
    (told,) = re.findall(
        r"^Of what others wrote: (.*?)\.$",
        section("ARCHITECTURE.md", IMPORTS),
        re.MULTILINE | re.DOTALL,
    )
    modules = {
        "MkDocs": "mkdocs",
        "`yaml`": "yaml",
        "hijridate": "hijridate",
        "fontTools": "fontTools",
        "`pagefind_bin`": "pagefind_bin",
    }
    parts = re.split(rf"({'|'.join(modules)})", told)[1:]
    assert set(parts[::2]) == set(modules)
    for library, where in zip(parts[::2], parts[1::2], strict=True):
        stated = {name if "/" in name else f"timeline/{name}.py" for name in code(where)}
        importing = re.compile(rf"^ *(?:import|from) {modules[library]}\b", re.MULTILINE)
        found = {
            file.relative_to(ROOT).as_posix()
            for file in ENGINE.rglob("*.py")
            if importing.search(file.read_text("utf-8"))
        }
        assert stated == found, library


def test_the_letters_of_the_rules() -> None:
    lines = rows(section("ARCHITECTURE.md", RULES))
    stated = {(row[0], module) for row in lines for module in code(row[2])}
    found = {(rule.code[0], rule.__module__.replace(".", "/") + ".py") for rule in TABLE}
    assert stated == found


def test_every_module_that_a_new_thing_goes_to_has_what_is_named() -> None:
    for thing, where in rows(section("ARCHITECTURE.md", PLACES)):
        assert [name for name in code(where) if (ROOT / name).exists()], thing
    content = (ENGINE / "reading/content.py").read_text("utf-8")
    assert "VOCABULARIES" in content
    assert "class Content" in content


# --------------------------------------------------------------------------- all documents


def anchors(document: Path) -> set[str]:
    """Return the anchors of a document's headings, as code hosts make them."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    kept = ("".join(c for c in h.lower() if c in " -_" or c.isalnum()) for h in headings)
    return {unicodedata.normalize("NFC", heading).replace(" ", "-") for heading in kept}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_relative_link_leads_somewhere(document: str) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", text_of(document))
    assert links
    for link in links:
        if link.startswith("https://"):
            continue
        path, _, fragment = unquote(link).partition("#")
        target = ROOT / path if path else ROOT / document
        assert target.exists(), link
        assert not fragment or fragment in anchors(target), link


def test_the_picture_is_small() -> None:
    picture = ROOT / "docs" / "timeline.png"
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size <= 250 * 1024


def test_the_arabic_opening_stands_first() -> None:
    opening = text_of("README.md").split("</div>", 1)[0]
    assert '<div dir="rtl" lang="ar">' in opening
    assert len(ARABIC.findall(opening)) > 400
    assert re.match(r"# [\w-]+\n\n<div ", opening)
