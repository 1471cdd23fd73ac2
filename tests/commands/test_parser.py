"""Options read in the reader's language: argparse's words, and what was meant."""

import argparse
import inspect
import re
from pathlib import Path

import pytest

from tests.test_cli import Capture, run
from timeline.cli import build, main
from timeline.commands.parser import SAID, speaking
from timeline.messages import Language, messages

ARABIC = messages(Language.ARABIC)


def refused(capsys: Capture, *arguments: str) -> list[str]:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    return re.sub("[\u2068\u2069]", "", err).splitlines()


def test_what_argparse_says_is_what_it_is_thought_to_say() -> None:
    """A newer Python that says something else would say it in English."""
    source = inspect.getsource(argparse)
    for message in SAID:
        assert message in source, message


@pytest.mark.parametrize(
    ("arguments", "lines"),
    [
        ([], ["لا بد من ذكر COMMAND", "للمساعدة: timeline --help"]),
        (
            ["order", "--formt", "x"],
            ["لا معنى هنا لما يلي: --formt x", "للمساعدة: timeline --help"],
        ),
        (
            ["check", "--content"],
            ["في --content: تنقص القيمة التي تُكتب بعده", "للمساعدة: timeline check --help"],
        ),
        (["explain"], ["لا بد من ذكر CODE | A B", "للمساعدة: timeline explain --help"]),
        (
            ["check", "--format", "jsn"],
            [
                "في --format: لا يوجد jsn؛ اختر من: text، json، github",
                "لعلك تقصد: json",
                "للمساعدة: timeline check --help",
            ],
        ),
        (
            ["stats", "--format", "xyz"],
            ["في --format: لا يوجد xyz؛ اختر من: text، json", "للمساعدة: timeline stats --help"],
        ),
    ],
)
def test_what_is_wrong_is_said_in_arabic(
    capsys: Capture, arguments: list[str], lines: list[str]
) -> None:
    said = refused(capsys, *arguments)
    assert said[0] == "الاستعمال:"
    assert said[1].startswith("  timeline ")
    assert said[-len(lines) :] == lines


def test_a_command_that_is_misspelt(capsys: Capture) -> None:
    said = refused(capsys, "chek")
    assert said[-2:] == ["لعلك تقصد: check", "للمساعدة: timeline --help"]
    said = refused(capsys, "chek", "--lang", "en")
    assert said[0].startswith("usage: timeline ")
    assert "there is no chek; there are check, " in said[1]
    assert said[-2:] == ["Did you mean: check", "All about it: timeline --help"]


def test_help(capsys: Capture) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["check", "--help"])
    assert caught.value.code == 0
    said = capsys.readouterr().out
    for words in ("الاستعمال:\n  timeline check", "\nالخيارات:\n", "عرض هذه المساعدة"):
        assert words in said
    assert not re.search(r"usage|options:|show this|positional", said)
    with pytest.raises(SystemExit):
        build(["--help"])
    assert "الخيارات:" in capsys.readouterr().out


def test_no_argument_can_act_on_the_terminal(capsys: Capture) -> None:
    said = refused(capsys, "check", "--x\u202e\x1b[31m\n::error::x")
    assert "--x\\u202e\\u001b[31m" in "\n".join(said)
    assert not any("\u202e" in line or "\x1b" in line for line in said)
    assert not any(line.startswith("::") for line in said)


def test_argparse_is_left_as_it_was() -> None:
    before = vars(argparse)["_"], vars(argparse)["ngettext"]
    with speaking(ARABIC):
        assert vars(argparse)["_"]("options") == "الخيارات"
        assert vars(argparse)["_"]("what nobody translated") == "what nobody translated"
    assert (vars(argparse)["_"], vars(argparse)["ngettext"]) == before


@pytest.mark.parametrize(
    ("name", "meant"),
    [("D20", "D2"), ("imposible-day", "impossible-day"), ("unknown_sorce", "unknown-source")],
)
def test_a_rule_that_is_misspelt(capsys: Capture, name: str, meant: str) -> None:
    status, out, err = run(capsys, "explain", name, "--lang", "en")
    assert (status, out) == (2, "")
    assert err.splitlines()[1].startswith(f"Did you mean: {meant}")


def test_an_event_that_is_misspelt(capsys: Capture) -> None:
    content = str(Path(__file__).parents[2] / "content")
    arguments = ("explain", "mosul-retakn", "iraq-declares-victory", "--content", content)
    status, _, err = run(capsys, *arguments, "--lang", "en")
    assert status == 2
    assert err == "There is no event «mosul-retakn».\nDid you mean: mosul-retaken\n"
