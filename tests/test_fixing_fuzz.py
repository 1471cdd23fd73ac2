"""Messy records, valid and not: whatever `fix` does to them, nothing that was written is lost."""

import re
import shutil
import unicodedata
from pathlib import Path
from random import Random

import pytest

from tests.contents import TODAY, smallest
from tests.test_fixing import FILE, fixed
from timeline.checking import check, is_error
from timeline.reading.stretches import leaves
from timeline.rules.table import TABLE
from timeline.rules.text import TextRule

PIECES = (
    "الجسر", "#4", " #وسم", ": ", "\u00a0", "\u200b", "\u200f", "\u202e", "- ", "،", " ،", "  ", "ـــ", "٣",
    "[", "]", "{", "}", ",", "'", '"', "\\", "a\u0301", "\ufefb", "\ufd90", "|", "&", "*", "!", "x", "ك\u06cc",
)  # fmt: skip
ODD = (
    "a]b", '"https://e.org/ü,b]"', "https://e.org/ü", "yes", "", '""', "[]", "{}", "2019–2020", "٢٠١٩",
    '"2019-3-5"', "mosul", "mosul and baghdad", "[mosul, mosul]", "[mosul, {place: a, precision: near}]",
    "Confirmed", "1٬000", "[2019-03..2019-05]", "report", "!!str x",
)  # fmt: skip
NAMES = (
    "title", "date", "date_note", "summary", "sources", "places", "categories", "status", "milestone", "id",
    "zz", "tittle", "url", "Title",
)  # fmt: skip
CLAIMS = (
    "claims:\n  - best: 5 {c}\n    high: 5\n    {c}\n    low: 5\n    metric: killed\n",
    "claims:\n  - metric: killed\n    low: 5 {c}\n    high: 5 {c}\n",
    "claims: [{metric: killed, low: 5, high: 5, stated: 'خمسة  قتلى'}] {c}\n",
)


ON_TEXTS = {rule.name for rule in TABLE if issubclass(rule, TextRule)}
_ALIKE = str.maketrans("٠١٢٣٤٥٦٧٨٩\u06cc,", "0123456789ي،")


class Mess:
    """One record, written at random; its comments are numbered."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.comments = 0

    def comment(self) -> str:
        self.comments += 1
        return f"# c{self.comments}."

    def text(self) -> str:
        return "".join(self.chance.choice(PIECES) for _ in range(self.chance.randint(1, 6)))

    def value(self) -> str:
        kind = self.chance.random()
        text = self.text()
        if kind < 0.4:
            return text
        if kind < 0.5:
            return f"{text}\n  {self.text()}"
        if kind < 0.6:
            return "'" + text.replace("'", "''") + "'"
        if kind < 0.7:
            return '"' + re.sub(r'["\\]', r"\\\g<0>", text) + '"'
        if kind < 0.85:
            head = self.chance.choice(["|-", "|", ">", ">-"])
            beside = f"  {self.comment()} ، و  بعده" if self.chance.random() < 0.4 else ""
            return f"{head}{beside}\n  {text}\n\n  {self.text()}"
        return self.chance.choice(ODD)

    def record(self) -> str:
        fields = {
            "title": "title: افتتاح الجسر\n",
            "date": 'date: "2019-03"\n',
            "summary": "summary: افتُتح الجسر.\n",
            "sources": "sources: [report]\n",
        }
        lines = list(fields.values())
        for _ in range(self.chance.randint(1, 4)):
            name = self.chance.choice(NAMES)
            beside = f" {self.comment()}" if self.chance.random() < 0.3 else ""
            value = self.value()
            line = f"{name}: {value}{'' if value[:1] in '|>' else beside}\n"
            if name in fields and fields[name] in lines and self.chance.random() < 0.8:
                lines.remove(fields[name])
            lines.append(line)
            if self.chance.random() < 0.1:
                lines.append(line)
            if self.chance.random() < 0.3:
                lines.append(f"{self.comment()}\n")
        if self.chance.random() < 0.4:
            claim = self.chance.choice(CLAIMS)
            while "{c}" in claim:
                claim = claim.replace("{c}", self.comment(), 1)
            lines.append(claim)
        self.chance.shuffle(lines)
        text = "".join(lines)
        return text.rstrip("\n") if self.chance.random() < 0.3 else text


def comments(text: str) -> list[str]:
    """Give the comments that stand between values, as YAML sees it."""
    bare = list(text)
    for leaf in leaves(text) or ():
        head = (
            text.find("\n", leaf.start, leaf.end)
            if text[leaf.start : leaf.start + 1] in {"|", ">"}
            else -1
        )
        start = head if head >= 0 else leaf.start
        bare[start : leaf.end] = " " * (leaf.end - start)
    return sorted(re.findall(r"# c[0-9]+\.", "".join(bare)))


def bare(text: str) -> str:
    """Give what is left of a text when no rule on characters has anything to say of it."""
    plain = unicodedata.normalize("NFKC", re.sub("[\u200b\u200f\u202e\u0640]", "", text))
    return "".join(plain.translate(_ALIKE).split())


def values(text: str) -> dict[str, list[str]]:
    """Give what each field at the top says, in all that it holds; the first of two of one name."""
    found: dict[str, list[str]] = {}
    names: dict[int, str] = {}
    for leaf in leaves(text) or ():
        if leaf.key and not leaf.chain:
            names[leaf.start] = leaf.value
        elif leaf.chain and leaf.chain[0] in names and not leaf.key:
            name = names[leaf.chain[0]]
            found.setdefault(name, []).extend([bare(leaf.value)] if bare(leaf.value) else [])
    return {name: sorted(parts) for name, parts in found.items() if parts}


@pytest.mark.parametrize("start", range(0, 240, 40))
def test_nothing_is_lost(start: int, tmp_path: Path) -> None:
    for seed in range(start, start + 40):
        root = tmp_path / str(seed)
        text = Mess(seed).record()
        metrics = "killed: {name: قتلى, unit: شخص}\n"
        smallest(root, {"vocabularies/metrics.yml": metrics, FILE: text})
        before = check(root, untitled="Timeline", today=TODAY).findings
        result = fixed(root)
        new = result.files[FILE].text
        told = f"{seed}\n{text}\n---\n{new}"
        assert not result.files[FILE].left_alone, told
        again = fixed(root)
        assert again.files[FILE].text == new, told
        assert not again.files[FILE].mended, told
        if leaves(text) is not None:
            assert comments(new) == comments(text), told
            mended = result.files[FILE].mended
            about = {str(f.at.path[0]) for f in mended if f.at.path and f.rule not in ON_TEXTS}
            about |= {f.facts["value"] for f in mended if f.rule == "duplicate-key"}
            was, now = values(text), values(new)
            for name, value in was.items():
                assert name in about or now.get(name) == value, told
        errors = [f for f in before if is_error(f) and f.at.file == FILE]
        if not any(f.at.path == () for f in errors):
            left = [f for f in result.left if is_error(f) and f.at.file == FILE]
            assert len(left) <= len(errors), told
        shutil.rmtree(root)
