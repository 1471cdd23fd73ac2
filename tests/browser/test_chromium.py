"""A browser is found, or got, or the tests say why not."""

import os
import shutil
import sys

import pytest

from tests.browser import chromium
from tests.browser.chromium import NoBrowserError, find_or_install


class Machine:
    """Stands in for a machine: what is installed on it, and what comes of running a program."""

    def __init__(self) -> None:
        self.starts: dict[str, str | None] = {}
        """The programs on PATH, and why each does not start."""
        self.driver: str | None = None
        self.library: str | None = None
        self.download: str | None = "no network"
        self.downloaded_starts: str | None = None
        self.package: str | None = "no such package"
        self.package_brings: str | None = chromium.DEBIANS
        self.ran: list[str] = []

    def which(self, name: str) -> str | None:
        return name if name in self.starts else None

    def run(  # noqa: PLR0911 - an answer a command
        self, *command: str, seconds: int
    ) -> str | None:
        assert seconds > 0
        self.ran.append(" ".join(command[:5]))
        match command:
            case (sys.executable, "-m", "playwright", "--version"):
                return self.driver
            case (sys.executable, "-m", "playwright", *_):
                return self.download
            case (sys.executable, *_):
                return self.downloaded_starts
            case ("apt-get", "install", "-y", chromium.DRIVERS_LIBRARY):
                if self.library is None:
                    self.driver = None
                return self.library
            case ("apt-get", "install", *_):
                if self.package is None and self.package_brings:
                    self.starts[self.package_brings] = None
                return self.package
            case ("apt-get", *_):
                return "some lists are out of reach"
        return self.starts.get(command[0], "no such file")


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    """Give a machine with nothing on it but apt-get, and root."""
    machine = Machine()
    machine.starts["apt-get"] = None
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(shutil, "which", machine.which)
    monkeypatch.setattr(chromium, "_problem_running", machine.run)
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    return machine


@pytest.mark.parametrize("name", chromium.NAMES)
def test_takes_the_one_that_is_installed(machine: Machine, name: str) -> None:
    machine.starts[name] = None
    assert find_or_install() == name
    assert machine.ran == [f"{name} --version"]


def test_takes_the_named_one_first(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.starts |= {"chromium": None, "mine": None}
    monkeypatch.setenv("CHROMIUM", "mine")
    assert find_or_install() == "mine"


def test_does_not_pass_over_a_named_one_that_does_not_start(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.starts["chromium"] = None
    monkeypatch.setenv("CHROMIUM", "mine")
    with pytest.raises(NoBrowserError, match=r"CHROMIUM names mine, which .*: no such file"):
        find_or_install()


def test_passes_over_an_installed_one_that_does_not_start(machine: Machine) -> None:
    machine.starts |= {"chromium": "a library is missing", "google-chrome": None}
    assert find_or_install() == "google-chrome"


def test_else_takes_playwrights_own(machine: Machine) -> None:
    machine.download = None
    assert find_or_install() is None
    assert machine.ran[0] == f"{sys.executable} -m playwright install --only-shell"


def test_else_installs_debians(machine: Machine) -> None:
    machine.package = None
    assert find_or_install() == chromium.DEBIANS
    assert machine.ran[1:] == [
        "apt-get update",
        "apt-get install -y chromium-headless-shell",
        "chromium-headless-shell --version",
    ]


def test_installs_debians_where_playwrights_own_does_not_start(machine: Machine) -> None:
    machine.download = None
    machine.downloaded_starts = "libnss3 is missing"
    machine.package = None
    assert find_or_install() == chromium.DEBIANS


def test_says_all_that_was_tried(machine: Machine) -> None:
    machine.starts["chromium"] = "a library is missing"
    with pytest.raises(NoBrowserError) as raised:
        find_or_install()
    assert str(raised.value).splitlines() == [
        "The browser tests need a Chromium, and none could be had. Tried:",
        "- chromium does not start: a library is missing",
        "- playwright install chromium: no network",
        "- apt-get install chromium-headless-shell: no such package",
        (
            "Install one (on Debian: sudo apt install chromium-headless-shell), or name one in the "
            "environment variable CHROMIUM, and run the tests again."
        ),
    ]


def test_says_that_none_was_there(machine: Machine) -> None:
    with pytest.raises(
        NoBrowserError, match="- on this machine: none of chromium-headless-shell, chromium, "
    ):
        find_or_install()
    assert "apt-get install -y chromium-headless-shell" in machine.ran


def test_says_that_what_was_downloaded_does_not_start(machine: Machine) -> None:
    machine.download = None
    machine.downloaded_starts = "libnss3 is missing"
    with pytest.raises(NoBrowserError, match="downloaded, but does not start: libnss3 is missing"):
        find_or_install()


def test_says_that_only_root_may_install(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(NoBrowserError, match="only root may"):
        find_or_install()
    assert not any(ran.startswith("apt-get") for ran in machine.ran)


def test_says_that_there_is_no_apt(machine: Machine) -> None:
    del machine.starts["apt-get"]
    with pytest.raises(NoBrowserError, match="this system has no apt-get"):
        find_or_install()


def test_says_that_the_installed_package_brought_none(machine: Machine) -> None:
    machine.package = machine.package_brings = None
    with pytest.raises(
        NoBrowserError, match="apt-get install chromium-headless-shell: on this machine: none of"
    ):
        find_or_install()


@pytest.mark.parametrize(
    ("script", "problem"),
    [
        ("print('well')", None),
        ("print('one'); print('two'); exit(3)", "two"),
        ("print('one'); print('Error: two'); print('  at three'); exit(3)", "Error: two"),
        ("print('E: no such package'); print('E: none'); exit(100)", "E: no such package"),
        ("exit(3)", "exit status 3"),
        ("import time; time.sleep(60)", "not done after 1 seconds"),
    ],
)
def test_tells_what_came_of_a_program(script: str, problem: str | None) -> None:
    seconds = 1 if "sleep" in script else 60
    assert chromium._problem_running(sys.executable, "-c", script, seconds=seconds) == problem


def test_tells_that_there_is_no_such_program() -> None:
    assert chromium._problem_running("no-such-program", seconds=60)


def test_a_driver_that_starts_is_left_alone(machine: Machine) -> None:
    chromium.prepare_driver()
    assert not [command for command in machine.ran if command.startswith("apt-get")]


def test_a_driver_is_given_the_library_that_it_lacks(machine: Machine) -> None:
    machine.driver = "libatomic.so.1: cannot open shared object file"
    chromium.prepare_driver()
    assert "apt-get install -y libatomic1" in machine.ran


def test_says_that_the_driver_does_not_start(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.driver = "libatomic.so.1: cannot open shared object file"
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(
        NoBrowserError, match=r"libatomic\.so\.1(.|\n)*only root may(.|\n)*libatomic1"
    ):
        chromium.prepare_driver()


def test_says_that_the_library_did_not_help(machine: Machine) -> None:
    machine.driver = "illegal instruction"
    machine.library = "no such package"
    with pytest.raises(NoBrowserError, match="illegal instruction"):
        chromium.prepare_driver()
