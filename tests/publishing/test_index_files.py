"""The index's files, held to those that Pagefind's own program makes of the same documents."""

import base64
import gzip
import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

import pytest
from pagefind_bin import get_executable

from tests.folders import RICH, site_of
from timeline.publishing.index_files import PACK, Index, _bounds, _number
from timeline.render.search_index import Document, Documents

MARK = b"pagefind_dcd"
# Each word's pages, with the weights of its places there in their order.
Standing: TypeAlias = dict[str, dict[int, list[int]]]


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> tuple[Document, ...]:
    site = site_of(tmp_path_factory.mktemp("content"), RICH)
    return tuple(Documents(site).of_records())


def written(documents: tuple[Document, ...], chunk: int = 1000) -> dict[str, bytes]:
    index = Index("1.5.2", chunk)
    files: dict[str, bytes] = {}
    for document in documents:
        files |= index.add(document.shown, document.words)
    return files | dict(index.files())


def by_pagefind(documents: tuple[Document, ...]) -> dict[str, bytes]:
    """What the program makes of the words, with small parts; signs of its own weigh them."""
    weigh = "___PAGEFIND_WEIGHT___{} {} ___END_PAGEFIND_WEIGHT___"
    payloads: list[Mapping[str, object]] = [{"type": "NewIndex", "config": None}]
    for number, one in enumerate(documents):
        content = " ".join(weigh.format(weight, " ".join(words)) for weight, words in one.words)
        record = {"url": f"{number}.html", "content": content, "language": "und"}
        none = {"meta": None, "filters": None, "sort": None}
        payloads.append({"type": "AddRecord", "index_id": 0, **record, **none})
    payloads.append({"type": "GetFiles", "index_id": 0})
    messages = [json.dumps({"message_id": 1, "payload": payload}) for payload in payloads]
    asked = b"".join(base64.b64encode(message.encode()) + b"," for message in messages)
    with subprocess.Popen(
        [get_executable(), "--service"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": "300"},
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(asked)
        process.stdin.flush()
        told = b""
        while told.count(b",") < len(messages):
            told += os.read(process.stdout.fileno(), 1 << 20)
        process.stdin.close()
    answer = json.loads(base64.b64decode(told.split(b",")[-2]))["payload"]
    return {file["path"]: base64.b64decode(file["content"]) for file in answer["files"]}


def decoded(data: bytes) -> Any:
    """A value of CBOR, of the few kinds that Pagefind uses."""

    def value(at: int) -> tuple[Any, int]:
        major, low = data[at] >> 5, data[at] & 31
        at += 1
        if low > 23:
            size = 1 << (low - 24)
            low = int.from_bytes(data[at : at + size], "big")
            at += size
        if major == 3:
            return data[at : at + low].decode(), at + low
        if major == 4:
            items = []
            for _ in range(low):
                item, at = value(at)
                items.append(item)
            return items, at
        assert major in {0, 1}
        return (low if major == 0 else -low - 1), at

    found, end = value(0)
    assert end == len(data)
    return found


def opened(files: Mapping[str, bytes], ending: str) -> dict[str, Any]:
    found = {name: gzip.decompress(files[name]) for name in files if name.endswith(ending)}
    assert all(data.startswith(MARK) for data in found.values())
    return {name: decoded(data.removeprefix(MARK)) for name, data in found.items()}


def weights(places: list[int]) -> Iterator[tuple[int, int]]:
    """Each place with its weight, as `decode_pages` of Pagefind reads them."""
    weight, last = 25, 0
    for number in places:
        if number < 0:
            weight, last = -number - 1, 0
        else:
            last += number
            yield last, weight


def test_a_word_that_is_repeated_for_ever_does_not_break_the_index() -> None:
    """Pagefind reads places of 31 bits, and of a part that holds another nothing at all."""
    index = Index("1.5.2")
    often = [(1, ["كلمة"] * 5000), (10, ["كلمة"] * 3)]
    list(index.add({"title": "أ"}, [(1, [f"ل{n}" for n in range(300)])]))
    list(index.add({"title": "ب"}, often))
    ((words,),) = opened(dict(index.files()), ".pf_index").values()
    places = next(pages for word, pages, _ in words if word == "كلمة")[0][1]
    assert max(map(abs, places)) < 1 << 31
    held = list(weights(places))
    assert max(place for place, _ in held) < 1 << 31
    assert len({place for place, _ in held}) == 1024
    assert [weight for _, weight in held[-4:]] == [24, 240, 240, 240]


def standing(files: Mapping[str, bytes]) -> Standing:
    found: Standing = {}
    for (words,) in opened(files, ".pf_index").values():
        for word, pages, others in words:
            assert others == []
            page = 0
            for distance, places, _ in pages:
                page += distance
                held = dict(weights(places))
                assert len(held) == sum(number >= 0 for number in places)
                found.setdefault(word, {})[page] = list(held.values())
    return found


def test_the_words_are_those_of_pagefinds_own_index(documents: tuple[Document, ...]) -> None:
    ours, theirs = standing(written(documents)), standing(by_pagefind(documents))
    assert ours.keys() == theirs.keys()
    assert ours == theirs
    assert any(len(places) > 2 for pages in ours.values() for places in pages.values())


def test_two_words_never_stand_in_one_place(documents: tuple[Document, ...]) -> None:
    """Pagefind would count them as one."""
    taken: dict[tuple[int, int], str] = {}
    for (words,) in opened(written(documents), ".pf_index").values():
        for word, pages, _ in words:
            page = 0
            for distance, places, _ in pages:
                page += distance
                for place, _ in weights(places):
                    assert taken.setdefault((page, place), word) == word


def test_parts_are_named_by_the_words_they_hold(documents: tuple[Document, ...]) -> None:
    ours, theirs = written(documents), by_pagefind(documents)
    assert len(opened(ours, ".pf_index")) > 3
    for files in (ours, theirs):
        ((version, pages, parts, filters, sorts, _),) = opened(files, ".pf_meta").values()
        assert (version, filters, sorts) == ("1.5.2", [], [])
        assert len(pages) == len(documents)
        held = opened(files, ".pf_index")
        whole = []
        for _, _, name in parts:
            ((words, *_),) = held[f"index/{name}.pf_index"], *()
            whole.append((words[0][0], words[-1][0], name))
        assert [tuple(part) for part in parts] == _bounds(whole)


def test_what_is_shown_lies_where_its_id_says(documents: tuple[Document, ...]) -> None:
    files = written(documents)
    ((_, pages, *_),) = opened(files, ".pf_meta").values()
    for number, ((one, _), document) in enumerate(zip(pages, documents, strict=True)):
        name, place = one.split(".")
        assert int(name.split("-")[0]) * PACK + int(place) == number
        shown = json.loads(gzip.decompress(files[f"fragment/{name}.shown"]))
        assert shown[int(place)] == document.shown


def test_the_same_documents_give_the_same_files(documents: tuple[Document, ...]) -> None:
    assert written(documents) == written(documents)
    assert written(documents) != written(documents[::-1])
    changed = Document("x/", {"title": "x"}, documents[-1].words)
    ours, other = written(documents), written((*documents[:-1], changed))
    # Whatever is kept for ever by browsers is named by what it holds.
    assert {name for name in ours.items() & other.items() if "pf_meta" in name[0]} == set()
    assert all(ours[name] == other[name] for name in ours.keys() & other.keys())


@pytest.mark.parametrize("number", [0, 23, 24, 255, 256, 65535, 65536, 1 << 31, -1, -24, -25, -257])
def test_numbers_are_written_in_as_few_bytes_as_can_be(number: int) -> None:
    assert decoded(_number(number)) == number
    size = abs(number + (number < 0))
    assert len(_number(number)) == 1 + (size > 23) + (size > 255) + 2 * (size > 65535)
