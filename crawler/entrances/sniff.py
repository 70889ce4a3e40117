"""Which kind of entrance is this answer? Told by its content; the type header only where the content says nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from crawler.entrances import calendar, events, feed, listing, sitemap, wordpress
from crawler.entrances.entry import Kind, Page
from crawler.entrances.markup import decoded, unzipped

_HEAD = 4_000
_ELEMENT = re.compile(r"<(?!\?|!)(?:[A-Za-z]\w*:)?([A-Za-z][A-Za-z0-9]*)")


def kind_of(body: bytes, url: str, content_type: str = "") -> Kind:
    """The kind of entrance that `body` is an answer of."""
    head = unzipped(body)[:_HEAD].replace(b"\x00", b"").decode("latin-1").lstrip("ï»¿ÿþ \t\r\n")
    if head[:1] == "[" or (head[:1] == "{" and wordpress.is_posts_url(url)):
        return "wordpress"
    if head[:1] == "{":
        return "feed"
    if head[:15].upper() == "BEGIN:VCALENDAR":
        return "calendar"
    first = next((m[1].lower() for m in _ELEMENT.finditer(head)), "")
    if first in ("rss", "feed", "rdf", "channel"):
        return "feed"
    if first in ("urlset", "sitemapindex") or (not first and re.match(r"https?://\S+\s*(?:\n|$)", head)):
        return "sitemap"
    if first in ("html", "head", "body", "div", "meta", "title", "link"):
        return "listing"
    kind = content_type.lower()
    return "feed" if "rss" in kind or "atom" in kind or ("xml" in kind and "html" not in kind) else "listing"


def read(body: bytes, url: str, *, charset: str | None = None, headers: Mapping[str, str] | None = None) -> Page:
    """Any answer of any entrance -> its entries. `headers` with lower-case names. Never raises."""
    headers = headers or {}
    kind = kind_of(body, url, headers.get("content-type", ""))
    if kind == "wordpress":
        page = wordpress.read(body, url, headers)
        return page if page.entries or page.fault == "rest-refused" else _event_list(body, url) or page
    if kind == "sitemap":
        return sitemap.read(body, url, charset=charset)
    if kind == "calendar":
        return calendar.read(body, url)
    if kind == "feed":
        page = feed.read(body, url, charset=charset)
        return _event_list(body, url) or page if page.fault == "not-a-feed" else page
    return listing.read(body, url, charset=charset)


def _event_list(body: bytes, url: str) -> Page | None:
    """An API's list of events, which is JSON as well."""
    try:
        found = events.from_json(json.loads(decoded(body)), url)
    except (ValueError, RecursionError):
        return None
    return Page("calendar", found) if found else None
