"""Files for whoever carries the site: headers and redirects for hosts, what crawlers and reporters ask.

All are read at the root of a host alone. Where `site_url` lies below it, they name the paths that the
site has there and have to be moved to the root; each says so. Nothing in them but `site_url`, ids, a
contact and addresses of pages by hand comes from content; none of those can hold a line break or a space.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final
from urllib.parse import urlsplit

from timeline.policy import POLICY, REFERRER
from timeline.render.page import Page
from timeline.render.repository import contact_address

_AT_THE_ROOT: Final = (
    "# Read at the root of a host alone: if the site lies below it, this belongs there."
)
# Powerful things that no page asks for, each known to Chromium. Copying is one that pages do.
_REFUSED: Final = (
    *("accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen"),
    *("geolocation", "gyroscope", "hid", "magnetometer", "microphone", "midi", "payment"),
    *("picture-in-picture", "publickey-credentials-get", "screen-wake-lock", "serial", "usb"),
    *("xr-spatial-tracking",),
)
_EVERYWHERE: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": REFERRER,
    "Permissions-Policy": ", ".join(f"{name}=()" for name in _REFUSED),
    "Cross-Origin-Opener-Policy": "same-origin",
}
# Of pages, which no other site may show inside itself, or load.
_PAGES: Final = {
    "Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_EMBEDS: Final = {"Content-Security-Policy": f"{POLICY}; frame-ancestors *"}
_A_YEAR: Final = 31536000  # seconds
_FOR_EVER: Final = {"Cache-Control": f"public, max-age={_A_YEAR}, immutable"}
# Named by what they hold.
_NEVER_CHANGED: Final = ("assets/*", "pagefind/fragment/*", "pagefind/index/*")
# RFC 9116 wants less than a year until somebody looks at it again.
_STANDS_FOR: Final = timedelta(days=364)


def host_files(
    pages: Iterable[Page],
    by_hand: Iterable[str],
    site_url: str | None,
    contact: str | None,
    day: date | None,
) -> dict[str, bytes]:
    """Every such file by its path below the site's root.

    `by_hand` are the addresses of pages that are none of `pages`. `day` is the day of the record,
    the only clock there is. What `timeline.yml` says too little for is not made.
    """
    pages = tuple(pages)
    path = urlsplit(site_url or "/").path.rstrip("/") + "/"
    folders = {url.partition("/")[0] for url in (*(page.url for page in pages), *by_hand)}
    texts = {
        ".nojekyll": "",  # GitHub would leave out what begins with a dot or an underscore
        "_headers": _headers(path, folders - {""}, whole_host=site_url is not None and path == "/"),
        "_redirects": _redirects(path, pages),
        "robots.txt": _robots(site_url),
        ".well-known/security.txt": _security(site_url, contact, day),
    }
    return {name: text.encode() for name, text in texts.items() if text is not None}


def _headers(path: str, folders: Iterable[str], *, whole_host: bool) -> str:
    """Headers as Netlify, Cloudflare Pages and others read them.

    Where two rules match an address, some hosts join their values with a comma and some take one of
    them. So no header is said in two rules that can match one address, and what may be framed and
    what may not are named one by one.
    """
    every = dict(_EVERYWHERE)
    if whole_host:  # it binds all that stands on the host, which below a path is others', too
        every["Strict-Transport-Security"] = f"max-age={_A_YEAR}"
    rules: dict[str, Mapping[str, str]] = {"*": every}
    rules |= dict.fromkeys(("", "index.html", "404.html"), _PAGES)
    rules |= {f"{folder}/*": _PAGES for folder in sorted(folders)}
    rules["embed/*"] = _EMBEDS  # there may be none; to be framed is what they are for
    rules |= dict.fromkeys(_NEVER_CHANGED, _FOR_EVER)
    rules["data/*"] = {"Access-Control-Allow-Origin": "*"}  # for pages of others to read
    lines = [_AT_THE_ROOT]
    for matched, headers in rules.items():
        lines += (f"{path}{matched}", *(f"  {name}: {value}" for name, value in headers.items()))
    return "\n".join((*lines, ""))


def _redirects(path: str, pages: Iterable[Page]) -> str | None:
    """Old addresses, for hosts that answer «moved permanently» where the page can only go on.

    Netlify takes the page that lies there unless a rule says `301!`, which others do not understand.
    """
    moved = [page for page in pages if page.moved_to is not None]
    lines = [f"{path}{page.url} {path}{page.moved_to} 301" for page in moved]
    return "\n".join((_AT_THE_ROOT, *lines, "")) if lines else None


def _robots(site_url: str | None) -> str:
    lines = [_AT_THE_ROOT, "User-agent: *", "Disallow:"]
    if site_url is not None:
        lines.append(f"Sitemap: {site_url}sitemap.xml")
    return "\n".join((*lines, ""))


def _security(site_url: str | None, contact: str | None, day: date | None) -> str | None:
    """Whom to tell of a weakness (RFC 9116), where there is an address to write to."""
    if contact is None or day is None:
        return None
    lines = [
        _AT_THE_ROOT,
        f"Contact: {contact_address(contact)}",
        f"Expires: {min(day, date.max - _STANDS_FOR) + _STANDS_FOR}T00:00:00Z",
        "Preferred-Languages: ar, en",
    ]
    if site_url is not None:
        lines.append(f"Canonical: https://{urlsplit(site_url).netloc}/.well-known/security.txt")
    return "\n".join((*lines, ""))
