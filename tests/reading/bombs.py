"""Texts made to hurt whatever reads YAML: small files that are large, deep or slow to look at."""

from collections.abc import Mapping
from typing import Final

KIB: Final = 1024
FULL: Final = 64 * KIB  # the most that a record's file may have


def full(unit: str, before: str = "", after: str = "", size: int = FULL) -> str:
    """Repeat a text as often as a file of `size` bytes takes it, between two others."""
    room = size - len(before.encode()) - len(after.encode())
    return before + unit * (room // len(unit.encode())) + after


def aliases(rows: int) -> str:
    """Nine times nine times nine …, as many rows deep: the billion laughs."""
    lines = ["a0: &a0 [" + ", ".join(["lol"] * 9) + "]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, rows)]
    return "\n".join(lines) + "\n"


def merges(rows: int) -> str:
    """The same by merge keys, which `yaml.safe_load` works out itself: 40 s for 492 bytes."""
    lines = ["a0: &a0 {k: v}"]
    lines += [f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}" for n in range(1, rows)]
    return "\n".join(lines) + "\n"


def nested(size: int) -> str:
    """Mappings one within another, a line each, as deep as so many bytes go."""
    lines: list[str] = []
    used = 0
    while used + len(lines) + 3 <= size:
        lines.append(" " * len(lines) + "a:")
        used += len(lines[-1]) + 1
    return "\n".join(lines) + "\n"


TEXTS: Final[Mapping[str, str]] = {
    # What reference B1 measured.
    **{f"aliases-{rows}": aliases(rows) for rows in (7, 8, 9, 10)},
    **{f"merges-{rows}": merges(rows) for rows in (6, 7, 8, 12)},
    "octal": "title: 0622\n",
    "base-60": "title: 12:30:45\n",
    "base-60-overflow": full(":59", "title: 1", ".5\n"),
    "boolean": "title: no\n",
    "no-such-day": "title: 2023-02-30\n",
    "list-900": "[" * 900,
    "digits-5000": f"title: {'9' * 5000}\n",
    "duplicate-key": "title: a\ntitle: b\n",
    "keys-not-text": "? true\n: a\n? 1\n: b\n? 2017-01-01\n: c\n",
    "items": full("- \n"),
    # Depth.
    "flow-lists": full("["),
    "flow-mappings": full("{"),
    "flow-mappings-keyed": full("{a: "),
    "flow-both": full("[{"),
    "flow-closed": "[" * 32_000 + "]" * 32_000,
    "flow-questions": full("[? "),
    "dashes": full("- "),
    "questions": full("? "),
    "questions-dashes": full("? - "),
    "block": nested(FULL),
    "block-lists": "\n".join(" " * n + "-" for n in range(350)) + "\n",
    "deep-in-field": "title: " + full("[", size=60_000),
    "deep-in-list": "sources: [" + full("{a: [", size=60_000),
    "lines-of-brackets": full("[\n"),
    "colons": full(": "),
    "braces-question": full("{? "),
    # Width.
    "keys": "".join(f"k{n}: v\n" for n in range(6_000)),
    "keys-flow": "{" + ", ".join(f"k{n}: v" for n in range(6_000)) + "}",
    "keys-alike": full("a: \n"),
    "keys-alike-flow": full("a: ,", "{", "}"),
    "keys-empty": full(",", "{", "}"),
    "items-flow": full("a,", "[", "]"),
    "items-flow-in-field": full("a,", "sources: [", "]\n"),
    "items-mappings": full("{},", "sources: [", "]\n"),
    "commas": full(",", "[", "]"),
    "key-long": "k" * 60_000 + ": v\n",
    "key-long-simple": full("a ", "", ": v\n"),
    "key-quoted-long": full("a ", '"', '": v\n'),
    "unknown-fields": "".join(f"{c}{n}: v\n" for n in range(220) for c in "abcdefgh"),
    "unknown-fields-alike": "".join(f"titl{n}: v\n" for n in range(1_900)),
    "unknown-fields-long": "".join(f"{'t' * 1_500}{n}: v\n" for n in range(40)),
    # Scalars.
    "scalar-long": full("س", "title: ", "\n"),
    "scalar-words": full("س ", "title: ", "\n"),
    "scalar-spaces": "title: a" + " " * 60_000 + "b\n",
    "scalar-spaces-only": "title: " + " " * 60_000 + "\n",
    "scalar-lines": full("\n ب", "title: a", "\n"),
    "scalar-empty-lines": "title: a" + "\n" * 60_000 + "  b\n",
    "escapes": full("\\x61", 'title: "', '"\n'),
    "escapes-refused": full("\\u202e", 'title: "', '"\n'),
    "escapes-nul": full("\\0", 'title: "', '"\n'),
    "escapes-surrogates": full("\\ud800", 'title: "', '"\n'),
    "escapes-wide": full("\\U0001F600", 'title: "', '"\n'),
    "escapes-beyond": full("\\U00110000", 'title: "', '"\n'),
    "escapes-lines": full("\\\n", 'title: "', '"\n'),
    "escapes-next-line": full("\\N\\L\\P\\_", 'title: "', '"\n'),
    "escapes-unfinished": full("\\x6", 'title: "', '"\n'),
    "escapes-marks": full("\\u0655", 'title: "ا', '"\n'),
    "marks": full("\u0655", "title: ا", "\n"),
    "marks-apart": full("\u0655\u0650\u064d", "title: ا", "\n"),
    "hangul": full("\u1100\u1161", "title: ", "\n"),
    "backslashes": full("\\", 'title: "', '"\n'),
    "quotes-single": full("''", "title: '", "'\n"),
    "quote-open": full("a", 'title: "'),
    "quote-open-lines": full("a: 'b\n", 'title: "'),
    "quote-open-single": full("a", "title: '"),
    "quotes-open-many": full('a: "\n'),
    "quotes-odd": full('"'),
    "quoted-lines": full("\n", 'title: "a', 'b"\n'),
    "indicator-9": "title: |9\n" + " " * 60_000 + "a\n",
    "indicator-huge": "title: |" + "9" * 60_000 + "\n a\n",
    "indicator-0": "title: |0\n a\n",
    "indent-huge": "title: |\n" + " " * 60_000 + "a\n",
    "indent-growing": "title: |\n" + "".join(" " * n + "\n" for n in range(1, 350)) + " a\n",
    "indent-falling": "title: >\n" + "".join(" " * n + "a\n" for n in range(350, 1, -1)),
    "folded": full(" a\n", "title: >\n"),
    "folded-more": full("  a\n a\n", "title: >\n"),
    "kept-lines": full("\n", "title: |+\n a"),
    # Comments.
    "comments": full("#\n", "title: a\n"),
    "comments-only": full("# a\n"),
    "comment-long": full("#", "title: a "),
    "comments-within": full(" # a\n", "sources: [\n", "]\n"),
    "comments-beside": "".join(f"k{n}: v # c\n" for n in range(1_900)),
    # Documents, directives, anchors, tags.
    "documents": full("---\n"),
    "documents-ended": full("---\n...\n"),
    "documents-full": full("---\na: b\n"),
    "ends": full("...\n"),
    "directive-yaml": full("%YAML 1.2\n", after="---\na: b\n"),
    "directive-tags": "".join(f"%TAG !{n}! a\n" for n in range(4_500)) + "---\na: b\n",
    "directive-same": full("%TAG ! tag:a\n", after="---\n"),
    "directive-unknown": full("%A b\n", after="---\na: b\n"),
    "directive-version": "%YAML " + "9" * 60_000 + ".1\n---\na: b\n",
    "directive-long": full("a", "%"),
    "tag-long": "title: !" + "a" * 60_000 + " a\n",
    "tag-escapes": "title: !" + "%61" * 20_000 + " a\n",
    "tag-verbatim": "title: !<" + "a" * 60_000 + "> a\n",
    "tag-handle": "title: !" + "a" * 60_000 + "!b c\n",
    "tag-prefix-long": f"%TAG !a! {'b' * 10_000}\n---\n" + full("- !a!b\n", size=50_000),
    "tags": full("- !!str a\n"),
    "tags-code": "title: !!python/object/apply:os.system [id]\n",
    "tags-binary": full("YWFh", "title: !!binary ", "\n"),
    "anchor-long": "title: &" + "a" * 60_000 + " a\n",
    "anchors": "".join(f"- &a{n} b\n" for n in range(5_500)),
    "alias-to-itself": "a: &a [*a]\n",
    "alias-unknown": full("- *a\n"),
    "aliases-flow": full("*a,", "a: &a [b]\nc: [", "]\n"),
    "aliases-as-keys": full("*a : b\n", "a: &a b\n"),
    "merge-wide": "a: &a {" + ", ".join(f"k{n}: v" for n in range(900)) + "}\n" + full("- <<: *a\n", size=40_000),
    "merge-itself": "a: &a {<<: *a}\n",
    # Marks of no kind.
    "tabs": full("\t"),
    "tabs-before-key": full("\t", "title: a\n", "b: c\n"),
    "tabs-within": full("\t", "title: a", "b\n"),
    "spaces": full(" "),
    "line-feeds": full("\n"),
    "returns": full("\r"),
    "returns-and-feeds": full("\r\n", "title: a"),
    "next-lines": full("\x85", "title: a"),
    "separators": full("\u2028\u2029", "title: a"),
    "nul": full("\0"),
    "nul-within": full("\0", "title: a"),
    "controls": full("\x01\x1b", "title: "),
    "bidi": full("\u202e\u2066", "title: "),
    "joiners": full("س\u200c", "title: ", "س\n"),
    "joiners-wrong": full("a\u200d", "title: "),
    "tatweel": full("ـ", "title: ا", "ب\n"),
    "presentation": full("\ufdfa\ufefb", "title: "),
    "private": full("\ue000", "title: ", "\n"),
    "wide": full("\U0001f600", "title: ", "\n"),
    "no-characters": full("\uffff\ufffe", "title: "),
    "boms-within": full("\ufeff", "title: a"),
    "percent": full("%"),
    "at": full("@"),
    "stars": full("*"),
    "ampersands": full("&"),
    "bangs": full("!"),
    "pipes": full("|\n"),
    "backticks": full("`"),
    "bars-dashes": full("-"),
    "equals": full("=\n"),
}  # fmt: skip

ENCODED: Final[Mapping[str, bytes]] = {
    **{
        f"{encoding}-{'bom' if mark else 'bare'}": mark + "title: الجسر\n".encode(encoding)
        for encoding, mark in (
            ("utf-8", b"\xef\xbb\xbf"),
            ("utf-16-le", b"\xff\xfe"),
            ("utf-16-be", b"\xfe\xff"),
            ("utf-32-le", b"\xff\xfe\0\0"),
            ("utf-32-be", b"\0\0\xfe\xff"),
            ("utf-16-le", b""),
            ("utf-16-be", b""),
            ("utf-32-le", b""),
            ("utf-32-be", b""),
            ("cp1256", b""),
        )
    },
    "utf-7": b"+/v8-title: a\n",
    "utf-16-bomb": "\ufeff".encode("utf-16-le") + aliases(10).encode("utf-16-le"),
    "utf-32-bomb": "\ufeff".encode("utf-32-le") + aliases(10).encode("utf-32-le"),
    "boms": b"\xef\xbb\xbf" * 20_000,
    "bytes-wrong": b"\xff" * FULL,
    "bytes-cut": "title: الجسر".encode()[:-1],
    "bytes-overlong": b"title: " + b"\xc0\xaf" * 30_000,
    "bytes-surrogates": b"title: " + b"\xed\xa0\x80" * 20_000,
    "bytes-beyond": b"title: " + b"\xf4\x90\x80\x80" * 15_000,
    "gzip": b"\x1f\x8b\x08\0" + b"\0" * 1000,
    "zip": b"PK\x03\x04" + b"\0" * 1000,
    "empty": b"",
    "one-byte": b"\0",
    "one-too-many": b"a" * (FULL + 1),
}

BOMBS: Final[Mapping[str, bytes]] = {
    **{name: text.encode() for name, text in TEXTS.items()},
    **ENCODED,
}
