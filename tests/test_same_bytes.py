"""The same commit gives the same bytes: two builds differ in nothing, whatever is around them.

A build is compared as a whole tree: every name, mode and byte below it, so that a new export stands
under this test by being written. `VARIANTS` is the list of what may be different on another machine:
one more is one line.
"""

import hashlib
import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest

from benchmarks.records import records, write
from tests.contents import lay
from tests.folders import RICH, checked
from tests.history.test_revisions import git
from timeline.cache import WITHOUT
from timeline.cli import build
from timeline.publishing.publish import publish
from timeline.rules.rule import Example
from timeline.workers import VARIABLE

ROOT: Final = Path(__file__).parents[1]
DISTURBED: Final = Path(__file__).with_name("disturbed.py")
# What a checkout needs to publish: all else in it is for working on it.
NEEDED: Final = ("timeline", "schema", "mkdocs.yml", "build.py")
MEMORY: Final = Path("/dev/shm")  # folders that list the youngest file first, where there are any

# More than RICH has: pages written by hand, with names and a picture of their own.
MORE: Final[Example] = {
    **RICH,
    "pages/دليل القارئ.md": "# دليل القارئ\n\nعن [حدث](../events/bridge-opened/).\n\n## كيف\n",
    "pages/notes/guide.md": "# دليل\n\n| أ | ب |\n|---|---|\n| 1 | 2 |\n",
    "pages/notes/note.txt": "نص\n",
    "withdrawn.yml": "old-bridge: {moved_to: bridge-opened}\n",
}

Tree = Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class Variant:
    """Another machine: what it has in its environment, what disturbs it, where things lie on it."""

    name: str
    environment: Mapping[str, str] = field(default_factory=dict)
    without: Sequence[str] = ()
    disturbed: Mapping[str, Any] = field(default_factory=dict)
    folder: str = "checkout"
    in_memory: bool = False
    elsewhere: bool = False
    cold: bool = False
    around: Sequence[str] = ()
    locale: str = ""
    times: int = 1

    def start(self, folder: Path) -> tuple[list[str], dict[str, str]]:
        """Give the command that stands before the program, and its environment."""
        environment = {
            name: value
            for name, value in os.environ.items()
            if name not in {"PYTHONPATH", "PYTHONHASHSEED", *self.without}
        }
        if self.locale:
            environment |= {"LOCPATH": str(a_locale(folder, self.locale)), "LC_ALL": self.locale}
        return [*self.around, sys.executable], {**environment, **self.environment}


NO_UTF8: Final = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
NO_LOCALE: Final = ("LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE")
ARABIC_FOLDER: Final = "a b/مجلد فيه فراغ/c/checkout"
VARIANTS: Final = (
    Variant(
        "another folder, far east",
        {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1"},
        folder=ARABIC_FOLDER,
        elsewhere=True,
    ),
    Variant(
        "nothing cached, far west",
        {"TZ": "Etc/GMT+12", "PYTHONHASHSEED": "4294967295", VARIABLE: "1"},
        cold=True,
    ),
    Variant(
        "no locale, one may read",
        {"PYTHONHASHSEED": "2"},
        without=(*NO_LOCALE, "TZ", "HOME", "TERM"),
        disturbed={"umask": 0o077, "seed": 1},
        in_memory=True,
    ),
    Variant(
        "ASCII alone, many threads",
        {**NO_UTF8, "RAYON_NUM_THREADS": "13", VARIABLE: "3"},
        without=("LANG",),
    ),
    Variant(
        "Turkish, all may write",
        {"PYTHONHASHSEED": "3"},
        locale="tr_TR.UTF-8",
        disturbed={"umask": 0o000, "seed": 2},
        in_memory=True,
    ),
    Variant(
        "Arabic in one byte a letter, a year later",
        {"PYTHONUTF8": "0"},
        locale="ar_IQ.ISO-8859-6",
        disturbed={"days": 400},
    ),
    Variant(
        "no network, one processor",
        {"RAYON_NUM_THREADS": "1"},
        around=("unshare", "--map-root-user", "--net"),
        disturbed={"processors": 1},
    ),
)
EVERYTHING: Final = Variant(
    "everything at once",
    {**NO_UTF8, "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7", "RAYON_NUM_THREADS": "1"},
    without=("LANG", "HOME"),
    disturbed={"umask": 0o077, "seed": 7, "days": 400, "processors": 1},
    folder=ARABIC_FOLDER,
    in_memory=True,
    elsewhere=True,
)


def a_locale(folder: Path, name: str) -> Path:
    """Make a locale that this machine may not have; skips where it cannot be made."""
    place = folder / "locales"
    place.mkdir(exist_ok=True)
    language, _, encoding = name.partition(".")
    made = shutil.which("localedef")
    if made:
        command = [made, "-c", "-i", language, "-f", encoding, str(place / name)]
        subprocess.run(command, check=False, capture_output=True)
    if not (place / name / "LC_CTYPE").is_file():
        pytest.skip(f"this machine cannot make the locale {name}")
    return place


def tree(root: Path) -> Tree:
    """Everything from a folder on: the mode of each, and what a file holds or a link leads to."""
    found = {}
    for path in [root, *root.rglob("*")]:
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode):
            held = f"→ {path.readlink()}"
        else:
            held = hashlib.sha256(path.read_bytes()).hexdigest() if stat.S_ISREG(mode) else ""
        found[path.relative_to(root).as_posix()] = (stat.filemode(mode), held)
    return found


def differences(one: Tree, other: Tree) -> list[str]:
    """What is not the same in two trees, for people."""
    return [
        f"{name}: {one.get(name, 'missing')} / {other.get(name, 'missing')}"
        for name in sorted({*one, *other})
        if one.get(name) != other.get(name)
    ]


def copied(one: Path, other: Path, chance: Random) -> None:
    """Copy a folder, its files made in an order of chance, with times of chance."""
    files = [path for path in sorted(one.rglob("*")) if path.is_file()]
    for path in chance.sample(files, len(files)):
        place = other / path.relative_to(one)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(path.read_bytes())
        long_ago = chance.randrange(1, 2**31)
        os.utime(place, (long_ago, long_ago))


def a_checkout(place: Path, content: Path, variant: Variant) -> tuple[Path, Path]:
    """Lay a checkout with its records somewhere; give it, and where its content/ is."""
    checkout = place / variant.folder
    checkout.mkdir(parents=True)
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "timeline", checkout / "timeline", ignore=ignored)
    shutil.copy(ROOT / "mkdocs.yml", checkout)
    if not variant.cold:
        shutil.copytree(ROOT / ".cache/timeline", checkout / ".cache/timeline")
    beside = place / "elsewhere" if variant.elsewhere else checkout
    copied(content, beside / "content", Random(variant.name))
    shutil.copytree(ROOT / "schema", beside / "schema")  # the form names it if it is there
    return checkout, beside / "content"


def built(place: Path, content: Path, variant: Variant) -> Tree:
    """Build a timeline as a variant says; give what came of it."""
    command, environment = variant.start(place)
    memory = variant.in_memory and os.access(MEMORY, os.W_OK)
    with tempfile.TemporaryDirectory(dir=MEMORY if memory else place) as folder:
        checkout, content = a_checkout(Path(folder), content, variant)
        site = Path(folder) / "مكان آخر" / "site"
        arguments = ["build", "--content", str(content), "--site", str(site)]
        settings = {
            **variant.disturbed,
            "checkout": str(checkout),
            "runs": [arguments] * variant.times,
        }
        command += [str(DISTURBED), json.dumps(settings)]
        done = subprocess.run(
            command, env=environment, cwd=place, capture_output=True, encoding="utf-8", check=False
        )
        assert done.stdout.endswith("--- build: 0\n"), done.stdout + done.stderr
        return tree(site)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Tree]:
    """A small content folder with something of every kind, and the site that it becomes."""
    content = tmp_path_factory.mktemp("small") / "content"
    (content.parent / "schema").mkdir()
    publish(checked(content, MORE), content, content.parent / "site")
    return content, tree(content.parent / "site")


def test_a_build_on_another_machine_gives_the_same_bytes(
    tmp_path: Path, small: tuple[Path, Tree]
) -> None:
    content, expected = small
    assert not differences(built(tmp_path, content, EVERYTHING), expected)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """The first timeline, published where it lies."""
    site = tmp_path_factory.mktemp("first") / "site"
    assert build(["--content", str(ROOT / "content"), "--site", str(site)]) == 0
    return tree(site)


@pytest.mark.slow
@pytest.mark.parametrize("variant", [*VARIANTS, EVERYTHING], ids=lambda variant: variant.name)
def test_the_first_timeline_is_the_same_bytes_on_each_machine(
    tmp_path: Path, first: Tree, variant: Variant
) -> None:
    if variant.around and subprocess.run([*variant.around, "true"], check=False).returncode:
        pytest.skip(f"this machine has no {variant.around[0]}, or does not let it")
    assert not differences(built(tmp_path, ROOT / "content", variant), first)


@pytest.mark.slow
def test_processes_and_what_is_kept_change_no_byte(tmp_path: Path) -> None:
    """Many records: read, made, searched and looked at by one process; by several, and once more."""
    content = tmp_path / "content"
    write(records(450), content)
    one = Variant("one process", {WITHOUT: "1"}, disturbed={"alone": True})
    several = Variant(
        "three processes, twice",
        {VARIABLE: "3", "XDG_CACHE_HOME": str(tmp_path / "own")},
        without=(WITHOUT,),
        disturbed={"alone": False},
        times=2,
    )
    expected = built(tmp_path, content, one)
    assert not (tmp_path / "own").exists()
    assert not differences(built(tmp_path, content, several), expected)
    assert (tmp_path / "own/timeline/key").is_file()


def said(place: Path, folder: Path, variant: Variant) -> tuple[str, dict[str, str]]:
    """What commands say of a content folder with something to find, and what they write."""
    command, environment = variant.start(place)
    copied(folder, place / variant.folder, Random(variant.name))
    runs = [
        ["check"],
        ["check", "--format", "json", "--lang", "en"],
        ["check", "--format", "github"],
        ["order"],
        ["explain", "work-began", "bridge-opened"],
        ["stats", "--format", "json"],
        ["diff", "HEAD", "--format", "markdown"],
        ["fix", "--diff"],
        ["schema"],
        ["fix"],
    ]
    settings = {"checkout": str(ROOT), "folder": str(place / variant.folder), "runs": runs}
    command += [str(DISTURBED), json.dumps({**variant.disturbed, **settings})]
    done = subprocess.run(
        command, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.stdout.endswith("--- fix: 0\n"), done.stdout + done.stderr
    written = {
        name: held for name, (_, held) in tree(place / variant.folder).items() if ".git" not in name
    }
    return done.stdout + done.stderr, written


def test_commands_say_the_same_on_another_machine(tmp_path: Path) -> None:
    untidy = {
        f"sources/{name}.yml": f"language: ar\ntitle: خبــر {name}\nurl: https://a.example/{name}\n"
        for name in "abcdef"
    }
    folder = tmp_path / "folder"
    lay(folder / "content", MORE)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "first")
    lay(folder / "content", untidy)
    disturbed = {name: value for name, value in EVERYTHING.disturbed.items() if name != "days"}
    other = replace(EVERYTHING, disturbed=disturbed)
    (tmp_path / "here").mkdir()
    (tmp_path / "there").mkdir()
    here = said(tmp_path / "here", folder, Variant("here", {"PYTHONHASHSEED": "1"}))
    assert here[0].count("R321") > 5, here[0]
    assert here == said(tmp_path / "there", folder, other)
