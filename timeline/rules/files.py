"""Y0 but Y011 to Y016: the files of content/ and their YAML."""

import re
from pathlib import PurePosixPath
from typing import Final

from timeline.messages import words
from timeline.reading.edit import Edit, Mend, Rename
from timeline.reading.finding import Finding
from timeline.reading.lines import offset
from timeline.rules.rule import EVENT, Rule, event
from timeline.writing.edits import same_again

# All of it: what is left of a longer one would be read as text.
_OWN_TAG: Final = re.compile(r"!!\w+(?!\S)[ \t]*", re.ASCII)


class NoEventsFolder(Rule):
    code = "Y001"
    name = "no-events-folder"
    message = words("There is no events/ folder in the content folder.")
    advice = words("Give the folder that holds events/ and sources/ with --content.")
    reason = words("A timeline without events has nothing to publish.")
    breaks = {"events/": None}


class NotAFile(Rule):
    code = "Y002"
    name = "not-a-file"
    message = words("This is a link or a device, not a file.")
    advice = words("Put the file itself here.")
    reason = words(
        "What is published must stand in the content folder; a link could lead out of it."
    )
    breaks = {"events/copy.yml": PurePosixPath("bridge-opened.yml")}


class FolderForFile(Rule):
    code = "Y003"
    name = "folder-for-file"
    message = words("This is a folder, but its name is a record's.")
    advice = words("Rename the folder without .yml, or put the record's file in its place.")
    reason = words("A folder cannot be read as a record, and the record would be missing unseen.")
    breaks = {"events/extra.yml/": ""}
    keeps = {"events/2019/extra.yml": EVENT}


class UnreadableFile(Rule):
    code = "Y004"
    name = "unreadable-file"
    message = words("The file cannot be opened.")
    advice = words("Check that you are allowed to read it.")
    reason = words("A record that cannot be read would be missing from the site unseen.")
    # No example: whoever may read everything, as in a container, could not be kept from it.


class FileTooLarge(Rule):
    code = "Y005"
    name = "file-too-large"
    message = words("The file is larger than {limit} KiB.")
    advice = words("Keep a record to what a reader needs; put the rest in its sources.")
    reason = words("A record is a note with sources; a page of text takes 4 KiB.")
    breaks = event(summary="س" * 40_000)


class NotUtf8(Rule):
    code = "Y006"
    name = "not-utf-8"
    message = words("The file is not UTF-8 text: the byte {value} cannot stand here.")
    advice = words("Save the file again with the encoding UTF-8.")
    reason = words("In another encoding Arabic letters turn into other characters.")
    breaks = {"events/bridge-opened.yml": EVENT.encode("cp1256")}


class ByteOrderMark(Rule):
    code = "Y007"
    name = "byte-order-mark"
    message = words("The file begins with an invisible byte order mark.")
    advice = words("Save the file again as «UTF-8» without BOM.")
    reason = words("The invisible mark becomes part of the first field's name.")
    breaks = {"events/bridge-opened.yml": "\ufeff" + EVENT}

    @classmethod
    def mend(cls, finding: Finding, text: str) -> tuple[Mend, ...]:
        del finding
        return (Edit(0, 1, ""),) if text.startswith("\ufeff") else ()


class StrayFile(Rule):
    code = "Y008"
    name = "stray-file"
    message = words("Nothing reads «{value}»: it has no place in this folder.")
    advice = words(
        "A record's file name ends in .yml, a page's in .md; see whether the name is misspelt."
    )
    reason = words("What nothing reads is not published, and nobody would notice.")
    breaks = {"events/notes.txt": "x"}

    @classmethod
    def mend(cls, finding: Finding, text: str) -> tuple[Mend, ...]:
        """Give a record's file the ending that is read, and a vocabulary's its small letters."""
        del text
        folder, _, name = finding.at.file.rpartition("/")
        stem, _, ending = name.rpartition(".")
        meant = None if "other" in finding.facts else finding.suggestion
        if (
            folder
            and meant
            and ending.lower() in {"yml", "yaml"}
            and meant.lower() == f"{stem.lower()}.yml"
        ):
            return (Rename(f"{folder}/{meant}"),)
        return ()


class TooManyRecords(Rule):
    code = "Y009"
    name = "too-many-records"
    message = words("The folder holds more than {limit} records or more text than can be checked.")
    advice = words("Split the timeline in two.")
    reason = words("A limit keeps a mistaken folder from filling the machine.")
    # No example: it would be 100,000 files.


class NotAFolder(Rule):
    code = "Y010"
    name = "not-a-folder"
    message = words("A folder must stand here, not a file or a link.")
    advice = words("Rename what stands here, and put the folder itself in its place.")
    reason = words("All records of the folder would be missing from the site unseen.")
    breaks = {"vocabularies": "places: {}\n"}


class EmptyFile(Rule):
    code = "Y021"
    name = "empty-file"
    message = words("The file is empty.")
    advice = words("Write the record, or delete the file.")
    reason = words("An empty record says nothing.")
    breaks = {"events/empty.yml": "# only a comment\n"}


class YamlSyntax(Rule):
    code = "Y022"
    name = "yaml-syntax"
    message = words("YAML cannot be read here: {problem}.")
    advice = words("Most likely {cause}.")
    reason = words("A file that YAML cannot read holds no record.")
    breaks = event(title='"الجسر')


class DuplicateKey(Rule):
    code = "Y023"
    name = "duplicate-key"
    message = words("The field «{value}» is given twice.")
    advice = words("Keep one of the two.")
    reason = words("YAML would keep one silently, and which one depends on the program.")
    breaks = {"events/bridge-opened.yml": EVENT + "title: عنوان آخر\n"}

    @classmethod
    def mend(cls, finding: Finding, text: str) -> tuple[Mend, ...]:
        """Take out a field that says the same as the one before it, with all that it holds."""
        start = offset(text, finding.at)
        line = text.rfind("\n", 0, start) + 1
        end = same_again(text, start)
        if end is None or text[line:start].strip():
            return ()
        ended = text[end - 1 : end] == "\n"
        return (Edit(line, end if ended else text.find("\n", end) + 1 or len(text), ""),)


class YamlAnchor(Rule):
    code = "Y024"
    name = "yaml-anchor"
    message = words("YAML anchors and aliases (& and *) are not read.")
    advice = words("Write the value out; put a text that begins with & or * in quotes.")
    reason = words("A record is read by people; and a few lines of aliases can fill a machine.")
    breaks = event(title="&name افتتاح الجسر")


class YamlTag(Rule):
    code = "Y025"
    name = "yaml-tag"
    message = words("YAML tags are not read: {value}.")
    advice = words("Delete it; put a text that begins with ! in quotes.")
    reason = words("Every value is text here; a tag would call on a program.")
    breaks = event(title="!!str افتتاح الجسر")

    @classmethod
    def mend(cls, finding: Finding, text: str) -> tuple[Mend, ...]:
        """Take out a tag of YAML's own: all is text here, whatever it says. Others may be text."""
        tag = _OWN_TAG.match(text, offset(text, finding.at))
        return (Edit(tag.start(), tag.end(), ""),) if tag else ()


class MergeKey(Rule):
    code = "Y026"
    name = "merge-key"
    message = words("The YAML merge key << is not read.")
    advice = words("Write the fields out.")
    reason = words("A record is read by people, and merging hides what it says.")
    breaks = {"events/bridge-opened.yml": EVENT + "<<: {status: planned}\n"}


class KeyNotText(Rule):
    code = "Y027"
    name = "key-not-text"
    message = words("A field's name must be a word, not a list or a mapping.")
    advice = words("Put the name of the field before the colon; quote a value with { or [.")
    reason = words("A field without a name cannot be read.")
    breaks = {"events/bridge-opened.yml": EVENT + "[a, b]: c\n"}


class SecondDocument(Rule):
    code = "Y028"
    name = "second-document"
    message = words("A second record begins here (---).")
    advice = words("Give each record a file of its own.")
    reason = words("A record's id is the name of its file; the second has none.")
    breaks = {"events/bridge-opened.yml": EVENT + "---\n" + EVENT}


class TooDeep(Rule):
    code = "Y029"
    name = "too-deep"
    message = words("Lists and mappings stand within one another more than {limit} deep.")
    advice = words("Look for a bracket or an indent too many.")
    reason = words("No field of a record is that deep.")
    breaks = event(categories="[" * 12 + "]" * 12)


class TooManyValues(Rule):
    code = "Y030"
    name = "too-many-values"
    message = words("The file holds more than {limit} values.")
    advice = words("Split the record in two.")
    reason = words("A record of thirty claims has some 600.")
    breaks = event(categories="[" + "a," * 3_000 + "a]")


class PageTooInvolved(Rule):
    code = "Y032"
    name = "page-too-involved"
    message = words("This page has brackets or headings without end; from here on it is too much.")
    advice = words("Close each [ and each ( of a link; make two pages of one that is too long.")
    reason = words("Reading such a page takes minutes, and everybody's timeline waits for it.")
    breaks = {"pages/guide.md": "[" * 2_000}
    keeps = {"pages/guide.md": "- [أ](https://example.org)\n" * 500}


class NameTaken(Rule):
    code = "Y033"
    name = "name-taken"
    message = words("The program uses the name «{value}» itself.")
    advice = words("Choose another; only a section's own page, as in about.md, can be replaced.")
    reason = words("Pages of records and files of data stand there, and no other can.")
    breaks = {"pages/events/bridge-opened.md": "# الجسر\n"}
    keeps = {"pages/about.md": "# عنّا\n", "pages/guide/events.md": "# دليل\n"}


class SameAddress(Rule):
    code = "Y034"
    name = "same-address"
    message = words("This page and {other} have one address.")
    advice = words("Rename one of the two files.")
    reason = words("One of the two pages would be written over the other, and be lost.")
    breaks = {"pages/guide.md": "# دليل\n", "pages/guide/index.md": "# دليل\n"}
    keeps = {"pages/guide.md": "# دليل\n", "pages/guide/more.md": "# دليل\n"}


class RefusedLink(Rule):
    code = "Y035"
    name = "refused-link"
    message = words(
        "A page may not lead to «{value}»: of the link or picture only its words would be shown."
    )
    advice = words(
        "Write an address that begins with https:// or mailto:, or that of a page of the site; put a "
        "picture beside the page."
    )
    reason = words(
        "Other addresses can run programs, or be read on the way; a picture elsewhere learns who reads."
    )
    breaks = {"pages/guide.md": "# دليل\n\n[أ](javascript:alert(1))\n"}
    keeps = {"pages/guide.md": "# دليل\n\n[أ](https://example.org/) [ب](mailto:a@example.org)\n"}


class BrokenLink(Rule):
    code = "Y036"
    name = "broken-link"
    message = words("The link «{value}» leads nowhere.")
    advice = words(
        "To a page by hand write the name of its file, more.md or more.md#heading; to a record its "
        "address from here, ../events/bridge-opened/."
    )
    reason = words("Whoever follows it finds nothing, and the site is not published with it.")
    breaks = {"pages/guide.md": "# دليل\n\n[أ](more.md)\n"}
    keeps = {
        "pages/guide.md": "# دليل\n\n[أ](more.md#المزيد) [ب](../events/bridge-opened/)\n",
        "pages/more.md": "# المزيد\n",
    }


RULES: Final = (
    NoEventsFolder,
    NotAFile,
    FolderForFile,
    UnreadableFile,
    FileTooLarge,
    NotUtf8,
    ByteOrderMark,
    StrayFile,
    TooManyRecords,
    NotAFolder,
    EmptyFile,
    YamlSyntax,
    DuplicateKey,
    YamlAnchor,
    YamlTag,
    MergeKey,
    KeyNotText,
    SecondDocument,
    TooDeep,
    TooManyValues,
    PageTooInvolved,
    NameTaken,
    SameAddress,
    RefusedLink,
    BrokenLink,
)
