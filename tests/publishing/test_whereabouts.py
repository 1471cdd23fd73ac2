"""Where a site may stand: nowhere that would cost more than an old site."""

from pathlib import Path

import pytest

from tests.contents import lay
from tests.folders import SMALL
from timeline.cli import build
from timeline.publishing.whereabouts import refuse_place

OLD_SITE = {"index.html": "old", "data/events.schema.json": "{}"}


def tree(folder: Path) -> dict[str, bytes | None]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }


@pytest.mark.parametrize(
    ("site", "content"),
    [
        ("content", "content"),
        ("content/site", "content"),
        ("content/events/2019", "content"),
        ("old", "old/content"),  # an earlier site that holds the content
        ("old", "old/deep/content"),
        ("link", "content"),
        ("dangling", "content"),
        ("file.txt", "content"),
        ("home", "content"),
        ("work", "content"),
        ("work/..", "content"),
        ("/", "content"),
        ("~", "content"),
    ],
)
def test_a_place_that_is_not_a_sites_is_refused(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    site: str,
    content: str,
) -> None:
    lay(tmp_path, {"file.txt": "x", "old/": "", "home/": "", "work/": ""})
    lay(tmp_path / "old", OLD_SITE)
    lay(tmp_path / content, SMALL)
    (tmp_path / "link").symlink_to("old")
    (tmp_path / "dangling").symlink_to("nowhere")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path / "work")
    before = tree(tmp_path)
    place = tmp_path / "home" if site == "~" else tmp_path / site
    assert build(["--content", str(tmp_path / content), "--site", str(place)]) == 2
    assert tree(tmp_path) == before
    assert str(place) in capsys.readouterr().err


def test_whoever_has_no_home_may_publish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a container, for a user whom the system does not know."""
    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.setattr("os.path.expanduser", lambda path: path)
    with pytest.raises(RuntimeError):
        Path.home()
    refuse_place(tmp_path / "site", tmp_path / "content")
