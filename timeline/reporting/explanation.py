"""Rules and orders explained to whoever asks: `timeline explain`."""

import re
from pathlib import PurePosixPath

from timeline.dataset import Dataset
from timeline.dates import gregorian_phrase
from timeline.messages import Language, Messages
from timeline.ordering import Ground, Order, Reason
from timeline.reporting.isolation import apart, isolated
from timeline.rules.rule import Example, Rule


def explain_rule(rule: type[Rule], say: Messages) -> str:
    """Explain a rule: what it holds, why, what to do, and an example of each kind."""
    lines = [
        f"{rule.severity} {rule.code} {rule.name}",
        f"  {_told(rule.message, say)}",
        f"  {_told(rule.reason, say)}",
        f"  {say.text('To do: {advice}', advice=_told(rule.advice, say))}",
    ]
    if rule.breaks:
        lines += ["", say.text("This breaks it:"), *_files(rule.breaks)]
    if rule.keeps:
        lines += ["", say.text("This keeps it:"), *_files(rule.keeps)]
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


def _told(message: str, say: Messages) -> str:
    """Say a rule's message with … for each `{fact}`, since there is no finding whose they are."""
    text = re.sub(r"\{\w+\}", "…", say.text(message))
    return isolated(text) if say.language is Language.ARABIC else text


def _files(example: Example) -> list[str]:
    lines = []
    for file, content in example.items():
        match content:
            case None:
                lines.append(f"  {file}  ✗")
            case PurePosixPath():
                lines.append(f"  {file} → {content}")
            case _:
                shown = content if isinstance(content, str) else repr(content)
                lines.append(f"  {file}")
                lines += [f"    {_visible(line)[:100]}" for line in shown.splitlines()[:12]]
    return lines


def _visible(line: str) -> str:
    """Write what cannot be seen as escapes."""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in line)
