"""Has outside programs look at `site/` and `schema/`, and says which of them could not look.

The Nu validator, Lighthouse and the YAML language server come from npm, as locked beside this file; lychee from
requirements/dev.txt; Java and Node are the machine's. Lighthouse opens the pages as a phone on a slow line, from a server that compresses as
static hosts do.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from scripts import npm
from tests.browser import chromium
from tests.browser.serving import Server

ROOT: Final = Path(__file__).parents[1]
HERE: Final = Path(__file__).parent
INSTALLED: Final = ROOT / ".cache" / "audit"
CHROMIUM_FLAGS: Final = "--headless=new --no-sandbox --disable-gpu"

# What a page must score of 100, by Lighthouse's categories; performance is of its «mobile» run.
SCORES: Final[Mapping[str, int]] = {
    "performance": 95,
    "accessibility": 100,
    "best-practices": 100,
    "seo": 100,
}


class NotCheckedError(Exception):
    """What a check needs is not there; the message says what."""


@dataclass(frozen=True, slots=True)
class Check:
    """One look at the site: `run` gives whether it passed, or raises `NotCheckedError`."""

    name: str
    run: Callable[[Path], bool]


def main(site: Path = ROOT / "site") -> int:
    """Do all checks; 0 only where each was done and passed."""
    failed = 0
    for check in CHECKS:
        try:
            passed = check.run(site)
        except NotCheckedError as error:
            _say(f"{check.name}: NOT CHECKED, {error}")
            failed += 1
            continue
        _say(f"{check.name}: {'passed' if passed else 'FAILED'}")
        failed += not passed
    return 1 if failed else 0


def html(site: Path) -> bool:
    """Every page, by the Nu validator."""
    java = _program("java", "it needs Java")
    jar = _from_npm("vnu-jar/build/dist/vnu.jar")
    # To a file nothing is of the same origin, and so it warns of every style and script.
    origin = ".*violates Content Security Policy .meta tag.: external (stylesheet|script) .*"
    return _passes(java, "-jar", str(jar), "--skip-non-html", "--filterpattern", origin, str(site))


def links(site: Path) -> bool:
    """Every link within the site, fragments included, by lychee."""
    lychee = _program("lychee", "it needs lychee (github.com/lycheeverse/lychee)")
    options = ("--offline", "--include-fragments", "--no-progress")
    index = ("--index-files", "index.html")  # a link to a folder leads to it, fragment and all
    return _passes(lychee, *options, *index, "--root-dir", str(site), str(site))


def lighthouse(site: Path) -> bool:
    """The kinds of page that are heaviest or most read, by Lighthouse."""
    node = _program("node", "it needs Node 18 or newer")
    script = _from_npm("lighthouse/cli/index.js")
    try:
        browser = chromium.find_or_install()
    except chromium.NoBrowserError as error:
        raise NotCheckedError(str(error)) from None
    report = INSTALLED / "lighthouse.json"
    environment = {**os.environ, **({"CHROME_PATH": browser} if browser else {})}
    server = Server()
    passed = True
    for path in _pages(site):
        url = server(site) + path
        command = [node, str(script), url, "--quiet", f"--chrome-flags={CHROMIUM_FLAGS}"]
        command += ["--output=json", f"--output-path={report}"]
        command.append(f"--only-categories={','.join(SCORES)}")
        subprocess.run(command, env=environment, check=True)
        found = json.loads(report.read_text("utf-8"))
        scores = {name: round(100 * found["categories"][name]["score"]) for name in SCORES}
        _say(f"  /{path}  " + ", ".join(f"{name} {score}" for name, score in scores.items()))
        for name, wanted in SCORES.items():
            if scores[name] < wanted:
                passed = False
                _say(f"    {name} is below {wanted}: {', '.join(_short_of(found, name))}")
    server.close()
    return passed


def editor(site: Path) -> bool:
    """What editors say of records by schema/, by the YAML language server that they run."""
    del site
    node = _program("node", "it needs Node 18 or newer")
    server = _from_npm("yaml-language-server/bin/yaml-language-server")
    return _passes(node, str(HERE / "editor.cjs"), str(server), str(ROOT))


def _pages(site: Path) -> list[str]:
    """The front page, every section, and the first event."""
    sections = sorted(
        f"{page.parent.relative_to(site).as_posix()}/" for page in site.glob("*/index.html")
    )
    events = json.loads((site / "data" / "events.json").read_text("utf-8"))["events"]
    return ["", *sections, *(event["url"] for event in events[:1])]


def _short_of(report: Mapping[str, Any], category: str) -> list[str]:
    """The names of the audits that cost a category points."""
    weighed = (ref["id"] for ref in report["categories"][category]["auditRefs"] if ref["weight"])
    return [name for name in weighed if (report["audits"][name]["score"] or 0) < 1]


def _from_npm(path: str) -> Path:
    """A file of a locked package, after installing what the lock says, once."""
    try:
        return npm.installed(HERE, INSTALLED, _say) / path
    except npm.NpmError as error:
        raise NotCheckedError(str(error)) from None


def _program(name: str, needs: str) -> str:
    if (found := shutil.which(name)) is None:
        raise NotCheckedError(needs)
    return found


def _passes(*command: str) -> bool:
    return subprocess.run(command, cwd=ROOT, check=False).returncode == 0


def _say(text: str) -> None:
    print(text, flush=True)


CHECKS: Final = (
    Check("HTML, by the Nu validator", html),
    Check("Links within the site, by lychee", links),
    Check("Editors, by the YAML language server", editor),
    Check("Lighthouse", lighthouse),
)

if __name__ == "__main__":
    sys.exit(main())
