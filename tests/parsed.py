"""HTML as browsers parse it: by Lexbor, which keeps to the standard's algorithm and is nobody's here."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode


@dataclass(frozen=True, slots=True)
class Element:
    """An element: its name, attributes, the text before its first child, and the text after it."""

    tag: str
    attributes: dict[str, str]
    text: str
    tail: str


def elements(html: str | bytes) -> Iterator[Element]:
    """Give every element of a page in order, those that templates hold at the end.

    A page that lacks them gets its `html`, `head` and `body`, as in a browser.
    """
    root = LexborHTMLParser(html).root
    assert root is not None
    yield from _below(root)


def _below(root: LexborNode) -> Iterator[Element]:
    nodes: list[LexborNode] = []
    texts: dict[tuple[int, bool], str] = defaultdict(str)
    for node in root.traverse(include_text=True):
        if node.is_element_node:
            nodes.append(node)
        elif node.is_text_node:
            after = node.prev
            while after is not None and not after.is_element_node:
                after = after.prev
            owner = after or node.parent
            assert owner is not None
            texts[owner.mem_id, after is not None] += node.text_content or ""
    for node in nodes:
        attributes = {name: value or "" for name, value in node.attributes.items()}
        text, tail = (texts[node.mem_id, after] for after in (False, True))
        yield Element(node.tag or "", attributes, text, tail)
    for fragment in root.template_fragments():
        yield from _below(fragment)
