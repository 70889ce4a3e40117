"""What `scrapy export` and `scrapy crawl -o` write of an article."""

from __future__ import annotations

from typing import Any

from feeds.article import Article
from feeds.store.articles import StoredArticle
from feeds.understand.reading import Reading


def row(stored: StoredArticle) -> dict[str, Any]:
    """A stored article as plain JSON values; `action` is the id of its action or null."""
    return article_row(stored.article, stored.reading) | {"action": stored.action}


def article_row(article: Article, reading: Reading) -> dict[str, Any]:
    """The part of a row that is known before articles are made into actions."""
    return {
        "url": article.url,
        "source": article.source,
        "title": article.title,
        "text": article.text,
        "published": article.published.isoformat() if article.published else None,
        "modified": article.modified.isoformat() if article.modified else None,
        "authors": list(article.authors),
        "language": article.language or None,
        "verdict": "relevant" if reading.verdict.relevant else "refused",
        "reasons": [reason.name for reason in reading.verdict.reasons],
    }
