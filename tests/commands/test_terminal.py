"""What is printed: in colours where they are wanted, and never a command to the machine."""

from io import StringIO

import pytest

from timeline.commands.terminal import in_colour, show


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environment", "on_terminal", "in_pipe"),
    [
        ({}, True, False),
        ({"NO_COLOR": "1"}, False, False),
        ({"NO_COLOR": ""}, True, False),
        ({"FORCE_COLOR": "1"}, True, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False),
        ({"TERM": "dumb"}, False, False),
    ],
)
def test_colours(
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    *,
    on_terminal: bool,
    in_pipe: bool,
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert in_colour(Terminal()) is on_terminal
    assert in_colour(StringIO()) is in_pipe


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("قال ##[error]x", r"قال #\u0023[error]x"),
        ("قال\n  ::stop-commands::x", "قال\n" + r"  \u003a:stop-commands::x"),
        ("a::b # [c]", "a::b # [c]"),
    ],
)
def test_on_github_no_text_is_a_command(
    text: str, shown: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    show(text)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    show(text)
    show(text, acts=True)
    assert capsys.readouterr().out == f"{text}\n{shown}\n{text}\n"
