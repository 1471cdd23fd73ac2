"""Why the system refused: in words, in Arabic, with no word of its own language."""

import errno
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.contents import lay
from tests.folders import SMALL
from timeline.cli import main
from timeline.commands.adding import not_written
from timeline.messages import Language, messages
from timeline.reporting.refusal import _REASONS, refusal

ARABIC = messages(Language.ARABIC)
ROOT = Path(__file__).parents[2]


def refused(code: int, *names: str) -> OSError:
    return OSError(code, os.strerror(code), *names)


@pytest.mark.parametrize("code", sorted(errno.errorcode))
def test_nothing_is_said_in_the_systems_own_words(code: int) -> None:
    for error in (refused(code), refused(code, "/a/b")):
        for said in (refusal(error, ARABIC), not_written(error, ARABIC)):
            assert os.strerror(code) not in said
            assert "Errno" not in said
            assert not said.endswith((":", " "))
            assert any("\u0621" <= letter <= "\u064a" for letter in said)
            assert (str(code) in said) != (code in _REASONS)


def test_the_file_is_named_and_acts_on_no_terminal() -> None:
    assert refusal(refused(errno.EACCES, "/a\x1b[31m\u202eb"), ARABIC) == (
        "لا إذن بذلك: /a\\u001b[31m\\u202eb"
    )
    assert refusal(refused(errno.EFBIG), ARABIC) == "ملف يتجاوز الحجم المسموح به"
    assert refusal(refused(errno.EXDEV, "/a"), ARABIC) == f"خطأ النظام رقم {errno.EXDEV}: /a"
    assert refusal(OSError("مقروء"), ARABIC) == "مقروء"


def test_a_build_whose_files_may_not_grow_says_so(tmp_path: Path) -> None:
    lay(tmp_path / "content", SMALL)
    done = subprocess.run(
        [sys.executable, ROOT / "build.py"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert "ملف يتجاوز الحجم المسموح به" in done.stderr
    assert "Errno" not in done.stderr


def test_a_file_that_cannot_be_read_is_told_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = lay(tmp_path / "content", SMALL)
    missing = str(tmp_path / "x.csv")
    assert main(["import", "csv", missing, "--content", str(content)]) != 0
    said = capsys.readouterr().err
    assert "لا شيء هناك" in said
    assert missing in said
    assert "No such file" not in said
