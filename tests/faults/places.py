"""A place where builds are harmed: two contents, and what each of them is published as."""

import shutil
from collections import Counter
from pathlib import Path
from typing import Any, Final

from tests.contents import lay
from tests.faults.orders import Ended, Server, State, state
from tests.folders import SMALL

OTHER: Final = {"sources/report.yml": "title: تقرير آخر\n", "timeline.yml": "title: خط آخر\n"}
NAMES: Final = frozenset({"one", "other", "site", "temporary"})


class Place:
    """Two contents that are published in one place, in turn."""

    def __init__(self, folder: Path, server: Server, published: Path | None = None) -> None:
        self.folder, self.server = folder, server
        self.seen = folder  # what the server calls it: it may have a disk of its own
        self.site = folder / "site"
        self.contents = (lay(folder / "one", SMALL), lay(folder / "other", SMALL, OTHER))
        self.temporary = folder / "temporary"
        self.temporary.mkdir()
        self.compared = 0
        self.killed: Counter[str] = Counter()
        self.last = 0  # which was published last
        self.whole: list[State] = []
        if published:
            self.whole = [state(published / name) for name in ("0", "1")]
            shutil.copytree(published / "0", self.site)

    def build(self, which: int, **order: Any) -> Ended:
        """Publish one of the two."""
        content, site, temporary = (
            str(self.seen / path.relative_to(self.folder))
            for path in (self.contents[which], self.site, self.temporary)
        )
        order.setdefault("env", {"TMPDIR": temporary})
        return self.server.run("build.py", "--content", content, "--site", site, **order)

    def look(self, folder: Path) -> State:
        return state(folder)

    def published(self) -> int:
        """Which of the two is published; it is whole, byte for byte."""
        site = self.look(self.site)
        if not site:  # between two renames, to be put back: no moment of a machine that exchanges
            site = self.look(self.folder / ".site-building/old")
        assert site in self.whole, _differing(site, self.whole[self.last])
        self.compared += sum(size for size, _ in site.values())
        return self.whole.index(site)

    def hold(self, which: int, **order: Any) -> Ended:
        """Publish one of the two and be harmed; the site must be whole, whatever came of it."""
        ended = self.build(which, **order)
        if ended.status < 0:
            self.killed[ended.stage] += 1
        now = self.published()
        assert now in {self.last, which}
        if ended.status == 0:
            assert now == which
        self.last = now
        return ended

    def mend(self, which: int) -> None:
        """Publish one of the two, unharmed: that succeeds and leaves nothing behind."""
        ended = self.build(which)
        assert ended.status == 0, ended.err
        assert self.look(self.site) == self.whole[which]
        self.compared += sum(size for size, _ in self.whole[which].values())
        self.last = which
        self.clean()

    def clean(self) -> None:
        """There is nothing but what belongs here."""
        assert {name.partition("/")[0] for name in self.look(self.folder)} <= NAMES
        assert not self.look(self.temporary)


def _differing(one: State, other: State) -> str:
    names = sorted(n for n in one.keys() | other.keys() if one.get(n) != other.get(n))
    return f"{len(names)} differ, of {len(one)} and {len(other)}: {names[:5]}"
