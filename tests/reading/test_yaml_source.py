"""YAML: every value is text and has its place; what could mislead or fill a machine is refused."""

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.growth import LINEAR, growth
from timeline.messages import Language, messages
from timeline.reading.yaml_source import MAX_CHARACTERS, MAX_DEPTH, MAX_NODES, Tree, marks, read

ARABIC = messages(Language.ARABIC)


def tree(text: str) -> Tree | None:
    result, findings = read("x.yml", text)
    assert not findings
    return result


def faults(text: str) -> list[str]:
    """Give the findings of a text that is not read, as `line:column rule`."""
    result, findings = read("x.yml", text)
    assert result is None
    assert {finding.at.file for finding in findings} == {"x.yml"}
    return [f"{finding.at.line}:{finding.at.column} {finding.rule}" for finding in findings]


@pytest.mark.parametrize(
    "value",
    ["2017-12", "no", "010", "12:30", "~", "null", "true", "1e3", "0x1F", ".inf", "2017-12-09"],
)
def test_every_value_is_text(value: str) -> None:
    assert tree(f"a: {value}") == {"a": value}
    assert tree(f"[{value}]") == [value]
    assert tree(f"{value}: a") == {value: "a"}


def test_shapes() -> None:
    assert tree("a:\n  - b\n  - {c: d, e: []}\nf:\n  g: {}\n") == {
        "a": ["b", {"c": "d", "e": []}],
        "f": {"g": {}},
    }
    assert tree("a:\n") == {"a": ""}
    assert tree("a: \"q\\n\\u0628\"\nb: 'it''s'\n") == {"a": "q\nب", "b": "it's"}
    assert tree("a: |\n  one\n\n  two\nb: >-\n  three\n  four\n") == {
        "a": "one\n\ntwo\n",
        "b": "three four",
    }
    assert tree("text") == "text"


def test_every_value_and_key_has_its_line_and_column() -> None:
    text = (
        "# comment\n"
        "العنوان: الجسر\n"
        "list:\n"
        "  - one\n"
        "  - {key: [x, y], other: 'z'}\n"
        "nested:\n"
        "  inner: |-\n"
        "    text\n"
    )
    assert marks(text) == {
        (): ((1, 0), (1, 0)),
        ("العنوان",): ((1, 0), (1, 9)),
        ("list",): ((2, 0), (3, 2)),
        ("list", 0): ((3, 4), (3, 4)),
        ("list", 1): ((4, 4), (4, 4)),
        ("list", 1, "key"): ((4, 5), (4, 10)),
        ("list", 1, "key", 0): ((4, 11), (4, 11)),
        ("list", 1, "key", 1): ((4, 14), (4, 14)),
        ("list", 1, "other"): ((4, 18), (4, 25)),
        ("nested",): ((5, 0), (6, 2)),
        ("nested", "inner"): ((6, 2), (6, 9)),
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["1:1 empty-file"]),
        ("# only a comment\n\n", ["1:1 empty-file"]),
        ("a: 1\nb: 2\na: 3\n", ["3:1 duplicate-key"]),
        ("a: {b: 1, b: 2}\n", ["1:11 duplicate-key"]),
        ("a: &x 1\n", ["1:4 yaml-anchor"]),
        ("a: &x [1]\nb: *x\n", ["1:4 yaml-anchor", "2:4 yaml-anchor"]),
        ("&x a: 1\n", ["1:1 yaml-anchor"]),
        ("a: &x 1\n*x : 2\n", ["1:4 yaml-anchor", "2:1 yaml-anchor"]),
        ("a: !!int 1\n", ["1:4 yaml-tag"]),
        ("a: !!python/object/apply:os.system [id]\n", ["1:4 yaml-tag"]),
        ("!x a: 1\n", ["1:1 yaml-tag"]),
        ("a: 1\n<<: {b: 2}\n", ["2:1 merge-key"]),
        ("[a, b]: c\n", ["1:1 key-not-text"]),
        ("{a: b}: c\n", ["1:1 key-not-text"]),
        ("a: 1\n---\nb: 2\n", ["2:1 second-document"]),
        ("a: 1\n...\n---\nb: 2\n", ["3:1 second-document"]),
        ('a: "\n', ["1:4 yaml-syntax"]),
        ("a: b: c\n", ["1:5 yaml-syntax"]),
        ("a: [1, 2\n\n", ["1:4 yaml-syntax"]),
        ("a: 1\n\tb: 2\n", ["2:1 yaml-syntax"]),
        # What stands before the fault is still told.
        ("a: 1\na: 2\nb: [\n", ["2:1 duplicate-key", "3:5 yaml-syntax"]),
    ],
)
def test_refused(text: str, expected: list[str]) -> None:
    assert faults(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: الجسر\u202e\n", ["1:9 bidi-control"]),
        ("a: 1\nb: x\u2028c: 2\n", ["2:5 hidden-line-break"]),
        ("a: x\x85\n", ["1:5 hidden-line-break"]),
        ("a: x\u200by\n", ["1:5 invisible-character"]),
        ("a: \x00\n", ["1:4 invisible-character"]),
        ("a: \x1b[31m\n", ["1:4 invisible-character"]),
        ("a: \ufefb\n", ["1:4 presentation-form"]),
        ("a: x\n# \u202e a comment\n", ["2:3 bidi-control"]),
        ("a: x\nb: ا\u0655\n", ["2:4 not-normalized"]),
        ("a: \u202e \u200b\n", ["1:4 bidi-control", "1:6 invisible-character"]),
        ("a: x\u200cy\n", ["1:5 invisible-character"]),
        # An escape holds what the raw text may not: told at its value, in keys as well.
        ('a: "x\\u202e"\n', ["1:4 bidi-control"]),
        ('a: "\\x1b[31m"\n', ["1:4 invisible-character"]),
        ('a: "\\0\\r"\n', ["1:4 invisible-character"] * 2),
        ('a: "\\L"\n', ["1:4 hidden-line-break"]),
        ('a: "\\N"\n', ["1:4 hidden-line-break"]),
        ('a: "\\ufefb"\n', ["1:4 presentation-form"]),
        ('a: "ا\\u0655"\n', ["1:4 not-normalized"]),
        ('"\\u202e": 1\n', ["1:1 bidi-control"]),
    ],
)
def test_forbidden_characters(text: str, expected: list[str]) -> None:
    assert faults(text) == expected


def test_escapes_that_hold_what_is_allowed() -> None:
    assert tree('a: "خانه\\u200cها"') == {"a": "خانه\u200cها"}
    assert tree('a: "\\t\\n\\u0628"') == {"a": "\t\nب"}


def test_a_character_is_named() -> None:
    _, (finding,) = read("x.yml", "a: x\u202e\n")
    assert finding.facts == {"value": "U+202E RIGHT-TO-LEFT OVERRIDE"}


def test_a_file_in_a_wrong_encoding_is_not_told_character_by_character() -> None:
    assert len(faults("a: " + "\x85\u202e" * 1_000_000)) == MAX_CHARACTERS
    assert growth(lambda size: partial(faults, "\x85\u202e" * size), 1_000) < LINEAR
    assert len(faults('a: "' + "\\x85" * 9_000 + '"')) == MAX_CHARACTERS


def nested(depth: int) -> str:
    return "[" * depth + "]" * depth


def test_depth() -> None:
    assert tree(nested(MAX_DEPTH)) is not None
    assert faults(nested(MAX_DEPTH + 1)) == [f"1:{MAX_DEPTH + 1} too-deep"]


@pytest.mark.parametrize(
    "filled",
    [
        lambda size: "[" * size,
        lambda size: "{" * size,
        lambda size: "- " * size + "x",
        lambda size: "? " * size,
        lambda size: "a: " + "[" * size + "]" * size,
        lambda size: "".join(f"{' ' * i}a:\n" for i in range(size // 150)),
        lambda size: "a: &a [x]\n" + "".join(f"b{i}: &b{i} [*a, *a]\n" for i in range(size // 33)),
        lambda size: "&a " * size,
        lambda size: "!a " * size,
        lambda size: "'" * (2 * size + 1),
        lambda size: "a" * 2 * size + ":",
        lambda size: "%" * 2 * size,
        lambda size: "#" * 2 * size,
        lambda size: "\n" * 2 * size,
    ],
)
def test_a_machine_is_neither_crashed_nor_filled(filled: Callable[[int], str]) -> None:
    assert faults(filled(30_000))
    assert growth(lambda size: partial(read, "x.yml", filled(size)), 1_000) < LINEAR


def test_too_many_values() -> None:
    assert tree("[" + "a," * (MAX_NODES - 2) + "a]") is not None
    assert faults("[" + "a," * MAX_NODES + "a]") == [f"1:{2 * MAX_NODES} too-many-values"]


# A text for everything that libyaml can say of one.
PROBLEMS = {
    "block sequence entries are not allowed in this context": '""-',
    "could not find expected ':'": "a: 1\nb\nc: 1\n",
    "could not find expected directive name": "%",
    "did not find URI escaped octet": "!%",
    "did not find expected '!'": "%TAG ",
    "did not find expected ',' or ']'": "[0",
    "did not find expected ',' or '}'": "{a b: c\nd: e",
    "did not find expected '-' indicator": "- ''!",
    "did not find expected <document start>": "{a: 1}\n}",
    "did not find expected alphabetic or numeric character": "&",
    "did not find expected comment or line break": ">'",
    "did not find expected digit or '.' character": "%YAML 0",
    "did not find expected hexdecimal number": '"\\x',
    "did not find expected key": "a: 'b' c\n",
    "did not find expected node content": "]",
    "did not find expected tag URI": "!<",
    "did not find expected version number": "%YAML ",
    "did not find expected whitespace": "%TAG !",
    "did not find expected whitespace or line break": "!|",
    "did not find the expected '>'": "!<*",
    "found a tab character that violates indentation": "- a\n\ta",
    "found a tab character where an indentation space is expected": "|\t\n\t",
    "found an incorrect leading UTF-8 octet": "!%b0",
    "found an indentation indicator equal to 0": "|0",
    "found character that cannot start any token": "a: @b",
    "found duplicate %YAML directive": "%YAML 1.1\n%YAML 1.1\n",
    "found extremely long version number": "%YAML 9999999999",
    "found incompatible YAML document": "%YAML 2.0",
    "found invalid Unicode character escape code": '"\\uD800',
    "found undefined tag handle": "!a!b",
    "found unexpected ':'": "[\\q:? ",
    "found unexpected document indicator": '"\n...\n',
    "found unexpected end of stream": "a: 'b",
    "found unexpected non-alphabetical character": "%a{",
    "found unknown directive name": "%-",
    "found unknown escape character": '"\\q',
    "mapping keys are not allowed in this context": '""? ',
    "mapping values are not allowed in this context": "a: b: c",
}


@pytest.mark.parametrize(("problem", "text"), PROBLEMS.items())
def test_problems_are_said_in_arabic(problem: str, text: str) -> None:
    _, findings = read("x.yml", text)
    assert findings[-1].rule == "yaml-syntax"
    assert findings[-1].facts["problem"] == problem
    for said in findings[-1].facts.values():
        assert any("ء" <= letter <= "ي" for letter in ARABIC.text(said))


PIECES = ["a", "b: ", "- ", "\n", "  ", "[", "]", "{", "}", ",", '"', "'", "|", "&a", "*a", "!t"]
PIECES += ["? ", ": ", "#", "\\", "\\u202e", "---\n", "<<: ", "ب", "\u202e", "%", "\t", ">", "~"]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text(max_size=60))
@example("")
def test_any_text_is_read_or_refused(text: str) -> None:
    result, findings = read("x.yml", text)
    assert (result is None) == bool(findings)
    lines = text.split("\n")
    for finding in findings:
        assert 1 <= finding.at.line <= len(lines)
        assert 1 <= finding.at.column <= len(lines[finding.at.line - 1]) + 1
    if result is not None:
        places = marks(text)
        for path, (key, value) in places.items():
            for line, column in (key, value):
                assert column <= len(lines[line]) if line < len(lines) else column == 0
            assert isinstance(at(result, path), str | list | dict)


def at(result: Tree, path: tuple[str | int, ...]) -> Tree:
    for step in path:
        result = result[step]  # type: ignore[index]  # as the marks say
    return result
