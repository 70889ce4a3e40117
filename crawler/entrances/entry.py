"""Entry and Page: what the readers of this package give, whatever kind of entrance they read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from feeds.article import Event

Kind = Literal["feed", "wordpress", "sitemap", "sitemap-index", "listing", "calendar"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One article as an entrance tells of it: strings as stated, nothing cleaned; what was not stated is empty."""

    url: str
    title: str = ""
    html: str = ""
    """The body as syndicated (HTML)."""
    text: str = ""
    """The body as syndicated, where it came as plain text."""
    summary: str = ""
    published: str = ""
    modified: str = ""
    language: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    guid: str = ""
    full: bool = False
    """`html` or `text` is the whole article, not an excerpt."""
    short: bool = False
    """A post of the fediverse: it has no title, and its page holds no more than the entry."""
    events: tuple[Event, ...] = ()
    aliases: tuple[str, ...] = ()
    """Other URLs the entrance gives for the same article (a shortlink as guid)."""
    origin: str = "feed"
    """Which kind of entrance said so; it becomes the origin of the fields."""


@dataclass(frozen=True, slots=True)
class Wish:
    """When a feed wants to be read again: RSS 2.0's ttl, skipHours and skipDays, RSS 1.0's syndication module."""

    minutes: int = 0
    """Between two readings; 0: it does not say."""
    hours: tuple[int, ...] = ()
    """Of the day (UTC) in which not to come."""
    days: tuple[int, ...] = ()
    """Of the week (0 = Monday, UTC) on which not to come."""


NO_WISH = Wish()


@dataclass(frozen=True, slots=True)
class Page:
    """One answer of an entrance, read."""

    kind: Kind
    entries: tuple[Entry, ...] = ()
    next: str | None = None
    """Where older entries stand (RFC 5005, REST paging, a listing's pager)."""
    more: tuple[str, ...] = ()
    """Sub-sitemaps worth reading, the likeliest to hold new articles first."""
    language: str = ""
    title: str = ""
    fault: str = ""
    """Why nothing could be read, by name: "not-a-feed", "entities", "rest-refused" ...; empty: it was read."""
    wish: Wish = NO_WISH
    """When the entrance wants to be read again."""
