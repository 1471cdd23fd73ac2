"""How many errors, warnings and hints there are, and what to do next."""

from collections.abc import Sequence

from timeline.messages import Messages
from timeline.reporting.diagnostic import Diagnostic
from timeline.reporting.isolation import apart
from timeline.rules.rule import Severity


def summary(told: Sequence[Diagnostic], say: Messages) -> str:
    """Say in a line how many there are of each severity, and what to do next."""
    own = [diagnostic for diagnostic in told if not diagnostic.others]
    sentences = [_counts(own, say), *_next(own, say)]
    if others := [diagnostic for diagnostic in told if diagnostic.others]:
        sentences.append(say.text("Not of your change: {counts}.", counts=_counts(others, say)))
    counts, *rest = sentences
    return f"{counts}. {' '.join(rest)}" if rest else counts


def _counts(told: Sequence[Diagnostic], say: Messages) -> str:
    severities = [diagnostic.severity for diagnostic in told]
    counts = (
        say.count("{n} error", "{n} errors", severities.count(Severity.ERROR)),
        say.count("{n} warning", "{n} warnings", severities.count(Severity.WARNING)),
        say.count("{n} hint", "{n} hints", severities.count(Severity.HINT)),
    )
    return say.text(", ").join(counts)


def _next(told: Sequence[Diagnostic], say: Messages) -> list[str]:
    """What to do about them, a sentence each; nothing where there is nothing to do."""
    sentences = []
    if fixable := sum(1 for diagnostic in told if diagnostic.mends):
        sentences.append(_mended(fixable, told, say))
    if errors := sum(diagnostic.severity is Severity.ERROR for diagnostic in told):
        sentences.append(
            say.count(
                "Nothing is published while there is an error: correct it and check again.",
                "Nothing is published while there are errors: correct them and check again.",
                errors,
            )
        )
    elif told:
        sentences.append(say.text("None of these keeps the timeline from being published."))
    return sentences


def _mended(fixable: int, told: Sequence[Diagnostic], say: Messages) -> str:
    """Say how many of them `timeline fix` mends."""
    command = apart("timeline fix", say)
    if fixable < len(told):
        facts = {"n": fixable, "total": len(told), "command": command}
        return say.text("{command} mends {n} of {total}.", **facts)
    if all(diagnostic.severity is Severity.HINT for diagnostic in told):
        return say.count(
            "{command} mends the hint.", "{command} mends the hints.", fixable, command=command
        )
    return say.count("{command} mends it.", "{command} mends them all.", fixable, command=command)
