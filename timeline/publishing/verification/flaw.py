"""What is wrong with a built site."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a page or a file.

    `kind` is one of the sentences of `timeline.publishing.inventory`.
    """

    page: str
    kind: str
    detail: str = ""
