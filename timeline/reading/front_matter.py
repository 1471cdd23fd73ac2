"""What stands above a page written by hand: between two lines of `---`, its title.

MkDocs would load it with PyYAML, where 492 bytes of merge keys take forty seconds, and would take
the first lines of a text for it where they look like «Note: …». So it is read here, as strictly as
a record, and MkDocs is handed only what came of it (`for_mkdocs`).
"""

import json
import re
from dataclasses import replace
from typing import Final

from timeline.reading.finding import Finding, Location
from timeline.reading.yaml_source import read

_FENCED: Final = re.compile(
    r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
_MAX_VALUES: Final = 50


def front_matter_faults(file: str, text: str) -> list[Finding]:
    """Find what is wrong with a page's front matter: where it is no YAML, or its title no text."""
    return _read(file, text)[1]


def for_mkdocs(text: str) -> str:
    """Give a page's text with front matter that is only its title, if it has one that can be read.

    MkDocs looks for none where some is. An escape in it can hold nothing that the file may not.
    """
    fenced = _FENCED.match(text)
    title, _ = _read("", text)
    said = json.dumps({} if title is None else {"title": title}, ensure_ascii=False)
    return f"---\n{said}\n---\n{text[fenced.end() :] if fenced else text}"


def _read(file: str, text: str) -> tuple[str | None, list[Finding]]:
    fenced = _FENCED.match(text)
    bare = fenced[1] if fenced else ""
    # Of nothing but comments there is nothing to be read.
    if not re.sub(r"^[ \t]*#.*", "", bare, flags=re.MULTILINE).strip():
        return None, []
    tree, findings = read(file, bare, _MAX_VALUES)
    if tree is None:
        return None, [_below_fence(finding) for finding in findings]
    if not isinstance(tree, dict):
        return None, [Finding("wrong-shape", Location(file, 2), {"wanted": "mapping"})]
    title = tree.get("title", "")
    if not isinstance(title, str):
        return None, [Finding("wrong-shape", Location(file, 2), {"wanted": "text"})]
    return " ".join(title.split()) or None, []


def _below_fence(finding: Finding) -> Finding:
    at = replace(finding.at, line=finding.at.line + 1)
    return replace(finding, at=at)
