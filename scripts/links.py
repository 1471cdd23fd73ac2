"""Asks whether the addresses of sources and publishers still answer, and reports in Markdown.

    python scripts/links.py --content content

It is run once a week by .github/workflows/links.yml, and stops nobody: an address that is dead is
work for an editor, not the fault of whoever wrote the record. Dead is only what its host says is
gone (404, 410), or a host that is no longer known. A refusal (401, 403, 429, 451), a fault of the
host or a silence says nothing of the page, so it is counted as unknown: many hosts turn programs
away and serve people.

The exit status is 0 where nothing is dead, 1 where something is, 2 where the content cannot be read.
"""

import argparse
import socket
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum
from http.client import HTTPException
from pathlib import Path
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import Request, urlopen

from timeline.reading.content import Content, read_content

ROOT: Final = Path(__file__).parents[1]
GONE: Final = (404, 410)
NO_HEAD: Final = (400, 403, 404, 405, 501)  # what hosts answer that know no HEAD
AT_ONCE: Final = 8
SECONDS: Final = 30
IN_ADDRESSES: Final = ":/?#[]@!$&'()*+,;=%~"  # what stands in one unencoded (RFC 3986)
# An issue holds 65,536 characters.
LONGEST_REPORT: Final = 60_000
TO_DO: Final = (
    "ابحث لكل مصدر عن نسخة محفوظة واكتب رابطها في `archived`. "
    "ولا تحذف `url`: فهو يدل على مكان نشر المصدر."
)
AGENT: Final = "timeline-links (weekly look at the sources of a timeline)"


class State(Enum):
    """What an answer says of the page."""

    ALIVE = "alive"
    DEAD = "dead"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back from an address; `what` is a status or a fault, in a word or two."""

    state: State
    what: str


@dataclass(frozen=True, slots=True)
class Link:
    """An address in a record: `file` below content/, `field` as it is written there."""

    file: str
    field: str
    url: str


def links(content: Content) -> Iterator[Link]:
    """Every address that a record gives of a source or a publisher."""
    for document, source in content.sources.readable():
        for field, url in (("url", source.url), ("archived", source.archived)):
            if url:
                yield Link(document.file, field, url)
    for document, publisher in content.publishers.readable():
        if publisher.url:
            yield Link(document.file, f"{publisher.id}.url", publisher.url)


def known(text: str) -> dict[str, str]:
    """The addresses to leave alone: how each begins, and why."""
    told: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            start, _, reason = line.partition(" ")
            if not reason.strip():
                message = f"line {number}: an address is left alone only with a reason: {start}"
                raise ValueError(message)
            told[start] = reason.strip()
    return told


def ask(url: str) -> Answer:
    """Ask a host for an address: for its head, and where the host knows none, for the page."""
    answer = _ask(url, "HEAD")
    if answer.what in map(str, NO_HEAD):
        answer = _ask(url, "GET")
    return answer


def _ask(url: str, method: str) -> Answer:
    try:
        address = quote(url, safe=IN_ADDRESSES)
        request = Request(address, method=method, headers={"User-Agent": AGENT})  # noqa: S310 - https, by its type
        with urlopen(request, timeout=SECONDS) as response:  # noqa: S310 - likewise
            return Answer(State.ALIVE, str(response.status))
    except HTTPError as error:
        with error:
            return Answer(State.DEAD if error.code in GONE else State.UNKNOWN, str(error.code))
    except URLError as error:
        if isinstance(error.reason, socket.gaierror) and error.reason.errno == socket.EAI_NONAME:
            return Answer(State.DEAD, "no such host")
        return Answer(State.UNKNOWN, type(error.reason).__name__)
    except (OSError, HTTPException, ValueError) as error:
        return Answer(State.UNKNOWN, type(error).__name__)


def look(
    found: list[Link], left_alone: Mapping[str, str], ask_for: Callable[[str], Answer] = ask
) -> dict[str, Answer]:
    """Ask for each address once, a host's own one after another, and give the answers."""
    by_host: dict[str, list[str]] = {}
    for url in sorted({link.url for link in found}):
        if not url.startswith(tuple(left_alone)):
            by_host.setdefault(urlsplit(url).netloc, []).append(url)

    def visit(urls: list[str]) -> list[tuple[str, Answer]]:
        return [(url, ask_for(url)) for url in urls]

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return dict(pair for pairs in pool.map(visit, by_host.values()) for pair in pairs)


def report(found: list[Link], answers: Mapping[str, Answer], left_alone: Mapping[str, str]) -> str:
    """What was found, in Arabic, as the body of an issue."""
    dead = [link for link in found if _state(link, answers) is State.DEAD]
    unknown = [link for link in found if _state(link, answers) is State.UNKNOWN]
    unused = [start for start in left_alone if not any(x.url.startswith(start) for x in found)]
    alive = sum(answer.state is State.ALIVE for answer in answers.values())
    parts = [f"روابط المصادر: {len(answers)} · تعمل: {alive} · لا تعمل: {len(dead)}."]
    if dead:
        parts += [
            "## لا تعمل",
            TO_DO,
            _fenced(dead, answers),
        ]
    if unknown:
        parts += [
            "## لم يُعرف حالها",
            "رفض الموقع البرنامج أو لم يردّ؛ قد تكون الصفحة سليمة في المتصفح. لا يلزم شيء.",
            _fenced(unknown, answers),
        ]
    if unused:
        rows = "\n".join(_plain(start) for start in unused)
        parts += ["## في `.github/links-known.txt` ولا سجل يحتاج إليها", f"```text\n{rows}\n```"]
    text = "\n\n".join(parts)
    if len(text) > LONGEST_REPORT:
        text = text[:LONGEST_REPORT].rpartition("\n")[0] + "\n```\n\n… والبقية في ملخص التشغيل."
    return text


def _state(link: Link, answers: Mapping[str, Answer]) -> State | None:
    answer = answers.get(link.url)
    return answer.state if answer else None


def _fenced(found: list[Link], answers: Mapping[str, Answer]) -> str:
    """The links as text that no Markdown is read in: nobody is mentioned, nothing is linked."""
    rows = [f"{link.file} {link.field}: {answers[link.url].what}\n  {link.url}" for link in found]
    return "```text\n" + "\n".join(map(_plain, rows)) + "\n```"


def _plain(text: str) -> str:
    return text.replace("`", "%60")


def main(arguments: list[str] | None = None) -> int:
    """Look, and print the report."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--content", type=Path, default=Path("content"))
    parser.add_argument("--known", type=Path, default=ROOT / ".github" / "links-known.txt")
    options = parser.parse_args(arguments)
    if not options.content.is_dir():
        sys.stderr.write(f"There is no folder {options.content}.\n")
        return 2
    left_alone = known(options.known.read_text(encoding="utf-8"))
    content, _ = read_content(options.content)
    found = sorted(links(content), key=lambda link: (link.file, link.field))
    answers = look(found, left_alone)
    sys.stdout.write(report(found, answers, left_alone) + "\n")
    return 1 if any(answer.state is State.DEAD for answer in answers.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
