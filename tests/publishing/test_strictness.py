"""What MkDocs and its like warn of stops a build, whoever silenced it and however it is started."""

import logging
import os
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig

from tests.contents import lay
from tests.folders import SMALL, checked
from timeline.publishing import publish as publishing
from timeline.publishing.publish import PublishError, _warnings, publish
from timeline.rules.rule import Example

ROOT = Path(__file__).parents[2]
LOGGERS = ("mkdocs", "mkdocs.structure.pages", "MARKDOWN", "pymdownx", "any.plugin", "")


@contextmanager
def silenced(name: str) -> Iterator[None]:
    """Silence a logger in every way there is."""
    logger = logging.getLogger(name)
    before = logger.level, logger.propagate, logger.disabled, logging.root.manager.disable
    logger.setLevel(logging.CRITICAL + 1)
    logger.propagate, logger.disabled = False, True
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before[0])
        logger.propagate, logger.disabled = before[1:3]
        logging.disable(before[3])


@pytest.mark.parametrize("name", LOGGERS)
def test_a_warning_is_heard_through_silence(name: str) -> None:
    with silenced(name):
        logger = logging.getLogger(name)
        state = logger.level, logger.propagate, logger.disabled, list(logger.handlers)
        with _warnings() as lines:
            logger.info("nothing")
            logger.warning("a page is %s", "lost")
        assert lines == ["a page is lost"]
        assert state == (logger.level, logger.propagate, logger.disabled, logger.handlers)
        assert logging.root.manager.disable == logging.CRITICAL


def test_pythons_own_warnings_are_heard() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with _warnings() as lines:
            warnings.warn("twice", stacklevel=1)
            warnings.warn("twice", stacklevel=1)
            for category in (DeprecationWarning, SyntaxWarning, FutureWarning, ImportWarning):
                warnings.warn("for those who write programs", category, stacklevel=1)
    assert lines == ["twice", "twice"]


def test_what_another_thread_warns_of_is_not_of_this_build() -> None:
    def elsewhere() -> None:
        logging.getLogger("any.plugin").warning("a browser has gone")
        warnings.warn("and came again", stacklevel=1)

    with _warnings() as lines:
        thread = threading.Thread(target=elsewhere)
        thread.start()
        thread.join()
    assert lines == []


def test_loggers_may_come_while_they_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    class Placeholder:
        """Asked what it is; meanwhile another thread has made a logger."""

        @property  # type: ignore[misc]
        def __class__(self) -> type:
            known["came"] = logging.PlaceHolder(logging.root)
            return logging.PlaceHolder

    known: dict[str, object] = {"first": Placeholder()}
    monkeypatch.setattr(logging.root.manager, "loggerDict", known)
    with _warnings() as lines:
        pass
    assert lines == []


def test_state_comes_back_after_a_failure() -> None:
    logger = logging.getLogger("mkdocs")
    before = logger.level, list(logger.handlers), logging.root.level, list(logging.root.handlers)
    with pytest.raises(ValueError, match="x"), _warnings():
        raise ValueError("x")
    assert before == (logger.level, logger.handlers, logging.root.level, logging.root.handlers)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["mkdocs", "MARKDOWN"])
def test_a_warning_stops_a_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def warning(config: MkDocsConfig) -> None:
        logging.getLogger(name).warning("a page is lost")
        build(config)

    monkeypatch.setattr(publishing, "build", warning)
    content = lay(tmp_path / "content", SMALL)
    with silenced(name), pytest.raises(PublishError, match="a page is lost"):
        publish(checked(content), content, tmp_path / "site")
    assert not (tmp_path / "site").exists()


LINK: Example = {"pages/guide.md": "# دليل\n\n[إلى لا شيء](../gone/)\n"}
FAULTS: dict[str, tuple[Example, str]] = {
    "a broken link": (LINK, "../gone/"),
    "a broken fragment": ({"pages/guide.md": "# دليل\n\n[إلى](../#gone)\n"}, "../#gone"),
    "a broken record": ({"events/broken.yml": "title: [\n"}, "broken.yml"),
    "a page that MkDocs leaves out": (
        {"pages/README.md": "# أ\n", "pages/index.md": "# ب\n"},
        "README.md",
    ),
    "a page without a heading": ({"pages/guide.md": "نص\n"}, "guide"),
}
MODES: tuple[tuple[str, ...], ...] = ((), ("-q",), ("-v",), ("-q", "--strict"))
RUNS = [*(("mkdocs", mode) for mode in MODES), ("properdocs", ("-q",))]
# Each fault when quiet; in the other modes the one that strictness is most wanted for.
REFUSED = [
    *(("mkdocs", ("-q",), fault) for fault in FAULTS),
    ("properdocs", ("-q",), "a broken link"),
    *(("mkdocs", mode, "a broken link") for mode in MODES if mode != ("-q",)),
]


def mkdocs(folder: Path, engine: str, mode: tuple[str, ...], *layers: Example) -> tuple[int, str]:
    """Run an engine's own command on a project of its own; give its exit status and what it said."""
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    theme = (ROOT / "timeline/render/theme").as_posix()
    lay(folder, {"mkdocs.yml": settings.replace("timeline/render/theme", theme)})
    lay(folder / "content", SMALL, {"pages/.gitkeep": ""}, *layers)
    (ROOT / ".cache").mkdir(exist_ok=True)
    (folder / ".cache").symlink_to(ROOT / ".cache")  # cutting fonts takes longest
    command = [sys.executable, "-m", engine, "build", *mode]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    return done.returncode, done.stdout + done.stderr


def test_mkdocs_itself_refuses_a_broken_link_when_quiet(tmp_path: Path) -> None:
    status, said = mkdocs(tmp_path, "mkdocs", ("-q",), LINK)
    assert status != 0
    assert "../gone/" in said
    assert "Traceback" not in said


@pytest.mark.slow
@pytest.mark.parametrize(("engine", "mode", "fault"), REFUSED)
def test_every_engine_refuses_every_fault_in_every_mode(
    tmp_path: Path, engine: str, mode: tuple[str, ...], fault: str
) -> None:
    layer, named = FAULTS[fault]
    status, said = mkdocs(tmp_path, engine, mode, layer)
    assert status != 0
    assert named in said
    assert "Traceback" not in said


@pytest.mark.slow
@pytest.mark.parametrize(("engine", "mode"), [RUNS[1], RUNS[2], RUNS[-1]])
def test_every_engine_builds_what_has_no_fault(
    tmp_path: Path, engine: str, mode: tuple[str, ...]
) -> None:
    guide: Example = {"pages/guide.md": "# دليل\n\n[إلى حدث](../events/bridge-opened/)\n"}
    status, said = mkdocs(tmp_path, engine, mode, guide)
    assert status == 0, said
    assert (tmp_path / "site/events/bridge-opened/index.html").is_file()
