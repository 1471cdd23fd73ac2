"""`timeline fix`: write what a machine can mend, in canonical form, and say what is left."""

import argparse
import difflib
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from timeline.checking import is_error
from timeline.commands.bench import Bench
from timeline.commands.terminal import (
    FAILED,
    OK,
    USAGE,
    chosen,
    common,
    in_colour,
    show,
    tell_in_text,
)
from timeline.fixing import FixedFile, fix
from timeline.messages import Messages, words
from timeline.reading.characters import inert
from timeline.reading.texts import texts
from timeline.reporting.diagnostic import Diagnostic, diagnose
from timeline.writing.files import ChangedMeanwhileError, rename, replace_text
from timeline.writing.placing import schema_folder

_ODD: Final = words(
    "{value} is not put in order: the name of a field stands on several lines, or begins with a ?."
)
_COLOURS: Final = {"+": "\x1b[32m", "-": "\x1b[31m", "@": "\x1b[36m"}
_PLAIN: Final = "\x1b[0m"


def add(command: argparse.ArgumentParser, say: Messages) -> None:
    """Add the command's options."""
    command.add_argument("paths", nargs="*", type=Path, help=say.text("only these"))
    diff = say.text("show what would change, and write nothing")
    command.add_argument("--diff", action="store_true", help=diff)
    command.set_defaults(run=_run)
    common(command, say)


def _run(options: argparse.Namespace, say: Messages) -> int:
    content: Path = options.content
    wanted = chosen(options.paths, content, say)
    if wanted is None:
        return USAGE
    root = content.resolve()
    raw = texts(root)
    plain = {file: text.replace("\r\n", "\n") for file, text in raw.items()}
    with tempfile.TemporaryDirectory(prefix="timeline-fix-") as folder:
        bench = Bench(root, Path(folder), plain, say)
        fixed = fix(
            plain, {file for file in plain if wanted(file)}, bench.check, schema_folder(content)
        )
    changed = [f for f in fixed.files.values() if (f.name, f.text) != (f.file, raw[f.file])]
    unwritten: list[FixedFile] = []
    if options.diff:
        colour = in_colour(sys.stdout)
        for file in changed:
            show("\n".join(_diff(content, raw[file.file], file, colour=colour)))
    else:
        unwritten = [f for f in changed if not _write(content, raw[f.file], f, say)]
        changed = [file for file in changed if file not in unwritten]
    out = sys.stderr if options.diff else sys.stdout
    if changed or not unwritten:
        show(_told(changed, content, say, written=not options.diff), out)
    failed = bool(unwritten)
    for file in fixed.files.values():
        if file.left_alone:
            failed = True
            shown = inert((content / file.file).as_posix())
            show(say.text("{value} is left as it is: it would not say the same.", value=shown), out)
        elif file.odd:
            shown = inert((content / file.name).as_posix())
            show(say.text(_ODD, value=shown), out)
    left = [f for f in fixed.left if wanted(f.at.file) or any(wanted(a.file) for a in f.related)]
    new = plain | {file.name: file.text for file in fixed.files.values()}
    about = bench.checked.content.about
    site_url = about.site_url if about else None
    told = diagnose(left, say, isolate=True, source=new.get, site_url=site_url)
    tried = {file.name for file in fixed.files.values()}
    told = [replace(one, mends=()) if one.at.file in tried else one for one in told]
    tell_in_text(told, content, new.get, say, out)
    return FAILED if failed or any(map(is_error, left)) else OK


def _write(content: Path, was: str, file: FixedFile, say: Messages) -> bool:
    """Write a file and give it its name; whether that could be done, and else say so."""
    path = content / file.file
    try:
        if file.text != was:
            replace_text(path, was, file.text)
        if file.name != file.file:
            rename(path, content / file.name)
    except ChangedMeanwhileError:
        problem = say.text("{value} was changed meanwhile, and is left as it is.")
    except OSError:
        problem = say.text("{value} cannot be written.")
    else:
        return True
    show(problem.format(value=inert(path.as_posix())), sys.stderr)
    return False


def _diff(content: Path, was: str, file: FixedFile, *, colour: bool) -> Iterator[str]:
    """Give the lines that differ; no character of a record acts on a terminal."""
    before, after = (
        inert((content / name).as_posix()).removeprefix("/") for name in (file.file, file.name)
    )
    if before != after:
        yield f"rename from {before}"
        yield f"rename to {after}"
    old, new = (text.removesuffix("\n").split("\n") for text in (was, file.text))
    if was and not was.endswith("\n"):
        old[-1] += "\n"  # shown as what it lacks, so that the two lines differ
    for line in difflib.unified_diff(old, new, f"a/{before}", f"b/{after}", lineterm=""):
        shown = inert(line.removesuffix("\n"))
        mark = _COLOURS.get(shown[:1]) if colour else None
        yield f"{mark}{shown}{_PLAIN}" if mark else shown
        if line.endswith("\n"):
            yield "\\ No newline at end of file"


def _told(changed: Sequence[FixedFile], content: Path, say: Messages, *, written: bool) -> str:
    """Say what was mended, file by file and rule by rule."""
    lines: list[str] = []
    for file in changed:
        at = inert((content / file.file).as_posix())
        new = inert((content / file.name).as_posix())
        lines.append(at if at == new else f"{at} → {new}")
        by_rule: dict[str, list[Diagnostic]] = {}
        for diagnostic in diagnose(file.mended, say, isolate=True):
            by_rule.setdefault(f"{diagnostic.code} {diagnostic.rule}", []).append(diagnostic)
        for rule, broken in sorted(by_rule.items()):
            lines += [f"  {rule} ×{len(broken)}", f"    {broken[0].message}"]
        if not file.mended:
            lines.append("  " + say.text("in canonical form"))
    n = len(changed)
    if not n:
        lines.append(say.text("Nothing needs fixing."))
    elif written:
        lines.append(say.count("{n} file was fixed.", "{n} files were fixed.", n))
    else:
        lines.append(say.count("{n} file would be fixed.", "{n} files would be fixed.", n))
    return "\n".join(lines)
