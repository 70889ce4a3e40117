"""Feeds: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, JSON Feed 1.0 and 1.1; also when they are ill-formed.

libxml2 reads a mended copy of the text, 13 to 19 times faster than feedparser, which is asked when items got lost.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin, urlsplit

import feedparser
from lxml import etree

from crawler.entrances.entry import Entry, Page
from crawler.entrances.events import from_title
from crawler.entrances.fulltext import is_full, without_credit
from crawler.entrances.manners import of_channel
from crawler.entrances.markup import UnreadableError, decoded, inner, local, named, plain, space, tree, unzipped
from feeds.clean.urls import same_site

MAX_ENTRIES = 2_000
"""Entries read of one feed; the largest real ones carry some hundreds."""
_MAX_FALLBACK = 512 * 1024
"""feedparser is slow and only ever sees small documents."""
_ITEM = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s>]")
_XML_BASE = re.compile(r"""(?<=\s)(?:xml:)?base(?=\s*=\s*["'])""", re.IGNORECASE)
"""feedparser copies it for every element within: a long one, and 20 KB of nested elements take 80 MB."""
_MICROBLOG = re.compile(r"mastodon|pleroma|akkoma|misskey|gotosocial|pixelfed|friendica", re.IGNORECASE)
_XML = "{http://www.w3.org/XML/1998/namespace}"
_RFC822_AUTHOR = re.compile(r"^\S+@\S+\s*\((.+)\)$|^(.+?)\s*<?\S+@\S+>?$")


def read(body: bytes, url: str, *, charset: str | None = None) -> Page:
    """The entries of the feed at `url`, newest as the feed orders them. Never raises; `fault` says what was wrong."""
    body = unzipped(body)
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _json(body, url, charset)
    try:
        root, sound = tree(body, charset)
    except UnreadableError as unreadable:
        return Page("feed", fault=str(unreadable))
    page = _xml(root, url)
    written = 0 if sound or len(body) > _MAX_FALLBACK else len(_ITEM.findall(body))
    if len(page.entries) < min(written, MAX_ENTRIES):
        found = _fallback(decoded(body, charset), url)
        if len(found) > len(page.entries):
            return Page("feed", found, page.next, (), page.language, page.title)
    return page


def _xml(root: etree._Element, url: str) -> Page:
    if local(root) not in ("rss", "feed", "rdf", "channel"):
        root = next(named(root, "rss", "feed", "rdf", "channel"), root)
        if local(root) not in ("rss", "feed", "rdf", "channel"):
            return Page("feed", fault="not-a-feed")
    entries: list[Entry] = []
    for item in named(root, "item", "entry"):
        if len(entries) >= MAX_ENTRIES:
            break
        entry = _entry(item, _base(item, url))
        if entry is not None:
            entries.append(entry)
    entries = _of_events(entries)
    head = root if local(root) == "feed" else next(named(root, "channel"), root)
    return Page(
        "feed",
        tuple(_posts(entries) if _MICROBLOG.search(_text(head, "generator")) else entries),
        _next(head, _base(head, url)),
        (),
        head.get(_XML + "lang", "") or _text(head, "language"),
        plain(_text(head, "title")),
        wish=of_channel(head),
    )


def _of_events(entries: list[Entry]) -> list[Entry]:
    """A feed whose every title states a date and a place is an event list (Gancio's)."""
    stated = [from_title(entry.title) for entry in entries]
    if not stated or not all(stated):
        return entries
    return [
        replace(e, title=v.name, events=(replace(v, url=e.url),)) for e, v in zip(entries, stated, strict=True) if v
    ]


def _posts(entries: list[Entry]) -> list[Entry]:
    """Posts of the fediverse have no titles and are whole, however short: their pages hold no more."""
    return [
        replace(e, html=e.html or e.summary, summary="", full=bool(e.html or e.summary), short=True) for e in entries
    ]


def _base(element: etree._Element, url: str) -> str:
    """xml:base in scope (XML Base, 4.2), the document's own URL at the end."""
    stated = [b for e in (element, *element.iterancestors()) if (b := e.get(_XML + "base"))]
    for base in reversed(stated):
        url = _join(url, base)
    return url


def _join(base: str, link: str) -> str:
    try:
        return urljoin(base, link.strip()) if link.strip() else ""
    except ValueError:
        return ""


def _web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _children(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    return (child for child in element if local(child) in names)


def _text(element: etree._Element, *names: str) -> str:
    """The text of the first child that has any, in the order of `names`; media and iTunes extensions do not count."""
    for name in names:
        for child in _children(element, name):
            if not any(part in space(child) for part in ("mrss", "media", "itunes")) and (text := inner(child)):
                return text
    return ""


def _next(head: etree._Element, base: str) -> str | None:
    """The page with older entries (RFC 5005, 3)."""
    for link in _children(head, "link"):
        if link.get("rel") in ("next", "prev-archive") and link.get("href"):
            url = _join(base, link.get("href", ""))
            return url if _web(url) else None
    return None


def _entry(item: etree._Element, base: str) -> Entry | None:
    guid = _text(item, "guid", "id")
    url = _link(item, base, guid)
    if not url:
        return None
    html, summary, full = _body(item, url)
    return Entry(
        url=url,
        title=plain(_text(item, "title")),
        html=html,
        summary=summary,
        published=_text(item, "pubdate", "published", "issued", "date", "created"),
        modified=_text(item, "updated", "modified"),
        language=item.get(_XML + "lang", "") or _text(item, "language"),
        authors=tuple(_authors(item)),
        tags=_unique(
            c.get("label") or c.get("term") or inner(c)
            for c in _children(item, "category", "subject")
            if "itunes" not in space(c)
        ),
        guid=guid,
        full=full,
        aliases=(guid,) if guid != url and _web(guid) and same_site(guid, url) else (),
    )


def _link(item: etree._Element, base: str, guid: str) -> str:
    """The article's page: FeedBurner's origLink, an alternate link, RSS's link, a guid that is one; no enclosure."""
    candidates = [_text(item, "origlink")]
    links = list(_children(item, "link"))
    alternate = [x for x in links if x.get("href") and x.get("rel", "alternate") == "alternate"]
    alternate.sort(key=lambda x: x.get("type", "text/html") not in ("text/html", "application/xhtml+xml"))
    candidates += [x.get("href", "") for x in alternate]
    candidates += [inner(x) for x in links]
    permanent = next((g.get("isPermaLink", "true") for g in _children(item, "guid", "id")), "false")
    if permanent.lower() != "false":
        candidates.append(guid if _web(guid) else "")
    candidates += [str(v) for k, v in item.attrib.items() if str(k).endswith("}about") and _web(str(v))]
    for candidate in candidates:
        if candidate and _web(url := _join(base, candidate)):
            return url
    return ""


def _body(item: etree._Element, url: str) -> tuple[str, str, bool]:
    """(html, summary, whether html is the whole article)."""
    content = _markup(item, "encoded", "content", "body", "xhtml:body")
    description = _markup(item, "description", "summary", "abstract")
    html = without_credit(content or description, url)
    full = is_full(html, description if content else "", promised=bool(content))
    return (html if content or full else ""), description, full


def _markup(item: etree._Element, *names: str) -> str:
    """The HTML in the first such child: escaped text as it is, XHTML or unescaped markup serialised again."""
    for name in names:
        for child in _children(item, name):
            if any(part in space(child) for part in ("mrss", "media", "itunes")) or child.get("src"):
                continue
            if len(child) and child.get("type", "xhtml") not in ("text", "html"):
                parts = [child.text or ""]
                parts += [etree.tostring(part, encoding="unicode", method="html") for part in child]
                return re.sub(r"\sxmlns(:\w+)?=\"[^\"]*\"", "", "".join(parts)).strip()
            text = inner(child)
            if text:
                return text
    return ""


def _authors(item: etree._Element) -> Iterable[str]:
    found = []
    for element in _children(item, "creator", "author"):
        if "itunes" in space(element):
            continue
        name = _text(element, "name") if len(element) else inner(element)
        match = _RFC822_AUTHOR.match(name)
        found.append(match[1] or match[2] if match else name)
    return _unique(name for name in found if "@" not in name)


def _unique(texts: Iterable[object], limit: int = 50) -> tuple[str, ...]:
    cleaned = (plain(text) for text in texts if isinstance(text, str))
    return tuple(dict.fromkeys(text for text in cleaned if text))[:limit]


def _fallback(text: str, url: str) -> tuple[Entry, ...]:
    """feedparser's reading of what libxml2 could not mend.

    It is told the encoding: to guess it takes seconds for some kilobytes of noise, and the square of that for more.
    """
    told = {"content-location": url, "content-type": "application/xml; charset=utf-8"}
    try:
        body = _XML_BASE.sub("data-base", text).encode("utf-8", "replace")
        parsed = feedparser.parse(body, response_headers=told, sanitize_html=False)
        return tuple(e for item in parsed.entries[:MAX_ENTRIES] if (e := _from_feedparser(item, url)))
    except (
        Exception
    ):  # feedparser raises whatever its parsers raise; a feed it cannot read is a feed with nothing in it
        return ()


def _from_feedparser(item: Any, base: str) -> Entry | None:
    guid = str(item.get("id", ""))
    url = _join(base, str(item.get("feedburner_origlink") or item.get("link") or guid))
    if not _web(url):
        return None
    content = next((c.get("value", "") for c in item.get("content", ()) if c.get("value")), "")
    description = str(item.get("summary", ""))
    html = without_credit(content or description, url)
    full = is_full(html, description if content and content != description else "", promised=bool(content))
    return Entry(
        url=url,
        title=plain(str(item.get("title", ""))),
        html=html if content or full else "",
        summary=description,
        published=str(item.get("published") or item.get("created") or ""),
        modified=str(item.get("updated", "")),
        authors=_unique(a.get("name", "") for a in item.get("authors", ())),
        tags=_unique(t.get("term", "") for t in item.get("tags", ())),
        guid=guid,
        full=full,
    )


def _json(body: bytes, url: str, charset: str | None) -> Page:
    """JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1)."""
    try:
        data = json.loads(decoded(body, charset), strict=False)
    except (ValueError, RecursionError):
        return Page("feed", fault="broken-json")
    if not isinstance(data, dict) or not isinstance(data.get("items"), list):
        return Page("feed", fault="not-a-feed")
    items = [item for item in data["items"][:MAX_ENTRIES] if isinstance(item, dict)]
    following = _join(url, _string(data, "next_url")) if data.get("next_url") else ""
    return Page(
        "feed",
        tuple(entry for item in items if (entry := _json_entry(item, url))),
        following if _web(following) and following != url else None,
        (),
        _string(data, "language"),
        plain(_string(data, "title")),
    )


def _string(data: dict[str, Any], key: str) -> str:
    value = data.get(key)
    return value.strip() if isinstance(value, str) else ""


def _json_entry(item: dict[str, Any], base: str) -> Entry | None:
    guid = str(item.get("id") or "")[:2000]
    url = _join(base, _string(item, "url") or (guid if _web(guid) else ""))
    if not _web(url):
        return None
    html, text, summary = _string(item, "content_html"), _string(item, "content_text"), _string(item, "summary")
    html = without_credit(html, url)
    authors = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    tags = item.get("tags")
    return Entry(
        url=url,
        title=plain(_string(item, "title")),
        html=html,
        text="" if html else text,
        summary=summary,
        published=_string(item, "date_published"),
        modified=_string(item, "date_modified"),
        language=_string(item, "language"),
        authors=_unique(a.get("name") for a in authors or () if isinstance(a, dict)),
        tags=_unique(tags) if isinstance(tags, list) else (),
        guid=guid,
        full=is_full(html or text, summary, promised=True),
    )
