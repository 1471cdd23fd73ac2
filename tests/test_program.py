"""Which program this is, by all that may change what it makes."""

from pathlib import Path

import pytest

from tests.contents import lay
from timeline import program as module
from timeline.program import program


@pytest.mark.parametrize("changed", ["a file", "a template", "a name", "what is installed"])
def test_each_part_of_the_program_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    package = lay(tmp_path / "package", {"a.py": "1", "templates/b.html": "2", "c.po": "3"})
    beside = lay(tmp_path / "beside", {"one-1.0.dist-info/METADATA": ""})
    monkeypatch.setattr(module, "_PACKAGE", package)
    monkeypatch.setattr("sys.path", [str(beside), str(tmp_path / "gone")])
    of_now = program.__wrapped__
    before = of_now()
    lay(package, {"__pycache__/a.pyc": "x"})
    assert of_now() == before
    match changed:
        case "a file":
            lay(package, {"a.py": "2"})
        case "a template":
            lay(package, {"templates/b.html": "3"})
        case "a name":
            (package / "c.po").rename(package / "d.po")
        case _:
            (beside / "one-1.0.dist-info").rename(beside / "one-1.1.dist-info")
    assert of_now() != before
