"""Page: one parse of a page, shared by everything that reads it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

from crawler.extract.decode import decode, without_code
from crawler.extract.structured import Node, json_ld

_ONE_CLASS = etree.ElementDefaultClassLookup(element=html.HtmlElement)
"""lxml.html asks Python for the class of each element, hundreds of thousands of times a page; forms we do not fill."""


@dataclass
class Page:
    """The tree of a page and what is read from it by many: metadata properties and JSON-LD. Readers do not change it."""

    url: str
    tree: html.HtmlElement
    text: str = ""
    """The page as decoded, without scripts."""
    meta: dict[str, list[str]] = field(default_factory=dict)
    """Lower-case name, property or itemprop of <meta> -> its contents in order."""

    @cached_property
    def nodes(self) -> list[Node]:
        """Every JSON-LD object of the page, outermost first."""
        scripts = (s.text or "" for s in self.tree.iter("script") if "ld+json" in (s.get("type") or "").lower())
        return json_ld(scripts)

    @cached_property
    def base(self) -> str:
        """What relative links are relative to."""
        stated = next((b.get("href") for b in self.tree.iter("base") if b.get("href")), "")
        return absolute(self.url, stated) or self.url if stated else self.url

    def first(self, *names: str) -> str:
        """The first non-empty content of the <meta> called one of `names`, in that order."""
        return next((value for name in names for value in self.meta.get(name, ()) if value), "")

    @cached_property
    def _related(self) -> list[tuple[list[str], str]]:
        linked = ((e.get("rel"), e.get("href")) for e in self.tree.iter("link", "a"))
        return [(rel.lower().split(), href) for rel, href in linked if rel and href]

    def links(self, rel: str) -> list[str]:
        """Addresses (as written) of <link> and <a> elements with the relation `rel`."""
        return [href for rels, href in self._related if rel in rels and href.strip()]


def parse(body: bytes, url: str, charset: str | None = None) -> Page:
    """Return the page; a body that is no HTML gives an empty tree. Never raises."""
    text = without_code(decode(body, charset))
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    parser.set_element_class_lookup(_ONE_CLASS)
    try:
        tree = html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.ParserError, ValueError, AssertionError):
        tree = html.document_fromstring("<html><body></body></html>")
    return Page(url, tree, text, _meta(tree))


def _meta(tree: html.HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = " ".join((element.get("content") or "").split())
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            key = (element.get(attribute) or "").strip().lower()
            if key and content:
                found.setdefault(key, []).append(content)
    return found


def absolute(base: str, link: str) -> str:
    """`link` as an absolute http(s) URL, or empty when it is none."""
    try:
        joined = urljoin(base, link.strip())
        parts = urlsplit(joined)
    except ValueError:
        return ""
    return joined if link.strip() and parts.scheme in ("http", "https") and parts.hostname else ""


def text_of(element: etree._Element) -> str:
    """The element's text, spaces squeezed."""
    return " ".join("".join(map(str, element.itertext())).split())
