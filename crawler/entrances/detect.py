"""From a home page (and robots.txt) to the entrances a site may have, the best first, each with how it was found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urljoin, urlsplit

from lxml import etree

from crawler.entrances.entry import Kind
from crawler.entrances.listing import MAX_LINKS, base_of, document
from crawler.entrances.wordpress import posts_url
from feeds.clean.urls import same_site, site_of

FEED_TYPES = (
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/rdf+xml",
    "application/x-rss+xml",
    "text/xml+rss",
)
FEED_PATHS = (
    "/feed/",
    "/rss.xml",
    "/feed.xml",
    "/atom.xml",
    "/rss",
    "/index.xml",
    "/feeds/posts/default",
    "/feed.json",
)
"""Where engines put feeds; asked only when nothing else was found."""
_NOT_POSTS = re.compile(
    r"comment|kommentar|coment|комментари|отзыв|yorum|/podcast|/author/|/tag/|/category/|oembed|replies", re.IGNORECASE
)
_API = "https://api.w.org/"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entrance that may be there."""

    url: str
    kind: Kind
    found: str
    """How: "declared", "remembered", "link" (autodiscovery), "header", "anchor", "robots", "guess", "home"."""


def candidates(
    body: bytes, url: str, *, robots: str = "", headers: Mapping[str, str] | None = None, charset: str | None = None
) -> tuple[Candidate, ...]:
    """What to try for the site whose home page this is; `headers` with lower-case names. Never raises.

    Order: feeds the page names, WordPress REST, sitemaps robots.txt names, the page itself as a listing, then guesses.
    """
    root = document(body, charset)
    found = list(_from_header((headers or {}).get("link", ""), url))
    if root is not None:
        found += _from_page(root, base_of(root, url))
    found += (Candidate(s, "sitemap", "robots") for s in sitemaps(robots, url))
    found.sort(key=lambda c: ("feed", "calendar", "wordpress", "sitemap", "listing").index(c.kind))
    found.append(Candidate(url, "listing", "home"))
    if not any(c.kind == "sitemap" for c in found):
        found += (Candidate(_join(url, path), "sitemap", "guess") for path in ("/sitemap.xml", "/wp-sitemap.xml"))
    if not any(c.kind == "feed" for c in found):
        found += (Candidate(_join(url, path), "feed", "guess") for path in FEED_PATHS)
    return _unique(found)


def _unique(found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    kept: dict[str, Candidate] = {}
    for candidate in found:
        if candidate.url:
            kept.setdefault(candidate.url, candidate)
    return tuple(kept.values())


def sitemaps(robots: str, url: str) -> tuple[str, ...]:
    """The Sitemap lines of a robots.txt (sitemaps.org/protocol.html#submit_robots), at most 20."""
    stated = re.findall(r"^[ \t]*sitemap[ \t]*:[ \t]*(\S{1,2000})", robots[:500_000], re.IGNORECASE | re.MULTILINE)
    return tuple(dict.fromkeys(joined for s in stated[:20] if (joined := _join(url, s))))


def _join(base: str, link: str) -> str:
    try:
        url = urljoin(base, link.strip())
        host = urlsplit(url).hostname
    except ValueError:
        return ""
    return url if host and url.startswith(("http://", "https://")) else ""


def _from_header(link: str, url: str) -> Iterator[Candidate]:
    """RFC 8288 Link headers: WordPress names its API there, some sites their feed."""
    for match in re.finditer(r"<([^<>]{1,2000})>((?:\s*;[^,;<>]{1,300})*)", link[:20_000]):
        target, parameters = _join(url, match[1]), match[2].lower()
        if _API in parameters and target:
            yield Candidate(posts_url(target), "wordpress", "header")
        elif (
            "alternate" in parameters
            and any(kind in parameters for kind in FEED_TYPES)
            and not _NOT_POSTS.search(target)
        ):
            yield Candidate(target, "feed", "header")


def _from_page(root: etree._Element, base: str) -> Iterator[Candidate]:
    for element in islice(root.iter("link"), MAX_LINKS):
        rel, kind = (
            str(element.get("rel", "")).lower().split(),
            str(element.get("type", "")).lower().split(";")[0].strip(),
        )
        target = _join(base, str(element.get("href", "")))
        if not target:
            continue
        if _API in rel:
            yield Candidate(posts_url(target), "wordpress", "link")
        elif "alternate" in rel or "feed" in rel:
            told = f"{target} {element.get('title', '')}"
            if kind in FEED_TYPES and not _NOT_POSTS.search(told):
                yield Candidate(target, "feed", "link")
            elif kind == "text/calendar":
                yield Candidate(target, "calendar", "link")
    yield from _anchors(root, base)


def _anchors(root: etree._Element, base: str) -> Iterator[Candidate]:
    """Links that people use to subscribe, at most three."""
    left = 3
    for link in islice(root.iter("a"), MAX_LINKS):
        href = str(link.get("href", ""))
        if not re.search(
            r"(?:/(?:feed|rss|atom)/?$|\.(?:rss|atom)$|/(?:feed|rss|atom|index)\.xml$|feeds\.feedburner\.com)", href
        ):
            continue
        target = _join(base, href)
        ours = same_site(target, base) or site_of(target).endswith("feedburner.com")
        if left and ours and not _NOT_POSTS.search(target):
            left -= 1
            yield Candidate(target, "feed", "anchor")
