"""Rules and orders explained to whoever asks: `timeline explain`."""

import re
from pathlib import PurePosixPath

from timeline.dataset import Dataset
from timeline.dates import gregorian_phrase
from timeline.messages import Messages
from timeline.ordering import Ground, Order, Reason
from timeline.rules.rule import Example, Rule


def explain_rule(rule: type[Rule], say: Messages) -> str:
    """Explain a rule: what it holds, why, what to do, and an example of each kind."""
    lines = [
        f"{rule.severity} {rule.code} {rule.name}",
        f"  {_without_facts(say.text(rule.message))}",
        f"  {say.text(rule.reason)}",
        f"  {say.text('To do: {advice}', advice=_without_facts(say.text(rule.advice)))}",
    ]
    if rule.breaks:
        lines += ["", say.text("This breaks it:"), *_files(rule.breaks)]
    if rule.keeps:
        lines += ["", say.text("This keeps it:"), *_files(rule.keeps)]
    return "\n".join(lines)


def explain_order(reason: Reason, dataset: Dataset, order: Order, say: Messages) -> str:
    """Say why one event stands before another, down to what decides it."""
    first, second = (_named(i, dataset) for i in (reason.first, reason.second))
    head = say.text("{first} stands before {second}:", first=first, second=second)
    lines = [head, f"  {_ground(reason, dataset, order, say)}"]
    if reason.then is not None:
        lines.append(explain_order(reason.then, dataset, order, say))
    return "\n".join(lines)


def _ground(reason: Reason, dataset: Dataset, order: Order, say: Messages) -> str:
    match reason.ground:
        case Ground.RELATION:
            return say.text("the records say so: {chain}", chain=" → ".join(reason.chain))
        case Ground.EARLIER:
            days = (order.first_day(i).isoformat() for i in (reason.first, reason.second))
            first, second = days
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
            return say.text("the records put {chain}", chain=" → ".join(reason.chain))


def _named(event_id: str, dataset: Dataset) -> str:
    return f"«{dataset.events[event_id].title}» ({event_id})"


def _without_facts(message: str) -> str:
    """Write … for each `{fact}`, where there is no finding whose facts they are."""
    return re.sub(r"\{\w+\}", "…", message)


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
