"""Styles, scripts and fonts as they are published."""

import gzip
import re
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from timeline.render import cutting, fonts
from timeline.render.assets import SCRIPTS, Assets, assets

STATIC = Path(fonts.__file__).parent / "static"


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def made(cache: Path) -> Assets:
    return assets(cache)


def test_a_second_build_takes_fonts_from_the_cache(cache: Path, made: Assets) -> None:
    # Three faces in two parts, and of each face which letters it has.
    assert len(list((cache / "fonts").iterdir())) == 9
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


@pytest.mark.parametrize("script", sorted(STATIC.rglob("*.js")), ids=lambda file: file.stem)
def test_scripts_are_small_as_modules_are(script: Path) -> None:
    assert len(script.read_text("utf-8").splitlines()) <= 400


def test_every_script_is_published_once() -> None:
    """What is written down is what there is: no script lies about unused."""
    assert sorted(SCRIPTS) == sorted(file.stem for file in STATIC.glob("*.js"))


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


@pytest.mark.parametrize("role", ["sans-400-main", "sans-600-main", "naskh-400-main"])
def test_a_feature_shows_arabic_indic_digits(made: Assets, role: str) -> None:
    font = TTFont(BytesIO(made.files[made.paths[role]]))
    glyph = font.getBestCmap()
    gsub = font["GSUB"].table
    features = gsub.FeatureList.FeatureRecord
    assert [f.FeatureTag for f in features] == sorted(f.FeatureTag for f in features)
    (ours,) = (f.Feature for f in features if f.FeatureTag == cutting.DIGITS)
    shown = gsub.LookupList.Lookup[ours.LookupListIndex[0]].SubTable[0].mapping
    for digit in range(10):
        assert shown[glyph[0x30 + digit]] == glyph[0x660 + digit]
    for script in gsub.ScriptList.ScriptRecord:
        languages = [other.LangSys for other in script.Script.LangSysRecord]
        for language in (script.Script.DefaultLangSys, *languages):
            tags = [features[index].FeatureTag for index in language.FeatureIndex]
            assert tags.count(cutting.DIGITS) == 1, script.ScriptTag


def test_only_the_fonts_with_digits_have_the_feature(made: Assets) -> None:
    font = TTFont(BytesIO(made.files[made.paths["sans-400-rest"]]))
    tags = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
    assert cutting.DIGITS not in tags


def test_the_styles_switch_on_the_feature_of_the_fonts(made: Assets) -> None:
    assert f'--digits: "{cutting.DIGITS}"' in made.files[made.paths["styles"]].decode()


def test_older_browsers_have_the_light_colours(made: Assets) -> None:
    styles = made.files[made.paths["styles"]].decode()
    both = dict(re.findall(r"(--\w+): light-dark\((#\w+), #\w+\)", styles))
    start = styles.index("@supports not (color: light-dark")
    fallback = dict(re.findall(r"(--\w+): (#\w+);", styles[start : styles.index("\n}\n", start)]))
    assert both
    assert fallback == both


def test_what_runs_before_the_first_paint_is_small(made: Assets) -> None:
    assert len(gzip.compress(made.files[made.paths["preferences"]])) <= 1024


def test_a_script_imports_others_by_their_published_names(made: Assets) -> None:
    scripts = {path: text.decode() for path, text in made.files.items() if path.endswith(".js")}
    imports = {path: re.findall(r'from "\./([^"]+)"', text) for path, text in scripts.items()}
    published = {role: path.removeprefix("assets/") for role, path in made.paths.items()}
    assert imports[made.paths["finder"]] == [published["arabic"], published["words"]]
    assert f'import("./{published["finder"]}")' in scripts[made.paths["search"]]
    assert {f"assets/{name}" for names in imports.values() for name in names} <= scripts.keys()
