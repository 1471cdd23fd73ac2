"""Faces cut to some code points, with digits of both sets. Alone imports fontTools.

That takes a quarter of a second to import and half a second a face: what it makes is kept
(`render/assets.py`).
"""

import logging
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Final

from fontTools.otlLib.builder import buildCoverage, buildLookup, buildSingleSubstSubtable
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables

from timeline.render.fonts import Face, source

# The feature that `styles/base.css` switches on: one of the stylistic sets that no face has.
DIGITS: Final = "ss20"
# What it shows in place of what. A separator is one between digits alone; the percent sign stands
# beside them in a run of its own, since bidi parts the two, and so is always shown as the Arabic one.
ARABIC_INDIC: Final = {**{str(n): chr(0x0660 + n) for n in range(10)}, "%": "٪"}
SEPARATORS: Final = {",": "٬", ".": "٫"}


def cut(face: Face, code_points: Iterable[int]) -> bytes:
    """The face with these code points only, as WOFF2; the same bytes each time."""
    # It warns of each table that it drops, and dropping what a page does not need is the point.
    logging.getLogger("fontTools.subset").setLevel(logging.ERROR)
    font = TTFont(source(face), recalcTimestamp=False)
    options = Options()
    options.flavor = "woff2"
    options.layout_features = ["*"]
    options.hinting = False
    options.notdef_outline = True
    options.recalc_timestamp = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=code_points)
    subsetter.subset(font)
    if ord("0") in font.getBestCmap():
        _add_digits(font)
    for record in font["name"].names:
        if record.nameID in {1, 4, 16}:
            record.string = face.family
        elif record.nameID in {3, 6}:
            record.string = face.family.replace(" ", "") + face.name.rpartition("-")[2]
    font.flavor = "woff2"
    packed = BytesIO()
    font.save(packed)
    return packed.getvalue()


def _add_digits(font: TTFont) -> None:
    """Add the feature `DIGITS`, in every script and language that the font knows."""
    gsub = font["GSUB"].table
    order = font.getReverseGlyphMap()
    lookups = gsub.LookupList.Lookup
    first = len(lookups)
    digits, separators = _shown(font, ARABIC_INDIC), _shown(font, SEPARATORS)

    between = otTables.ChainContextSubst()
    between.Format = 3
    around = buildCoverage(set(digits.values()), order)
    between.BacktrackCoverage = between.LookAheadCoverage = [around]
    between.InputCoverage = [buildCoverage(separators, order)]
    between.BacktrackGlyphCount = between.LookAheadGlyphCount = between.InputGlyphCount = 1
    between.SubstLookupRecord = [otTables.SubstLookupRecord()]
    between.SubstLookupRecord[0].SequenceIndex = 0
    between.SubstLookupRecord[0].LookupListIndex = first + 2
    between.SubstCount = 1

    for subtable in (
        buildSingleSubstSubtable(digits),
        between,
        buildSingleSubstSubtable(separators),
    ):
        lookups.append(buildLookup([subtable]))
    gsub.LookupList.LookupCount = len(lookups)

    record = otTables.FeatureRecord()
    record.FeatureTag = DIGITS
    record.Feature = otTables.Feature()
    record.Feature.FeatureParams = None
    record.Feature.LookupListIndex = [first, first + 1]  # the third only through the second
    record.Feature.LookupCount = 2
    # Features stand in the order of their tags, and languages name them by their numbers.
    features = gsub.FeatureList.FeatureRecord
    place = sum(other.FeatureTag < DIGITS for other in features)
    features.insert(place, record)
    gsub.FeatureList.FeatureCount = len(features)
    for script in gsub.ScriptList.ScriptRecord:
        languages = [other.LangSys for other in script.Script.LangSysRecord]
        for language in (script.Script.DefaultLangSys, *languages):
            if language is not None:
                moved = [index + (index >= place) for index in language.FeatureIndex]
                language.FeatureIndex = sorted([*moved, place])
                language.FeatureCount = len(language.FeatureIndex)


def _shown(font: TTFont, characters: Mapping[str, str]) -> dict[str, str]:
    """The glyphs of some characters, and those that show them instead.

    Plex has Latin digits of its own for Arabic text, which it puts in before any other feature.
    """
    glyph = font.getBestCmap()
    shown = {glyph[ord(a)]: glyph[ord(b)] for a, b in characters.items()}
    gsub = font["GSUB"].table
    for record in gsub.FeatureList.FeatureRecord:
        for index in record.Feature.LookupListIndex if record.FeatureTag == "locl" else ():
            for subtable in gsub.LookupList.Lookup[index].SubTable:
                local = getattr(getattr(subtable, "ExtSubTable", subtable), "mapping", {})
                shown |= {local[name]: shown[name] for name in local.keys() & shown.keys()}
    return shown


def covered(face: Face) -> frozenset[int]:
    """The code points that a face has."""
    with TTFont(source(face), lazy=True) as font:
        return frozenset(font.getBestCmap())
