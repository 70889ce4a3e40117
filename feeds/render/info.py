"""FeedInfo and SourceInfo: what the renderers know beside the actions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urljoin, urlsplit

from feeds.render import safe

AUTHORITY = "solidarity-feed.invalid,2026"
"""Whose `tag:` URIs (RFC 4151) name our vocabulary (category schemes), and a feed without a public address."""


@dataclass(frozen=True, slots=True)
class FeedInfo:
    """One published folder: whose it is, where it stands, how much it holds."""

    title: str = "Solidarity Feed"
    subtitle: str = ""
    public_url: str = ""
    """Base URL of the folder; empty when unknown: then links between its files are relative."""
    language: str = "en"
    """Language of titles and interface: one of `words.LANGUAGES`; another falls back to English."""
    contact: str = ""
    """URL or e-mail address: who publishes this, and whom to ask for a takedown."""
    publisher: str = ""
    rights: str = ""
    generator: str = "Solidarity Feed"
    """Name of this program."""
    version: str = ""
    today: date | None = None
    """Decides what is upcoming or closing soon; None: no file depends on the day."""
    max_entries: int = 500
    min_entry_days: int = 0
    """An entry stays in atom.xml and feed.json so many days after its last change, though they are then more."""
    max_bytes: int = 1_400_000
    """Size of the entries in atom.xml above which the oldest give less of their sources (`templating.LEVELS`)."""
    hub: str = ""
    """WebSub hub that is told of changes."""
    status_page: bool = False
    """The folder has a status.html, which pages link to."""

    def cleaned(self) -> FeedInfo:
        """The same with clean texts, a contact that is a link, and http(s) addresses only."""
        return replace(
            self,
            title=safe.line(self.title) or self.generator,
            subtitle=safe.line(self.subtitle),
            public_url=safe.url(self.public_url),
            contact=safe.contact(self.contact),
            publisher=safe.line(self.publisher),
            rights=safe.line(self.rights),
            version=safe.line(self.version),
            hub=safe.url(self.hub),
        )

    @property
    def base(self) -> str:
        """The folder's address with its closing slash, or empty."""
        return self.public_url.rstrip("/") + "/" if self.public_url else ""

    def address(self, path: str) -> str:
        """Absolute address of a file of the folder; empty when the public address is unknown."""
        return urljoin(self.base, path) if self.base else ""

    def feed_id(self, path: str) -> str:
        """The permanent id of the feed at `path` of the folder: a `tag:` URI (RFC 4151)."""
        if not self.base:
            return f"tag:{AUTHORITY}:feed/{path}"
        parts = urlsplit(self.base)
        return f"tag:{parts.hostname},2026:{parts.path.lstrip('/')}{path}"


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """One source of the catalogue, as listed for people."""

    name: str
    title: str
    home: str
    feed: str = ""
    """Address of its own feed, where it has one."""
    languages: tuple[str, ...] = ()
    country: str = ""
    kind: str = ""
