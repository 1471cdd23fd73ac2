"""Published events that changed without a correction, in words."""

from collections.abc import Iterator, Mapping, Sequence

from timeline.messages import Language, Messages
from timeline.reading.characters import inert
from timeline.records.event import Correction
from timeline.records.examples import EXAMPLES
from timeline.reporting.isolation import apart
from timeline.reporting.markdown import code
from timeline.reporting.values import field_name


def without_correction(fields: Sequence[str], say: Messages) -> str:
    """Say of one event what changed in it without a correction; `claims` are its numbers."""
    names = (say.text("the numbers") if f == "claims" else field_name(f, say) for f in fields)
    named = say.text(", ").join(names)
    return say.text("No correction was written for what changed: {fields}.", fields=named)


def amendments_in_words(
    found: Mapping[str, Sequence[str]], folder: str, say: Messages, *, markdown: bool = False
) -> str:
    """Say it of several, by their files below `folder`; empty where there are none."""
    if not found:
        return ""
    lines = [*_lines(found, folder, say, markdown=markdown)]
    if not markdown:
        return "\n".join(lines)
    direction = "rtl" if say.language is Language.ARABIC else "ltr"
    return "\n".join(
        [f'<div dir="{direction}" lang="{say.language}">', "", *lines, "</div>", "", ""]
    )


def _lines(
    found: Mapping[str, Sequence[str]], folder: str, say: Messages, *, markdown: bool
) -> Iterator[str]:
    yield say.text("Published before and changed now (no fault, and nothing fails for it):")
    yield from [""] if markdown else []
    for file, fields in found.items():
        name = f"{folder}/{file}"
        shown = code(name) if markdown else apart(inert(name), say)
        yield f"- {shown}: {without_correction(fields, say)}"
    yield from [""] if markdown else []
    yield say.text("Where what was published was wrong, add to the record, and readers are told:")
    example = ", ".join(f"{name}: {text}" for name, text in EXAMPLES[Correction].items())
    line = f"corrections: [{{{example}}}]"
    yield from ["", "```yaml", line, "```", ""] if markdown else [f"  {apart(line, say)}"]
