"""Git at the edge: what changed, and the folder as it was; nothing that a stranger names acts."""

import subprocess
from pathlib import Path

import pytest

from timeline.history.revisions import RevisionError, Trouble, repository

HOSTILE = ["-rf.yml", ":(top)x.yml", "a\nb.yml", "\u202egnp.yml", "a b'\"$(id).yml", "é.yml"]


def git(folder: Path, *arguments: str) -> str:
    settings = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    command = ["git", "-C", str(folder), *settings, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A repository with a content/ of hostile names and a file beside it."""
    folder = tmp_path / "repository" / "content"
    (folder / "events").mkdir(parents=True)
    for name in HOSTILE:
        (folder / "events" / name).write_text("one\ntwo\nthree\n", "utf-8")
    (folder / "link.yml").symlink_to("/etc/passwd")
    (folder.parent / "beside.txt").write_text("x", "utf-8")
    git(folder.parent, "init", "-q", "-b", "main")
    git(folder.parent, "add", "-A")
    git(folder, "commit", "-qm", "first")
    return folder


def test_the_folder_as_it_was(content: Path) -> None:
    around = repository(content)
    commit = around.commit("main")
    (content / "events" / "a\nb.yml").write_text("another", "utf-8")
    with around.as_it_was(commit, 1024) as then:
        assert sorted(file.name for file in (then / "events").iterdir()) == sorted(HOSTILE)
        assert {(then / "events" / name).read_text("utf-8") for name in HOSTILE} == {
            "one\ntwo\nthree\n"
        }
        # A link is a link, and leads nowhere.
        assert (then / "link.yml").is_symlink()
        assert not (then / "link.yml").exists()
        assert sorted(file.name for file in then.iterdir()) == ["events", "link.yml"]
    assert not then.exists()
    assert git(content, "status", "--porcelain", "-z").startswith("M ")


def test_what_is_larger_than_any_record_is_not_read(content: Path) -> None:
    (content / "events" / "large.yml").write_bytes(b"x" * 2000)
    (content / "events" / "whole.yml").write_bytes(b"x" * 1024)
    git(content, "add", "-A")
    git(content, "commit", "-qm", "large")
    around = repository(content)
    with around.as_it_was(around.commit("HEAD"), 1024) as then:
        assert (then / "events" / "large.yml").read_bytes() == bytes(1025)
        assert (then / "events" / "whole.yml").read_bytes() == b"x" * 1024


def test_what_changed(content: Path) -> None:
    around = repository(content)
    base = around.commit("HEAD")
    assert around.changed(base) == frozenset()
    (content / "events" / "-rf.yml").write_text("one\nzwei\nthree\n", "utf-8")
    (content / "events" / "new.yml").write_text("a\nb\n", "utf-8")
    git(content, "mv", "events/é.yml", "events/è.yml")
    (content.parent / "beside.txt").write_text("y", "utf-8")
    changed = around.changed(base)
    assert changed == {f"events/{name}" for name in ("-rf.yml", "new.yml", "é.yml", "è.yml")}
    git(content, "add", "-A")
    git(content, "commit", "-qm", "second")
    assert around.changed(base) == changed
    assert around.changed_lines(base, "events/-rf.yml") == {2}
    assert around.changed_lines(base, "events/new.yml") >= {1, 2}
    assert around.changed_lines(base, "events/gone.yml") == frozenset()


def test_where_two_histories_part(content: Path) -> None:
    base = git(content, "rev-parse", "HEAD")
    git(content, "checkout", "-qb", "mine")
    (content / "events" / "mine.yml").write_text("x", "utf-8")
    git(content, "add", "-A")
    git(content, "commit", "-qm", "mine")
    git(content, "checkout", "-q", "main")
    (content / "events" / "theirs.yml").write_text("x", "utf-8")
    git(content, "add", "-A")
    git(content, "commit", "-qm", "theirs")
    git(content, "checkout", "-q", "mine")
    around = repository(content)
    assert around.fork("main") == base
    assert around.changed(base) == {"events/mine.yml"}


@pytest.mark.parametrize(
    "revision", ["", "-x", "--help", "nothing", "0" * 40, "main:content", "a\0b"]
)
def test_what_is_no_revision(content: Path, revision: str) -> None:
    with pytest.raises(RevisionError) as caught:
        repository(content).fork(revision)
    assert caught.value.trouble is Trouble.NO_REVISION
    assert caught.value.value == revision


def test_no_repository(tmp_path: Path) -> None:
    with pytest.raises(RevisionError) as caught:
        repository(tmp_path)
    assert caught.value.trouble is Trouble.NO_REPOSITORY


def test_no_git(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(RevisionError) as caught:
        repository(content)
    assert caught.value.trouble is Trouble.NO_GIT


def test_a_shallow_clone_and_histories_that_never_meet(content: Path, tmp_path: Path) -> None:
    git(content, "checkout", "-q", "--orphan", "other")
    git(content, "commit", "-qm", "elsewhere")
    with pytest.raises(RevisionError) as caught:
        repository(content).fork("main")
    assert caught.value.trouble is Trouble.UNRELATED
    git(content, "checkout", "-q", "main")
    git(content, "checkout", "-qb", "mine")
    for branch in ("mine", "main"):
        git(content, "checkout", "-q", branch)
        git(content, "commit", "-q", "--allow-empty", "-m", branch)
    clone = tmp_path / "clone"
    address = f"file://{content.parent}"
    git(tmp_path, "clone", "-q", "--depth=1", "--no-single-branch", address, str(clone))
    with pytest.raises(RevisionError) as caught:
        repository(clone / "content").fork("origin/mine")
    assert caught.value.trouble is Trouble.SHALLOW


def test_a_folder_that_was_not_there(content: Path) -> None:
    base = git(content, "rev-parse", "HEAD")
    other = content.parent / "other"
    other.mkdir()
    around = repository(other)
    with pytest.raises(RevisionError) as caught, around.as_it_was(base, 1024):
        pass
    assert caught.value.trouble is Trouble.NO_FOLDER


def test_no_program_of_the_repository_is_started(content: Path, tmp_path: Path) -> None:
    """Neither a driver of differences nor a watcher of files that its settings name."""
    trap = tmp_path / "trap"
    script = tmp_path / "program"
    script.write_text(f"#!/bin/sh\ntouch {trap}\n", "utf-8")
    script.chmod(0o755)
    for name in ("diff.external", "diff.evil.command", "diff.evil.textconv", "core.fsmonitor"):
        git(content, "config", name, str(script))
    (content / ".gitattributes").write_text("*.yml diff=evil\n", "utf-8")
    (content / "events" / "-rf.yml").write_text("zwei\n", "utf-8")
    trap.unlink(missing_ok=True)
    around = repository(content)
    base = around.commit("HEAD")
    assert "events/-rf.yml" in around.changed(base)
    assert around.changed_lines(base, "events/-rf.yml") == {1}
    with around.as_it_was(base, 1024):
        pass
    assert not trap.exists()


def test_a_hook_does_not_lead_elsewhere(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    monkeypatch.setenv("GIT_INDEX_FILE", "/nowhere/index")
    assert repository(content).commit("main")


def test_names_of_a_hostile_tree_lead_nowhere(content: Path, tmp_path: Path) -> None:
    """Git itself refuses to check such a tree out; it can be made all the same."""
    blob = subprocess.run(
        ["git", "-C", str(content), "hash-object", "-w", "--stdin"],
        input=b"evil", capture_output=True, check=True,
    ).stdout.strip()  # fmt: skip
    inner = b"100644 evil.yml\0" + bytes.fromhex(blob.decode())
    inner_id = write(content, inner)
    tree = write(content, b"40000 ..\0" + bytes.fromhex(inner_id))
    outer = write(content, b"40000 content\0" + bytes.fromhex(tree))
    commit = git(content, "commit-tree", "-m", "evil", outer)
    before = set(tmp_path.rglob("evil.yml"))
    with repository(content).as_it_was(commit, 1024) as then:
        assert list(then.iterdir()) == []
        assert not (then.parent / "evil.yml").exists()
    assert set(tmp_path.rglob("evil.yml")) == before


def write(content: Path, tree: bytes) -> str:
    done = subprocess.run(
        ["git", "-C", str(content), "hash-object", "-w", "--literally", "-t", "tree", "--stdin"],
        input=tree, capture_output=True, check=True,
    )  # fmt: skip
    return done.stdout.decode().strip()
