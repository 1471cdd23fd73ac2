"""The MkDocs plugin: translates between MkDocs and the timeline, and decides nothing.

MkDocs renders each frame once and the pages written by hand; the pages of records are stamped into
the frames after that, and never seen by MkDocs one by one. With `timeline.publishing.publish` the
only module that imports MkDocs.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment
from mkdocs.config import base
from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage

from timeline.checking import Checked, check, day_of_epoch
from timeline.exports.events_json import events_json, events_schema
from timeline.exports.hijri_months import hijri_months
from timeline.messages import Language, messages
from timeline.policy import HEAD
from timeline.publishing.failure import in_short
from timeline.publishing.inventory import by_their_files, called, inventory, listed, misplaced, told
from timeline.publishing.keeping import Keeper
from timeline.publishing.making import Work, make
from timeline.publishing.verification import Flaw, Wanted, verify
from timeline.reading.characters import inert
from timeline.reading.front_matter import for_mkdocs
from timeline.reading.handwritten import Handwritten, slugify
from timeline.render.assets import assets
from timeline.render.dating import in_hijri_words, in_words
from timeline.render.frames import SLOTS, Stamp, cut, running
from timeline.render.hosting import host_files
from timeline.render.page import Frame
from timeline.render.sections import frames, frames_of, pages
from timeline.render.site import Site
from timeline.render.theme_words import theme_words
from timeline.reporting.diagnostic import diagnose
from timeline.reporting.text import TextStyle, report
from timeline.writing.placing import schema_folder

CACHE: Final = Path(".cache/timeline")


@dataclass(frozen=True, slots=True)
class Manner:
    """How a site is made; as it stands here, where MkDocs' own command makes it.

    It `verifies` that the site is whole when it lies there: `timeline.publishing.publish` does that
    itself, where the search index is made, too. One that is not `searched` has nothing to search it
    with. `begun` is called as soon as there is a site to make pages of: what else is made of it may
    be made beside them. With `frames_only`, for a preview, only frames and pages written by hand are made, the rest
    when asked for. `keeper` has what still lies there of the last build. `counted` is told how many pages are made.
    """

    verifies: bool = True
    searched: bool = True
    frames_only: bool = False
    keeper: Keeper | None = None
    counted: Callable[[int, int], None] = lambda *_: None
    begun: Callable[[Site], None] = lambda _: None


class TimelineConfig(base.Config):  # type: ignore[no-untyped-call]  # MkDocs types it not
    """The plugin's options."""

    content = c.Type(str, default="content")


class TimelinePlugin(BasePlugin[TimelineConfig]):  # type: ignore[no-untyped-call]  # nor it
    """Publishes a content/ folder."""

    # Set by `timeline.publishing.publish`, which has checked already; else the plugin checks itself.
    checked: Checked | None = None
    manner: Manner = Manner()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Reads the timeline and gives MkDocs its name, address and the Markdown it may use."""
        folder = Path(config.config_file_path).parent / self.config.content
        say = messages(Language.ARABIC)
        checked = self.checked or check(
            folder, untitled=say.text("Timeline"), day=day_of_epoch(os.environ)
        )
        if checked.dataset is None or checked.order is None:
            style = TextStyle(say, folder.name, lambda _: None)
            raise PluginError(report(diagnose(checked.findings, say), style))
        about = checked.dataset.about
        config.site_name = about.title
        config.site_url = about.site_url and f"{about.site_url.rstrip('/')}/"
        config.site_description = about.description or about.title
        config.mdx_configs.setdefault("toc", {})["slugify"] = slugify
        config.markdown_extensions.append(Handwritten())  # type: ignore[arg-type]
        config.watch.append(str(folder))
        self.assets = assets(Path(config.config_file_path).parent / CACHE)
        self.site = Site(
            checked.dataset,
            checked.order,
            say,
            folder.name,
            self.assets.paths,
            schema_folder(folder),
            checked.content.digests,
        )
        self.manner.begun(self.site)
        self.frames: dict[str, Stamp] = {}
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Adds a placeholder for each frame and the files of data and styles."""
        for file in list(files):
            if not file.is_documentation_page() and _is_theme_file(file, config):
                files.remove(file)  # Material's styles and scripts, which no page uses
        say = self.site.say.text
        taken = {file.url.removeprefix("./"): file for file in files.documentation_pages()}
        self.by_hand = frozenset(taken)
        folder = f"{self.site.folder}/pages"
        self.written = {file.dest_uri: f"{folder}/{file.src_uri}" for file in taken.values()}
        with self._naming(say("The list of pages")):
            # Their bodies are made one by one; a preview lists them when they are asked for.
            ours = () if self.manner.frames_only else tuple(pages(self.site))
        self.pages = tuple(page for page in ours if page.url not in self.by_hand)
        self._refuse(misplaced(self.site, self.pages))
        sections: list[tuple[str, str, bool]] = []  # entry, the file it leads to, in the footer?
        for frame in frames_of(self.site) if self.manner.frames_only else frames(ours):
            if frame.url not in taken:
                files.append(_placeholder(frame, config))
            if frame.navigation:
                page = taken.pop(frame.url, None)
                source = page.src_uri if page else frame.source
                sections.append((say(frame.navigation), source, frame.in_footer))
        self.header = frozenset(source for _, source, in_footer in sections if not in_footer)
        config.nav = [
            *({title: source} for title, source, _ in sections),
            *(file.src_uri for file in taken.values()),
        ]
        self.data: dict[str, Callable[[], bytes]] = {}
        if not self.manner.frames_only:
            with self._naming(say("The list of files of data")):
                self.data = data_files(self.site)
        # Pages written by hand may lead to files of data; those are made with the pages.
        for path, data in {**self.assets.files, **dict.fromkeys(self.data, b"")}.items():
            files.append(
                File.generated(config, path, content=data, inclusion=InclusionLevel.NOT_IN_NAV)
            )
        others = (file for file in files if not file.is_documentation_page())
        kept = {file.dest_uri for file in others if _is_kept(file)}
        # A robots.txt of their own may lie beside the pages written by hand.
        self.hosted = {
            path: data for path, data in self._hosted(config).items() if path not in kept
        }
        self.files = (*sorted(kept), *self.hosted)
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Gives the theme's templates their words, the slots to be stamped, and the assets."""
        del files
        dataset = self.site.dataset
        env.globals.update(
            policy=HEAD,
            slots=SLOTS,
            running=running,
            searched=self.manner.searched,
            assets=self.assets.paths,
            words=theme_words(self.site.say, searched=not self.manner.frames_only),
            in_header=self.header,
            about={
                "licence": dataset.about.licence,
                "date": dataset.date,
                "day": in_words(dataset.date) if dataset.date else "",
                "hijri": in_hijri_words(dataset.date) if dataset.date else "",
            },
            sitemap_urls=lambda: [
                f"{config.site_url}{url}" for url in listed(self.pages, self.by_hand)
            ],
        )
        return env

    def on_page_read_source(self, *, page: MkDocsPage, config: MkDocsConfig) -> str | None:
        """Hands MkDocs a hand-written page with front matter that was read here."""
        del config
        return None if page.file.generated_by else for_mkdocs(page.file.content_string)

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Keeps a frame instead of writing it."""
        del config
        frame = page.meta.get("timeline_frame")
        if frame is None:
            return output
        self.frames[frame] = cut(output)
        return ""

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Stamps every page into its frame."""
        root = Path(config.site_dir)
        # MkDocs writes the day of the build into it; the same content must give the same bytes.
        (root / "sitemap.xml.gz").unlink(missing_ok=True)
        if not self.manner.frames_only:
            about = (config.site_name, config.site_url)
            called_here = partial(called, self.site)
            data, pages = tuple(self.data.items()), self.pages
            parts = (self.frames, *about, self._naming, called_here, self.site.base)
            self.made = make(
                Work(data, pages, *parts, self.manner.counted), root, self.manner.keeper
            )
        # Past MkDocs, which leaves out what begins with a dot.
        for path, hosted in self.hosted.items():
            (root / path).parent.mkdir(exist_ok=True)
            (root / path).write_bytes(hosted)
        # Run by MkDocs' own command: neither -q nor -v takes this away, as they do --strict.
        if self.manner.verifies:
            self._refuse(verify(root, self.wanted(results=None)).flaws)

    def wanted(self, results: tuple[str, ...] | None) -> Wanted:
        """What must lie in the folder; `results` as `timeline.publishing.inventory` takes them."""
        return inventory(self.site, self.pages, self.by_hand, self.files, results)

    def _hosted(self, config: MkDocsConfig) -> dict[str, bytes]:
        """What hosts, crawlers and reporters of weaknesses read."""
        about, day = self.site.dataset.about, self.site.dataset.date
        hosted = (self.pages, self.by_hand, config.site_url, about.contact, day)
        return {} if self.manner.frames_only else host_files(*hosted)

    def _refuse(self, flaws: Iterable[Flaw]) -> None:
        named = by_their_files(flaws, self.written)
        if lines := told(named, self.site.say, inert):
            raise PluginError("\n".join(lines))

    @contextmanager
    def _naming(self, what: str) -> Iterator[None]:
        """Say what it was that could not be made; a full disk and its like say it themselves."""
        try:
            yield
        except (OSError, MkDocsException):
            raise
        except Exception as error:
            facts = {"page": what, "problem": in_short(error)}
            text = self.site.say.text("{page} could not be made: {problem}", **facts)
            raise PluginError(text) from error


def data_files(site: Site) -> dict[str, Callable[[], bytes]]:
    """The files of data by their path below the site's root, each made when asked for."""
    return {
        site.facets.path: lambda: site.facets.data,
        site.suggesting.path: lambda: site.suggesting.data,
        **{
            part.path: partial(bytes, part.data)
            for part in (*site.recorded.values(), *site.facet_parts)
        },
        "data/events.json": lambda: events_json(site.dataset, site.order),
        "data/events.schema.json": events_schema,
        "data/hijri-months.json": hijri_months,
    }


def _placeholder(frame: Frame, config: MkDocsConfig) -> File:
    inner = "" if frame.navigation else "timeline_inner: true\n"
    content = f"---\ntimeline_frame: {frame.name}\n{inner}---\n"
    inclusion = InclusionLevel.INCLUDED if frame.navigation else InclusionLevel.NOT_IN_NAV
    return File.generated(config, frame.source, content=content, inclusion=inclusion)


def _is_kept(file: File) -> bool:
    """Whether MkDocs does not leave it out: what begins with a dot, and what its settings name."""
    return file.inclusion is not InclusionLevel.EXCLUDED


def _is_theme_file(file: File, config: MkDocsConfig) -> bool:
    source: Any = file.abs_src_path
    return source is not None and not Path(source).is_relative_to(config.docs_dir)
