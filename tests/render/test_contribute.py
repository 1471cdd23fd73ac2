"""What to do about a mistake: doors that lead somewhere, and no promise that cannot be kept."""

import re
from pathlib import Path

from tests.folders import SMALL, site_of
from timeline.messages import Language, messages
from timeline.render.sections.contribute import pages

SAY = messages(Language.ARABIC)
ROOT = Path(__file__).parents[2]
REPOSITORY = "repository: https://github.example/org/timeline\n"
NO_ADDRESS = "The publisher of this timeline has given no address to write to."


def body(tmp_path: Path, about: str = "") -> str:
    content = {**SMALL, "timeline.yml": f"title: جسور\n{about}"}
    (page,) = pages(site_of(tmp_path, content))
    assert page.url == "contribute/"
    return page.render()


def out(html: str) -> list[str]:
    """The addresses outside the site."""
    return [link for link in re.findall(r'href="([^"]+)"', html) if ":" in link]


def test_the_issue_forms_are_those_of_the_repository(tmp_path: Path) -> None:
    links = out(body(tmp_path, REPOSITORY))
    forms = [re.search(r"template=([\w-]+)\.yml", link) for link in links]
    named = [form[1] for form in forms if form]
    assert named == ["new-event", "correction", "broken-link"]
    for name in named:
        assert (ROOT / ".github" / "ISSUE_TEMPLATE" / f"{name}.yml").is_file()


def test_a_host_without_forms_gets_an_issue(tmp_path: Path) -> None:
    links = out(body(tmp_path, "repository: https://gitlab.example/org/timeline\n"))
    assert len(links) == 2
    assert all("/-/issues/new" in link and "template=" not in link for link in links)


def test_without_a_repository_the_editors_are_written_to(tmp_path: Path) -> None:
    links = out(body(tmp_path, "contact: editors@example.org\n"))
    assert len(links) == 2
    assert all(link.startswith("mailto:editors@example.org") for link in links)


def test_a_name_is_not_asked_for_where_all_can_read(tmp_path: Path) -> None:
    """By mail where there is an address, though there is a repository; else without the name."""
    both = out(body(tmp_path / "both", REPOSITORY + "contact: editors@example.org\n"))
    assert both[-1].startswith("mailto:")
    public = body(tmp_path / "public", REPOSITORY)
    assert "/issues/new" in out(public)[-1]
    warning = SAY.text(
        "Everybody can read issues: give only the page's address, and not the name. An editor "
        "answers with a way to write out of the public eye."
    )
    assert warning in public


def test_what_is_not_given_is_not_made_up(tmp_path: Path) -> None:
    html = body(tmp_path, "")
    assert out(html) == []
    assert html.count(SAY.text(NO_ADDRESS)) == 2


def test_the_message_is_one_of_the_check(tmp_path: Path) -> None:
    html = body(tmp_path)
    assert 'لا وجود لهذا اليوم: <bdi dir="ltr">2019-02-30</bdi>. عدد أيام الشهر 28.' in html
    assert "D203 impossible-day" in html
    assert "الحل: صحّح اليوم" in html


def test_the_policy_on_people_is_said_once(tmp_path: Path) -> None:
    html = body(tmp_path)
    anchor = SAY.text("anchor-people")
    assert f'href="../method/#{anchor}"' in html
    method = (ROOT / "timeline/render/templates/method.html").read_text(encoding="utf-8")
    assert '_("anchor-people")' in method
