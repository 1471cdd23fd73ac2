"""Values of closed lists, as records have them or as the site names them in Arabic."""

from enum import StrEnum
from functools import lru_cache

from timeline.dates.folding import folded
from timeline.importing.notes import Kind
from timeline.importing.taking import Cells
from timeline.messages import Language, messages
from timeline.messages.kinds import BASIS
from timeline.records.fields import DateBasis, Record


@lru_cache
def _values(kind: str, options: type[StrEnum]) -> dict[str, str]:
    arabic = messages(Language.ARABIC)
    named = {
        folded(arabic.text(BASIS[each]) if options is DateBasis else arabic.term(kind, each)): each
        for each in map(str, options)
    }
    return {**named, **{folded(each): each for each in map(str, options)}}


def chosen(
    cells: Cells, field: str, place: tuple[type[Record], str], kind: str, options: type[StrEnum]
) -> str | None:
    """Take a field whose values are a closed list, `kind` as `Messages.term` has it.

    `place` is the model and the name of its field, whose rule is told where no value fits.
    """
    cell = cells.one(field)
    if cell is None:
        return None
    typed = " ".join(cell.value.split())
    value = _values(kind, options).get(folded(typed)) or _values(kind, options).get(
        folded(typed).replace(" ", "-")
    )
    if value is None:
        return cells.fits(cell, typed, *place)
    if value != typed:
        cells.tell(cell, Kind.READ_AS, result=value)
    return value
