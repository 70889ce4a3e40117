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
from lxml.html import HtmlElement

from crawler.extract import metadata
from crawler.extract.datewords import our_reader
from crawler.extract.page import Page
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
_CLOCK = re.compile(r"\d[:T]\d\d|(?<![\d.])[0-2]?\d\.[0-5]\d(?![\d.])")
_DOTTED = re.compile(r"\d{1,2}\.\s?\d{1,2}\.")
_MONTH_FIRST = re.compile(r"(?:en|es)[-_](?:US|PR|PH|GU)\b|fil\b", re.I)
"""Languages as pages state them in which a date in figures begins with the month."""
_ISO = re.compile(r"\d{4}-\d\d-\d\d")


def published(page: Page, article: Node | None, bare: HtmlElement) -> Found:
    """Return when the article was published, and where that was stated. `bare`: the page's tree without named boilerplate."""
    language = metadata.language(page, article)
    if article is not None and (
        value := iso(string(article.get("datePublished")) or string(article.get("dateCreated")), language)
    ):
        return value, "json-ld"
    for name in _META_PUBLISHED:
        if value := iso(page.first(name), language):
            return value, f"meta {name}"
    for value in _times(page, ("datepublished", "published", "pubdate"), language):
        return value, "time"
    if value := _from_url(page.url):
        return value, "url"
    return _guessed(page, bare, language)


def modified(page: Page, article: Node | None) -> Found:
    """Return when the article was last modified, and where that was stated."""
    language = metadata.language(page, article)
    if article is not None and (value := iso(string(article.get("dateModified")), language)):
        return value, "json-ld"
    for name in _META_MODIFIED:
        if value := iso(page.first(name), language):
            return value, f"meta {name}"
    for value in _times(page, ("datemodified", "updated", "modified"), language):
        return value, "time"
    return "", ""


def iso(stated: str, language: str = "") -> str:
    """`stated` (ISO 8601, RFC 822, a plain numeric date) as ISO 8601 with what it states and no more; empty when it is none.

    `language` (as the page states it) orders day and month: 3/4 is March 4th in en-US, April 3rd in de; 3.4. is so everywhere.
    """
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
            moment = _lenient(stated, day_first=_day_first(stated, language))
    if moment is None or not 1980 <= moment.year < 2100:
        return ""
    dated_only = not _CLOCK.search(stated) and moment.time().isoformat() == "00:00:00" and moment.tzinfo is None
    return moment.date().isoformat() if dated_only else moment.isoformat()


def _day_first(stated: str, language: str) -> bool:
    if re.match(r"\d{4}", stated):
        return False
    known = bool(language) and language.lower() != "en"
    return bool(_DOTTED.match(stated)) or (known and not _MONTH_FIRST.match(language))


def _lenient(stated: str, *, day_first: bool) -> datetime | None:
    if not re.search(r"\d{4}", stated) or not re.match(r"[\w ,.:/+()-]+$", stated):
        return None
    readings = []
    for day in (1, 2):  # a date that states no day reads differently with another default
        try:
            default = datetime(2001, day, day)  # noqa: DTZ001
            readings.append(dateutil_parser.parse(stated, default=default, dayfirst=day_first))
        except (ValueError, OverflowError, TypeError, AttributeError):
            return None
    return readings[0] if readings[0] == readings[1] else None


def _times(page: Page, names: tuple[str, ...], language: str) -> list[str]:
    """Values of <time> and microdata elements that are marked as one of `names`."""
    found = []
    for element in page.tree.iter("time", "span", "abbr", "div", "p"):
        pubdate = "pubdate" if element.get("pubdate") is not None else ""
        marks = f"{element.get('itemprop') or ''} {element.get('class') or ''} {pubdate}"
        if marks.strip() and set(marks.lower().split()) & set(names):
            stated = element.get("datetime") or element.get("content") or element.get("title") or (element.text or "")
            if value := iso(stated, language):
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


def _guessed(page: Page, bare: HtmlElement, language: str) -> Found:
    """What htmldate finds outside footers, comments and related articles; a first of January is how it reads a copyright year."""
    tree = copy(bare)
    etree.strip_elements(tree, "footer", "aside", "nav", with_tail=False)
    try:
        with our_reader():
            value = find_date(tree, original_date=True, url=page.url, max_date="2100-01-01")
    except Exception:  # htmldate raises on odd trees
        value = None
    if not value or not _ISO.match(value) or value.endswith("-01-01"):
        return "", ""
    return (_month_first(value, tree) if _MONTH_FIRST.match(language) else value), "htmldate"


def _month_first(value: str, tree: HtmlElement) -> str:
    """`value`, or with day and month changed where it was read from figures with slashes, for htmldate takes the day first."""
    year, month, day = value.split("-")
    if int(day) > 12:
        return value
    slashed = re.compile(rf"(?<![\d/])0?{int(day)}/0?{int(month)}/(?:{year}|{year[2:]})(?![\d/])")
    return f"{year}-{day}-{month}" if any(slashed.search(text) for text in map(str, tree.itertext())) else value
