"""What a page says about its article: title, authors, language, section, tags, licence, other URLs."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from crawler.extract.page import Page, absolute, text_of
from crawler.extract.structured import ARTICLE_TYPES, Found, Node, string, strings, types
from crawler.extract.words import fold

_AROUND = " |–—·•:»«‹›/~-\u00a0"
_SEPARATOR = re.compile(r"\s+[|–—·•:»«‹›/~-]+\s+|\s*[|»]\s*")
_LICENCE = re.compile(r"https?://(?:www\.)?creativecommons\.org/(?:licenses|publicdomain)/[\w./-]+")


def article_node(page: Page) -> Node | None:
    """The JSON-LD object of the page's article: the one with a headline, or the page itself."""
    ranked = [(bool(node.get("headline")) + bool(node.get("datePublished")) - ("webpage" in types(node)), -i, node)
              for i, node in enumerate(page.nodes) if types(node) & ARTICLE_TYPES]  # fmt: skip
    return max(ranked, key=lambda r: r[:2])[2] if ranked else None


def title(page: Page, article: Node | None) -> Found:
    """The article's title without the site's name."""
    site = site_names(page, article)
    headings = [
        heading for heading in map(text_of, page.tree.iter("h1", "h2")) if heading and fold(heading) not in site
    ]
    shown = next((text_of(t) for t in page.tree.iter("title")), "")
    candidates = [
        ("json-ld", string(article.get("headline")) if article else ""),
        ("og:title", page.first("og:title")),
        ("heading", next((h for h in headings if len(h) > len(shown) / 2 and fold(h) in fold(shown)), "")),
        ("h1", next((h for h in map(text_of, page.tree.iter("h1")) if h and fold(h) not in site), "")),
        ("meta title", page.first("twitter:title", "title", "dc.title")),
        ("title", shown),
    ]
    for origin, value in candidates:
        if value and fold(value) not in site:
            return without_site(value, site, headings), origin
    return shown, "title" if shown else ""


def titles(page: Page) -> list[str]:
    """Every spelling of the title that the page shows."""
    return [
        page.first("og:title"),
        *(text_of(h) for h in page.tree.iter("h1")),
        *(text_of(t) for t in page.tree.iter("title")),
    ]


def without_site(value: str, site: set[str], headings: list[str]) -> str:
    """`value` without the site's name (or whatever a heading of the page leaves out) before or after a separator."""
    parts = _SEPARATOR.split(value)
    if len(parts) < 2:
        return value
    shown = {fold(h) for h in headings}
    for side, rest in ((parts[-1], value[: value.rindex(parts[-1])]), (parts[0], value[len(parts[0]) :])):
        if side and rest.strip(_AROUND) and (fold(side) in site or squeezed(side) in site or fold(rest) in shown):
            return rest.strip(_AROUND)
    return value


def site_names(page: Page, article: Node | None) -> set[str]:
    """Folded names of the site: as it states them, its host, the host's own label."""
    host = (urlsplit(page.url).hostname or "").removeprefix("www.")
    publisher = string(article.get("publisher")) if article is not None else ""
    stated = [
        page.first("og:site_name"),
        page.first("application-name"),
        page.first("publisher"),
        publisher,
        "www." + host,
        host,
    ]
    return {folded for name in [*stated, *host.split(".")[:-1]] if (folded := fold(name)) and len(folded) > 1}


def squeezed(name: str) -> str:
    """`name` as it would stand in a host."""
    return fold(name).replace(" ", "")


def language(page: Page, article: Node | None) -> str:
    """The language the page states, as written."""
    root = (
        page.tree.get("lang")
        or page.tree.get("{http://www.w3.org/XML/1998/namespace}lang")
        or page.tree.get("xml:lang")
    )
    told = string(article.get("inLanguage")) if article else ""
    return (root or page.first("content-language") or told or page.first("og:locale", "dc.language")).strip()


def section(page: Page, article: Node | None) -> str:
    """The section the article stands in."""
    return (string(article.get("articleSection")) if article else "") or page.first("article:section", "section")


def tags(page: Page, article: Node | None) -> list[str]:
    """Keywords of the article."""
    stated = (
        page.meta.get("article:tag")
        or (strings(article.get("keywords")) if article else [])
        or page.meta.get("keywords", [])
    )
    return list(dict.fromkeys(t.strip() for s in stated for t in s.split(",") if t.strip()))[:50]


def licence(page: Page) -> str:
    """URL of the open licence of the page."""
    for link in page.links("license"):
        if match := _LICENCE.match(absolute(page.base, link)):
            return match[0]
    return ""


def canonical(page: Page) -> str:
    """The URL the page gives itself: rel=canonical, else og:url; empty when neither is a page of its own."""
    for stated in [*page.links("canonical"), page.first("og:url")]:
        if stated and (url := absolute(page.base, stated)):
            return url
    return ""


def aliases(page: Page) -> list[str]:
    """Other URLs of the article: AMP, shortlink, og:url."""
    stated = [*page.links("amphtml"), *page.links("shortlink")]
    urls = (absolute(page.base, link) for link in [*stated, page.first("og:url")])
    return list(dict.fromkeys(u for u in urls if u))
