"""What a finding knows besides its place: the facts that messages are made of."""

import pytest

from timeline.reading.yaml_source import MAX_DEPTH, read


@pytest.mark.parametrize(
    ("text", "rule", "place", "facts"),
    [
        ("- a\n- b\n- c\n- d\n- e\n", "too-many-values", "5:3", {"limit": "5"}),
        ("a: 1\nb: 2\na: 3\n", "duplicate-key", "3:1", {"value": "a"}),
        ("a: &x 1\n", "yaml-anchor", "1:4", {}),
        ("&x a: 1\n", "yaml-anchor", "1:1", {}),
        ("*x : 1\n", "yaml-anchor", "1:1", {}),
        ("a: !!int 1\n", "yaml-tag", "1:4", {"value": "tag:yaml.org,2002:int"}),
        ("!b a: 1\n", "yaml-tag", "1:1", {"value": "!b"}),
        ("a: 1\n<<: b\n", "merge-key", "2:1", {}),
        ("[a]: 1\n", "key-not-text", "1:1", {}),
        ("a: 1\n---\nb: 2\n", "second-document", "2:1", {}),
        ("# a\n", "empty-file", "1:1", {}),
        ("ب: \u202e\n", "bidi-control", "1:4", {"value": "U+202E RIGHT-TO-LEFT OVERRIDE"}),
        ('ب: "\\u202e"\n', "bidi-control", "1:4", {"value": "U+202E RIGHT-TO-LEFT OVERRIDE"}),
        ("\nب: \u202e\n", "bidi-control", "2:4", {"value": "U+202E RIGHT-TO-LEFT OVERRIDE"}),
        ("a: ا\u0655\n", "not-normalized", "1:4", {}),
        ('a: "ا\\u0655"\n', "not-normalized", "1:4", {}),
        ("a: ا" + "\u064b" * 31, "too-many-marks", "1:35", {"limit": "30"}),
        ('a: "ا' + "\\u064b" * 31 + '"', "too-many-marks", "1:4", {"limit": "30"}),
    ],
)
def test_of_a_text(text: str, rule: str, place: str, facts: dict[str, str]) -> None:
    tree, (finding,) = read("x.yml", text, 5)
    assert tree is None
    assert (finding.rule, str(finding.at)) == (rule, f"x.yml:{place}")
    assert finding.facts == facts


def test_as_deep_as_it_may_be() -> None:
    assert read("x.yml", "[" * MAX_DEPTH + "]" * MAX_DEPTH)[1] == []
    _, (finding,) = read("x.yml", "[" * 50 + "]" * 50)
    assert (finding.rule, finding.at.column) == ("too-deep", MAX_DEPTH + 1)
    assert finding.facts == {"limit": str(MAX_DEPTH)}


@pytest.mark.parametrize("begin", ["{a: ", "[{a: ", "{a: [b, "])
def test_a_mapping_is_as_deep_as_a_list(begin: str) -> None:
    """The innermost lies as deep as there are brackets around it."""
    brackets = sum(begin.count(bracket) for bracket in "{[")

    def rules(depth: int) -> list[str]:
        text = begin * depth + "".join(
            "}" if c == "{" else "]" for c in reversed(begin * depth) if c in "{["
        )
        return [finding.rule for finding in read("x.yml", text)[1]]

    assert rules(MAX_DEPTH // brackets) == []
    assert rules(MAX_DEPTH // brackets + 1) == ["too-deep"]


def test_as_many_values_as_there_may_be() -> None:
    assert read("x.yml", "[a, b, {c: d}]", 5) == (["a", "b", {"c": "d"}], [])
    assert read("x.yml", "[a, b, {c: d, e: f}]", 5)[1][0].rule == "too-many-values"


def test_all_that_is_wrong_is_told_up_to_what_cannot_be_read() -> None:
    """What is noted stands before what ends the reading, and each has its place."""
    tree, findings = read("x.yml", "a: &x 1\nb: *x\nc: !t 1\nc: 2\n[d]: e\nf: &y 1\n")
    assert tree is None
    assert [f"{finding.at.line}:{finding.at.column} {finding.rule}" for finding in findings] == [
        "1:4 yaml-anchor",
        "2:4 yaml-anchor",
        "3:4 yaml-tag",
        "4:1 duplicate-key",
        "5:1 key-not-text",
    ]
