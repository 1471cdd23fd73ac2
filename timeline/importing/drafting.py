"""One row → one event's fields, as text, and notes of all that is not in them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from timeline.dates import Calendar, to_latin
from timeline.dates.folding import folded
from timeline.importing.closed import chosen
from timeline.importing.columns import NUMBER_OF
from timeline.importing.dating import Dated, DayOrder, date_event, read_date
from timeline.importing.known import Known
from timeline.importing.markup import Link, plain
from timeline.importing.naming import day_of, head_and_kind, joined
from timeline.importing.notes import Kind
from timeline.importing.romanising import id_from, unused
from timeline.importing.sheet import Cell
from timeline.importing.sourcing import Sources
from timeline.importing.taking import Cells, parts_of
from timeline.reading.validation import faults
from timeline.reading.yaml_source import Tree
from timeline.records.claim import Claim, Group, Scope, Stance
from timeline.records.event import ActorRef, Event, PlaceRef, Role, Status
from timeline.records.fields import DateBasis, is_id
from timeline.records.vocabulary import PlacePrecision
from timeline.rules.fields import FLAGS

# The columns that a claim is read from: all its fields but what tells it from other claims.
_COLUMNS: Final = {"group": "claim_group", "note": "claim_note"}
_CLAIM: Final = tuple(
    _COLUMNS.get(name, name)
    for name in Claim.model_fields
    if name not in {"key", "towards", "source"}
)
_ONES: Final = ("stated", "claim_note")  # words about one number
_NUMBERS: Final = ("value", "low", "best", "high")
_THOUSANDS: Final = re.compile(r"[0-9]{1,3}(?:[,٬ ’'][0-9]{3})+")
_FLAGS: Final = {**FLAGS, "x": "true", "✓": "true"}  # in a column a mark is a yes


@dataclass(slots=True)
class Drafts:
    """What rows become, one after another: what one of them used the next one may meet again.

    `wanted` are names that no vocabulary has: its kind → the name → the id to paste. `invented` are
    ids of events that no cell gives.
    """

    known: Known
    sources: Sources
    added: str
    order: DayOrder | None
    markup: bool
    wanted: dict[str, dict[str, str]] = field(default_factory=dict)
    events: frozenset[str] = frozenset()  # ids that the file itself gives
    invented: set[str] = field(default_factory=set)
    _taken: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self._taken = {*self.known.events, *self.known.withdrawn}

    def event(self, cells: Cells) -> tuple[str | None, dict[str, Tree], Dated]:
        """Make an event of a row: its id, None where a record of that id is there, and its fields."""
        tree: dict[str, Tree] = {}
        title = self._title(cells)
        if title is not None:
            tree["title"] = title
        dated = date_event(cells, self.order)
        tree |= dated.fields
        given = cells.one("id")
        if given is not None and given.value.strip() in self.known.events:
            cells.lose(given, Kind.EXISTS, value=given.value.strip())
            return None, {}, dated
        basis = chosen(cells, "date_basis", (Event, "date_basis"), "", DateBasis)
        if basis is not None:
            tree["date_basis"] = basis
        tree["added"] = cells.fitting("added", Event, "added") or self.added
        status = chosen(cells, "status", (Event, "status"), "status", Status)
        tree["status"] = status or Status.REPORTED.value
        tree |= self._milestone(cells)
        tree |= self._referring(cells)
        text, links, cell = self._summary(cells)
        if text:
            tree["summary"] = text
        refs = self.sources.of(cells, links, cell)
        if claims := self._claims(cells, refs):
            tree["claims"] = claims
        if refs:
            tree["sources"] = refs
        record_id = self._id(cells, given, tree, dated)
        for name in ("title", "date", "summary"):
            if name not in tree and not (name == "date" and "date_hijri" in tree):
                cells.miss(Kind.MISSING, field=name)
        return record_id, tree, dated

    def _title(self, cells: Cells) -> str | None:
        cell = cells.one("title")
        if cell is None:
            return None
        text = cell.value
        if self.markup:
            text = self.plain(cells, cell)[0]
        line = " ".join(text.split())
        return cells.fits(cell, line, Event, "title") if line else None

    def _summary(self, cells: Cells) -> tuple[str, tuple[Link, ...], Cell | None]:
        cell = cells.one("summary")
        if cell is None:
            return "", (), None
        if not self.markup:
            return cell.value, (), cell
        text, links = self.plain(cells, cell)
        return text, links, cell

    def plain(self, cells: Cells, cell: Cell) -> tuple[str, tuple[Link, ...]]:
        """Give the words of a text in HTML and its links; what else it had is told."""
        found = plain(cell.value)
        if not found.bare or found.text.split() != cell.value.split():
            cells.tell(cell, Kind.MARKUP)
        for unseen in found.other:
            lost = Cell(cell.name, None, " ".join(unseen.split()), cell.column)
            if lost.value:
                cells.lose(lost, Kind.LINK_WORDS)
        # Entities are characters only now.
        return cells.sound(cell, found.text), found.links

    def _id(self, cells: Cells, cell: Cell | None, tree: Mapping[str, Tree], dated: Dated) -> str:
        """Take the id that a cell gives, or make one; it becomes one that nothing has or had."""
        typed = cell.value.strip() if cell is not None else ""
        proposal = typed
        if not is_id(typed):
            latin = typed.isascii() and re.search("[A-Za-z]", typed)
            proposal = id_from(typed) if latin else self._made(cells, tree, dated)
        found = unused(proposal, self._taken)
        if cell is not None and found != typed:
            cells.tell(cell, Kind.ID_CHANGED, result=found)
        if found != typed:
            self.invented.add(found)
        self._taken.add(found)
        return found

    def _made(self, cells: Cells, tree: Mapping[str, Tree], dated: Dated) -> str:
        """Make an id of what the vocabularies know, and only for want of that out of the title."""
        head, kind = head_and_kind(tree, self.known.subjects)
        day = day_of(dated.span)
        parts = [each for each in (head, kind) if each is not None]
        tries = [id_ for n in (1, 2) if (id_ := joined(parts[:n], day)) is not None]
        if tries:
            return next((each for each in tries if each not in self._taken), tries[0])
        title = str(tree.get("title") or f"row {cells.row.at}")
        return id_from(title, self.known.subjects, day[:4] if dated.span else "")

    def _milestone(self, cells: Cells) -> dict[str, Tree]:
        cell = cells.one("milestone")
        if cell is None:
            return {}
        typed = folded(cell.value.strip())
        if (value := _FLAGS.get(typed)) is not None:
            if value != cell.value.strip():
                cells.tell(cell, Kind.READ_AS, result=value)
            return {"milestone": value}
        cells.fits(cell, cell.value, Event, "milestone")
        return {}

    def _referring(self, cells: Cells) -> dict[str, Tree]:
        """Take places, actors and categories, and the events that this one stands after or before."""
        tree: dict[str, Tree] = {}
        places = self._named(cells, "place", "places")
        precision, role_cell = cells.peek("place_precision"), cells.peek("actor_role")
        near = chosen(
            cells, "place_precision", (PlaceRef, "precision"), "place precision", PlacePrecision
        )
        if places:
            tree["places"] = [
                {"place": each, **({"precision": near} if near else {})} for each in places
            ]
        elif near and precision is not None:
            cells.lose(precision, Kind.NO_PLACE_FOR)
        actors = self._named(cells, "actor", "actors")
        role = chosen(cells, "actor_role", (ActorRef, "role"), "role", Role)
        if actors:
            tree["actors"] = [
                {"actor": each, **({"role": role} if role else {})} for each in actors
            ]
        elif role and role_cell is not None:
            cells.lose(role_cell, Kind.NO_PLACE_FOR)
        if categories := self._named(cells, "category", "categories"):
            tree["categories"] = list(categories)
        for name in ("after", "before"):
            if others := self._events(cells, name):
                tree[name] = list(others)
        return tree

    def _named(self, cells: Cells, field_: str, kind: str) -> list[str]:
        """Find the ids of all that a field names; what no vocabulary has is told, and listed."""
        ids: list[str] = []
        for cell in cells.take(field_):
            value = " ".join(cell.value.split())
            whole = self.known.of(kind).find(value)
            for part in [value] if whole else self._parts(cell.value, kind):
                found = self._find(cells, cell, part, kind)
                if found is not None:
                    ids.append(found)
        return list(dict.fromkeys(ids))

    def _parts(self, value: str, kind: str) -> list[str]:
        parts = list(parts_of(value))
        by_comma = [" ".join(part.split()) for each in parts for part in each.split(",")]
        known = [part for part in by_comma if part and self.known.of(kind).find(part)]
        return [part for part in by_comma if part] if known else parts

    def _find(self, cells: Cells, cell: Cell, name: str, kind: str) -> str | None:
        names = self.known.of(kind)
        found = names.find(name)
        if found is not None:
            return found
        if not names.closed and is_id(name):
            return name
        part = Cell(cell.name, cell.field, name, cell.column)
        cells.lose(part, Kind.UNKNOWN, names.near(name), value=name, vocabulary=f"{kind}.yml")
        wanted = self.wanted.setdefault(kind, {})
        if name not in wanted:
            wanted[name] = unused(id_from(name), {*names.names, *wanted.values()})
        return None

    def _events(self, cells: Cells, name: str) -> list[str]:
        ids: list[str] = []
        for cell in cells.take(name):
            for part in (each for value in parts_of(cell.value) for each in value.split(",")):
                typed = part.strip()
                if typed in self.known.events or typed in self.events:
                    ids.append(typed)
                elif typed:
                    lost = Cell(cell.name, cell.field, typed, cell.column)
                    cells.lose(lost, Kind.NO_EVENT, value=typed)
        return ids

    def _claims(self, cells: Cells, refs: list[Tree]) -> list[Tree]:
        """Take the numbers of a row, with who says them.

        One has columns for what it counts and how much, the others a column each.
        """
        claims: list[dict[str, Tree]] = [claim] if (claim := self._claim(cells)) else []
        whole = bool(claims)
        fields = dict.fromkeys(cell.field for cell in cells.row.cells if cell.field)
        for field_ in fields:
            if field_.startswith(NUMBER_OF):
                number = self._number(cells, field_, "value")
                if number is not None:
                    claims.append({"metric": field_.removeprefix(NUMBER_OF), "value": number})
        if not claims:
            for cell in (cell for name in _CLAIM for cell in cells.take(name)):
                cells.lose(cell, Kind.NO_METRIC)
            return []
        if not whole and len(claims) > 1:  # whose words would they be?
            for cell in (cell for name in _ONES for cell in cells.take(name)):
                cells.lose(cell, Kind.NO_PLACE_FOR)
        about: dict[str, Tree] = {**self._about_claim(cells)}
        ones: dict[str, Tree] = {
            name: about.pop(name) for name in ("stated", "note") if name in about
        }
        if len(refs) == 1:
            ref = refs[0]
            about["source"] = ref["source"] if isinstance(ref, dict) else ref
        claims[0] |= ones
        return [{**claim, **about} for claim in claims]

    def _claim(self, cells: Cells) -> dict[str, Tree]:
        """Take the number that has a column for what it counts."""
        metric = cells.peek("metric")
        kind = self._one(cells, "metric", "metrics")
        numbers: dict[str, Tree] = {}
        for name in _NUMBERS if kind is not None else ():
            if (number := self._number(cells, name, name)) is not None:
                numbers[name] = number
        if kind is None or not numbers.keys() - {"best"}:
            if kind is not None and metric is not None:
                cells.lose(metric, Kind.NO_METRIC)
            for cell in (cell for name in _NUMBERS for cell in cells.take(name)):
                cells.lose(cell, Kind.NO_METRIC)
            return {}
        return {"metric": kind, **numbers}

    def _about_claim(self, cells: Cells) -> dict[str, Tree]:
        """Take whom a number counts, of when it is, who says it, and how."""
        values: dict[str, str | None] = {}
        for name, kind, options in (
            ("claim_group", "group", Group),
            ("scope", "scope", Scope),
            ("stance", "stance", Stance),
        ):
            values[kind] = chosen(cells, name, (Claim, kind), kind, options)
        for name in ("since", "as_of"):
            dated = cells.one(name)
            span = None if dated is None else read_date(cells, dated, self.order)
            if dated is not None and span is not None and span.calendar is Calendar.HIJRI:
                cells.lose(dated, Kind.NO_PLACE_FOR)
            elif span is not None:
                values[name] = span.edtf
        for name in ("said_by", "reported_by"):
            values[name] = self._one(cells, name, "actors")
        values["stated"] = cells.fitting("stated", Claim, "stated")
        values["note"] = cells.fitting("claim_note", Claim, "note")
        return {name: value for name, value in values.items() if value is not None}

    def _one(self, cells: Cells, field_: str, kind: str) -> str | None:
        """Find the id of the one thing that a field names."""
        cell = cells.one(field_)
        if cell is None:
            return None
        return self._find(cells, cell, " ".join(cell.value.split()), kind)

    def _number(self, cells: Cells, field_: str, name: str) -> str | None:
        cell = cells.one(field_)
        if cell is None:
            return None
        text = to_latin(" ".join(cell.value.split()))
        if _THOUSANDS.fullmatch(text):
            text = re.sub("[^0-9]", "", text)
        if faults(Claim, name, text):
            return cells.fits(cell, " ".join(cell.value.split()), Claim, name)
        if text != cell.value.strip():
            cells.tell(cell, Kind.READ_AS, result=text)
        return text
