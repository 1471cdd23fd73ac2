"""How a claimed number is put into words: «أكثر من 1,000 مقاتل», «بين 14,000 و18,000»."""

import re
from decimal import Decimal
from itertools import takewhile
from typing import Final

from babel import Locale

from timeline.messages import Messages
from timeline.records.claim import Claim
from timeline.records.vocabulary import Metric

_MILLION: Final = Decimal(1_000_000)
_DUAL: Final = 2
_TENTH: Final = Decimal(100_000)  # 1.5 million is said so, 1,234,567 is not
_PLURAL: Final = Locale("ar").plural_form
# Words of a source that say themselves that the number is not reached, or is passed. Where it puts
# the bound otherwise («مئات», «لا يقل عن 1,000»), the number is one of those meant.
_PASSED: Final = re.compile(
    r"(?<!\w)(?:[أا]كثر من|[يت]زيد (?:على|عن)|[يت]ربو على|[يت]فوق|فاق|[يت]?تجاوز|more than|over)(?!\w)"
)
_SHORT_OF: Final = re.compile(r"(?<!\w)(?:[أا]قل من|[يت]قل عن|less than|fewer than|under)(?!\w)")
_DENIED: Final = re.compile(r"(?<!\w)(?:لا|ليس|ليست|ليسوا|not|no)(?!\w)")


def number(amount: Decimal) -> str:
    """The number with Latin digits and thousands parted by commas."""
    return f"{amount.normalize():,f}" if amount % 1 else f"{int(amount):,}"


def short(amount: Decimal) -> str:
    """The number alone, round millions in words: «300 مليون», «مليونان»."""
    if amount < _MILLION or amount % _TENTH:
        return number(amount)
    words = _millions(amount / _MILLION)
    return "مليونان" if words == "مليونا" else words


def quantity(amount: Decimal, metric: Metric) -> str:
    """The number with the metric's noun, agreeing: «قتيلان», «3 قتلى», «11 قتيلًا», «100 قتيل»."""
    forms = metric.forms
    if forms is None:
        return number(amount)
    if amount >= _MILLION and amount % _TENTH == 0:
        return f"{_millions(amount / _MILLION)} {forms.other}"
    form = _PLURAL(float(amount) if amount % 1 else int(amount))
    if form == "zero":
        return forms.zero or f"0 {forms.other}"
    if form in {"one", "two"}:
        return str(getattr(forms, form))
    return f"{number(amount)} {getattr(forms, form)}"


def _millions(count: Decimal) -> str:
    """So many millions, before a noun in the genitive: «مليونا», «3 ملايين», «200 مليون»."""
    if count in {1, 2}:
        return "مليون" if count == 1 else "مليونا"
    few = not count % 1 and _PLURAL(int(count)) == "few"
    return f"{number(count)} {'ملايين' if few else 'مليون'}"


def _after_preposition(amount: Decimal, metric: Metric) -> str:
    """As `quantity`, in the genitive, which shows in the dual: «قتيلين», «مليوني قتيل»."""
    words = quantity(amount, metric).split(" ")
    if metric.forms and not amount:
        return f"0 {metric.forms.other}"  # «بين لا قتلى و…» is no Arabic
    if metric.forms is None or amount not in {_DUAL, _DUAL * _MILLION}:
        return " ".join(words)
    if amount > _DUAL:
        return f"مليوني {metric.forms.other}"
    # The noun and its adjectives, «طائرتان مسيّرتان», and nothing of what may follow them.
    duals = list(takewhile(lambda word: word.endswith("ان"), words))
    return " ".join([*(f"{word[:-2]}ين" for word in duals), *words[len(duals) :]])


def wording(claim: Claim, metric: Metric, say: Messages) -> str:
    """A claim's number in words, as precisely as it was claimed."""
    words = _bounds(claim, metric, say)
    if claim.best in {None, claim.value}:
        return words
    assert claim.best is not None  # as the line above says
    return say.text("{number}, most likely {best}", number=words, best=short(claim.best))


def _bounds(claim: Claim, metric: Metric, say: Messages) -> str:
    """The number or the ends of the range in words."""
    if claim.value is not None:
        return quantity(claim.value, metric)
    low, high = claim.low, claim.high
    if low is not None and high is not None:
        # The noun stands once, after the second number, unless it is the number: «قتيلين».
        first = _after_preposition(low, metric) if high <= _DUAL else number(low)
        return say.text(
            "between {low} and {high}", low=first, high=_after_preposition(high, metric)
        )
    if low is not None and not _says(claim.stated, _PASSED):
        # The source's words stand beside it: «مئات» is 200 or more, and nobody said «more than».
        return say.text("{low} or more", low=quantity(low, metric))
    if low is not None:
        return say.text("more than {low}", low=_after_preposition(low, metric))
    assert high is not None  # the claim would not be valid without any number
    if claim.stated is not None and _says(claim.stated, _SHORT_OF):
        return say.text("less than {high}", high=_after_preposition(high, metric))
    return say.text("up to {high}", high=_after_preposition(high, metric))


def _says(stated: str | None, bound: re.Pattern[str]) -> bool:
    """Whether the source's words put the bound so; without words of its own, it does."""
    if stated is None:
        return True
    return bool(bound.search(stated)) and not _DENIED.search(stated)
