"""Trees of text for tests: records as their models have them, with whatever text in them."""

import unicodedata

from hypothesis import strategies as st

from timeline.reading.characters import first_unnormalized, forbidden
from timeline.reading.yaml_source import Tree
from timeline.records.fields import Record
from timeline.writing.layout import Layout, layout_of
from timeline.writing.scalar import tidy

# What YAML, or a reader of it, could take for something else.
TRAPS = (
    "no", "2017-12", "~", "null", "1e3", "0x1F", "12:30", "- a", "a: b", "a #b", "#a", "[a]", "{a: b}",
    "&a", "*a", "!a", "|", ">-", "%a", "@a", "`a", "'a", '"a"', "it's", 'a "b" \\c', "? a", ": a", "a:",
    "---", "...", "<<", "=", "-", "1,000", "a, b", "الجسر: افتتاحه", "قال: «نعم» # لا", "https://a.b/c#d?e",
)  # fmt: skip


def _clean(text: str) -> bool:
    return not any(forbidden(text)) and first_unnormalized(text) is None


words = st.sampled_from(TRAPS) | st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n \"'#:-,[]{}\\اب"),
    max_size=20,
).map(lambda text: unicodedata.normalize("NFC", text)).filter(_clean)


def values(layout: Layout, *, said: bool) -> st.SearchStrategy[Tree]:
    """Give whatever may stand in a field; with `said`, never nothing."""
    if layout.items:
        return st.lists(values(layout.items, said=True), min_size=said, max_size=3).map(list)
    if layout.order:
        fields = {
            name: values(inner, said=name not in layout.needed)
            for name, inner in layout.order.items()
        }
        needed = {name: inner for name, inner in fields.items() if name in layout.needed}
        others = {name: inner for name, inner in fields.items() if name not in layout.needed}
        whole = st.fixed_dictionaries(needed, optional=others).map(dict)
        return whole.filter(lambda tree: bool(tree) and set(tree) != {layout.short})
    return words.map(lambda text: tidy(text, layout.form)).filter(
        lambda text: bool(text) or not said
    )


def records(model: type[Record]) -> st.SearchStrategy[dict[str, Tree]]:
    """Give records of a model, in the order of its fields, tidy, and with nothing empty in them."""
    return values(layout_of(model), said=False).filter(lambda tree: isinstance(tree, dict))  # type: ignore[return-value]
