"""What is kept from one run to the next: whole, or made again."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from timeline.cache import Cache, own_key
from timeline.render import cutting, fonts
from timeline.render.assets import assets
from timeline.workers import VARIABLE

NAME, DATA = "fonts/sans", bytes(range(256)) * 40
# Until it is told, or for some seconds.
HOLD = """
import select, sys
from pathlib import Path
from timeline.locking import alone
with alone(Path(sys.argv[1])):
    print("held", flush=True)
    select.select([sys.stdin], [], [], 10)
"""
# Dies before the n-th thing that is asked of files.
KILLED = """
import os, signal, sys
from pathlib import Path
from timeline.cache import Cache, own_key
left = int(sys.argv[2])
def hear(event, arguments):
    global left
    if event == "open" or event.startswith("os."):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
data = bytes(range(256)) * 40
cache = Cache(Path(sys.argv[1]))
sys.addaudithook(hear)
cache.write("fonts/sans", data)
"""


def _directory(file: Path) -> None:
    file.unlink()
    (file / "sub").mkdir(parents=True)
    (file / "sub/x").touch()


def _link(file: Path) -> None:
    whole = file.with_name("elsewhere")
    file.rename(whole)
    file.symlink_to(whole)


def _link_to_nowhere(file: Path) -> None:
    file.unlink()
    file.symlink_to("nowhere")


def _pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def _of_another_name(file: Path) -> None:
    Cache(file.parents[1]).write("fonts/other", DATA)
    file.with_name("other").replace(file)


DAMAGE: dict[str, Callable[[Path], object]] = {
    "cut short": lambda file: os.truncate(file, 5000),
    "cut within the digest": lambda file: os.truncate(file, 10),
    "nothing in it": lambda file: os.truncate(file, 0),
    "zeros": lambda file: file.write_bytes(bytes(file.stat().st_size)),
    "one bit": lambda file: file.write_bytes(file.read_bytes()[:-1] + b"\x00"),
    "garbage": lambda file: file.write_bytes(b"\x00\xffgarbage" * 99),
    "longer": lambda file: file.write_bytes(file.read_bytes() + b"x"),
    "a folder": _directory,
    "a link": _link,
    "a link to nowhere": _link_to_nowhere,
    "a pipe": _pipe,
    "another's": _of_another_name,
    "not to be read": lambda file: file.chmod(0),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_what_is_damaged_is_not_there_and_is_written_anew(tmp_path: Path, damage: str) -> None:
    cache = Cache(tmp_path)
    assert cache.read(NAME) is None
    cache.write(NAME, DATA)
    assert cache.read(NAME) == DATA
    DAMAGE[damage](tmp_path / NAME)
    if damage != "not to be read" or os.geteuid():
        assert cache.read(NAME) is None
    cache.write(NAME, DATA)
    assert cache.read(NAME) == DATA
    assert not (tmp_path / NAME).is_symlink()


@pytest.mark.parametrize("in_place", [Path.mkdir, Path.touch, lambda p: p.symlink_to("../victim")])
def test_what_lies_where_it_writes_goes(tmp_path: Path, in_place: Callable[[Path], object]) -> None:
    victim = tmp_path / "victim"
    victim.write_text("theirs")
    cache = Cache(tmp_path / "cache")
    (tmp_path / "cache").mkdir()
    in_place(tmp_path / "cache/part")
    cache.write(NAME, DATA)
    assert cache.read(NAME) == DATA
    assert victim.read_text() == "theirs"
    assert [file.name for file in (tmp_path / "cache").iterdir()] == ["fonts"]


def test_one_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to("nowhere")
    for place in ("file", "file/sub", "link", "x" * 300):
        cache = Cache(tmp_path / place)
        cache.write(NAME, DATA)
        assert cache.read(NAME) is None


def test_nobody_waits_for_another_who_writes(tmp_path: Path) -> None:
    """It may have been stopped, with the lock in its hands."""
    command = [sys.executable, "-c", HOLD, str(tmp_path / "lock")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == b"held\n"
        cache = Cache(tmp_path)
        cache.write(NAME, DATA)
        assert holder.poll() is None
        assert cache.read(NAME) is None
    cache.write(NAME, DATA)
    assert cache.read(NAME) == DATA


def test_a_kill_at_each_call_leaves_what_is_whole_or_nothing(tmp_path: Path) -> None:
    for at in range(1, 100):
        status = subprocess.run(
            [sys.executable, "-c", KILLED, str(tmp_path / str(at)), str(at)], check=False
        ).returncode
        cache = Cache(tmp_path / str(at))
        assert cache.read(NAME) in {None, DATA}
        if status == 0:
            break
        cache.write(NAME, DATA)
        assert cache.read(NAME) == DATA
        assert [file.name for file in (tmp_path / str(at)).iterdir()] == ["fonts"]
    assert at > 5
    assert status == 0


@pytest.mark.parametrize("key", [b"", b"k" * 32])
def test_what_was_written_with_another_key_is_not_there(tmp_path: Path, key: bytes) -> None:
    Cache(tmp_path, key).write(NAME, DATA)
    assert Cache(tmp_path, key).read(NAME) == DATA
    for other in {b"", b"k" * 32, b"o" * 32} - {key}:
        assert Cache(tmp_path, other).read(NAME) is None


def test_what_is_not_to_be_kept_goes(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for name in ("a", "b", "c"):
        cache.write(f"parts/{name}", DATA)
    cache.keep("parts", {"a", "c"})
    assert {file.name for file in (tmp_path / "parts").iterdir()} == {"a", "c"}
    cache.keep("gone", set())


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the key is to stand."""
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "timeline"


def test_a_key_is_made_once_and_is_the_users_alone(home: Path) -> None:
    key = own_key()
    assert key is not None
    assert len(key) == 32
    assert own_key() == key
    assert (home / "key").stat().st_mode & 0o777 == 0o600
    assert [file.name for file in home.iterdir()] == ["key"]


@pytest.mark.parametrize(
    ("names", "place"),
    [
        ({"LOCALAPPDATA": "local"}, "local"),
        ({"HOME": "home"}, "home/.cache"),
        ({"XDG_CACHE_HOME": "", "HOME": "home"}, "home/.cache"),
    ],
)
def test_the_key_stands_where_a_users_caches_do(
    tmp_path: Path,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    names: dict[str, str],
    place: str,
) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME")
    for name, value in names.items():
        monkeypatch.setenv(name, str(tmp_path / value) if value else "")
    assert own_key() is not None
    assert (tmp_path / place / "timeline/key").is_file()
    assert not home.exists()


def _open_to_others(file: Path) -> None:
    file.chmod(0o640)


def _another_key(file: Path) -> None:
    file.write_bytes(b"short")


KEYS: dict[str, Callable[[Path], object]] = {
    "others may read it": _open_to_others,
    "short": _another_key,
    "a link": _link,
    "a link to nowhere": _link_to_nowhere,
    "a pipe": _pipe,
    "a folder": _directory,
}


@pytest.mark.parametrize("damage", KEYS)
def test_a_key_that_is_not_the_users_alone_is_none(home: Path, damage: str) -> None:
    assert own_key() is not None
    KEYS[damage](home / "key")
    assert own_key() is None


def test_a_key_of_another_user_is_none(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert own_key() is not None
    mine = (home / "key").stat().st_uid
    monkeypatch.setattr(os, "getuid", lambda: mine + 1)
    assert own_key() is None


def test_where_no_key_can_be_written_there_is_none(home: Path) -> None:
    home.write_text("a file")
    assert own_key() is None


def test_of_two_keys_made_at_once_the_first_stands(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = b"o" * 32

    def made_meanwhile(_size: int) -> bytes:
        (home / "key").write_bytes(other)
        (home / "key").chmod(0o600)
        return DATA[:32]

    monkeypatch.setattr("timeline.cache.secrets.token_bytes", made_meanwhile)
    assert own_key() == other
    assert [file.name for file in home.iterdir()] == ["key"]


def test_a_font_that_is_damaged_is_cut_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut: list[str] = []

    def made(face: fonts.Face, _points: frozenset[int]) -> bytes:
        cut.append(face.name)
        return face.name.encode()

    monkeypatch.setattr(cutting, "cut", made)
    monkeypatch.setenv(VARIABLE, "1")  # in a process of its own nobody would count
    first = assets(tmp_path)
    assert len(cut) == 6
    damaged = min(file for file in tmp_path.rglob("*-400-[0-9a-f]*") if file.is_file())
    damaged.write_bytes(damaged.read_bytes()[:-1])
    assert assets(tmp_path) == first
    assert len(cut) == 7
    assert assets(tmp_path) == first
    assert len(cut) == 7


@pytest.mark.parametrize("changed", ["fonts.py", "cutting.py"])
def test_another_way_of_cutting_is_another_font(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    face = fonts.FACES[0]
    before = fonts.key(face, {0x627})
    for name in ("fonts.py", "cutting.py"):
        (tmp_path / name).write_bytes(Path(fonts.__file__).with_name(name).read_bytes())
    monkeypatch.setattr(fonts, "__file__", str(tmp_path / "fonts.py"))
    assert fonts.key(face, {0x627}) == before
    with (tmp_path / changed).open("ab") as end:
        end.write(b"# changed\n")
    assert fonts.key(face, {0x627}) != before
