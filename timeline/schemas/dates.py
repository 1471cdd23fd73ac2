"""Dates as schemas: what regular expressions can see of EDTF, and which rule a text breaks.

Whatever `timeline.dates` reads, these patterns accept. They also accept what no pattern can see,
such as a period that runs backwards. What they refuse they refuse by the rule that
`timeline.dates.misreading` would name, for the spellings that are met most.
"""

from collections.abc import Mapping
from typing import Final, TypeAlias

from timeline.schemas.wording import JSON, Voice, first_of

# A rule, the pattern of what breaks it, and the facts that the pattern knows.
_Fault: TypeAlias = tuple[str, str, Mapping[str, object]]

_END: Final = r"[?~%]?"
_LONG: Final = "(?:0[13578]|1[02])"  # months of 31 days
_SHORT: Final = "(?:0[469]|11)"  # of 30 days
_NOT_LEAP: Final = r"(?:[0-9]{2}(?:[0-9][13579]|[02468][26]|[13579][048])|(?:[02468][1235679]|[13579][01345789])00)"

# Gregorian: a day, a month, a season or a year, with X for digits that are not known.
_DAY: Final = (
    rf"(?!{_NOT_LEAP}-02-29)[0-9]{{4}}-(?:{_LONG}-(?:0[1-9]|[12][0-9]|3[01])"
    rf"|{_SHORT}-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|[12][0-9]))"
)
_MONTH: Final = r"[0-9]{4}-(?:0[1-9]|1[0-2])"
_PLAIN: Final = rf"(?!0000)(?:{_DAY}|{_MONTH}|[0-9]{{4}})"
_POINT: Final = (
    rf"(?!0000)(?:{_DAY}|{_MONTH}(?:-XX)?|[0-9]{{4}}(?:-2[1-4]|-XX(?:-XX)?)?"
    rf"|[0-9]{{3}}X|[0-9]{{2}}XX){_END}"
)
# Hijri: the table has 1343 to 1500. Which of its months has thirty days, no pattern can know.
_YEAR_AH: Final = "(?:134[3-9]|13[5-9][0-9]|14[0-9]{2}|1500)"
_PLAIN_AH: Final = rf"{_YEAR_AH}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|30))?)?"
_POINT_AH: Final = (
    rf"(?:{_PLAIN_AH}|{_YEAR_AH}-(?:(?:0[1-9]|1[0-2])-XX|XX(?:-XX)?)|13[5-9]X|14[0-9]X|14XX){_END}"
)


def _whole(point: str, plain: str) -> str:
    """Give the pattern of whole dates: one, a period, or one of several."""
    member = rf"(?:{plain}(?:\.\.{plain})?)"
    inner = rf"(?:{plain}\.\.|\.\.{plain}|(?:\.\.{plain},|{member},)*(?:{member}|{plain}\.\.))"
    return rf"\s*(?:{point}|{point}/(?:{point}|\.\.)?|(?:\.\.)?/{point}|\[{inner}\])\s*"


EDTF: Final = _whole(_POINT, _PLAIN)
EDTF_HIJRI: Final = _whole(_POINT_AH, _PLAIN_AH)
WHOLE_DAY: Final = rf"\s*(?!0000){_DAY}\s*"
PERIOD: Final = r"\s*[^/\[\s.][^/\[]*/.*"
"""An interval that says when it began."""

_NUMBERS: Final = "0-9٠-٩۰-۹"
_MISSPELT: Final = (
    ("empty-text", r"\s*"),
    ("arabic-digits", rf"\s*(?=.*[٠-٩۰-۹])[{_NUMBERS}]{{4}}(?:-[{_NUMBERS}]{{2}}){{0,2}}\s*"),
    ("clock-time", r".*(?:[0-9X]T[0-9]{2}|(?:^|\s)[0-9]{1,2}:[0-9]{2}).*"),
    ("says-nothing", r"\s*(?:\.\.|\.\.\/|\/\.\.|\/|\.\.\/\.\.|\[\]|\[\.\.\]|XXXX(?:-XX){0,2})\s*"),
    ("date-text", r".*[\u0621-\u064a]{3,}.*"),
    (
        "slashed-date",
        r"\s*(?:(?:[0-9]{1,2}[/.-])?[0-9]{1,2}[/.-][0-9]{4}|[0-9]{4}[/.][0-9]{1,2}(?:[/.][0-9]{1,2})?)\s*",
    ),
    ("unpadded", rf"\s*[0-9]{{4}}-(?:[0-9](?:-[0-9]{{1,2}})?|[0-9]{{2}}-[0-9]){_END}\s*"),
    ("level-two", r"\s*(?=.*[?~%].*[0-9])[?~%]?[0-9]{4}(?:[?~%]?-[?~%]?[0-9]{2}){0,2}[?~%]?\s*"),
)
_IMPOSSIBLE: Final[tuple[_Fault, ...]] = (
    ("year-out-of-range", rf"\s*0000(?:-[0-9]{{2}}){{0,2}}{_END}\s*", {}),
    (
        "impossible-month",
        rf"\s*[0-9]{{4}}-(?:(?:00|1[3-9]|20|2[5-9]|[3-9][0-9])(?:-[0-9]{{2}})?|2[1-4]-[0-9]{{2}}){_END}\s*",
        {},
    ),
    ("impossible-day", rf"\s*[0-9]{{4}}-{_LONG}-[0-9]{{2}}{_END}\s*", {"days": 31}),
    ("impossible-day", rf"\s*[0-9]{{4}}-{_SHORT}-[0-9]{{2}}{_END}\s*", {"days": 30}),
    ("impossible-day", rf"\s*[0-9]{{4}}-02-[0-9]{{2}}{_END}\s*", {"days": "28/29"}),
)
_IMPOSSIBLE_AH: Final[tuple[_Fault, ...]] = (
    ("outside-hijri-table", rf"\s*(?!{_YEAR_AH})[0-9]{{4}}(?:-[0-9]{{2}}){{0,2}}{_END}\s*", {}),
    ("season-of-hijri", rf"\s*[0-9]{{4}}-2[1-4]{_END}\s*", {}),
    ("impossible-month", rf"\s*[0-9]{{4}}-(?:00|1[3-9]|[2-9][0-9])(?:-[0-9]{{2}})?{_END}\s*", {}),
    ("impossible-day", rf"\s*[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}{_END}\s*", {"days": "29/30"}),
)


def date(voice: Voice) -> JSON:
    """A date in the Gregorian calendar."""
    return _date(voice, EDTF, _IMPOSSIBLE, voice.refusal("not-edtf"))


def hijri_date(voice: Voice) -> JSON:
    """A date in the Hijri calendar."""
    return _date(voice, EDTF_HIJRI, _IMPOSSIBLE_AH, voice.refusal("not-edtf"))


def day(voice: Voice) -> JSON:
    """One whole day."""
    vague = (texts(EDTF), voice.refusal("day-needed"))
    faults = _faults(voice, _IMPOSSIBLE)
    number = ({"type": ["number", "boolean"]}, voice.refusal("day-needed"))
    fine: tuple[JSON, JSON] = (texts(WHOLE_DAY), {})
    not_edtf = voice.refusal("not-edtf")
    return voice.written(first_of(number, fine, vague, *faults, otherwise=not_edtf))


def texts(pattern: str) -> JSON:
    """Give the condition that a value is a text wholly of a pattern."""
    return {"type": "string", "pattern": f"^(?:{pattern})$"}


def _date(
    voice: Voice,
    pattern: str,
    impossible: tuple[_Fault, ...],
    otherwise: JSON,
) -> JSON:
    # A year without quotes is a number to an editor.
    year = {"type": "integer", "minimum": 1, "maximum": 9999}
    fine: tuple[tuple[JSON, JSON], ...] = ((year, {}), (texts(pattern), {}))
    return voice.written(first_of(*fine, *_faults(voice, impossible), otherwise=otherwise))


def _faults(voice: Voice, impossible: tuple[_Fault, ...]) -> list[tuple[JSON, JSON]]:
    misspelt = [(texts(pattern), voice.refusal(rule)) for rule, pattern in _MISSPELT]
    return misspelt + [
        (texts(pattern), voice.refusal(rule, **facts)) for rule, pattern, facts in impossible
    ]
