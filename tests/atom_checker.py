"""An Atom checker written for this project: the must and should rules of RFC 4287, with RFC 5005 (archives), RFC 6721
(tombstones), RFC 4946 (licences) and GeoRSS Simple where a document uses them.

`check(data)` gives a list of problems, empty for a document that follows every rule. Each names its rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import lxml.html
import nh3
from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
HISTORY = "{http://purl.org/syndication/history/1.0}"
DELETED = "{http://purl.org/atompub/tombstones/1.0}"
GEORSS = "{http://www.georss.org/georss}"
XML = "{http://www.w3.org/XML/1998/namespace}"
XHTML = "{http://www.w3.org/1999/xhtml}"

_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_MEDIA = re.compile(r"[\w!#$&^.+-]+/[\w!#$&^.+-]+(\s*;.*)?")
_EMAIL = re.compile(r".+@.+")
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_IRI = re.compile(r"[^\s<>\"{}|\\^`]*")
_TAG_URI = re.compile(r"tag:([a-z0-9.-]+|[^,:@]+@[a-z0-9.-]+),\d{4}(-\d\d(-\d\d)?)?:[^\s#]*(#\S*)?", re.IGNORECASE)
_POINT = re.compile(r"-?\d+(\.\d+)? -?\d+(\.\d+)?")
_RELATIONS = {
    "alternate", "related", "self", "enclosure", "via", "hub", "license",
    "prev-archive", "next-archive", "current", "next", "previous", "first", "last", "replies", "edit",
}  # fmt: skip
_ENTRY = {"author", "category", "content", "contributor", "id", "link", "published", "rights", "source", "summary"}
_ENTRY |= {"title", "updated"}
_FEED = {"author", "category", "contributor", "generator", "icon", "id", "link", "logo", "rights", "subtitle", "title"}
_FEED |= {"updated", "entry"}
_LOADS = {
    "script",
    "style",
    "iframe",
    "object",
    "embed",
    "img",
    "video",
    "audio",
    "link",
    "meta",
    "form",
    "svg",
    "base",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """A broken rule, and where: `must` is False for a broken should."""

    rule: str
    where: str
    must: bool = True

    def __str__(self) -> str:
        return f"{'MUST' if self.must else 'SHOULD'} {self.rule} at {self.where}"


def check(data: bytes) -> list[Problem]:
    """Every rule that the Atom feed document `data` breaks."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        feed: Any = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        return [Problem(f"2: well-formed XML ({error})", "document")]
    if feed.tag != f"{ATOM}feed":
        return [Problem("4.1.1: the document element is atom:feed", str(feed.tag))]
    problems = list(_feed(feed))
    if feed.getroottree().docinfo.doctype:
        problems.append(Problem("no document type declaration", "document", must=False))
    return problems


def _feed(feed: Any) -> Iterator[Problem]:
    here = "feed"
    yield from _children(feed, _FEED, here)
    yield from _counts(
        feed, here, one=("id", "title", "updated"), most=("generator", "icon", "logo", "rights", "subtitle")
    )
    yield from _metadata(feed, here)
    entries = feed.findall(f"{ATOM}entry")
    if feed.find(f"{ATOM}author") is None:
        bare = [entry for entry in entries if entry.find(f"{ATOM}author") is None]
        if bare or not entries:
            yield Problem("4.1.1: an author, unless every entry has one", here)
    links = [(link.get("rel", "alternate"), link) for link in feed.findall(f"{ATOM}link")]
    if not any(rel == "self" for rel, _ in links):
        yield Problem("4.1.1: a link with rel=self", here, must=False)
    for generator in feed.findall(f"{ATOM}generator"):
        yield from _iri(generator, "uri", here)
        if not (generator.text or "").strip():
            yield Problem("4.2.4: generator has text", here)
    yield from _language(feed, here)
    yield from _archive(feed, links)
    yield from _newest(feed, entries)
    seen: set[tuple[str, str]] = set()
    for number, entry in enumerate(entries, 1):
        where = f"entry {number}"
        yield from _entry(entry, where)
        mark = (entry.findtext(f"{ATOM}id") or "", entry.findtext(f"{ATOM}updated") or "")
        if mark in seen:
            yield Problem("4.1.1: entries with the same id differ in updated", where)
        elif any(id == mark[0] for id, _ in seen):
            yield Problem("one entry per id, so that readers keep one", where, must=False)
        seen.add(mark)
    yield from _tombstones(feed, {id for id, _ in seen})


def _entry(entry: Any, where: str) -> Iterator[Problem]:
    yield from _children(entry, _ENTRY, where)
    yield from _counts(
        entry, where, one=("id", "title", "updated"), most=("content", "published", "rights", "source", "summary")
    )
    yield from _metadata(entry, where)
    yield from _content(entry, where)
    yield from _source(entry, where)
    yield from _point(entry, where)
    if not (entry.findtext(f"{ATOM}title") or "").strip():
        yield Problem("4.2.14: a title that says something", where, must=False)
    published, updated = (_instant(entry.findtext(f"{ATOM}{name}") or "") for name in ("published", "updated"))
    if published and updated and published > updated:
        yield Problem("4.2.9: published is not after updated", where, must=False)


def _children(parent: Any, known: set[str], where: str) -> Iterator[Problem]:
    for child in parent.iterchildren(tag=etree.Element):
        if child.tag.startswith(ATOM) and child.tag.removeprefix(ATOM) not in known:
            yield Problem(f"4.1: {child.tag.removeprefix(ATOM)} is no child of {parent.tag.removeprefix(ATOM)}", where)
        elif not child.tag.startswith("{"):
            yield Problem(f"6.1: {child.tag} is in no namespace", where)
    if (parent.text or "").strip() or any((child.tail or "").strip() for child in parent):
        yield Problem("4.1: no text between the elements", where)


def _counts(parent: Any, where: str, *, one: tuple[str, ...], most: tuple[str, ...]) -> Iterator[Problem]:
    for name in one + most:
        found = len(parent.findall(f"{ATOM}{name}"))
        if found > 1 or (name in one and found < 1):
            yield Problem(f"4.1: {'exactly' if name in one else 'at most'} one {name}, not {found}", where)


def _metadata(parent: Any, where: str) -> Iterator[Problem]:
    """What feeds, entries and sources share: ids, dates, text constructs, persons, categories, links."""
    for id in parent.findall(f"{ATOM}id"):
        yield from _id(id.text or "", where)
    for name in ("updated", "published"):
        for found in parent.findall(f"{ATOM}{name}"):
            if _instant(found.text or "") is None:
                yield Problem(f"3.3: {name} is an RFC 3339 date-time with a zone, not {found.text!r}", where)
    for name in ("title", "summary", "rights", "subtitle"):
        for found in parent.findall(f"{ATOM}{name}"):
            yield from _text(found, f"{where} {name}")
    for name in ("author", "contributor"):
        for found in parent.findall(f"{ATOM}{name}"):
            yield from _person(found, f"{where} {name}")
    for found in parent.findall(f"{ATOM}category"):
        if not found.get("term"):
            yield Problem("4.2.2.1: category has a term", where)
        yield from _iri(found, "scheme", where, absolute=True)
    yield from _links(parent, where)


def _id(id: str, where: str) -> Iterator[Problem]:
    if not _ABSOLUTE.fullmatch(id):
        yield Problem(f"4.2.6: id is an absolute IRI, not {id!r}", where)
    elif id.startswith("tag:") and not _TAG_URI.fullmatch(id):
        yield Problem(f"RFC 4151: a tag URI names its authority and date, not {id!r}", where)
    elif re.match(r"[A-Z]+:|https?://[^/]*[A-Z]|https?://[^/]+:(80|443)(/|$)", id):
        yield Problem(f"4.2.6.1: id is normalised, not {id!r}", where, must=False)


def _instant(text: str) -> datetime | None:
    if not _DATE.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return None


def _text(element: Any, where: str) -> Iterator[Problem]:
    kind = element.get("type", "text")
    if kind not in ("text", "html", "xhtml"):
        yield Problem(f"3.1.1: type is text, html or xhtml, not {kind!r}", where)
    elif kind == "xhtml":
        yield from _xhtml(element, where)
    elif len(element):
        yield Problem(f"3.1.1: no child elements in a text construct of type {kind}", where)
    elif kind == "text" and re.search(r"</?[^\W\d]\w*[^<]*>|&(amp|lt|gt|quot|nbsp);", element.text or ""):
        yield Problem("3.1.1.1: plain text holds no markup", where, must=False)
    elif kind == "html":
        yield from _html(element.text or "", where)


def _html(text: str, where: str) -> Iterator[Problem]:
    if not nh3.is_html(text) and "<" in text:
        yield Problem("3.1.1.2: html is markup fit for a <div>", where, must=False)
    for element in lxml.html.fragment_fromstring(text, create_parent="div").iter(etree.Element):
        marks = dict(element.attrib)
        link = (marks.get("href") or marks.get("src") or "https://").strip()
        scripted = re.match(r"javascript:|vbscript:|data:", link, re.IGNORECASE)
        if element.tag in _LOADS or scripted or any(name.startswith("on") or name == "style" for name in marks):
            yield Problem(f"8.1: html neither runs nor loads anything, as <{element.tag}> does", where)
        elif not re.match(r"https?://|mailto:|#", link, re.IGNORECASE):
            yield Problem(f"links in html are absolute http(s), not {link!r}", where, must=False)


def _xhtml(element: Any, where: str) -> Iterator[Problem]:
    if len(element) != 1 or element[0].tag != f"{XHTML}div":
        yield Problem("3.1.1.3: xhtml is one div", where)


def _person(person: Any, where: str) -> Iterator[Problem]:
    if len(person.findall(f"{ATOM}name")) != 1 or not (person.findtext(f"{ATOM}name") or "").strip():
        yield Problem("3.2.1: a person has exactly one name", where)
    for name, pattern in (("uri", _ABSOLUTE), ("email", _EMAIL)):
        found = person.findall(f"{ATOM}{name}")
        if len(found) > 1 or any(not pattern.fullmatch(each.text or "") for each in found):
            yield Problem(f"3.2: at most one {name}, well-formed", where)


def _iri(element: Any, name: str, where: str, *, absolute: bool = False) -> Iterator[Problem]:
    value = element.get(name)
    if value is not None and not (_ABSOLUTE if absolute else _IRI).fullmatch(value):
        yield Problem(f"{name} is an IRI, not {value!r}", where)


def _links(parent: Any, where: str) -> Iterator[Problem]:
    alternates: set[tuple[str, str]] = set()
    for link in parent.findall(f"{ATOM}link"):
        rel = link.get("rel", "alternate")
        if not link.get("href"):
            yield Problem("4.2.7.1: a link has an href", where)
        yield from _iri(link, "href", where)
        if rel not in _RELATIONS and not _ABSOLUTE.fullmatch(rel):
            yield Problem(f"4.2.7.2: rel is registered or an IRI, not {rel!r}", where)
        if link.get("type") is not None and not _MEDIA.fullmatch(link.get("type")):
            yield Problem(f"4.2.7.3: type is a media type, not {link.get('type')!r}", where)
        if link.get("hreflang") is not None and not _LANGUAGE.fullmatch(link.get("hreflang")):
            yield Problem(f"4.2.7.4: hreflang is a language tag, not {link.get('hreflang')!r}", where)
        if link.get("length") is not None and not link.get("length").isdigit():
            yield Problem("4.2.7.6: length is a number", where)
        mark = (link.get("type", ""), link.get("hreflang", ""))
        if rel == "alternate" and mark in alternates:
            yield Problem("4.1.1: no two alternate links with the same type and hreflang", where)
        if rel == "alternate":
            alternates.add(mark)


def _content(entry: Any, where: str) -> Iterator[Problem]:
    contents = entry.findall(f"{ATOM}content")
    links = [link for link in entry.findall(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"]
    if not contents and not links:
        yield Problem("4.1.2: an alternate link where there is no content", where)
    if not contents and entry.find(f"{ATOM}summary") is None:
        yield Problem("4.1.1.1: a summary or content with words", where, must=False)
    for content in contents:
        kind, source = content.get("type", "text"), content.get("src")
        if source is not None:
            yield from _iri(content, "src", where)
            if content.text or len(content):
                yield Problem("4.1.3.2: content with src is empty", where)
            if entry.find(f"{ATOM}summary") is None:
                yield Problem("4.1.2: a summary where content has src", where)
        elif kind in ("text", "html", "xhtml"):
            yield from _text(content, f"{where} content")
        elif not _MEDIA.fullmatch(kind):
            yield Problem(f"4.1.3.1: content's type is a media type, not {kind!r}", where)


def _source(entry: Any, where: str) -> Iterator[Problem]:
    for source in entry.findall(f"{ATOM}source"):
        inside = f"{where} source"
        yield from _children(source, _FEED - {"entry"}, inside)
        yield from _counts(
            source, inside, one=(), most=("id", "title", "updated", "generator", "icon", "logo", "rights")
        )
        yield from _metadata(source, inside)
        for name in ("id", "title", "updated"):
            if source.find(f"{ATOM}{name}") is None:
                yield Problem(f"4.2.11: a source has its {name}", inside, must=False)


def _point(entry: Any, where: str) -> Iterator[Problem]:
    for point in entry.findall(f"{GEORSS}point"):
        if not _POINT.fullmatch(point.text or ""):
            yield Problem(f"GeoRSS: a point is latitude and longitude, not {point.text!r}", where)
            continue
        latitude, longitude = map(float, point.text.split())
        if abs(latitude) > 90 or abs(longitude) > 180:
            yield Problem("GeoRSS: latitude within 90, longitude within 180", where)


def _language(feed: Any, where: str) -> Iterator[Problem]:
    for element in feed.iter(etree.Element):
        value = element.get(f"{XML}lang")
        if value is not None and value != "" and not _LANGUAGE.fullmatch(value):
            yield Problem(f"2: xml:lang is a language tag, not {value!r}", where)


def _newest(feed: Any, entries: list[Any]) -> Iterator[Problem]:
    updated = _instant(feed.findtext(f"{ATOM}updated") or "")
    times = [_instant(entry.findtext(f"{ATOM}updated") or "") for entry in entries]
    newest = max((time for time in times if time), default=None)
    if updated and newest and updated < newest:
        yield Problem("4.2.15: the feed's updated is not before its newest entry's", "feed", must=False)


def _archive(feed: Any, links: list[tuple[str, Any]]) -> Iterator[Problem]:
    archive = feed.find(f"{HISTORY}archive") is not None
    rels = [rel for rel, _ in links]
    for rel in ("prev-archive", "next-archive", "current"):
        if rels.count(rel) > 1:
            yield Problem(f"RFC 5005 4: at most one {rel}", "feed")
    if archive and "current" not in rels:
        yield Problem("RFC 5005 4: an archive document links to the current feed", "feed", must=False)
    if not archive and "next-archive" in rels:
        yield Problem("RFC 5005 4: the subscription document is the newest", "feed")
    if feed.find(f"{HISTORY}complete") is not None and archive:
        yield Problem("RFC 5005 2: complete and archive exclude each other", "feed")


def _tombstones(feed: Any, ids: set[str]) -> Iterator[Problem]:
    for number, stone in enumerate(feed.findall(f"{DELETED}deleted-entry"), 1):
        where = f"deleted-entry {number}"
        if not _ABSOLUTE.fullmatch(stone.get("ref", "")):
            yield Problem("RFC 6721 3: ref is the id of the entry", where)
        if _instant(stone.get("when", "")) is None:
            yield Problem("RFC 6721 3: when is an RFC 3339 date-time", where)
        if len(stone.findall(f"{DELETED}comment")) > 1:
            yield Problem("RFC 6721 3: at most one comment", where)
        if stone.get("ref") in ids:
            yield Problem("RFC 6721 4: an entry is not both here and deleted", where, must=False)
