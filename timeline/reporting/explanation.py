"""Rules and orders explained to whoever asks: `timeline explain`."""

import re
from pathlib import PurePosixPath
from typing import Final

from timeline.dataset import Dataset
from timeline.dates import gregorian_phrase
from timeline.messages import Language, Messages
from timeline.ordering import Ground, Order, Reason
from timeline.reading.finding import Finding
from timeline.reporting.diagnostic import diagnose
from timeline.reporting.isolation import apart, isolated
from timeline.rules.rule import SMALLEST, Example, Rule

_LINES: Final = 12  # of a file that is shown
_WIDTH: Final = 100


def explain_rule(
    rule: type[Rule], finding: Finding | None, say: Messages, site_url: str | None = None
) -> str:
    """Explain a rule: what it holds, why, what to do, and an example of each kind.

    `finding` is what is found in its own example of a break: its facts fill the message. Without
    one they are left open.
    """
    message, advice = _told(rule, finding, say)
    lines = [
        f"{rule.severity} {rule.code} {rule.name}",
        f"  {message}",
        f"  {_isolated(say.text(rule.reason), say)}",
        f"  {say.text('To do: {advice}', advice=advice)}",
    ]
    if site_url:
        page = apart(f"{site_url.rstrip('/')}/contribute/rules/#{rule.code}", say)
        lines.append(f"  {say.text('More on this: {value}', value=page)}")
    if rule.breaks:
        lines += ["", say.text("This breaks it:"), *_files(rule.breaks, finding)]
        if kept := rule.keeps or {name: SMALLEST[name] for name in rule.breaks if name in SMALLEST}:
            lines += ["", say.text("This keeps it:"), *_files(kept, None)]
    return "\n".join(lines)


def explain_order(reason: Reason, dataset: Dataset, order: Order, say: Messages) -> str:
    """Say why one event stands before another, down to what decides it."""
    first, second = (_named(i, dataset, say) for i in (reason.first, reason.second))
    head = say.text("{first} stands before {second}:", first=first, second=second)
    lines = [head, f"  {_ground(reason, dataset, order, say)}"]
    if reason.then is not None:
        lines.append(explain_order(reason.then, dataset, order, say))
    return "\n".join(lines)


def _ground(reason: Reason, dataset: Dataset, order: Order, say: Messages) -> str:
    match reason.ground:
        case Ground.RELATION:
            return say.text(
                "the records say so: {chain}", chain=apart(" → ".join(reason.chain), say)
            )
        case Ground.EARLIER:
            first, second = (_first_day(i, order, say) for i in (reason.first, reason.second))
            return say.text(
                "its earliest day, {first}, is before {second}", first=first, second=second
            )
        case Ground.WIDER:
            dates = (
                gregorian_phrase(dataset.events[i].span) for i in (reason.first, reason.second)
            )
            first, second = dates
            return say.text(
                "both begin on the same day, and «{first}» is wider than «{second}»",
                first=first,
                second=second,
            )
        case Ground.ID:
            return say.text("their dates are the same; ids decide")
        case Ground.WAITED:
            return say.text("the records put {chain}", chain=apart(" → ".join(reason.chain), say))


def _first_day(event_id: str, order: Order, say: Messages) -> str:
    """Name the day that an event is ordered by, and say so where that is its latest."""
    day = apart(order.first_day(event_id).isoformat(), say)
    if order.starts[event_id].earliest is None:
        return say.text("{day} (its latest, since its start is not known)", day=day)
    return day


def _named(event_id: str, dataset: Dataset, say: Messages) -> str:
    return f"«{dataset.events[event_id].title}» ({apart(event_id, say)})"


def _told(rule: type[Rule], finding: Finding | None, say: Messages) -> tuple[str, str]:
    """Say a rule's message and advice of its own example; with … for a fact that is not known."""
    if finding is not None:
        (told,) = diagnose([finding], say, isolate=True)
        return told.message, told.advice
    open_ = (re.sub(r"\{\w+\}", "…", say.text(text)) for text in (rule.message, rule.advice))
    message, advice = (_isolated(text, say) for text in open_)
    return message, advice


def _isolated(text: str, say: Messages) -> str:
    return isolated(text) if say.language is Language.ARABIC else text


def _files(example: Example, finding: Finding | None) -> list[str]:
    """Show files, the line that a finding is about marked."""
    lines = []
    for file, content in example.items():
        at = finding.at.line if finding and finding.at.file == file else 0
        match content:
            case None:
                lines.append(f"  {file}  ✗")
            case PurePosixPath():
                lines.append(f"  {file} → {content}")
            case _:
                shown = content if isinstance(content, str) else repr(content)
                lines.append(f"  {file}")
                lines += [
                    f"{'>' if number == at else ' '}   {_visible(line)[:_WIDTH]}"
                    for number, line in enumerate(shown.splitlines()[:_LINES], start=1)
                ]
    return lines


def _visible(line: str) -> str:
    """Write what cannot be seen as escapes."""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in line)
