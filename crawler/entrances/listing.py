"""Listing pages (front pages, sections, archives): which of their links are articles?

Each link is weighed by where it stands (headings, main, teasers; not navigation, footers, sidebars), what it says (a
headline has words) and its URL. Several links to one page add up to one entry, the longest text being its title.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import urljoin, urlsplit

import lxml.html
from lxml import etree

from crawler.entrances.entry import Entry, Page
from crawler.entrances.events import from_page
from crawler.entrances.links import may_be_article, score
from crawler.entrances.markup import CONTROL
from feeds.clean.urls import same_site

MAX_BYTES = 2 * 1024 * 1024
MAX_LINKS = 5_000
ENOUGH = 1.0
"""A link from this weight on is an article's."""

_FAR = 4.0
"""What a link in a menu, footer or sidebar loses: more than a dated headline can win."""
_AWAY = re.compile(
    r"(?:^|(?<!has)(?<!with)(?<!no)[-_\s])(?:nav|navbar|navigation|menu|menus|submenu|footer|foot|breadcrumbs?|pagination|pager|sidebar|social|share|sharing|"
    r"tags?|tagcloud|cookies?|comments?|login|langs?|languages?|topbar|toolbar|masthead|copyright|sponsors?|partners?|ads?|advert)(?:[-_\s]|$)",
    re.IGNORECASE,
)
_TEASER = re.compile(
    r"teaser|post|entry|story|card|headline|article|news|item|title|result|event|views-row", re.IGNORECASE
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4"))
_AWAY_TAGS = frozenset(("nav", "footer", "aside", "form"))
_WIDE = re.compile(r"[぀-ヿ㐀-鿿가-힯฀-๿]")
_MORE = re.compile(
    r"^(?:read|continue|more|mehr|weiter|lire|leer|leggi|leia|les|lees|läs|czytaj|devam|читать|далее|читати)\b.{0,40}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Layout:
    """What is looked up for every link, gathered once."""

    wrappers: frozenset[etree._Element]
    """Elements around the page's own matter, whatever they are called."""
    dates: dict[etree._Element, list[str]]
    """The machine-readable dates in an element, no deeper than a teaser is."""


@dataclass(slots=True)
class _Seen:
    """One linked page: the best weight and words any of its links gave it."""

    weight: float
    title: str
    published: str
    texts: list[str] = field(default_factory=list)


def read(body: bytes | str, url: str, *, charset: str | None = None) -> Page:
    """The articles that the page at `url` links to, in its order. Never raises."""
    root = document(body, charset)
    if root is None:
        return Page("listing", fault="not-html")
    base = base_of(root, url)
    found: dict[str, _Seen] = {}
    layout = _layout(root)
    for number, link in enumerate(root.iter("a")):
        if number >= MAX_LINKS:
            break
        target = _target(link, base, url)
        if target:
            _weigh(link, target, layout, found)
    entries = tuple(
        Entry(target, title=seen.title, published=seen.published, origin="listing")
        for target, seen in found.items()
        if seen.weight >= ENOUGH
    )
    entries += from_page(root, base)
    return Page("listing", entries, _next(root, base, url), (), str(root.get("lang", "")), title_of(root))


def document(body: bytes | str, charset: str | None = None) -> etree._Element | None:
    """The root of an HTML page, or None when there is nothing in it."""
    try:
        if isinstance(body, str):
            body, charset = body.encode("utf-8", "replace"), "utf-8"
        try:
            parser = lxml.html.HTMLParser(encoding=charset or _utf8(body))
        except LookupError:
            parser = lxml.html.HTMLParser()
        root = lxml.html.document_fromstring(body[:MAX_BYTES], parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    return root


def _utf8(body: bytes) -> str | None:
    """UTF-8 when the bytes are; else None: libxml2 looks for the declaration itself."""
    try:
        body[:MAX_BYTES].decode("utf-8")
    except UnicodeDecodeError as error:
        return "utf-8" if error.start > MAX_BYTES - 4 else None
    return "utf-8"


def base_of(root: etree._Element, url: str) -> str:
    """What relative links are relative to."""
    for base in root.iter("base"):
        try:
            joined = urljoin(url, str(base.get("href", "")).strip())
        except ValueError:
            break
        return joined if joined.startswith(("http://", "https://")) else url
    return url


def title_of(root: etree._Element) -> str:
    """The page's own <title>."""
    title = next(root.iter("title"), None)
    return _words(title) if title is not None else ""


def _words(element: etree._Element) -> str:
    text = "".join(part for part in element.itertext() if isinstance(part, str))
    return " ".join(CONTROL.sub("", text[:3000]).split())


def _target(link: etree._Element, base: str, page: str) -> str:
    """The page a link leads to, when it could be an article of this site."""
    href = link.get("href")
    if (
        not href
        or href.startswith("#")
        or {"tag", "author", "category"} & set(str(link.get("rel", "")).lower().split())
    ):
        return ""
    try:
        url = urljoin(base, href.strip()).split("#")[0]
        target, own = urlsplit(url), urlsplit(page)
    except ValueError:
        return ""
    if target.scheme not in ("http", "https") or not same_site(url, page):
        return ""
    if (target.path.rstrip("/"), target.query) == (own.path.rstrip("/"), own.query) or not may_be_article(url):
        return ""
    return url


def _weigh(link: etree._Element, target: str, layout: _Layout, found: dict[str, _Seen]) -> None:
    text = _words(link)
    weight = score(target) + _place(link, layout) + _headline(text)
    published = _date_beside(link, layout)
    seen = found.get(target)
    if seen is None:
        found[target] = _Seen(weight, text, published)
        return
    seen.weight = max(seen.weight, weight)
    seen.published = seen.published or published
    if len(text) > len(seen.title) and not _MORE.match(text) and len(text) < 300:
        seen.title = text


def _headline(text: str) -> float:
    """What the words of a link say: a headline has at least five, "Contact us" has two."""
    size = len(text.split()) + len(_WIDE.findall(text)) / 2.5
    if not text or _MORE.match(text):
        return 0.0
    return 1.0 if size >= 5 else 0.4 if size >= 3 else -0.3


def _place(link: etree._Element, layout: _Layout) -> float:
    """What the place of a link says."""
    points, away = 0.0, False
    if any(child.tag in _HEADINGS for child in link.iterdescendants() if isinstance(child.tag, str)):
        points += 1.0
    for number, element in enumerate(link.iterancestors()):
        tag = element.tag if isinstance(element.tag, str) else ""
        names = f"{element.get('class', '')} {element.get('id', '')} {element.get('role', '')}"[:300]
        if tag in _HEADINGS:
            points += 1.0
        if tag in ("body", "html"):
            break
        if tag in _AWAY_TAGS or (_AWAY.search(names) and tag not in ("main", "article")):
            away = away or element not in layout.wrappers
        elif number < 5 and (tag == "article" or _TEASER.search(names)):
            points = max(points, points + 0.25 if points < 1.5 else points)
        if tag == "main":
            points += 0.25
    return min(points, 1.5) - (_FAR if away else 0.0)


def _layout(root: etree._Element) -> _Layout:
    matter = islice(root.iter("main", "h1"), 100)
    wrappers = frozenset(around for element in matter for around in element.iterancestors())
    dates: dict[etree._Element, list[str]] = {}
    for time in islice(root.iter("time"), MAX_LINKS):
        for around in islice(time.iterancestors(), 4 if time.get("datetime") else 0):
            dates.setdefault(around, []).append(str(time.get("datetime"))[:60])
    return _Layout(wrappers, dates)


def _date_beside(link: etree._Element, layout: _Layout) -> str:
    """The date in the teaser around a link, when there is but one."""
    for element in islice(link.iterancestors(), 4):
        if element.tag in ("body", "main", "ul", "ol", "table"):
            break
        if found := layout.dates.get(element):
            return found[0] if len(found) == 1 else ""
    return ""


def _next(root: etree._Element, base: str, page: str) -> str | None:
    """The next page of the listing: rel=next, on a link or in the head."""
    for element in root.iter("link", "a"):
        if "next" in str(element.get("rel", "")).lower().split() and element.get("href"):
            try:
                url = urljoin(base, str(element.get("href")))
            except ValueError:
                return None
            return url if url != page and url.startswith(("http://", "https://")) and same_site(url, page) else None
    return None
