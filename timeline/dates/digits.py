"""Latin and Arabic-Indic digits, each way, by tables of our own.

Babel cannot do it (it always writes Latin digits) and `int()` does too much (it reads mixed ones).
"""

_LATIN = "0123456789"
_ARABIC_INDIC = "٠١٢٣٤٥٦٧٨٩"
_EASTERN_ARABIC_INDIC = "۰۱۲۳۴۵۶۷۸۹"

_TO_ARABIC_INDIC = str.maketrans(_LATIN, _ARABIC_INDIC)
_TO_LATIN = str.maketrans(_ARABIC_INDIC + _EASTERN_ARABIC_INDIC, _LATIN * 2)


def to_arabic_indic(text: str) -> str:
    """Write every Latin digit as ٠ to ٩; all else stays."""
    return text.translate(_TO_ARABIC_INDIC)


def to_latin(text: str) -> str:
    """Write every Arabic-Indic digit, and every Persian one (۰ to ۹), as 0 to 9; all else stays."""
    return text.translate(_TO_LATIN)
