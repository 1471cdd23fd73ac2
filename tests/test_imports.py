"""The house as DESIGN §2 draws it: imports run one way, and each thing has one place."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import timeline

PACKAGE = Path(timeline.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))

# What each part may import of the project; a part may always import itself.
PIPELINE = ["dates", "records", "reading", "rules", "dataset", "ordering", "checking"]
MAY_IMPORT = {part: {*PIPELINE[:place]} for place, part in enumerate(PIPELINE)}
MAY_IMPORT["rules"] |= {"messages", "writing"}  # it marks its words, and asks what may be left out
MAY_IMPORT["reading"] |= {"cache", "workers"}  # it reads with many, and keeps what it has read
MAY_IMPORT |= {
    "messages": set(),
    "policy": set(),
    "locking": set(),
    "workers": set(),
    "program": set(),
    "cache": {"locking"},
    "figures": {*PIPELINE[:2], "messages"},
    "examples": {*PIPELINE},
    "history": {*PIPELINE},
    "coverage": {*PIPELINE[:5]},
    "writing": {*PIPELINE[:3]},
    "schemas": {*PIPELINE[:4], "messages", "reporting"},
    "reporting": {*PIPELINE, "history", "coverage", "figures", "messages"},
    "render": {
        *PIPELINE[:6],
        *(
            "coverage",
            "figures",
            "messages",
            "policy",
            "schemas",
            "writing",
            "cache",
            "workers",
            "program",
        ),
    },
    "exports": {*PIPELINE[:6]},
    "fixing": {*PIPELINE, "writing"},
    "importing": {*PIPELINE[:4], "messages", "reporting", "writing"},
    "asking": {*PIPELINE[:4], "messages", "reporting", "schemas", "importing"},
}
# Whatever makes no site and asks nobody.
BELOW_PUBLISHING = {*MAY_IMPORT} - {"fixing", "importing", "asking"}
MAY_IMPORT |= {
    "publishing": BELOW_PUBLISHING,
    "preview": {*BELOW_PUBLISHING, "publishing"},
    "commands": {*MAY_IMPORT, "publishing", "preview"},
    "cli": {"commands", "messages"},
}
ALL_ABOVE = {"publishing", "preview", "commands"}
# The libraries that only one module knows, and where.
COMMANDS = {f"commands/{file.name}" for file in (PACKAGE / "commands").glob("*.py")}
AT_HOME = {
    "mkdocs": {"publishing/plugin.py", "publishing/publish.py"},
    "material": set[str](),
    "yaml": {"reading/plain_yaml.py", "reading/yaml_source.py", "reading/stretches.py"},
    "hijridate": {"dates/hijri.py"},
    "pagefind_bin": {"publishing/indexing.py"},
    "argparse": {"cli.py", *COMMANDS},
}
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "base"}


def name(file: Path) -> str:
    return file.relative_to(PACKAGE).as_posix()


def part_of(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{file}: imports are written out in full"
            module = node.module or ""
            yield from {module, *(f"{module}.{alias.name}" for alias in node.names)}


def test_every_part_has_its_place() -> None:
    assert {part_of(file) for file in MODULES} - {"__init__"} == set(MAY_IMPORT)


@pytest.mark.parametrize("file", MODULES, ids=name)
def test_imports_run_one_way(file: Path) -> None:
    own = part_of(file)
    used = {module.split(".")[1] for module in imports(file) if module.startswith("timeline.")}
    assert used - {own} <= MAY_IMPORT.get(own, set())


def test_no_module_imports_itself_by_way_of_others() -> None:
    dotted = {name(file).removesuffix(".py").replace("/", "."): file for file in MODULES}
    uses = {
        own: {m.removeprefix("timeline.") for m in imports(file)} & dotted.keys()
        for own, file in dotted.items()
    }
    TopologicalSorter(uses).prepare()  # a circle is a CycleError, which names it


def test_nothing_is_allowed_that_is_not_needed() -> None:
    """What is allowed to a part it imports, but for layers: those of the pipeline, «all above»."""
    used: dict[str, set[str]] = {part: set() for part in MAY_IMPORT}
    for file in MODULES:
        if (part := part_of(file)) in used:
            used[part] |= {m.split(".")[1] for m in imports(file) if m.startswith("timeline.")}
    for part, may in MAY_IMPORT.items():
        if part not in ALL_ABOVE:
            assert may - {*PIPELINE} <= used[part], part


@pytest.mark.parametrize("file", MODULES, ids=name)
def test_libraries_are_known_where_they_are_at_home(file: Path) -> None:
    for library in {module.partition(".")[0] for module in imports(file)} & AT_HOME.keys():
        assert name(file) in AT_HOME[library], library


@pytest.mark.parametrize("file", MODULES, ids=name)
def test_only_the_command_line_prints_or_exits(file: Path) -> None:
    if name(file) in {"cli.py", "commands/terminal.py"}:
        return
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
        if name(file) == "workers.py" and called == "os._exit":
            continue  # a process of the program's own, which must end nothing else
        assert called not in {"print", "input", "exit", "quit", "sys.exit", "os._exit", "os.abort"}
        assert not called.startswith(("sys.stdout", "sys.stderr"))
        assert not (isinstance(node, ast.Name) and node.id == "SystemExit")


@pytest.mark.parametrize(
    "part", ["dates", "records", "reading", "rules", "dataset.py", "ordering.py"]
)
def test_the_core_knows_no_clock_and_no_network(part: str) -> None:
    root = PACKAGE / part
    for file in [root] if root.is_file() else root.rglob("*.py"):
        # `urllib.parse` only takes addresses apart.
        named = {module for module in imports(file) if not f"{module}.".startswith("urllib.parse.")}
        libraries = {module.partition(".")[0] for module in named - {"urllib"}}
        assert not {module for module in named if module.startswith("urllib.")}
        assert not libraries & {
            "time",
            "locale",
            "socket",
            "http",
            "subprocess",
            "random",
        }
        source = file.read_text("utf-8")
        assert not any(call in source for call in (".today(", ".now(", "os.environ", "getenv"))


@pytest.mark.parametrize("file", MODULES, ids=name)
def test_modules_are_small_and_named_for_what_they_hold(file: Path) -> None:
    assert file.stem not in NAMES_THAT_SAY_NOTHING
    assert len(file.read_text("utf-8").splitlines()) <= 400


@pytest.mark.parametrize("file", [file for file in MODULES if file.name == "__init__.py"], ids=name)
def test_each_package_says_what_it_is_for(file: Path) -> None:
    assert ast.get_docstring(ast.parse(file.read_text("utf-8")))


def test_a_check_needs_no_site() -> None:
    """What holds records against the rules works where MkDocs is not to be had."""
    program = "import sys; sys.modules['mkdocs'] = None; import timeline.checking, timeline.reporting.text"
    subprocess.run([sys.executable, "-c", program], check=True)
