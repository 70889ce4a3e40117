"""From a raw item to all that we know of its article, in one pure call that a worker makes: it knows nothing of Scrapy.

What workers import beyond what they share is memory of each, so settings and sources come as plain values.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from crawler.items import ArticleItem
from feeds import understand
from feeds.article import Article
from feeds.clean.article import clean_article
from feeds.match.action import keys
from feeds.match.text import Fingerprint, fingerprint
from feeds.understand.reading import Reading, Reason, Verdict

if TYPE_CHECKING:
    from crawler.catalogue import Source
    from crawler.configuration import Configuration

log = logging.getLogger(__name__)

HOLDERS = frozenset({"group", "organisation", "petitions"})
"""Kinds of source that hold actions themselves, whose own pages are believed first."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A clean article, what was understood of it, and what finds its like in the store."""

    article: Article
    reading: Reading
    print: Fingerprint
    keys: frozenset[str]
    failed: str = ""
    """Why it could not be understood: "failed", or what became of the worker ("died", "hung")."""


def understood(given: dict[str, Any], topics: frozenset[str], *, failed: str = "") -> Understood:
    """The `raw` item cleaned, judged, understood and ready to be matched; not understood where that has `failed` before.

    Raises NotAnArticle.
    """
    article = clean_article(**given)
    reading = Reading(Verdict(relevant=False, action=False))
    if not failed:
        try:
            reading = understand.read(article, topics=topics)
        except Exception:
            log.exception("%s could not be understood", article.url)
            failed = "failed"
    if failed:
        reading = replace(reading, verdict=replace(reading.verdict, reasons=(Reason(f"the reader {failed}", 0.0),)))
    return Understood(article, reading, fingerprint(article.text), keys(article, reading), failed)


def raw(item: ArticleItem, source: Source, now: datetime, configuration: Configuration) -> dict[str, Any]:
    """What `clean_article` is given of an item."""
    return {
        "url": item.url,
        "title": item.title,
        "html": item.html,
        "text": item.text,
        "summary": item.summary,
        "language": item.language,
        "published": item.published,
        "modified": item.modified,
        "authors": tuple(item.authors),
        "section": item.section,
        "tags": tuple(item.tags),
        "licence": item.licence,
        "aliases": tuple(item.aliases),
        "syndicated": item.syndicated,
        "events": tuple(item.events),
        "origins": item.origins,
        "fetched": item.fetched,
        "source": source.name,
        "site": source.title,
        "home": source.home,
        "timezone": source.timezone,
        "country": source.country,
        "own": source.kind in HOLDERS,
        "languages": source.languages,
        "republish": source.republish,
        "redact_words": configuration.redact,
        "images": configuration.images,
        "now": now,
    }
