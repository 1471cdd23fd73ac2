"""C5: claims, each by itself and towards one another."""

from collections.abc import Iterator
from typing import Final

from timeline.messages import words
from timeline.reading.content import Content
from timeline.reading.document import Document, id_of
from timeline.reading.edit import Mend
from timeline.reading.finding import Finding, Path, nearest
from timeline.reading.stretches import stretches
from timeline.records.claim import Stance
from timeline.records.event import Event
from timeline.records.fields import as_id
from timeline.rules.mending import replaced
from timeline.rules.rule import Rule, Severity, event

_COMPARABLE: Final = words("Numbers are set side by side and drawn; a slip would be drawn too.")


def _scalar(text: str, path: Path) -> str:
    stretch = stretches(text)[path]
    return text[stretch.start : stretch.end].strip("\"' \n")


class ClaimWithoutNumber(Rule):
    code = "C501"
    name = "claim-without-number"
    message = words("The claim has no number: neither value:, low: nor high:.")
    advice = words("Give the number; «more than 1000» is low: 1000, «up to 300» is high: 300.")
    reason = words("A claim is a number that somebody asserts; words belong in the summary.")
    breaks = event(claims="[{metric: visitors}]")
    keeps = event(claims="[{metric: visitors, low: 1000}]")


class ValueAndRange(Rule):
    code = "C502"
    name = "value-and-range"
    message = words("The claim has both value: and a range (low:, high:).")
    advice = words("Keep value: for one number, low: and high: for a range.")
    reason = _COMPARABLE
    breaks = event(claims="[{metric: visitors, value: 5, high: 9}]")
    keeps = event(claims="[{metric: visitors, low: 5, high: 9}]")


class RangeReversed(Rule):
    code = "C503"
    name = "range-reversed"
    message = words("The range runs downwards: {value}.")
    advice = words("low: is the smallest number, best: between, high: the largest.")
    reason = _COMPARABLE
    breaks = event(claims="[{metric: visitors, low: 9, high: 5}]")
    keeps = event(claims="[{metric: visitors, low: 5, best: 6, high: 9}]")


class BadTowards(Rule):
    code = "C504"
    name = "bad-towards"
    message = words("«{value}» does not name a claim.")
    advice = words("Write the event's id, #, and the claim's key: bridge-opened#visitors.")
    reason = words("A denial or a revision must say of what.")
    breaks = event(claims="[{metric: visitors, value: 5, stance: denies, towards: first}]")

    @classmethod
    def mend(cls, finding: Finding, text: str) -> tuple[Mend, ...]:
        """Write it in small letters, or name the event where the key is that of a claim beside it."""
        wanted = finding.facts["value"].strip()
        event_id, mark, key = wanted.partition("#")
        if not mark:
            event_id, key = id_of(finding.at.file), wanted.lower()
            keys = (p for p in stretches(text) if p[:1] == ("claims",) and p[2:] == ("key",))
            if key not in {_scalar(text, path) for path in keys}:
                return ()
        ids = as_id(event_id), as_id(key)
        return replaced(finding, text, "#".join(filter(None, ids))) if all(ids) else ()


class UnknownClaim(Rule):
    code = "C505"
    name = "unknown-claim"
    message = words("There is no claim «{value}».")
    advice = words("Correct it: the event's id, #, and the key: of one of its claims.")
    reason = words("A denial or a revision must say of what.")
    breaks = event(
        claims="[{metric: visitors, value: 5, stance: denies, towards: bridge-opened#frst}, "
        "{key: first, metric: visitors, value: 9}]"
    )
    keeps = event(
        claims="[{metric: visitors, value: 5, stance: denies, towards: bridge-opened#first}, "
        "{key: first, metric: visitors, value: 9}]"
    )

    @classmethod
    def check(cls, content: Content) -> Iterator[Finding]:
        keys = {
            event_id: [f"{event_id}#{claim.key}" for claim in record.claims if claim.key]
            for event_id, record in content.events.records.items()
            if record.claims
        }
        # Of a faulty event no key is known; of one that was withdrawn, `withdrawals` tells.
        valid = content.events.records.keys()
        silent = (content.events.ids - valid) | (content.withdrawn.ids - valid)
        for document, record in content.events.valid():
            for index, claim in enumerate(record.claims):
                if claim.towards is None or claim.towards.event in silent:
                    continue
                wanted = f"{claim.towards.event}#{claim.towards.key}"
                if wanted not in keys.get(claim.towards.event, ()):
                    at = document.at("claims", index, "towards")
                    close = nearest(wanted, (key for group in keys.values() for key in group))
                    yield Finding(cls.name, at, {"value": wanted}, close)


class DuplicateClaimKey(Rule):
    code = "C506"
    name = "duplicate-claim-key"
    message = words("Two claims of the event have the key «{value}».")
    advice = words("Give each claim a key of its own.")
    reason = words("Other claims point at it by its key.")
    breaks = event(
        claims="[{key: a, metric: visitors, value: 5}, {key: a, metric: visitors, value: 9}]"
    )
    of = (Event,)

    @classmethod
    def alone(cls, document: Document, record: Event) -> Iterator[Finding]:
        keys = [claim.key for claim in record.claims]
        for index, key in enumerate(keys):
            if key and key in keys[:index]:
                yield Finding(cls.name, document.at("claims", index, "key"), {"value": key})


class CumulativeWithoutSince(Rule):
    code = "C507"
    name = "cumulative-without-since"
    message = words("A cumulative number must say since when it counts.")
    advice = words("Add since: with the date from which the source counts.")
    reason = _COMPARABLE
    breaks = event(claims="[{metric: visitors, value: 5, scope: cumulative}]")
    keeps = event(claims='[{metric: visitors, value: 5, scope: cumulative, since: "2018-12"}]')
    of = (Event,)

    @classmethod
    def alone(cls, document: Document, record: Event) -> Iterator[Finding]:
        for index, claim in enumerate(record.claims):
            if claim.scope == "cumulative" and claim.since is None:
                yield Finding(cls.name, document.at("claims", index, "scope"))


class StanceWithoutTowards(Rule):
    code = "C508"
    name = "stance-without-towards"
    severity = Severity.WARNING
    message = words("The claim has the stance «{value}», and towards: does not say of which claim.")
    advice = words("Add towards: with the event's id, #, and the other claim's key.")
    reason = words("A denial or a revision must say of what.")
    breaks = event(claims="[{metric: visitors, value: 5, stance: denies}]")
    keeps = event(
        claims="[{metric: visitors, value: 5, stance: denies, towards: bridge-opened#first}, "
        "{key: first, metric: visitors, value: 9}]"
    )
    of = (Event,)

    @classmethod
    def alone(cls, document: Document, record: Event) -> Iterator[Finding]:
        for index, claim in enumerate(record.claims):
            if claim.stance is not Stance.CLAIMS and claim.towards is None:
                yield Finding(
                    cls.name, document.at("claims", index, "stance"), {"value": claim.stance}
                )


RULES: Final = (
    ClaimWithoutNumber,
    ValueAndRange,
    RangeReversed,
    BadTowards,
    UnknownClaim,
    DuplicateClaimKey,
    CumulativeWithoutSince,
    StanceWithoutTowards,
)
