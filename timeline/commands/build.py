"""`build.py`: check, order, publish."""

import argparse
import sys
import time
from functools import partial
from pathlib import Path

from timeline.commands.keeping import memory_of
from timeline.commands.progress import told as told_on_terminal
from timeline.commands.terminal import FAILED, OK, USAGE, check_content, is_folder, show, tell
from timeline.messages import Messages
from timeline.publishing.stages import Stage
from timeline.publishing.swapping import OccupiedError, building
from timeline.publishing.whereabouts import MisplacedError, refuse_place
from timeline.reading.characters import inert
from timeline.reporting.refusal import refusal


def run(options: argparse.Namespace, say: Messages) -> int:
    """Publish what `options` name; give the exit status."""
    # MkDocs and the fonts' tools take half a second to import, and a wrong name needs neither.
    from timeline.publishing.publish import FlawedSiteError, PublishError, publish_in  # noqa: PLC0415

    content, site = options.content, options.site
    if not is_folder(content, say):
        return USAGE
    try:
        refuse_place(site, content)
    except MisplacedError as error:
        show(_misplaced(error, site, say), sys.stderr)
        return USAGE

    def waits() -> None:
        waiting = say.text("Another build of {value} is under way; this one waits.", value=site)
        show(waiting, sys.stderr)

    try:
        place = site.resolve()
        with building(place, waits) as folder:
            started = time.monotonic()
            # Read only now: of two builds the one that publishes last has read last.
            memory = memory_of(content)
            with told_on_terminal(say) as progress:
                memory.counted = partial(progress, Stage.READING)
                found = check_content(content, say, memory)
            memory.save()
            tell(found, content, say, sys.stderr)
            if found.dataset is None:
                return FAILED
            with told_on_terminal(say) as progress:
                done = publish_in(
                    folder, found, content, place, search=options.search, progress=progress
                )
    except (FlawedSiteError, OccupiedError, PublishError, OSError) as error:
        return _not_published(error, site, say)
    events = say.count("{n} event", "{n} events", len(found.dataset.events))
    pages = say.count("{n} page", "{n} pages", done.pages)
    seconds = f"{time.monotonic() - started:.1f}"
    show(
        say.text(
            "Published: {events}, {pages}, {size} KiB, in {seconds} s.",
            events=events,
            pages=pages,
            size=f"{done.size // 1024:,}",
            seconds=seconds,
        )
    )
    show(f"  {site}/index.html")
    if not (found.dataset.about.repository or found.dataset.about.contact):
        unreachable = say.text(
            "timeline.yml names neither repository nor contact: the site tells its readers that "
            "there is nobody to write to."
        )
        show(unreachable, sys.stderr)
    return OK


def _misplaced(error: MisplacedError, site: Path, say: Messages) -> str:
    if error.link:
        return say.text("{value} is a link: name the folder that it leads to.", value=site)
    if error.holds:
        facts = {"value": site, "other": error.holds}
        return say.text("{value} holds {other}, and a site would take its whole place.", **facts)
    return say.text("{value} lies in the content folder.", value=site)


def _not_published(error: Exception, site: Path, say: Messages) -> int:
    """Say why there is no new site; give the exit status."""
    from timeline.publishing.inventory import told  # noqa: PLC0415
    from timeline.publishing.publish import FlawedSiteError, PublishError  # noqa: PLC0415

    match error:
        case OccupiedError():
            occupied = say.text(
                "{value} holds what is no earlier site, and a site would take its whole place.",
                value=site,
            )
            show(occupied, sys.stderr)
            return USAGE
        case FlawedSiteError():
            for line in told(error.flaws, say, inert):
                show(line, sys.stderr)
        case PublishError():
            show(say.text("The site could not be made:"), sys.stderr)
            for line in (line for text in error.lines for line in text.splitlines()):
                show(f"  {inert(line)}", sys.stderr)
        case OSError():
            why = refusal(error, say)
            show(say.text("The site could not be written: {value}", value=why), sys.stderr)
    return FAILED
