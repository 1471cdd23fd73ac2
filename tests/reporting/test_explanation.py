"""Rules and orders explained."""

from pathlib import Path

import pytest

from tests.contents import TODAY, checked
from timeline.examples import finding_of
from timeline.messages import Language, messages
from timeline.reporting.explanation import explain_order, explain_rule
from timeline.rules.rule import EVENT, Rule
from timeline.rules.table import BY_NAME, TABLE

ARABIC, ENGLISH = messages(Language.ARABIC), messages(Language.ENGLISH)


def explained(name: str) -> str:
    return explain_rule(BY_NAME[name], finding_of(BY_NAME[name], TODAY), ENGLISH)


def test_a_rule() -> None:
    assert explained("unknown-source").splitlines() == [
        "error R301 unknown-source",
        "  There is no source «reprt»: no file sources/reprt.yml.",
        "  Every event rests on sources that a reader can look at.",
        "  To do: Correct the id, or add the source's file.",
        "",
        "This breaks it:",
        "  events/bridge-opened.yml",
        "    title: افتتاح الجسر",
        '    date: "2019-03"',
        "    summary: افتُتح الجسر أمام المارة.",
        ">   sources: [reprt]",
        "",
        "This keeps it:",
        "  events/bridge-opened.yml",
        "    title: افتتاح الجسر",
        '    date: "2019-03"',
        "    summary: افتُتح الجسر أمام المارة.",
        "    sources: [report]",
    ]


def test_a_rule_that_no_example_shows_leaves_its_facts_open() -> None:
    assert "  The folder holds more than … records or more text than can be checked." in explained(
        "too-many-records"
    )


def test_where_a_rule_is_read_about() -> None:
    rule = BY_NAME["impossible-day"]
    told = explain_rule(rule, None, ENGLISH, "https://example.org/t")
    assert "  More on this: https://example.org/t/contribute/rules/#D203\n" in told


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("no-events-folder", "  events/  ✗"),
        ("not-a-file", "  events/copy.yml → bridge-opened.yml"),
        ("bidi-control", ">   title: الجسر\\u202e الجديد"),
        ("impossible-day", "This keeps it:"),
    ],
)
def test_examples_are_shown_as_they_are(name: str, line: str) -> None:
    assert line in explained(name).splitlines()


@pytest.mark.parametrize("rule", TABLE, ids=lambda rule: rule.name)
def test_every_rule_can_be_explained_safely(rule: type[Rule]) -> None:
    for say in (ARABIC, ENGLISH):
        text = explain_rule(rule, finding_of(rule, TODAY), say)
        safe = {
            "\n",
            "\xa0",
            "\u2068",
            "\u2069",
        }  # the software's own isolates, around Latin in Arabic
        assert all(character.isprintable() or character in safe for character in text)
        assert max(map(len, text.splitlines())) < 250
        assert not rule.breaks or "…" not in text.splitlines()[1]


@pytest.mark.parametrize(
    ("other", "fields", "reason"),
    [
        ("2020", "", "its earliest day, 2019-03-01, is before 2020-01-01"),
        (
            "../2019-05",
            "",
            "its earliest day, 2019-03-01, is before 2019-05-31 (its latest, since its start is",
        ),
        ("2019-03-01", "", "both begin on the same day, and «آذار/مارس 2019» is wider"),
        ("2019-03", "", "their dates are the same; ids decide"),
        ("2019-03", "after: [bridge-opened]\n", "the records say so: bridge-opened → z"),
    ],
)
def test_an_order(tmp_path: Path, other: str, fields: str, reason: str) -> None:
    result = checked(tmp_path, {"events/z.yml": EVENT.replace("2019-03", other) + fields})
    assert result.order
    assert result.dataset
    explained = explain_order(
        result.order.explain("z", "bridge-opened"), result.dataset, result.order, ENGLISH
    ).splitlines()
    assert explained[0] == "«افتتاح الجسر» (bridge-opened) stands before «افتتاح الجسر» (z):"
    assert explained[1].startswith(f"  {reason}")
    assert len(explained) == 2


def test_an_order_that_came_of_waiting(tmp_path: Path) -> None:
    day = EVENT.replace("2019-03", "2019-03-05")
    result = checked(
        tmp_path,
        {
            "events/bridge-opened.yml": f"{EVENT}after: [z]\n",
            "events/m.yml": day,
            "events/z.yml": day,
        },
    )
    assert result.order
    assert result.dataset
    reason = result.order.explain("m", "bridge-opened")
    assert explain_order(reason, result.dataset, result.order, ENGLISH).splitlines() == [
        "«افتتاح الجسر» (m) stands before «افتتاح الجسر» (bridge-opened):",
        "  the records put z → bridge-opened",
        "«افتتاح الجسر» (m) stands before «افتتاح الجسر» (z):",
        "  their dates are the same; ids decide",
    ]
    arabic = explain_order(reason, result.dataset, result.order, ARABIC)
    assert "z → bridge-opened" in arabic.splitlines()[1]
