"""What the other browser tests stand on: pages are served, and what goes wrong is noticed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.pages import Pages
from tests.browser.serving import Server

ROOT = Path(__file__).parents[2]


# A page that names no icon sends the browser to look for /favicon.ico.
HEAD = "<!doctype html><meta charset=utf-8><link rel=icon href=data:,><title>x</title>"


def add(folder: Path, name: str, html: str) -> None:
    (folder / name).write_text(HEAD + html, encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    add(tmp_path, "index.html", "")
    return tmp_path


@pytest.mark.parametrize("under", ["/", "/repo/", "/a/b/"])
def test_serves_a_folder(page: Pages, serve: Server, folder: Path, under: str) -> None:
    add(folder, "index.html", "<h1>بغداد</h1>")
    url = serve(folder, under=under)
    assert url.endswith(under)
    assert page(url).inner_text("h1") == "بغداد"


def test_serves_nothing_outside_its_path(page: Pages, serve: Server, folder: Path) -> None:
    page.expect("status of 404")
    response = page().goto(serve(folder, under="/repo/").replace("/repo/", "/index.html"))
    assert response is not None
    assert response.status == 404


def test_shows_the_sites_own_page_for_not_found(page: Pages, serve: Server, folder: Path) -> None:
    add(folder, "404.html", "<h1>لا صفحة هنا</h1>")
    page.expect("status of 404")
    assert page(serve(folder) + "absent/").inner_text("h1") == "لا صفحة هنا"


def test_runs_scripts_as_scripts(page: Pages, serve: Server, folder: Path) -> None:
    (folder / "a.js").write_text("document.title = 'ran'", encoding="utf-8")
    add(folder, "a.html", "<script type=module src=a.js></script>")
    assert page(serve(folder) + "a.html").title() == "ran"


def test_opens_pages_as_a_test_asks(page: Pages, serve: Server, folder: Path) -> None:
    add(folder, "a.html", "<script>document.title = 'ran'</script>")
    assert page(serve(folder) + "a.html", java_script_enabled=False).title() == "x"


@pytest.mark.parametrize(
    ("html", "problem"),
    [
        ("<img src='https://example.org/a.png'>", "another host: https://example.org/a.png"),
        ("<img src='http://127.0.0.1:9/a.png'>", "another host: http://127.0.0.1:9/a.png"),
        ("<script src=absent.js></script>", r"console error: .*404.*absent\.js"),
        ("<script>console.error('هنا')</script>", "console error: هنا"),
        ("<script>throw Error('هنا')</script>", "page error: .*هنا"),
        (
            (
                "<meta http-equiv=Content-Security-Policy content=\"script-src 'none'\">"
                "<script>document.title = 'ran'</script>"
            ),
            "console error: .*Content Security Policy",
        ),
    ],
)
def test_notices(page: Pages, serve: Server, folder: Path, html: str, problem: str) -> None:
    add(folder, "a.html", html)
    page(serve(folder) + "a.html")
    with pytest.raises(AssertionError, match=problem):
        page.verify()
    # Some of these come as two: the request, and the console's error that it failed.
    page.expect(problem)
    page.expect("console error|page error|another host")


def test_notices_a_web_socket(page: Pages, serve: Server, folder: Path) -> None:
    opened = page(serve(folder))
    with opened.expect_websocket():
        opened.evaluate("void new WebSocket('ws://example.org/')")
    with pytest.raises(AssertionError, match=r"another host: ws://example\.org/"):
        page.verify()
    page.expect("another host|console error")


def test_notices_what_was_expected_in_vain(page: Pages, serve: Server, folder: Path) -> None:
    page(serve(folder))
    page.expect("هنا")
    with pytest.raises(AssertionError, match="did not come: هنا"):
        page.verify()
    page.problems.append("هنا")


@pytest.mark.slow
@pytest.mark.usefixtures("browser")  # without one, this has nothing of its own to say
def test_fails_the_test_itself(tmp_path: Path) -> None:
    (tmp_path / "test_one.py").write_text(
        "def test_one(page):\n    page().evaluate('console.error(1)')\n", encoding="utf-8"
    )
    command = [sys.executable, "-m", "pytest", "--rootdir", ".", "-c", os.devnull]
    done = subprocess.run(
        [*command, "-p", "tests.browser.conftest", "test_one.py"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "console error: 1" in done.stdout
    assert "1 failed in" in done.stdout
