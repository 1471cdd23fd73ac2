"""Files written whole or not at all."""

from pathlib import Path

from timeline.writing.files import write_text


def test_what_is_written_to_a_link_is_written_where_it_leads(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    file, link = tmp_path / "elsewhere/file", tmp_path / "link"
    link.symlink_to("elsewhere/file")
    for text in ("new", "newer"):
        write_text(link, text)
        assert link.is_symlink()
        assert file.read_text() == text
    assert [path.name for path in file.parent.iterdir()] == ["file"]
