"""A page -> ArticleItem. Pure: no scrapy, no network, no clock."""

from __future__ import annotations

from crawler.extract import metadata
from crawler.extract.authors import authors
from crawler.extract.body import find_body
from crawler.extract.dates import modified, published
from crawler.extract.events import events_of
from crawler.extract.page import Page, parse
from crawler.extract.prepare import uncluttered
from crawler.extract.render import to_html, to_text
from crawler.items import ArticleItem

__all__ = ["extract", "parse"]


def extract(body: bytes, url: str, *, charset: str | None = None, source: str = "") -> ArticleItem:
    """Return the article on the page `body` fetched from `url`; its fields are empty where the page says nothing.

    `charset` is the one the HTTP header stated. Never raises: a page that is no HTML gives an empty item.
    """
    return read(parse(body, url, charset), source)


def read(page: Page, source: str = "") -> ArticleItem:
    """Return the article on a page that is parsed already."""
    article = metadata.article_node(page)
    item = ArticleItem(url=metadata.canonical(page) or page.url, source=source)
    item.title, title_from = metadata.title(page, article)
    bare = uncluttered(page)
    item.published, published_from = published(page, article, bare)
    item.modified, modified_from = modified(page, article)
    item.authors, authors_from = authors(page, article)
    item.language = metadata.language(page, article)
    item.section = metadata.section(page, article)
    item.tags = metadata.tags(page, article)
    item.licence = metadata.licence(page)
    item.aliases = [u for u in [page.url, *metadata.aliases(page)] if u != item.url]
    item.summary = page.first("og:description", "description", "twitter:description")
    titles, names = [item.title, *metadata.titles(page)], [*item.authors, item.section, page.first("og:site_name")]
    body = find_body(page, bare, titles, names, item.language)
    item.text, item.html = to_text(body.tree), to_html(body.tree)
    item.events = events_of(page)
    origins = {
        "title": title_from,
        "published": published_from,
        "modified": modified_from,
        "authors": authors_from,
        "text": body.origin,
    }
    item.origins = {name: origin for name, origin in origins.items() if origin}
    return item
