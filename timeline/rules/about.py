"""F: the timeline's own addresses, in timeline.yml."""

from typing import Final

from timeline.messages import words
from timeline.rules.rule import Rule


class BadHome(Rule):
    code = "F128"
    name = "bad-home"
    message = words("«{value}» is not an address that others can begin with.")
    advice = words("Write the host and plain folders after it, without ? and #.")
    reason = words("The address of every page begins with it, and a page's name is put behind it.")
    breaks = {"timeline.yml": "title: الجسور\nsite_url: https://example.org/?page=1\n"}
    keeps = {"timeline.yml": "title: الجسور\nsite_url: https://example.org/bridges/\n"}


RULES: Final = (BadHome,)
