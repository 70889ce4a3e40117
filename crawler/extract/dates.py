"""When a page was published and modified, by the chain that measured best: JSON-LD > meta > microdata and time > URL > htmldate.

Never a page's clock (`timeRequired`, header clocks), a copyright year, the date of a comment or a related article.
Values are ISO 8601 as stated, with the offset where one was stated.
"""

from __future__ import annotations

import re
from copy import copy
from datetime import datetime
from email.utils import parsedate_to_datetime

from dateutil import parser as dateutil_parser
from htmldate import find_date
from lxml import etree

from crawler.extract.page import Page
from crawler.extract.prepare import prune_named
from crawler.extract.structured import Found, Node, string

_META_PUBLISHED = (
    "article:published_time", "og:article:published_time", "article:published", "datepublished", "og:published_time",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "publishdate", "pubdate", "publish-date",
    "publication_date", "published_time", "dc.date.issued", "dcterms.issued", "dc.date.created", "dcterms.created",
    "dcterms.date", "dc.date", "date", "citation_publication_date", "article.published", "publish_date", "created",
    "article.created", "og:release_date", "originalpublicationdate", "datecreated", "release_date", "pub_date",
)  # fmt: skip
_META_MODIFIED = (
    "article:modified_time", "og:updated_time", "og:modified_time", "datemodified", "article:modified", "last-modified",
    "dcterms.modified", "dc.date.modified", "lastmod", "article.updated", "modified_time",
)  # fmt: skip
_URL_DATE = re.compile(r"[/_-](?P<y>(?:19[89]|20[0-4])\d)[/_-](?P<m>[01]?\d)[/_-](?P<d>[0-3]?\d)(?:[/_-]|$)")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")


def published(page: Page, article: Node | None) -> Found:
    """Return when the article was published, and where that was stated."""
    if article is not None and (
        value := iso(string(article.get("datePublished")) or string(article.get("dateCreated")))
    ):
        return value, "json-ld"
    for name in _META_PUBLISHED:
        if value := iso(page.first(name)):
            return value, f"meta {name}"
    for value in _times(page, ("datepublished", "published", "pubdate")):
        return value, "time"
    if value := _from_url(page.url):
        return value, "url"
    return _guessed(page)


def modified(page: Page, article: Node | None) -> Found:
    """Return when the article was last modified, and where that was stated."""
    if article is not None and (value := iso(string(article.get("dateModified")))):
        return value, "json-ld"
    for name in _META_MODIFIED:
        if value := iso(page.first(name)):
            return value, f"meta {name}"
    for value in _times(page, ("datemodified", "updated", "modified")):
        return value, "time"
    return "", ""


def iso(stated: str) -> str:
    """`stated` (ISO 8601, RFC 822, a plain numeric date) as ISO 8601 with what it states and no more; empty when it is none."""
    stated = stated.strip()
    if not 8 <= len(stated) <= 60:
        return ""
    try:
        moment = datetime.fromisoformat(stated)
    except ValueError:
        moment = None
    if moment is None:
        try:
            moment = parsedate_to_datetime(stated)
        except (ValueError, TypeError, IndexError):
            moment = _lenient(stated)
    if moment is None or not 1980 <= moment.year < 2100:
        return ""
    dated_only = (
        not re.search(r"\d[:T.]\d\d", stated) and moment.time().isoformat() == "00:00:00" and moment.tzinfo is None
    )
    return moment.date().isoformat() if dated_only else moment.isoformat()


def _lenient(stated: str) -> datetime | None:
    if not re.search(r"\d{4}", stated) or not re.match(r"[\w ,.:/+()-]+$", stated):
        return None
    readings = []
    for day in (1, 2):  # a date that states no day reads differently with another default
        try:
            readings.append(dateutil_parser.parse(stated, default=datetime(2001, day, day)))  # noqa: DTZ001
        except (ValueError, OverflowError, TypeError, AttributeError):
            return None
    return readings[0] if readings[0] == readings[1] else None


def _times(page: Page, names: tuple[str, ...]) -> list[str]:
    """Values of <time> and microdata elements that are marked as one of `names`."""
    found = []
    for element in page.tree.iter("time", "span", "abbr", "div", "p"):
        pubdate = "pubdate" if element.get("pubdate") is not None else ""
        marks = f"{element.get('itemprop') or ''} {element.get('class') or ''} {pubdate}"
        if marks.strip() and set(marks.lower().split()) & set(names):
            stated = element.get("datetime") or element.get("content") or element.get("title") or (element.text or "")
            if value := iso(stated):
                found.append(value)
    return found


def _from_url(url: str) -> str:
    match = _URL_DATE.search(url)
    if not match:
        return ""
    try:
        return datetime(int(match["y"]), int(match["m"]), int(match["d"])).date().isoformat()  # noqa: DTZ001
    except ValueError:
        return ""


def _guessed(page: Page) -> Found:
    """What htmldate finds outside footers, comments and related articles; a first of January is how it reads a copyright year."""
    tree = copy(page.tree)
    prune_named(tree)
    etree.strip_elements(tree, "footer", "aside", "nav", with_tail=False)
    try:
        value = find_date(tree, original_date=True, url=page.url, max_date="2100-01-01")
    except Exception:  # htmldate raises on odd trees
        value = None
    return (value, "htmldate") if value and _ISO.match(value) and not value.endswith("-01-01") else ("", "")
