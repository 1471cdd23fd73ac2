"""Finds the Chromium that the browser tests use, or gets one.

In this order: the one that the environment variable CHROMIUM names; one that is installed on this
machine; Playwright's own download; on Debian, as root, the system's package. A browser counts
only if it starts. Where none can be had, the tests fail and say what was tried.
"""

import os
import re
import shutil
import subprocess
import sys

# First the one without a window of its own, which opens a page three times as fast.
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
DEBIANS = NAMES[0]

# As apt-get, the dynamic linker and Playwright write.
ERROR = re.compile(r"E: |Error: |[\w.]+Error: |.*: error while loading shared libraries: ")

START_SECONDS = 60
DOWNLOAD_SECONDS = 600  # some 110 MB on a slow line

START_PLAYWRIGHTS_OWN = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    playwright.chromium.launch().close()
"""


# Playwright drives a browser with a Node of its own, which is linked against this library.
DRIVERS_LIBRARY = "libatomic1"


class NoBrowserError(Exception):
    """There is no Chromium, or no driver for it, and none could be got; the message says why."""


def find_or_install() -> str | None:
    """Return the path of a Chromium that starts, or None for the one of Playwright's own."""
    named = os.environ.get("CHROMIUM")
    if named:
        if problem := _problem_starting(named):
            raise NoBrowserError(f"CHROMIUM names {named}, which does not start: {problem}")
        return named

    found, tried = _find()
    if found:
        return found
    problem = _install_playwrights_own()
    if problem is None:
        return None
    tried.append(problem)
    problem = _install_from_debian(DEBIANS)
    if problem is None:
        found, problems = _find()
        if found:
            return found
        problem = f"apt-get install {DEBIANS}: " + "; ".join(problems)
    tried.append(problem)

    lines = "".join(f"\n- {one}" for one in tried)
    raise NoBrowserError(
        f"The browser tests need a Chromium, and none could be had. Tried:{lines}\n"
        f"Install one (on Debian: sudo apt install {DEBIANS}), or name one in the environment "
        "variable CHROMIUM, and run the tests again."
    )


def prepare_driver() -> None:
    """See that Playwright's driver starts; give it the library that a bare Debian lacks."""
    version = (sys.executable, "-m", "playwright", "--version")
    problem = _problem_running(*version, seconds=START_SECONDS)
    if problem is None:
        return
    tried = _install_from_debian(DRIVERS_LIBRARY)
    if tried is None:
        problem = _problem_running(*version, seconds=START_SECONDS)
    if problem is not None:
        raise NoBrowserError(
            f"Playwright's driver, which the browser tests need, does not start: {problem}"
            + (f"\n- {tried}" if tried else "")
            + f"\nInstall what it lacks (on Debian: sudo apt install {DRIVERS_LIBRARY})."
        )


def _find() -> tuple[str | None, list[str]]:
    """Return the first browser on this machine that starts, or why there is none."""
    problems = []
    for name in NAMES:
        path = shutil.which(name)
        if path is None:
            continue
        problem = _problem_starting(path)
        if problem is None:
            return path, []
        problems.append(f"{path} does not start: {problem}")
    return None, problems or ["on this machine: none of " + ", ".join(NAMES)]


def _install_playwrights_own() -> str | None:
    """Download Playwright's Chromium, if it is not there yet; return why it cannot be used."""
    name = "playwright install chromium"
    # Without its window, since the tests open none.
    install = (sys.executable, "-m", "playwright", "install", "--only-shell", "chromium")
    if problem := _problem_running(*install, seconds=DOWNLOAD_SECONDS):
        return f"{name}: {problem}"
    # Its download comes without the system libraries that it needs.
    start = (sys.executable, "-c", START_PLAYWRIGHTS_OWN)
    if problem := _problem_running(*start, seconds=START_SECONDS):
        return f"{name}: downloaded, but does not start: {problem}"
    return None


def _install_from_debian(package: str) -> str | None:
    """Install one of Debian's packages as root; return why that cannot be done."""
    apt = shutil.which("apt-get")
    if apt is None:
        return f"apt-get install {package}: this system has no apt-get"
    if os.geteuid() != 0:
        return f"apt-get install {package}: only root may"
    # Lists that cannot be renewed may still be good enough to install from.
    _problem_running(apt, "update", seconds=DOWNLOAD_SECONDS)
    problem = _problem_running(apt, "install", "-y", package, seconds=DOWNLOAD_SECONDS)
    return f"apt-get install {package}: {problem}" if problem else None


def _problem_starting(path: str) -> str | None:
    if sys.platform == "win32":  # where --version opens a window
        return None if os.path.isfile(path) else "no such file"  # noqa: PTH113
    return _problem_running(path, "--version", seconds=START_SECONDS)


def _problem_running(*command: str, seconds: int) -> str | None:
    """Run a program; if it failed, return what it said: the first error, or else the last line."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=seconds,
            env=environment,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"not done after {seconds} seconds"
    except OSError as error:
        return error.strerror or str(error)
    if done.returncode == 0:
        return None
    said = [line.strip() for line in done.stdout.splitlines() if line.strip()]
    errors = [line for line in said if ERROR.match(line)]
    return (errors[:1] or said[-1:] or [f"exit status {done.returncode}"])[0]
