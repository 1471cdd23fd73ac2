"""What a run was made on and with. Names no machine, no path and no person."""

import os
import platform
import re
import shutil
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from benchmarks.house import PROJECT

GIB: Final = 1024**3
PACKAGES: Final = {
    "mkdocs": "MkDocs",
    "mkdocs-material": "Material",
    "pagefind-bin": "Pagefind",
    "PyYAML": "PyYAML",
    "playwright": "Playwright",
}


def machine() -> list[str]:
    """The processor, the memory, the system, and how busy it was with other things: ask first."""
    cores = len(os.sched_getaffinity(0))
    model = _field(Path("/proc/cpuinfo"), "model name") or platform.machine()
    memory = int(_field(Path("/proc/meminfo"), "MemTotal").removesuffix(" kB") or 0) * 1024
    return [
        f"{cores} cores of {model}, {memory / GIB:.0f} GiB of memory",
        f"{platform.system()} {platform.release().partition('-')[0]}",
        f"{os.getloadavg()[0]:.1f} processes at work in the minute before",
    ]


def versions(*, hugo: bool, browser: str | None) -> dict[str, str]:
    """The versions of all that takes part."""
    found = {"Python": platform.python_version()}
    for package, name in PACKAGES.items():
        try:
            found[name] = version(package)
        except PackageNotFoundError:
            continue
    if hugo and (said := _said("hugo", "version")):
        found["Hugo"] = re.sub(r"^hugo v?", "", said).split("+", 1)[0].split(" ", 1)[0]
    if browser:
        found["Chromium"] = browser
    return found


def commit() -> str:
    """The project's commit, and whether its engine was as committed; `unknown` without git."""
    name = _said("git", "rev-parse", "--short=12", "HEAD")
    if not name:
        return "unknown"
    changed = _said("git", "status", "--porcelain", "--", "timeline", "build.py", "benchmarks/*.py")
    return f"{name}, with changes" if changed else name


def _field(file: Path, name: str) -> str:
    for line in file.read_text().splitlines():
        key, _, value = line.partition(":")
        if key.strip() == name:
            return value.strip()
    return ""


def _said(program: str, *arguments: str) -> str:
    if shutil.which(program) is None:
        return ""
    done = subprocess.run(
        (program, *arguments), cwd=PROJECT, capture_output=True, encoding="utf-8", check=False
    )
    return done.stdout.strip() if done.returncode == 0 else ""
