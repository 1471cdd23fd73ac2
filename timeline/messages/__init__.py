"""All that the software itself says, in Arabic and in English.

The texts in the code are English; `LANGUAGE/timeline.po` translates them. Catalogs are read as they
stand, so there is no compiled file to forget. Imports Babel and nothing of the project.
"""

import gettext
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib import resources
from io import BytesIO
from typing import Final

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

CATALOG: Final = "timeline.po"

# A number of each of CLDR's plural categories.
_PLURALS: Final = {"zero": 0, "one": 1, "two": 2, "few": 3, "many": 11, "other": 100}


class Language(StrEnum):
    """The languages that the software speaks."""

    ARABIC = "ar"
    ENGLISH = "en"


def words(message: str) -> str:
    """Mark a text of the software for translation where it stands; return it as it is."""
    return message


def forms(counted: Callable[[int], str]) -> dict[str, str]:
    """What `counted` says of a number, by plural category, with `{n}` for the number.

    For scripts, which count what only they know. `counted` may say no other number.
    """
    return {form: counted(n).replace(f"{n:,}", "{n}") for form, n in _PLURALS.items()}


@dataclass(frozen=True, slots=True)
class Messages:
    """What the software says, in one language."""

    language: Language
    translations: gettext.NullTranslations

    def text(self, message: str, /, **facts: object) -> str:
        """Say a message, with each `{fact}` filled in."""
        # A catalog keeps its own header under the empty text.
        text = self.translations.gettext(message) if message else ""
        return text.format_map(facts) if facts else text

    def count(self, one: str, other: str, n: int, /, **facts: object) -> str:
        """Say a number and its noun, agreeing: Arabic has six forms. `{n}` is the number."""
        text = self.translations.ngettext(one, other, n)
        return text.format_map({"n": f"{n:,}", **facts})

    def term(self, kind: str, value: str) -> str:
        """Name a value from one of the records' closed lists, `("status", "planned")`."""
        return self.translations.pgettext(kind, value)


@lru_cache
def messages(language: Language) -> Messages:
    """Open the catalog of a language. English is what stands in the code."""
    if language is Language.ENGLISH:
        return Messages(language, gettext.NullTranslations())
    source = resources.files(__name__).joinpath(language.value, CATALOG)
    with source.open("rb") as file:
        catalog = read_po(file, locale=language.value)
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return Messages(language, gettext.GNUTranslations(compiled))
