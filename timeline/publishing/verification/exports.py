"""The entries of an export: what its own bytes say, held against what it must hold."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Final

from timeline.publishing.verification.flaw import Flaw

_NAMED: Final = 5  # of the entries that are wrong, so many are named


@dataclass(frozen=True, slots=True)
class Entries:
    """The ids that an export must hold, each once: in this order where they are `ordered`.

    With `repeated` an id may stand in several of its files, once in each.
    """

    ids: Collection[str]
    ordered: bool = False
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Export:
    """An export as it must be, in one file or in several.

    `files` are names below the site's root, or patterns of `fnmatch`. `read` takes the bytes of
    one of them and gives, under the keys of `wanted`, the entries that it holds. Those under the key
    `links` are addresses relative to the root.
    """

    name: str
    files: tuple[str, ...]
    read: Callable[[bytes], Mapping[str, Iterable[str]]]
    wanted: Mapping[str, Entries]
    links: str = ""

    def holds(self, file: str) -> bool:
        """Whether a file is one of this export's."""
        return file in self.files or any(
            fnmatchcase(file, name) for name in self.files if "*" in name
        )

    def entries(self, data: bytes) -> Mapping[str, list[str]] | None:
        """What a file's bytes hold; None where they cannot be read."""
        try:
            return {what: list(entries) for what, entries in self.read(data).items()}
        except Exception:  # noqa: BLE001 - however a reader fails, the file is not what it must be
            return None


def twice(name: str, wanted: Entries | None, entries: Iterable[str]) -> Iterator[Flaw]:
    """What stands twice in one file of an export whose files may repeat one another."""
    if wanted and wanted.repeated:
        again = [one for one, times in Counter(entries).items() if times > 1]
        if again:
            yield Flaw(name, "twice", _some(again))


def compare(
    name: str, wanted: Mapping[str, Entries], found: Mapping[str, Collection[str]]
) -> Iterator[Flaw]:
    """How an export differs from what it must hold, a flaw a way."""
    for what, entries in wanted.items():
        held = Counter(found.get(what, ()))
        must = dict.fromkeys(entries.ids)
        label = f"{what}: " if what else ""
        ways = {
            "fewer": [one for one in must if one not in held],
            "more": [one for one in held if one not in must],
            "twice": [one for one, times in held.items() if times > 1 and not entries.repeated],
        }
        wrong = {way: ones for way, ones in ways.items() if ones}
        for way, ones in wrong.items():
            yield Flaw(name, way, f"{label}{_some(ones)}")
        if entries.ordered and not wrong and list(held) != list(must):
            first = next(one for one, other in zip(held, must, strict=True) if one != other)
            yield Flaw(name, "order", f"{label}{first}")


def _some(ones: list[str]) -> str:
    rest = f" … ({len(ones)})" if len(ones) > _NAMED else ""
    return f"{', '.join(ones[:_NAMED])}{rest}"
