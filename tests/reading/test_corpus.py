"""Inputs that once reached new code of the reader, or broke it, tried again: see scripts/fuzz.py."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzzing import FILES, one_input

CORPUS = Path(__file__).parent / "corpus"
CONTENT = Path(__file__).resolve().parents[2] / "content"
INPUTS = sorted(file for file in CORPUS.iterdir() if not file.name.startswith("."))
KINDS = range(len(FILES) + 1)

RECORDS = [
    bytes([number]) + path.read_bytes()
    for number, folder in enumerate(("events", "sources"))
    for path in sorted((CONTENT / folder).rglob("*.yml"))
]
RECORDS += [
    bytes([number]) + (CONTENT / file).read_bytes()
    for number, file in enumerate(FILES)
    if (CONTENT / file).is_file() and (CONTENT / file).stat().st_size < 20_000
]
BITS = [b"\xff", b"\0", b"\xe2\x80\xae", b"\xe2\x80\xa8", b"\xd9\x95", b"\xef\xbb\xbf", b"\r", b"\t", b'"', b"'",
        b"[", b"]", b"{", b"}", b": ", b"- ", b"\n", b"\n  ", b"&a ", b"*a", b"<<: ", b"!!str ", b"|", b"#", b"---\n",
        b"\\u202e", b"title", b"date: ", b"2019-02-30", b"999999999999", "ـ".encode(), b"? ", b"@", b"%"]  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A real record, of which pieces were taken out, put elsewhere or replaced."""
    data = draw(st.sampled_from(RECORDS))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(1, max(len(data), 1)))
        end = min(len(data), start + draw(st.sampled_from((0, 0, 1, 3, 40))))
        bit = draw(st.sampled_from(BITS) | st.binary(max_size=4))
        data = data[:start] + bit + data[end:]
    return data


@st.composite
def anything(draw: st.DrawFn) -> bytes:
    """Bytes for a file of any kind, from nothing at all."""
    pieces = draw(st.lists(st.sampled_from(BITS) | st.binary(max_size=8), max_size=20))
    return bytes([draw(st.sampled_from(KINDS))]) + b"".join(pieces)


def test_the_corpus_is_small() -> None:
    assert len(INPUTS) > 20
    assert sum(file.stat().st_size for file in INPUTS) < 200 * 1024


@pytest.mark.parametrize("file", INPUTS, ids=lambda file: file.name[:12])
def test_what_was_kept(file: Path) -> None:
    one_input(file.read_bytes())


@settings(max_examples=25)
@given(mutated() | anything())
def test_any_bytes_are_read_or_told(data: bytes) -> None:
    one_input(data)


@pytest.mark.slow
@settings(max_examples=2_000)
@given(mutated() | anything())
def test_many_bytes_are_read_or_told(data: bytes) -> None:
    one_input(data)
