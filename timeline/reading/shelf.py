"""The records of one kind, and what a text that names none of them was probably meant to be."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Final, Generic, TypeVar

from timeline.dates.folding import folded
from timeline.reading.document import Document
from timeline.reading.finding import nearest
from timeline.records.fields import ID_LENGTH, Record, is_id

R = TypeVar("R", bound=Record)

# What may be spent on guesses in one check, in letters held against letters: some seconds.
_MAX_GUESSING: Final = 50_000_000
_CLOSE: Final = 0.8  # how alike two names must be for the one to be meant by the other


@dataclass(frozen=True)
class Shelf(Generic[R]):
    """The records of one kind.

    `ids` also holds those that exist but are faulty, so that one fault is not reported again at
    every record that refers to it, and `legible` what of those can be read. `closed` says that an
    id outside it is an error: events and sources always, a vocabulary where its file exists.
    """

    records: Mapping[str, R] = field(default_factory=dict)
    documents: Mapping[str, Document] = field(default_factory=dict)
    ids: frozenset[str] = frozenset()
    closed: bool = False
    legible: Mapping[str, R] = field(default_factory=dict)
    _guessing: list[int] = field(
        default_factory=lambda: [_MAX_GUESSING], init=False, repr=False, compare=False
    )

    def document(self, record_id: str) -> Document:
        """Where a record stands."""
        return self.documents[record_id]

    def meant(self, text: str, but: str = "") -> str | None:
        """Find the id that a text was probably meant to be: by name, else by spelling.

        Never `but`, the record that the text stands in. By spelling only what is no longer than an
        id, and only so often: one record can name two thousand that are not there.
        """
        exact = self._names.get(folded(text))
        if (exact is None or exact == but) and not self._may_guess(text):
            return None
        if exact is None or exact == but:
            ids = (record_id for record_id in self.ids if is_id(record_id) and record_id != but)
            exact = nearest(text, ids)
        if exact is None:
            names = [
                name
                for name, owner in self._names.items()
                if owner != but and len(name) <= ID_LENGTH
            ]
            close = difflib.get_close_matches(folded(text.replace("-", " ")), names, 1, _CLOSE)
            exact = self._names[close[0]] if close else None
        return exact

    @property
    def guessed_enough(self) -> bool:
        """Whether `meant` guesses by spelling no more: the names are many, and were asked for often."""
        return self._guessing[0] <= 0

    def _may_guess(self, text: str) -> bool:
        if len(text) > ID_LENGTH or self.guessed_enough:
            return False
        self._guessing[0] -= len(text) * self._letters
        return True

    @cached_property
    def _letters(self) -> int:
        return sum(len(name) for name in chain(self.ids, self._names) if len(name) <= ID_LENGTH)

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """Every name that people know a record by, folded, and its id; the first of several."""
        found: dict[str, str] = {}
        for record_id, record in chain(self.records.items(), self.legible.items()):
            named = (getattr(record, "name", None), getattr(record, "title", None))
            for name in (*named, *getattr(record, "aliases", ())):
                if name:
                    found.setdefault(folded(name), record_id)
        return found

    def valid(self) -> Iterator[tuple[Document, R]]:
        """Every valid record, with where it stands."""
        return self._placed(self.records)

    def readable(self) -> Iterator[tuple[Document, R]]:
        """Every record, valid or legible, with where it stands: for rules on single references."""
        return chain(self._placed(self.records), self._placed(self.legible))

    def _placed(self, records: Mapping[str, R]) -> Iterator[tuple[Document, R]]:
        return ((self.documents[record_id], record) for record_id, record in records.items())
