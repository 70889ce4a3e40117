"""How much of each source's articles is known: what `scrapy sources` shows."""

from __future__ import annotations

from collections import Counter

from feeds.store.store import Store


def coverage(store: Store) -> dict[str, Counter[str]]:
    """Source -> how many "articles" it has, how many are "relevant", and how many state a date, authors, a text."""
    found: dict[str, Counter[str]] = {}
    for stored in store.articles():
        counts = found.setdefault(stored.article.source, Counter())
        article = stored.article
        counts["articles"] += 1
        counts["relevant"] += stored.reading.verdict.relevant
        counts["published"] += article.origins.get("published") != "first seen"
        counts["authors"] += bool(article.authors)
        counts["text"] += bool(article.text)
    return found
