"""The examples of the rules, tried: what is found in them.

Each stands in a content/ of its own in a temporary folder, as `Rule` says. Imports
`timeline.checking` and what that imports.
"""

from datetime import date
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from timeline.checking import check
from timeline.reading.finding import Finding
from timeline.rules.rule import SMALLEST, Example, Rule


def finding_of(rule: type[Rule], today: date) -> Finding | None:
    """Give what is found in the rule's own example of a break; None where it has no example."""
    if not rule.breaks:
        return None
    with TemporaryDirectory(prefix="timeline-") as temporary:
        root = Path(temporary)
        lay(root, SMALLEST)
        lay(root, rule.breaks)
        found = check(root, untitled=rule.name, today=today).findings
    return next((finding for finding in found if finding.rule == rule.name), None)


def lay(root: Path, example: Example) -> None:
    """Write an example's files below a folder, over what stands there; see `Example`."""
    for name, content in example.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        match content:
            case None:
                _take_away(path)
            case PurePosixPath():
                path.symlink_to(content)
            case bytes():
                path.write_bytes(content)
            case _ if name.endswith("/"):
                path.mkdir()
            case _:
                path.write_bytes(content.encode())


def _take_away(path: Path) -> None:
    """Delete a file, or a folder with the files in it."""
    if not path.is_dir():
        path.unlink()
        return
    for inner in path.iterdir():
        inner.unlink()
    path.rmdir()
