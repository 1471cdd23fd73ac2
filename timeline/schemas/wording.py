"""What a schema says: the rules' own words, since the editor and the command line say the same."""

import re
from collections.abc import Mapping
from typing import Any, Final, TypeAlias

from timeline.messages import Language, Messages
from timeline.reporting.isolation import isolated
from timeline.rules.rule import Rule
from timeline.rules.table import BY_NAME

# What `json` reads and writes; schemas are built by hand and never taken apart.
JSON: TypeAlias = dict[str, Any]

TEXT_TYPES: Final = ("string", "integer", "number", "boolean")
"""What a text without quotes is to an editor, which reads `2019` as a number and `no` as it likes."""


def sentence(text: str, say: Messages) -> str:
    """Say a text that ends in an editor, which like a terminal would turn Latin in Arabic round."""
    said = say.text(text)
    return isolated(said) if say.language is Language.ARABIC else said


def rule_text(text: str, say: Messages, facts: Mapping[str, object] | None = None) -> str:
    """Say a message or advice of a rule, with … for each fact that only a finding knows."""
    known = facts or {}
    said = sentence(text, say)
    filled = re.sub(r"\{(\w+)\}", lambda found: str(known.get(found[1], "…")), said)
    return re.sub("…(\u2069?)\\.", r"…\1", filled)  # it ends the sentence by itself


def told(rule: type[Rule], say: Messages, /, **facts: object) -> str:
    """Say what breaks a rule and what to do, with the code to look it up by."""
    message, advice = (rule_text(text, say, facts) for text in (rule.message, rule.advice))
    return f"{message} {advice} ({rule.code})"


class Voice:
    """Schemas' words in one language. `rules` collects the rules that are spoken of."""

    def __init__(self, say: Messages) -> None:
        """Take the language."""
        self.say = say
        self.rules: set[str] = set()

    def __call__(self, rule: str, /, **facts: object) -> str:
        """Say what the rule of this name says."""
        self.rules.add(rule)
        return told(BY_NAME[rule], self.say, **facts)

    def refusal(self, rule: str, /, **facts: object) -> JSON:
        """Give a schema that no value satisfies, and that says why; for nothing at all, see below.

        It asks for a type that the value has not: draft-07 lets no list of choices be empty, and
        of `not` an editor says something of its own.
        """
        return {"type": "null", "errorMessage": self(rule, **facts)}

    def refusal_of_nothing(self, rule: str, /, **facts: object) -> JSON:
        """Give a schema that is not satisfied by a field without a value, and says why."""
        return {"type": "string", "errorMessage": self(rule, **facts)}

    def pattern(self, pattern: str, rule: str, /, **facts: object) -> JSON:
        """Give a schema for texts that are wholly of a pattern."""
        return {"pattern": f"^(?:{pattern})$", "patternErrorMessage": self(rule, **facts)}

    def written(self, *further: JSON) -> JSON:
        """Give a schema for one text, quoted or not, and what else must hold of it."""
        return {
            "if": {"type": "null"},
            "then": self.refusal_of_nothing("empty-text"),
            "else": {
                "if": {"type": list(TEXT_TYPES)},
                "then": merged(*further),
                "else": self.refusal("wrong-shape", wanted=self.say.text("text")),
            },
        }


def merged(*schemas: JSON) -> JSON:
    """Give one schema for all of these."""
    return schemas[0] if len(schemas) == 1 else {"allOf": list(schemas)} if schemas else {}


def first_of(*cases: tuple[JSON, JSON], otherwise: JSON) -> JSON:
    """Give the schema of the first case whose condition holds."""
    schema = otherwise
    for condition, then in reversed(cases):
        schema = {"if": condition, "then": then, "else": schema}
    return schema
