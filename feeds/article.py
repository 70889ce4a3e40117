"""Article: what the crawler hands to `feeds`, clean and frozen. The one type that crosses between the two packages."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Republish = Literal["summary", "full"]


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the body: where it goes (absolute, without tracking) and the words it is on."""

    url: str
    text: str


@dataclass(frozen=True, slots=True)
class Event:
    """What structured data (schema.org Event, iCalendar, h-event, Gancio, Mobilizon) states about an event.

    `starts` and `ends` are ISO 8601 dates, local date-times, or date-times with offset, as stated.
    """

    name: str = ""
    starts: str | None = None
    ends: str | None = None
    venue: str | None = None
    street: str | None = None
    city: str | None = None
    country: str | None = None
    online: bool = False
    status: Literal["scheduled", "cancelled", "postponed", "rescheduled"] | None = None
    organisers: tuple[str, ...] = ()
    url: str | None = None
    origin: str = ""
    """Where it was stated: "schema.org", "icalendar", "h-event", "gancio", "mobilizon"."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article, clean.

    Every string is NFC without control characters; every URL absolute http(s) without tracking parameters;
    every instant aware, with the offset its source stated (or that of the source's zone).
    """

    url: str
    """Canonical URL: the article's identity in the store."""
    source: str
    """Name of the source in the catalogue."""
    site: str
    """The source's title, for people."""
    title: str
    text: str
    """The article and nothing but the article; one line per block (paragraph, heading, list item, quote)."""
    html: str = ""
    """The same, as safe HTML from the allow-list."""
    summary: str = ""
    """Whole sentences, about 60 words."""
    language: str = ""
    """BCP 47: "en", "pt", "uz-Cyrl"; empty when it could not be told."""
    published: datetime | None = None
    modified: datetime | None = None
    authors: tuple[str, ...] = ()
    section: str = ""
    tags: tuple[str, ...] = ()
    licence: str = ""
    """URL of an open licence stated by the page, or empty."""
    republish: Republish = "summary"
    """How much of it we may show."""
    home: str = ""
    """The source's home page."""
    timezone: str = ""
    """IANA zone of the source; empty when unknown."""
    country: str = ""
    """ISO 3166-1 alpha-2 of the source; empty when unknown."""
    own: bool = False
    """The source is a group that holds actions itself, not the press."""
    aliases: tuple[str, ...] = ()
    """Other URLs of the same article (AMP, shortlink, before a redirect)."""
    links: tuple[Link, ...] = ()
    """Links of the body, in its order."""
    events: tuple[Event, ...] = ()
    origins: dict[str, str] = field(default_factory=dict)
    """Where each field came from: {"title": "json-ld", "published": "feed", "text": "trafilatura"}."""
    fetched: datetime | None = None
    """When we read it; aware."""
