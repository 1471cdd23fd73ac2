"""The form that an event has on the spine, as the classes of its mark.

A day is a dot, what lasted a bar, and what happened once within a month, a year or a window is
hollow. A mark fades at an end that is uncertain, approximate, open or unknown, and nowhere else.
"""

from timeline.dates import Limit, Point, Precision, Range, Span
from timeline.records.event import Event, Status

_MONTH = 31  # days: what is wider is drawn as long as the event's text


def mark(event: Event) -> str:
    """The classes of an event's mark: its form, then what else is to be seen of it."""
    span = event.span
    wide = span.period or span.days is None or span.days > _MONTH
    form = "bar" if span.period else "dot" if span.precision is Precision.DAY else "within"
    first, last = soft_ends(span)
    classes = [form]
    if wide:
        classes.append("long")
    if first:
        classes.append("from-about")
    if last:
        classes.append("to-about")
    if event.status is Status.PLANNED:
        classes.append("plan")
    if event.milestone:
        classes.append("mile")
    return " ".join(classes)


def soft_ends(span: Span) -> tuple[bool, bool]:
    """Whether the beginning and the end of a span are not stated for certain."""
    first, last = span.parts[0], span.parts[-1]
    return (
        _soft(first.first if isinstance(first, Range) else first),
        _soft(last.last if isinstance(last, Range) else last),
    )


def _soft(end: Point | Limit) -> bool:
    return isinstance(end, Limit) or end.qualified
