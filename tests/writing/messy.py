"""YAML as people leave it: any order, any quotes, comments and blank lines wherever they may stand."""

import json
from itertools import count
from random import Random

from timeline.reading.yaml_source import Tree
from timeline.writing.layout import Form
from timeline.writing.scalar import inline


class _Mess:
    """One text, written at random; `comments` are those that stand in it."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.comments: list[str] = []
        self.numbers = count(1)
        self.after_block = False

    def one_in(self, often: int) -> bool:
        return self.chance.randint(1, often) == 1

    def comment(self) -> str:
        self.comments.append(f"#{' ' * self.chance.randint(0, 1)}c{next(self.numbers)}: - '\"")
        return self.comments[-1]

    def above(self, indent: str) -> str:
        text = ""
        while self.one_in(6):
            # Behind a block of text, what stands further in is text.
            deeper = " " * (0 if self.after_block else self.chance.randint(0, 3))
            text += f"{indent}{deeper}{self.comment()}\n" if self.one_in(2) else "  \n"
        return text

    def beside(self) -> str:
        spaces = " " * self.chance.randint(0, 2)
        return f" {spaces}{self.comment()}" if self.one_in(8) else spaces

    def scalar(self, text: str) -> str:
        if "\n" not in text and "'" not in text and text and self.one_in(3):
            return f"'{text}'"
        if (plain := inline(text, Form.PLAIN, in_brackets=True)) == text and self.one_in(2):
            return plain
        if "\x7f" <= max(text, default="") <= "\x9f" or not text:
            return json.dumps(text)
        return json.dumps(text, ensure_ascii=False)

    def block(self, text: str, indent: str) -> str | None:
        """Write a text as a block, folded or not."""
        lines = text.split("\n")
        if not all(lines[:: len(lines) - 1 or 1]) or any(
            set(line) & set("\x7f\ufeff") for line in lines
        ):
            return None
        inner = f"{indent} {' ' * self.chance.randint(0, 2)}"
        if self.one_in(2):
            folded = "\n\n".join(lines)
            if self.one_in(2):
                folded = folded.replace(" ", "\n")
            head, lines = ">", folded.split("\n")
        else:
            head = "|"
        if any(line.startswith((" ", "\t")) or line.endswith(" ") for line in lines):
            return None
        head += self.chance.choice(["-", "", "+"])
        self.after_block = True
        body = "\n".join(f"{inner}{line}" if line else "" for line in lines)
        return f"{head}{self.beside()}\n{body}\n" + "\n" * self.chance.randint(0, 2)

    def flow(self, tree: Tree) -> str:
        """Write on one line, or with comments on several."""
        if isinstance(tree, str):
            return self.scalar(tree)
        if isinstance(tree, list):
            parts = [self.flow(item) for item in tree]
        else:
            parts = [
                f"{self.scalar(key)}: {self.flow(inner)}" for key, inner in self.shuffled(tree)
            ]
        inside = ",".join(self.gap() + part for part in parts) + self.gap()
        return f"[{inside}]" if isinstance(tree, list) else f"{{{inside}}}"

    def gap(self) -> str:
        return f"{self.beside()}\n   " if self.one_in(8) else " "

    def shuffled(self, tree: dict[str, Tree]) -> list[tuple[str, Tree]]:
        return self.chance.sample(list(tree.items()), len(tree))

    def value(self, tree: Tree, indent: str) -> str:
        """Write what stands behind a key or a dash."""
        self.after_block = False
        if isinstance(tree, str):
            folded = self.block(tree, indent) if self.one_in(2) else None
            if folded:
                return f" {folded}"
            return f" {self.scalar(tree)}{self.beside()}\n"
        if not tree or self.one_in(3):
            # What stands in lines must stand further in than its key.
            return f" {self.flow(tree)}".replace("\n", f"\n{indent} ") + f"{self.beside()}\n"
        return f"{self.beside()}\n{self.lines(tree, indent + '  ')}"

    def lines(self, tree: list[Tree] | dict[str, Tree], indent: str) -> str:
        text = ""
        if isinstance(tree, list):
            for item in tree:
                text += self.above(indent) + f"{indent}-"
                if isinstance(item, dict) and item and self.one_in(2):
                    text += " " + self.lines(item, indent + "  ").lstrip(" \n")
                    if text.rsplit(f"{indent}- ", 1)[-1].startswith("#"):
                        text = text.replace(f"{indent}- #", f"{indent}-\n{indent}  #")
                else:
                    text += self.value(item, indent)
            return text
        for name, inner in self.shuffled(tree):
            text += self.above(indent) + f"{indent}{self.scalar(name)}:" + self.value(inner, indent)
        return text


def messy(tree: dict[str, Tree], seed: int) -> tuple[str, list[str]]:
    """Write a record at random; give its text and the comments in it."""
    mess = _Mess(Random(seed))
    text = mess.lines(tree, "") + mess.above("")
    return text, mess.comments
