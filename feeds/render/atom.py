"""Atom (RFC 4287) through feedgen, with an extension for what feedgen loses.

feedgen drops link attributes (all but href), knows `source` only as title and link, dates what has no date "now", and
raises on control characters and naive date-times. `_Marks` writes what it lacks; `safe` and `entry` keep the rest away.
Also: archives (RFC 5005), tombstones (RFC 6721), licences (RFC 4946), GeoRSS Simple.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from feedgen.entry import FeedEntry
from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from feeds.action import Tombstone
from feeds.render import safe, times
from feeds.render.entry import Entry, Told
from feeds.render.glance import aware
from feeds.render.info import AUTHORITY, FeedInfo
from feeds.render.words import words

GEORSS = "http://www.georss.org/georss"
HISTORY = "http://purl.org/syndication/history/1.0"
DELETED = "http://purl.org/atompub/tombstones/1.0"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
etree.register_namespace("georss", GEORSS)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Link = dict[str, str]


def scheme(kind: str) -> str:
    """The category scheme of one of our vocabularies: form, country, language, topic, how."""
    return f"tag:{AUTHORITY}:{kind}"


class _Marks(BaseEntryExtension):  # type: ignore[misc]
    """What an entry carries beyond feedgen: its links with all attributes, `source`, language, position."""

    def __init__(self) -> None:
        self.links: list[Link] = []
        self.language = ""
        self.point = ""
        self.source: Told | None = None
        self.source_updated = ""

    def extend_atom(self, entry: Any) -> Any:
        if self.language:
            entry.set(_LANG, self.language)
        _add_links(entry, self.links)
        if self.source:
            self._add_source(entry, self.source)
        if self.point:
            etree.SubElement(entry, f"{{{GEORSS}}}point").text = self.point
        return entry

    def _add_source(self, entry: Any, told: Told) -> None:
        source = etree.SubElement(entry, "source")
        etree.SubElement(source, "id").text = told.home or told.url
        etree.SubElement(source, "title").text = told.site or told.title
        etree.SubElement(source, "updated").text = self.source_updated
        _add_links(source, [{"rel": "alternate", "type": "text/html", "href": told.home or told.url}])


class _FeedMarks(BaseExtension):  # type: ignore[misc]
    """What a feed carries beyond feedgen: links, archive mark, tombstones."""

    def __init__(self) -> None:
        self.links: list[Link] = []
        self.archive = False
        self.tombstones: Sequence[Tombstone] = ()
        self.gone = ""

    def extend_ns(self) -> dict[str, str]:
        return {"georss": GEORSS, "fh": HISTORY, "at": DELETED}

    def extend_atom(self, feed: Any) -> Any:
        _add_links(feed, self.links)
        if self.archive:
            etree.SubElement(feed, f"{{{HISTORY}}}archive")
        for stone in self.tombstones:
            gone = etree.SubElement(feed, f"{{{DELETED}}}deleted-entry")
            gone.set("ref", safe.line(stone.id))
            gone.set("when", times.iso(aware(stone.when)))
            if stone.merged_into:
                etree.SubElement(gone, f"{{{DELETED}}}comment").text = self.gone.format(id=safe.line(stone.merged_into))
        return feed


def _add_links(parent: Any, links: Iterable[Link]) -> None:
    for link in links:
        etree.SubElement(parent, "link", {name: value for name, value in link.items() if value})


@dataclass(frozen=True, slots=True)
class Drawn:
    """An entry drawn once, to be joined into every feed that holds it."""

    updated: datetime
    body: bytes


def draw(entry: Entry, info: FeedInfo, content: str) -> Drawn:
    """The Atom entry of an action; `content` is its body (`templating.body`)."""
    drawn = FeedEntry()
    drawn.register_extension("marks", _Marks, rss=False)
    drawn.id(safe.line(entry.action.id))
    drawn.title(entry.title)
    drawn.published(entry.published)
    drawn.updated(entry.updated)
    drawn.summary(entry.summary or entry.title)
    drawn.content(content, type="html")
    for author in _authors(entry, info):
        drawn.author(author)
    for name in entry.organisers:
        drawn.contributor({"name": name})
    for category in _categories(entry, info):
        drawn.category(category)
    licences = dict.fromkeys((each.site, each.licence) for each in entry.told if each.licence)
    if licences:
        drawn.rights("; ".join(f"{site}: {licence}" for site, licence in licences))
    _mark(drawn.marks, entry, info)
    return Drawn(entry.updated, etree.tostring(drawn.atom_entry(), encoding="UTF-8"))


def _mark(marks: _Marks, entry: Entry, info: FeedInfo) -> None:
    marks.links = _links(entry, info)
    marks.language = words(info.language).language
    if entry.point:
        marks.point = f"{entry.point[0]:.4f} {entry.point[1]:.4f}"
    if len(entry.told) == 1 and (entry.told[0].home or entry.told[0].url):
        marks.source = entry.told[0]
        marks.source_updated = entry.told[0].published or times.iso(entry.updated)


def _authors(entry: Entry, info: FeedInfo) -> list[dict[str, str]]:
    sites = dict.fromkeys((each.site, each.home) for each in entry.told if each.site)
    named = [{"name": site, "uri": home} if home else {"name": site} for site, home in sites]
    return named or [{"name": info.publisher or info.title}]


def _categories(entry: Entry, info: FeedInfo) -> list[dict[str, str]]:
    say = words(info.language)
    found = [
        *(("form", form, say.form(form)) for form in entry.forms),
        *(("country", code, say.country(code)) for code in entry.countries),
        *(("language", language, say.tongue(language)) for language in entry.languages),
        *(("topic", topic, say.topic(topic)) for topic in entry.topics),
        *(("how", how, say.how(how)) for how in entry.hows),
    ]
    return [{"scheme": scheme(kind), "term": term, "label": label} for kind, term, label in found]


def _links(entry: Entry, info: FeedInfo) -> list[Link]:
    """alternate: the leading source; via: every source; related: where to take part, and the action's own page."""
    html = "text/html"
    links = [_source_link("alternate", told) for told in entry.told[:1] if told.url]
    page = info.address(entry.page)
    if not links and page:
        links = [{"rel": "alternate", "type": html, "href": page, "title": entry.title}]
    elif page:
        links.append(
            {"rel": "related", "type": html, "href": page, "title": words(info.language)("All about this action")}
        )
    links += [_source_link("via", told) for told in entry.told if told.url]
    links += [{"rel": "related", "href": way.url, "title": way.label} for way in entry.ways if way.url]
    links += [{"rel": "license", "href": url} for url in dict.fromkeys(t.licence for t in entry.told if t.licence)]
    return list({(link["rel"], link["href"]): link for link in reversed(links)}.values())[::-1]


def _source_link(rel: str, told: Told) -> Link:
    title = f"{told.site}: {told.title}" if told.site and told.site != told.title else told.title
    return {"rel": rel, "type": "text/html", "href": told.url, "hreflang": told.language, "title": title}


def render(
    info: FeedInfo,
    entries: Sequence[Drawn],
    *,
    path: str = "atom.xml",
    title: str = "",
    page: str = "index.html",
    tombstones: Sequence[Tombstone] = (),
    links: Sequence[Link] = (),
    archive: bool = False,
) -> bytes:
    """One Atom document for the file `path` of the folder; `updated` is its newest entry's, never "now"."""
    feed = FeedGenerator()
    feed.register_extension("marks", _FeedMarks, rss=False)
    feed.id(info.feed_id(path))
    feed.title(title or info.title)
    stones = sorted(tombstones, key=lambda stone: (aware(stone.when), stone.id), reverse=True)
    ends = [entry.updated for entry in entries] + [aware(stone.when) for stone in stones]
    feed.updated(max(ends, default=_EPOCH))
    feed.language(words(info.language).language)
    feed.author({"name": info.publisher or info.title})
    feed.generator(info.generator, version=info.version or None)
    if info.subtitle:
        feed.subtitle(info.subtitle)
    if info.rights:
        feed.rights(info.rights)
    up = "../" * path.count("/")
    feed.marks.links = [
        {"rel": "self", "type": "application/atom+xml", "href": info.address(path) or path.rpartition("/")[2]},
        {"rel": "alternate", "type": "text/html", "href": info.address(page) or up + page},
        *([{"rel": "hub", "href": info.hub}] if info.hub and not archive else []),
        *links,
    ]
    feed.marks.archive = archive
    feed.marks.tombstones = stones
    feed.marks.gone = words(info.language)("Now part of {id}")
    opening, closing = bytes(feed.atom_str()).rsplit(b"</feed>", 1)
    return b"\n".join([opening, *(entry.body for entry in entries), b"</feed>" + closing])
