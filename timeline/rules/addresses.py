"""F: addresses: of sources, and the timeline's own in timeline.yml."""

import re
from typing import Final

from timeline.messages import words
from timeline.reading.edit import Mend
from timeline.reading.finding import Finding
from timeline.records.addresses import InTheWay, as_sent, in_the_way
from timeline.records.fields import is_contact
from timeline.rules.mending import replaced
from timeline.rules.rule import Rule

_IN_THE_WAY: Final = {
    InTheWay.USER: words(
        "Take out what stands before the @: a name or password that others would learn, or the name "
        "of another site that the address does not lead to."
    ),
    InTheWay.ARABIC: words(
        "A site's name in Arabic letters is written in the form that browsers send, which begins "
        "with xn--; a browser that opened the site copies it so."
    ),
    InTheWay.LETTERS: words(
        "The site's name has letters that are not Latin, though some look it: type it anew in Latin "
        "letters, and see whether it is the site that is meant."
    ),
}


class BadUrl(Rule):
    code = "F121"
    name = "bad-url"
    message = words("«{value}» is not an address that can be linked to.")
    advice = words("Copy the whole address; it begins with https:// and has no spaces.")
    reason = words("Readers click it: it must lead over https to the site that it names.")
    breaks = {"sources/report.yml": "title: تقرير\nurl: http://example.org/a\n"}
    keeps = {"sources/report.yml": "title: تقرير\nurl: https://example.org/a?b=1#c\n"}

    @classmethod
    def also(cls, finding: Finding) -> tuple[str, ...]:
        """Say what is in the way of a site's name, which from its looks is often not to be told."""
        found = in_the_way(finding.facts["value"])
        return (_IN_THE_WAY[found],) if found else ()

    @classmethod
    def mend(cls, finding: Finding, text: str) -> tuple[Mend, ...]:
        """Write letters behind a site's name as browsers send them; its name is for a person.

        `http:` is not made `https:`: whether the page is there too, only asking for it would show.
        """
        url = finding.facts["value"]
        return () if in_the_way(url) else replaced(finding, text, as_sent(url))


class BadHome(Rule):
    code = "F128"
    name = "bad-home"
    message = words("«{value}» is not an address that others can begin with.")
    advice = words("Write the host and plain folders after it, without ? and #.")
    reason = words("The address of every page begins with it, and a page's name is put behind it.")
    breaks = {"timeline.yml": "title: الجسور\nsite_url: https://example.org/?page=1\n"}
    keeps = {"timeline.yml": "title: الجسور\nsite_url: https://example.org/bridges/\n"}


class BadContact(Rule):
    code = "F129"
    name = "bad-contact"
    message = words("«{value}» is neither an e-mail address nor an https address.")
    advice = words(
        "Write one of the two on a line of its own, without mailto: before it: editors@example.org."
    )
    reason = words("Pages link to it, and who finds a weakness of the site is told to write there.")
    breaks = {"timeline.yml": "title: الجسور\ncontact: mailto:editors@example.org\n"}
    keeps = {"timeline.yml": "title: الجسور\ncontact: editors@example.org\n"}

    @classmethod
    def mend(cls, finding: Finding, text: str) -> tuple[Mend, ...]:
        """Take away what only a link needs, and what stands around an address."""
        bare = re.sub(r"^mailto:|^<|>$", "", finding.facts["value"].strip(), flags=re.IGNORECASE)
        return replaced(finding, text, bare) if is_contact(bare) else ()


RULES: Final = (BadUrl, BadHome, BadContact)
