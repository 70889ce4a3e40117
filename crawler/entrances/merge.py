"""What the entrance told and what the page said, as one ArticleItem; each field with its origin."""

from __future__ import annotations

from datetime import datetime

from crawler.entrances.dates import exact, instant
from crawler.entrances.entry import Entry
from crawler.entrances.fulltext import words_of
from crawler.items import ArticleItem

MUCH_MORE = 1.5
"""A page with this many times the words of the syndicated body shows that the body was cut."""


def sufficient(entry: Entry) -> bool:
    """Whether the entrance brought all that the page could: whole text, title and an exact date."""
    titled = bool(entry.title) or entry.short
    return entry.full and titled and exact(entry.published)


def changed(entry: Entry, stored: datetime | None) -> bool:
    """Whether the entrance states exactly that the article changed after we stored it.

    A sitemap's lastmod does not count: many move with every request.
    """
    modified = instant(entry.modified) if exact(entry.modified) else None
    return (
        stored is not None and modified is not None and entry.origin not in ("sitemap", "listing") and modified > stored
    )


def complete(entry: Entry, page: ArticleItem | None = None, *, source: str = "") -> ArticleItem:
    """One item from an entry and, when it was fetched, its page.

    The source's own syndicated whole text leads (it carries no boilerplate), unless the page has far more words.
    An exact date of the entrance leads, then the page's, then any other; an entry's mere `modified` dates it last.
    """
    origins: dict[str, str] = dict(page.origins) if page else {}
    item = page or ArticleItem(entry.url, source)

    def choose(field: str, *found: tuple[str, str]) -> str:
        for value, origin in found:
            if value:
                origins[field] = origin
                return value
        return ""

    def paged(field: str) -> tuple[str, str]:
        return getattr(page, field) if page else "", origins.get(field, "page")

    mine, sure = entry.origin, exact(entry.published)
    syndicated = entry.full and not _far_more(page, entry)
    if syndicated or not (item.text or item.html):
        item.html, item.text = entry.html, entry.text
        origins["text"] = mine
        item.syndicated = entry.full
    item.title = choose("title", (_title(entry), mine), paged("title"), (entry.title, mine))
    item.published = choose(
        "published",
        (entry.published if sure else "", mine),
        paged("published"),
        (entry.published, mine),
        (entry.modified, mine),
    )
    item.modified = choose("modified", paged("modified"), (entry.modified, mine))
    item.summary = choose("summary", paged("summary"), (entry.summary, mine))
    item.language = choose("language", (entry.language, mine), paged("language"))
    if entry.authors and not item.authors:
        item.authors = list(entry.authors)
        origins["authors"] = mine
    item.tags = list(dict.fromkeys([*entry.tags, *item.tags]))
    item.aliases = list(dict.fromkeys(u for u in (*item.aliases, entry.url, *entry.aliases) if u != item.url))
    item.events = [*entry.events, *(e for e in item.events if e not in entry.events)]
    item.source = item.source or source
    item.origins = origins
    return item


def _title(entry: Entry) -> str:
    """The entry's title, unless it comes from a link's words (a listing's may be shortened) or was cut."""
    return "" if entry.origin == "listing" or entry.title.rstrip().endswith(("…", "...")) else entry.title


def _far_more(page: ArticleItem | None, entry: Entry) -> bool:
    if page is None or not (page.text or page.html):
        return False
    seen = len(page.text) or len(words_of(page.html))
    return seen > MUCH_MORE * (len(entry.text) or len(words_of(entry.html)))
