"""Where a site may stand: it takes its folder's whole place. Imports nothing of the project.

What stands there already is looked at in `timeline.publishing.swapping`.
"""

from pathlib import Path


class MisplacedError(Exception):
    """A site may not stand there: it is a `link`, in the content folder, or `holds` another."""

    def __init__(self, *, link: bool = False, holds: Path | None = None) -> None:
        """Say why; without either the site lies in the content folder."""
        super().__init__()
        self.link = link
        self.holds = holds


def refuse_place(site: Path, content: Path) -> None:
    """Raise `MisplacedError` where more than an old site would be lost, or the content be added to.

    A folder that holds an earlier site may hold the content too, or be where one works.
    """
    if site.is_symlink():
        raise MisplacedError(link=True)
    place, content = site.resolve(), content.resolve()
    for other in (content, Path.cwd(), *_home()):
        if other.is_relative_to(place):
            raise MisplacedError(holds=other)
    if place.is_relative_to(content):
        raise MisplacedError


def _home() -> tuple[Path, ...]:
    """The home folder; none of a user whom the system does not know, as in a container."""
    try:
        return (Path.home().resolve(),)
    except RuntimeError:
        return ()
