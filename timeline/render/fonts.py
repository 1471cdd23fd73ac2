"""The fonts, cut down to what a page needs and packed for the web.

Each face becomes two files: the code points that an Arabic page is made of, and the rest, which a
browser fetches only where `unicode-range` says that a page uses it. The cut families are given
names of their own, as the OFL asks of changed fonts with a reserved name, and the licences are
published beside them.

Each is given a feature of its own that shows digits as Arabic-Indic ones. A page holds Latin digits,
and a reader who wants the others has this feature switched on by the styles: no text is rewritten,
nothing more is loaded, and what is copied is what the page says.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import metadata, resources
from pathlib import Path
from typing import Final


@dataclass(frozen=True, slots=True)
class Face:
    """One weight of one family: where its file lies, and what it is called once cut."""

    name: str
    package: str
    file: str
    family: str


FACES: Final = (
    Face(
        "sans-400", "fontpkg_ibm_plex_sans_arabic", "IBMPlexSansArabic-Regular.ttf", "Timeline Sans"
    ),
    Face(
        "sans-600",
        "fontpkg_ibm_plex_sans_arabic",
        "IBMPlexSansArabic-SemiBold.ttf",
        "Timeline Sans",
    ),
    Face("naskh-400", "fontpkg_amiri", "Amiri-Regular.ttf", "Timeline Naskh"),
)

# What Arabic pages are made of: Latin, the Arabic alphabet with its marks and both digit sets,
# the letters that Persian, Kurdish and Turkish names add, and typographic punctuation.
MAIN: Final = frozenset(
    [
        *range(0x20, 0x7F),
        *(ord(c) for c in "\xa0«»·×°"),
        *range(0x0621, 0x063B),
        *range(0x0640, 0x0653),  # with the tatweel, for the sake of «هـ»
        *(ord(c) for c in "،؛؟٪٫٬ٰٱپچڕژڤکگڵھۆیێە"),
        *range(0x0660, 0x066A),
        *(ord(c) for c in "–—‘’“”•…‹›−"),
    ]
)


def source(face: Face) -> Path:
    """The face's file as its package installed it."""
    found = sorted(Path(str(resources.files(face.package))).rglob(face.file))
    if not found:
        raise FileNotFoundError(f"{face.package} holds no {face.file}")
    return found[0]


def licence(package: str) -> str:
    """The licence of a font package, as it was installed."""
    return resources.files(package).joinpath("LICENSE").read_text("utf-8")


def unicode_range(code_points: Iterable[int]) -> str:
    """The code points as CSS writes them: `U+20-7E, U+A0`."""
    runs: list[list[int]] = []
    for point in sorted(code_points):
        if runs and point == runs[-1][1] + 1:
            runs[-1][1] = point
        else:
            runs.append([point, point])
    return ", ".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in runs)


def key(face: Face, code_points: Iterable[int]) -> str:
    """What the cut font depends on, as a short digest: file, points, our code, what packs it."""
    digest = hashlib.sha256(source(face).read_bytes())
    for module in (Path(__file__), Path(__file__).with_name("cutting.py")):
        digest.update(module.read_bytes())
    packed_by = [metadata.version(package) for package in ("fonttools", "brotli")]
    digest.update(repr((sorted(code_points), face, packed_by)).encode())
    return digest.hexdigest()[:16]
