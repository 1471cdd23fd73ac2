"""The names of what is measured, as samples keep them and tables print them.

Figures: `wall` and `cpu` in seconds, `memory` in bytes, of our program or the peer's own, and
`search memory` of the search child; of pages see `benchmarks.pages`.
"""

from enum import StrEnum


class Case(StrEnum):
    """What is run."""

    BUILD = "ours, clean"
    WARM = "ours, no site but a cache"
    EDIT = "ours, one record edited"
    AGAIN = "ours, the same record back and forth"
    BUILD_BARE = "ours without search, clean"
    WARM_BARE = "ours without search, no site but a cache"
    EDIT_BARE = "ours without search, one record edited"
    AGAIN_BARE = "ours without search, the same record back and forth"
    COPY = "cp -r of our site"
    COPY_BARE = "cp -r of our site without search"
    MKDOCS = "MkDocs with Material"
    MKDOCS_BARE = "MkDocs with Material, without its search"
    HUGO = "Hugo"
    COMPOSE = "PyYAML's C composer over the same files"
    CHECK = "timeline check, cold"
    CHECK_WARM = "timeline check, nothing changed since"
    CHECK_EDIT = "timeline check, one record edited"
    SINCE = "timeline check --changed-since, one record edited"
    ORDER = "timeline order"
    SERVE_START = "timeline serve, until the first page"
    SERVE = "timeline serve, from saving to served"
    HOME = "ours: /"
    YEAR = "ours: the fullest year"
    FILTER_FIRST = "ours: the first choice of a filter"
    FILTER = "ours: a choice of a filter"
    SEARCH = "ours: the first search"
    TIMELINEJS = "TimelineJS"
    VIS = "vis-timeline"
