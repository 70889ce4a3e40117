"""Sitemaps (sitemaps.org/protocol.html): index, urlset, Google's news extension, plain text; gzip or not."""

from __future__ import annotations

import re
from itertools import islice
from urllib.parse import urljoin, urlsplit

from lxml import etree

from crawler.entrances.entry import Entry, Page
from crawler.entrances.links import may_be_article
from crawler.entrances.markup import UnreadableError, decoded, inner, local, named, plain, space, tree, unzipped
from feeds.clean.urls import same_site

MAX_URLS = 50_000
"""The protocol's own bound for one file."""
MAX_ENTRIES = 2_000
"""Entries made of one file, the newest; nobody visits more of one site in a run."""
MAX_PARTS = 5_000

_POSTS = re.compile(
    r"post|news|article|artikel|articulo|noticia|nachricht|stories|story|blog|aktuel|event|action|press", re.IGNORECASE
)
_OTHER = re.compile(
    r"(?:^|[-_/.])(?:categor(?:y|ies|ia)|tags?|post_tag|authors?|users?|images?|videos?|products?|taxonom\w*|attachments?|media|"
    r"archives?|formats?|galler(?:y|ies)|forums?|topics?|locations?|misc|static)(?:[-_/.\d]|$)",
    re.IGNORECASE,
)
_PAGES = re.compile(r"(?:^|[-_/.])pages?(?:[-_/.\d]|$)", re.IGNORECASE)
_NUMBERS = re.compile(r"\d+")


def read(body: bytes, url: str, *, charset: str | None = None) -> Page:
    """The articles (newest first) or sub-sitemaps (`more`) of the sitemap at `url`. Never raises."""
    body = unzipped(body)
    if b"<" not in body[:2000]:
        return _plain(body, url, charset)
    try:
        root, _ = tree(body, charset)
    except UnreadableError as unreadable:
        return Page("sitemap", fault=str(unreadable))
    if local(root) == "sitemapindex":
        return Page("sitemap", more=_posts_first(root, url))
    if local(root) != "urlset":
        return Page("sitemap", fault="not-a-sitemap")
    elements = list(islice(named(root, "url"), MAX_URLS))
    elements.sort(key=_dated, reverse=True)  # W3C dates sort as they are written; the undated stay last, in their order
    entries = (entry for element in elements if (entry := _entry(element, url)))
    return Page("sitemap", tuple(islice(entries, MAX_ENTRIES)))


def _dated(element: etree._Element) -> str:
    """The date to order by: that of publication in a news sitemap, else the last change."""
    news = next((c for c in element.iter() if local(c) == "publication_date"), None)
    return inner(news) if news is not None else _child(element, "lastmod")


def _plain(body: bytes, url: str, charset: str | None) -> Page:
    """One URL a line (protocol: "Text file")."""
    lines = [line.strip() for line in decoded(body, charset).splitlines()[:MAX_URLS]]
    urls = [line for line in lines if re.match(r"https?://[^\s/]", line)]
    if not urls:
        return Page("sitemap", fault="not-a-sitemap")
    entries = (Entry(u, origin="sitemap") for u in dict.fromkeys(urls) if _ours(u, url))
    return Page("sitemap", tuple(islice(entries, MAX_ENTRIES)))


def _ours(url: str, base: str) -> bool:
    """Of the same site (a sitemap may only speak for its own host) and not plainly something else than an article."""
    return same_site(url, base) and may_be_article(url)


def _child(element: etree._Element, name: str) -> str:
    return next(
        (inner(c) for c in element if local(c) == name and "image" not in space(c) and "video" not in space(c)), ""
    )


def _location(element: etree._Element, base: str) -> str:
    try:
        return urljoin(base, _child(element, "loc"))
    except ValueError:
        return ""


def _entry(element: etree._Element, base: str) -> Entry | None:
    url = _location(element, base)
    news = next((c for c in element if local(c) == "news"), None)
    if not url.startswith(("http://", "https://")) or not _ours(url, base):
        return None
    inside = list(news.iter()) if news is not None else []
    told = {local(c): inner(c) for c in inside if local(c) in ("title", "publication_date", "language", "keywords")}
    return Entry(
        url=url,
        title=plain(told.get("title", "")),
        published=told.get("publication_date", ""),
        modified=_child(element, "lastmod"),
        language=told.get("language", ""),
        tags=tuple(t.strip() for t in told.get("keywords", "").split(",") if t.strip())[:50],
        origin="sitemap",
    )


def _posts_first(root: etree._Element, base: str) -> tuple[str, ...]:
    """Sub-sitemaps: those named after posts first, the newest of them first; those of tags, authors, images not at all.

    Where a name tells nothing it stands between posts and pages. Newest by `lastmod`, else by the numbers in the name
    (plugins and archives count upwards in time).
    """
    found = []
    for element in named(root, "sitemap"):
        url = _location(element, base)
        if not url.startswith(("http://", "https://")):
            continue
        name = urlsplit(url).path + "?" + urlsplit(url).query
        posts = bool(_POSTS.search(name))
        if _OTHER.search(name) and not re.search(r"posts?-post|post-sitemap|news|article", name, re.IGNORECASE):
            continue
        rank = 2 if posts and not _PAGES.search(name) else 0 if _PAGES.search(name) and not posts else 1
        numbers = [int(n[:12]) for n in _NUMBERS.findall(name)[:8]]
        found.append((rank, _child(element, "lastmod"), numbers, url))
        if len(found) >= MAX_PARTS:
            break
    found.sort(key=lambda row: row[:3], reverse=True)
    return tuple(dict.fromkeys(url for *_, url in found))
