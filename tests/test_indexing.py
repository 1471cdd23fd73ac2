"""The search index: what Pagefind is handed, and what is said where it gives none."""

import json
import sys
from pathlib import Path

import pytest

from timeline import indexing
from timeline.indexing import IndexingError, index

DOCUMENTS = {
    f"{n}.html": f'<html lang="ar"><body><h1>حدث {n}</h1><p>جسر {"عال " * n}</p></body></html>'
    for n in range(5)
}


def test_the_index_follows_the_order_in_which_documents_are_given() -> None:
    made = index(DOCUMENTS)
    assert made == index(DOCUMENTS)
    assert made != index(dict(reversed(DOCUMENTS.items())))
    assert json.loads(made["pagefind-entry.json"])["languages"]["ar"]["page_count"] == 5
    assert "pagefind.js" in made
    assert not [name for name in made if "ui" in name or "highlight" in name or "worker" in name]


def test_what_stands_around_it_says_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = index(DOCUMENTS)
    with monkeypatch.context() as patch:
        patch.setenv("PAGEFIND_VERBOSE", "neither yes nor no")
        assert index(DOCUMENTS) == expected
    (tmp_path / "pagefind.yml").write_text("verbose: 7\n")
    monkeypatch.chdir(tmp_path)
    assert index(DOCUMENTS) == expected


ANSWER = (
    "print(base64.b64encode(json.dumps({'payload': %r}).encode()).decode(), end=',', flush=True)"
)


@pytest.mark.parametrize(
    ("program", "told"),
    [
        ("sys.exit(3)", ["Pagefind: stopped"]),
        ("print('no room', file=sys.stderr); sys.exit(3)", ["no room"]),
        (ANSWER % {"type": "Error", "message": "not so"}, ["Pagefind: not so"]),
        (f"{ANSWER % {'type': 'NewIndex', 'index_id': 0}}; sys.exit(0)", ["Pagefind: stopped"]),
    ],
)
def test_a_program_that_gives_nothing_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, told: list[str]
) -> None:
    file = tmp_path / "program"
    lines = (f"#!{sys.executable}", "import base64, json, sys", "sys.stdin.buffer.read(1)", program)
    file.write_text("\n".join(lines))
    file.chmod(0o755)
    monkeypatch.setattr(indexing, "get_executable", lambda: file)
    with pytest.raises(IndexingError) as error:
        index(DOCUMENTS)
    assert [line.replace("[Errno 32] Broken pipe", "stopped") for line in error.value.lines] == told
