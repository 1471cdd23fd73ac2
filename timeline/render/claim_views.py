"""A claim as tables and charts show it: its number, who says it, of whom and when, in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from timeline.dates import Span, gregorian_phrase, hijri_phrase, takes_preposition
from timeline.figures import wording
from timeline.messages import Messages
from timeline.records.claim import Claim, ClaimRef, Group, Stance
from timeline.records.vocabulary import Metric
from timeline.render.dating import machine
from timeline.render.quotes import quoted, within_quotes
from timeline.render.views import Link, Views


@dataclass(frozen=True, slots=True)
class ClaimDate:
    """A date of a claim in both calendars: `gregorian` with its preposition, «منذ», «حتى», «في»."""

    machine: str
    gregorian: str
    hijri: str | None


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim as a row of a table; `dates` are since when it counts, and of when it is."""

    anchor: str | None
    metric: Link
    group: str
    number: str
    stated: str
    scope: str
    dates: tuple[ClaimDate, ...]
    said_by: Link | None
    reported_by: Link | None
    source: Link | None
    stance: str
    towards: Link | None
    note: str


def claim_view(claim: Claim, views: Views) -> ClaimView:
    """A claim with its words and links."""
    say, metric = views.say, views.dataset.metrics[claim.metric]
    return ClaimView(
        anchor=f"claim-{claim.key}" if claim.key else None,
        metric=views.metric(claim.metric),
        group=_group(claim, metric, say),
        number=wording(claim, metric, say),
        stated=within_quotes(claim.stated or ""),
        scope=say.term("scope", claim.scope),
        dates=tuple(_dates(claim, say)),
        said_by=views.actor(claim.said_by) if claim.said_by else None,
        reported_by=views.actor(claim.reported_by) if claim.reported_by else None,
        source=views.source_link(claim.source) if claim.source else None,
        stance=_stance(claim, say),
        towards=_link(claim.towards, views) if claim.towards else None,
        note=claim.note or "",
    )


def _group(claim: Claim, metric: Metric, say: Messages) -> str:
    """Whom the number counts, where that is known and the metric's name does not say it."""
    if claim.group in {None, Group.UNKNOWN}:
        return ""
    name = say.term("group", str(claim.group))
    return "" if name in metric.name else name


def _dates(claim: Claim, say: Messages) -> Iterator[ClaimDate]:
    """Since when it counts, then of when it is, each as far as the record says so."""
    if claim.since is not None:
        yield _date(claim.since, _since(claim.since, say))
    if claim.as_of is not None:
        yield _date(claim.as_of, _as_of(claim.as_of, say, counts=claim.since is not None))


def _date(span: Span, gregorian: str) -> ClaimDate:
    return ClaimDate(machine(span), gregorian, hijri_phrase(span))


def _since(span: Span, say: Messages) -> str:
    date = gregorian_phrase(span)
    if takes_preposition(span):
        return say.text("since {date}", date=date)
    return say.text("since some time {date}", date=date)


def _as_of(span: Span, say: Messages, *, counts: bool) -> str:
    date = gregorian_phrase(span)
    if not takes_preposition(span):
        return date
    return say.text("until {date}", date=date) if counts else say.text("as of {date}", date=date)


def _stance(claim: Claim, say: Messages) -> str:
    if claim.towards:
        return say.term("stance towards", claim.stance)
    return "" if claim.stance is Stance.CLAIMS else say.term("stance", claim.stance)


def _link(to: ClaimRef, views: Views) -> Link:
    """A link to another claim, by its number: «مئات»."""
    dataset = views.dataset
    claim = next(c for c in dataset.events[to.event].claims if c.key == to.key)
    stated = quoted(claim.stated) if claim.stated else ""
    name = stated or wording(claim, dataset.metrics[claim.metric], views.say)
    who = dataset.actors[claim.actors[0]].name if claim.actors else ""
    return Link(name, f"events/{to.event}/#claim-{to.key}", who)
