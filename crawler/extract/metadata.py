"""What a page says about its article: title, authors, language, section, tags, licence, other URLs."""

from __future__ import annotations

import re

from crawler.extract.page import Page, absolute, text_of
from crawler.extract.structured import ARTICLE_TYPES, Found, Node, string, strings, types
from crawler.extract.words import fold

_SEPARATOR = re.compile(r"\s+[|–—·•:»«‹›/~-]+\s+|\s*[|»]\s*")
_LICENCE = re.compile(r"https?://(?:www\.)?creativecommons\.org/(?:licenses|publicdomain)/[\w./-]+")


def article_node(page: Page) -> Node | None:
    """The JSON-LD object of the page's article: the one with a headline, or the page itself."""
    ranked = [(bool(node.get("headline")) + bool(node.get("datePublished")) - ("webpage" in types(node)), -i, node)
              for i, node in enumerate(page.nodes) if types(node) & ARTICLE_TYPES]  # fmt: skip
    return max(ranked, key=lambda r: r[:2])[2] if ranked else None


def title(page: Page, article: Node | None) -> Found:
    """The article's title without the site's name."""
    headings = [text_of(h) for h in page.tree.iter("h1") if text_of(h)]
    candidates = [
        ("json-ld", string(article.get("headline")) if article else ""),
        ("og:title", page.first("og:title")),
        ("h1", headings[0] if len(headings) == 1 else ""),
        ("meta title", page.first("twitter:title", "title", "dc.title")),
        ("title", next((text_of(t) for t in page.tree.iter("title")), "")),
    ]
    for origin, value in candidates:
        if value:
            return without_site(value, page), origin
    return "", ""


def titles(page: Page) -> list[str]:
    """Every spelling of the title that the page shows."""
    return [page.first("og:title"), *(text_of(h) for h in page.tree.iter("h1")), *(text_of(t) for t in page.tree.iter("title"))]


def without_site(value: str, page: Page) -> str:
    """`value` without the site's name before or after a separator."""
    names = {fold(n) for n in (page.first("og:site_name"), page.first("application-name")) if n}
    parts = _SEPARATOR.split(value)
    if len(parts) < 2:
        return value
    for part in (parts[-1], parts[0]):
        if fold(part) in names:
            cut = value.removesuffix(part) if part is parts[-1] else value.removeprefix(part)
            return cut.strip(" |–—·•:»«‹›/~-\u00a0")
    return value


def language(page: Page, article: Node | None) -> str:
    """The language the page states, as written."""
    root = page.tree.get("lang") or page.tree.get("{http://www.w3.org/XML/1998/namespace}lang") or page.tree.get("xml:lang")
    return (root or page.first("content-language", "og:locale", "dc.language") or (string(article.get("inLanguage")) if article else "")).strip()


def section(page: Page, article: Node | None) -> str:
    """The section the article stands in."""
    return (string(article.get("articleSection")) if article else "") or page.first("article:section", "section")


def tags(page: Page, article: Node | None) -> list[str]:
    """Keywords of the article."""
    stated = page.meta.get("article:tag") or (strings(article.get("keywords")) if article else []) or page.meta.get("keywords", [])
    return list(dict.fromkeys(t.strip() for s in stated for t in s.split(",") if t.strip()))[:50]


def licence(page: Page) -> str:
    """URL of the open licence of the page."""
    for element in page.links("license"):
        if match := _LICENCE.match(absolute(page.base, element.get("href") or "")):
            return match[0]
    return ""


def canonical(page: Page) -> str:
    """The URL the page gives itself: rel=canonical, else og:url; empty when neither is a page of its own."""
    for stated in [*(e.get("href") or "" for e in page.links("canonical")), page.first("og:url")]:
        if stated and (url := absolute(page.base, stated)):
            return url
    return ""


def aliases(page: Page) -> list[str]:
    """Other URLs of the article: AMP, shortlink, og:url."""
    stated = [e.get("href") or "" for rel in ("amphtml", "shortlink") for e in page.links(rel)]
    urls = (absolute(page.base, link) for link in [*stated, page.first("og:url")])
    return list(dict.fromkeys(u for u in urls if u))
