"""Styles, scripts and fonts as they are published."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from timeline.render import fonts
from timeline.render.assets import Assets, assets


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def made(cache: Path) -> Assets:
    return assets(cache)


def test_a_second_build_takes_fonts_from_the_cache(cache: Path, made: Assets) -> None:
    assert len(list(cache.rglob("*.woff2"))) == 6
    assert assets(cache) == made


def test_every_file_of_the_styles_is_there(made: Assets) -> None:
    styles = made.files[made.paths["styles"]].decode()
    urls = re.findall(r'url\("([^"]+)"\)', styles)
    assert len(urls) == 6
    assert {f"assets/{url}" for url in urls} <= made.files.keys()
    assert "RANGE:" not in styles
    assert "FONT:" not in styles


def test_styles_use_logical_properties_only(made: Assets) -> None:
    styles = made.files[made.paths["styles"]].decode()
    physical = r"[{;\s](?:margin|padding|border)-(?:left|right|top|bottom)|[{;\s](?:left|right|top|bottom|width|height|min-width|max-height)\s*:"
    found = list(re.findall(physical, re.sub(r"@media[^{]*", "", styles)))
    assert not found


def test_fonts_hold_arabic_under_a_name_of_their_own(made: Assets) -> None:
    for role in ("sans-400-main", "sans-600-main", "naskh-400-main"):
        font = TTFont(BytesIO(made.files[made.paths[role]]))
        assert {ord(c) for c in "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءآأؤإئ،؛؟٠٩"} <= set(
            font.getBestCmap()
        )
        family = font["name"].getDebugName(1)
        assert family in {"Timeline Sans", "Timeline Naskh"}
    texts = [made.files[path].decode() for path in made.files if path.endswith("OFL.txt")]
    assert len(texts) == 2
    assert all("SIL OPEN FONT LICENSE" in text.upper() for text in texts)


def test_the_first_fonts_of_a_page_are_light(made: Assets) -> None:
    main = [made.files[made.paths[f"{face.name}-main"]] for face in fonts.FACES]
    assert sum(map(len, main)) <= 130 * 1024


def test_unicode_ranges_are_written_as_css_writes_them() -> None:
    assert fonts.unicode_range([0x20, 0x21, 0x22, 0x660]) == "U+20-22, U+660"


def test_a_script_imports_others_by_their_published_names(made: Assets) -> None:
    scripts = {path: text.decode() for path, text in made.files.items() if path.endswith(".js")}
    imports = {path: re.findall(r'from "\./([^"]+)"', text) for path, text in scripts.items()}
    published = {role: path.removeprefix("assets/") for role, path in made.paths.items()}
    assert imports[made.paths["finder"]] == [published["arabic"], published["words"]]
    assert f'import("./{published["finder"]}")' in scripts[made.paths["search"]]
    assert {f"assets/{name}" for names in imports.values() for name in names} <= scripts.keys()
