"""What comes from others: installed by its hash alone, under licences that are known."""

import base64
import hashlib
import json
import re
import shutil
import subprocess
import sys
import zipfile
from importlib import metadata
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from packaging.version import Version

from tests.folders import RICH, checked
from tests.test_documents import code, rows, section
from tests.test_same_bytes import differences, tree
from tests.test_setup import packages
from timeline.cli import build
from timeline.publishing.publish import publish

ROOT: Final = Path(__file__).parents[1]
LICENCES: Final = "LICENCES.md"
# What may be installed without anybody thinking about it again: permissive licences, and MPL-2.0,
# which asks something of those alone who change and hand on its own files.
ALLOWED: Final = {
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BlueOak-1.0.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MPL-2.0",
    "OFL-1.1",
    "PSF-2.0",
    "W3C-20150513",
}
# How packages say it that do not say it in SPDX's words.
SPDX: Final = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
# Whose package.json names none; it is MIT by the licence file in it.
NPM_SAYS_NOTHING: Final = {"node_modules/parse-cache-control"}


# --------------------------------------------------------------------------------- licences


def licence(package: str) -> str:
    """Give the licence of an installed package, as it says itself."""
    told = metadata.metadata(package)
    known = [told["License-Expression"], told["License"]]
    known += [
        value.split(" :: ")[-1]
        for value in told.get_all("Classifier") or []
        if "License ::" in value
    ]
    said = next(value for value in known if value and value != "UNKNOWN")
    return SPDX.get(said, said)


def stated() -> dict[str, str]:
    """Give what LICENCES.md says of each package."""
    return {
        name: licence for name, licence, _ in rows(section(LICENCES, "What a site is made with"))
    }


def test_every_package_that_publishes_has_its_licence_stated() -> None:
    locked = {name.split("==")[0] for name in packages("run")}
    assert set(stated()) == {f"`{name}`" for name in locked}


@pytest.mark.parametrize("locked", sorted(packages("run")))
def test_the_licence_stated_is_that_of_the_package(locked: str) -> None:
    name, version = locked.split("==")
    try:
        installed = metadata.version(name)
    except metadata.PackageNotFoundError:
        pytest.skip("another system's package")
    assert Version(installed) == Version(version), "what is installed is what is locked"
    assert stated()[f"`{name}`"] == licence(name)


def test_no_licence_is_a_surprise() -> None:
    npm = {
        name: package
        for folder in ("audit", "benchmarks")
        for name, package in json.loads((ROOT / folder / "package-lock.json").read_text("utf-8"))[
            "packages"
        ].items()
    }
    silent = {name for name, package in npm.items() if name and "license" not in package}
    assert silent == NPM_SAYS_NOTHING
    every = {*stated().values(), *(package.get("license", "MIT") for package in npm.values())}
    for said in every:
        assert set(re.split(r" OR | AND ", said.strip("()"))) <= ALLOWED, said


def test_what_reaches_the_site_is_stated(tmp_path: Path) -> None:
    """A font or a program of others that a site brings along is named, with its licence."""
    site = tmp_path / "site"
    publish(checked(tmp_path / "content", RICH), tmp_path / "content", site)
    named = [
        pattern
        for row in rows(section(LICENCES, "What of it a site contains"))
        for pattern in code(row[0])
    ]
    for path in site.rglob("*"):
        binary = path.suffix in {".woff2", ".wasm", ".pagefind"}
        if path.is_file() and (binary or "pagefind.js" in path.name):
            place = path.relative_to(site)
            assert any(place.match(pattern) for pattern in named), place
    for pattern in named:
        assert [*site.glob(pattern)], pattern


# ----------------------------------------------------------------------------------- hashes


def test_whatever_installs_asks_for_hashes() -> None:
    """In workflows, tasks and scripts: pip only through the one method that says both."""
    for path in (*ROOT.glob(".github/workflows/*.yml"), ROOT / ".ci" / "run", ROOT / "Makefile"):
        text = path.read_text("utf-8")
        assert not re.search(
            r"\b(pip|uv|pipx|npm|npx|curl|wget|apt|apt-get)\b +(?!.*audit)", text
        ), path
    text = (ROOT / "scripts" / "environment.py").read_text("utf-8")
    assert re.findall(r"^ +(self\._pip\(.*)$", text, re.MULTILINE) == [
        'self._pip("--require-hashes", "--only-binary=:all:", "-r", f"requirements/{lock}.txt")',
        'self._pip("--no-index", "--no-deps", "--no-build-isolation", "--editable", ".")',
    ]


def wheel(folder: Path) -> Path:
    """Make a package that holds one line."""
    files = {
        "harmless.py": "x = 1\n",
        "harmless-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: harmless\nVersion: 1.0\n",
        "harmless-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(
        f"{name},sha256={_urlsafe(text)},{len(text)}\n" for name, text in files.items()
    )
    place = folder / "harmless-1.0-py3-none-any.whl"
    with zipfile.ZipFile(place, "w") as packed:
        for name, text in {**files, "harmless-1.0.dist-info/RECORD": record}.items():
            packed.writestr(name, text)
    return place


def _urlsafe(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")


@pytest.mark.slow
def test_a_file_with_another_digest_is_not_installed(tmp_path: Path) -> None:
    """As scripts/environment.py installs, but from a folder: the digest is what decides, and every package has one."""
    package = wheel(tmp_path)
    digest = hashlib.sha256(package.read_bytes()).hexdigest()
    altered = f"{int(digest[0], 16) ^ 1:x}{digest[1:]}"
    target = tmp_path / "target"
    fixed = (
        "--disable-pip-version-check",
        "install",
        "--quiet",
        "--require-hashes",
        "--only-binary=:all:",
    )
    lock = tmp_path / "lock.txt"

    def install(text: str) -> subprocess.CompletedProcess[str]:
        lock.write_text(text)
        command = [
            sys.executable,
            "-m",
            "pip",
            *fixed,
            "--no-index",
            f"--find-{'links'}",
            str(tmp_path),
        ]
        command += ["--target", str(target), "-r", str(lock)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    for text, told in (
        (f"harmless==1.0 --hash=sha256:{altered}\n", "DO NOT MATCH THE HASHES"),
        ("harmless==1.0\n", "Hashes are required"),
    ):
        refused = install(text)
        assert refused.returncode
        assert told in refused.stderr
        assert not (target / "harmless.py").exists()
    assert install(f"harmless==1.0 --hash=sha256:{digest}\n").returncode == 0
    assert (target / "harmless.py").is_file()


# ------------------------------------------------------------------------- without Material

# Builds the checkout that is named first; whoever imports Material fails.
WITHOUT_MATERIAL: Final = """
import sys
sys.modules["material"] = None
sys.path.insert(0, sys.argv[1])
from timeline import cli
from timeline.publishing import publish
assert str(publish.PROJECT) == sys.argv[1]
sys.exit(cli.build(sys.argv[2:]))
"""
WORDS: Final = '{% macro t(key) %}{{ {"language": "ar", "direction": "rtl"}[key] }}{% endmacro %}'


@pytest.mark.slow
def test_a_site_needs_nothing_of_material(tmp_path: Path) -> None:
    """ARCHITECTURE.md, «When Material, or MkDocs, ends»: two lines of settings, one of a template."""
    content = ("--content", str(ROOT / "content"), "--site")
    assert build([*content, str(tmp_path / "with")]) == 0
    checkout = tmp_path / "checkout"
    for folder in ("timeline", ".cache/timeline"):
        shutil.copytree(ROOT / folder, checkout / folder)
    partials = checkout / "timeline/render/theme/partials"
    partials.mkdir()
    (partials / "language.html").write_text(WORDS)
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    ours = settings.replace("  name: material\n", "  name: null\n  static_templates: [404.html]\n")
    assert ours != settings
    (checkout / "mkdocs.yml").write_text(ours, "utf-8")
    arguments = (str(checkout), *content, str(tmp_path / "without"))
    command = [sys.executable, "-c", WITHOUT_MATERIAL, *arguments]
    subprocess.run(command, check=True, capture_output=True)
    assert not differences(tree(tmp_path / "with"), tree(tmp_path / "without"))


def load(path: Path) -> dict[Any, Any]:
    loaded = yaml.safe_load(path.read_text("utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def test_what_is_new_waits_a_week() -> None:
    """Dependabot offers nothing before others have had time to find what is bad in it."""
    updates = load(ROOT / ".github" / "dependabot.yml")["updates"]
    assert {one["package-ecosystem"] for one in updates} == {"github-actions", "pip", "npm"}
    assert all(one["cooldown"]["default-days"] >= 7 for one in updates)
