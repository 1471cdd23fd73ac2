"""What did not fit, or was not taken as it stood: facts of it, and the message of each kind."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from timeline.messages import words


class Kind(StrEnum):
    """Why a value is told of. Those of the second part say that it is in the record, changed."""

    RULE = "rule"  # it breaks the rule that the note names
    NO_FIELD = "no-field"
    BEYOND = "beyond-the-headings"
    SECOND = "second-value"
    FORMULA = "formula"
    BROKEN_CELL = "broken-cell"
    UNKNOWN = "unknown-name"
    TOO_LONG = "too-long"
    TIME = "clock-time"
    EITHER_DAY = "day-or-month-first"
    SERIAL = "day-number"
    BEFORE_YEAR_ONE = "before-year-one"
    DATE_PART = "date-part"
    END_WITHOUT = "end-without-start"
    NO_METRIC = "number-without-metric"
    NO_PLACE_FOR = "no-single-owner"
    INSECURE_LINK = "link-not-https"
    LINK_WORDS = "link-words"
    NO_EVENT = "no-such-event"
    WITHOUT_RECORD = "without-record"
    SEEN_ONLY = "seen-only"
    SOURCE_EXISTS = "source-exists"
    EXISTS = "exists"

    READ_AS = "read-as"
    GREGORIAN = "taken-as-gregorian"
    HIDDEN = "hidden-characters"
    MARKUP = "markup"
    DISPLAY = "kept-as-note"
    SAYS_SAME = "says-the-same"
    ID_CHANGED = "id-changed"
    ADDRESS_AS_TITLE = "address-as-title"
    OUTLET = "outlet-as-source"
    MISSING = "missing"
    NO_SOURCE = "no-source"


CHANGED: Final = frozenset(list(Kind)[list(Kind).index(Kind.READ_AS) :])

MESSAGES: Final[Mapping[Kind, str]] = {
    Kind.NO_FIELD: words("No field of a record takes this column."),
    Kind.BEYOND: words("The value stands beyond the last heading."),
    Kind.SECOND: words("The field has a value already."),
    Kind.FORMULA: words("This is a formula. Save the sheet with its values."),
    Kind.BROKEN_CELL: words("This is an error of the spreadsheet, no value."),
    Kind.UNKNOWN: words("«{value}» is not in {vocabulary}."),
    Kind.TOO_LONG: words("The value is too long for a record."),
    Kind.TIME: words("Records have days, no clock times."),
    Kind.EITHER_DAY: words(
        "The day may be the first number or the second: {day_first} or {month_first}. Say "
        "--day-first or --month-first."
    ),
    Kind.SERIAL: words(
        "This looks like the number that a spreadsheet keeps for {day}. Give the column the form of "
        "a date, YYYY-MM-DD, and save it again."
    ),
    Kind.BEFORE_YEAR_ONE: words("Years before year one cannot be written."),
    Kind.DATE_PART: words("This part of a date is of no use without the larger one, or is none."),
    Kind.END_WITHOUT: words("This end does not go with the date at the start."),
    Kind.NO_METRIC: words(
        "A number needs a metric, one of those in metrics.yml, and a value. For a whole column of "
        'numbers say it with --map "COLUMN=claim:METRIC".'
    ),
    Kind.NO_PLACE_FOR: words("There is nothing in the row that this would belong to."),
    Kind.INSECURE_LINK: words(
        "A source's address begins with https://. Look whether the site has it."
    ),
    Kind.LINK_WORDS: words("What the page showed without words, or never, is left out."),
    Kind.NO_EVENT: words("There is no event «{value}», here or in the file."),
    Kind.WITHOUT_RECORD: words("There is no record for this; see below what to paste."),
    Kind.SEEN_ONLY: words("Media and looks have no field."),
    Kind.SOURCE_EXISTS: words(
        "The source «{result}» is there already; what stands here is not taken into it."
    ),
    Kind.READ_AS: words("Read as {result}."),
    Kind.GREGORIAN: words("Read as a Gregorian year. If it is Hijri, say --map {name}=date_hijri."),
    Kind.HIDDEN: words("Left out: characters that nobody sees, {result}."),
    Kind.MARKUP: words("The markup is left out; the words are kept."),
    Kind.DISPLAY: words("Kept in date_note: it says more than the date."),
    Kind.SAYS_SAME: words("Says no more than the date."),
    Kind.ID_CHANGED: words("The id became «{result}»."),
    Kind.ADDRESS_AS_TITLE: words(
        "The source has no title here; its address stands for it. Write the title."
    ),
    Kind.OUTLET: words(
        "«{value}» looks like the name of a newspaper or a site, and stands here as the title of an "
        "article; all rows that name it without an address share this one source. Give the sheet "
        "columns for the articles themselves: source_title and url."
    ),
    Kind.MISSING: words("The row has no value for «{field}», and a record needs one."),
    Kind.NO_SOURCE: words("The row names no source. Name one, or say --source ID for all."),
    Kind.EXISTS: words("«{value}» is there already; the row is left out and nothing overwritten."),
}


@dataclass(frozen=True, slots=True)
class Note:
    """One value that is told of, and where it stood.

    `lost` says that no field of the record has it: it then stands in a comment of the record.
    """

    kind: Kind
    at: str
    line: int
    name: str = ""
    column: int = 0
    value: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    suggestion: str | None = None
    rule: str | None = None

    @property
    def lost(self) -> bool:
        """Whether no field of the record has the value."""
        return self.kind not in CHANGED
