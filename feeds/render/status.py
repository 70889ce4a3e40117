"""How the sources are doing: status.json, the page status.html and the feed status.xml; never part of the content feeds."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from feedgen.entry import FeedEntry
from lxml import etree

from feeds.render import atom, safe
from feeds.render.info import FeedInfo
from feeds.render.templating import environment
from feeds.render.words import words

Condition = Literal["well", "partly", "broken", "refused"]
MAX_INCIDENTS = 50
_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """One source as the page shows it: to the day, so that a visit that changes nothing changes no byte."""

    title: str
    home: str
    condition: Condition = "well"
    causes: tuple[str, ...] = ()
    """What is wrong, by name: a cause of failure, or what its articles have come to lack."""
    succeeded: date | None = None
    articles: int = 0
    relevant: int = 0
    silent: date | None = None
    """Since when it has published nothing, where that is long for it."""
    lacks: tuple[tuple[str, float, float], ...] = ()
    """(what, share of late, usual share) of what its articles have come to lack."""


@dataclass(frozen=True, slots=True)
class Incident:
    """A change of one source's condition."""

    source: str
    title: str
    home: str
    at: datetime
    condition: Condition
    text: str
    """What happened and what to do, in a line."""


def render(status: Mapping[str, Any]) -> bytes:
    """`status` (plain JSON values, as the run kept them) as status.json."""
    return json.dumps(safe.tree(status), ensure_ascii=False, indent=1).encode() + b"\n"


def page(info: FeedInfo, sources: Sequence[SourceHealth], incidents: Sequence[Incident], *, saved: int = 0) -> bytes:
    """status.html. `saved`: bytes that servers did not have to send again; shown in whole megabytes."""
    info = info.cleaned()
    rank = ("broken", "partly", "refused", "well")
    rows = sorted(sources, key=lambda each: (rank.index(each.condition), not each.silent, each.title.casefold()))
    template = environment(info.language).get_template("status.html")
    values = {
        "rows": [(each, safe.line(each.title, 120), safe.url(each.home)) for each in rows],
        "incidents": [(each, safe.line(each.text, 400)) for each in _newest(incidents)],
        "well": sum(each.condition == "well" for each in sources),
        "saved": saved // _MB,
    }
    return template.render(info=info, root="", path="status.html", **values).encode()


def feed(info: FeedInfo, incidents: Sequence[Incident]) -> bytes:
    """status.xml: an Atom feed (RFC 4287) with an entry for each change, for those who look after the sources."""
    info = info.cleaned()
    drawn = [atom.Drawn(each.at, _entry(info, each)) for each in _newest(incidents)]
    title = f"{info.title}: {words(info.language)('State of the sources')}"
    return atom.render(info, drawn, path="status.xml", title=title, page="status.html")


def _newest(incidents: Sequence[Incident]) -> list[Incident]:
    return sorted(incidents, key=lambda each: (each.at, each.source), reverse=True)[:MAX_INCIDENTS]


def _entry(info: FeedInfo, incident: Incident) -> bytes:
    entry = FeedEntry()
    entry.id(f"{info.feed_id('status.xml')}/{incident.source}/{incident.at:%Y%m%dT%H%M%SZ}/{incident.condition}")
    entry.title(safe.line(incident.text, 200))
    entry.published(incident.at)
    entry.updated(incident.at)
    entry.content(safe.line(incident.text, 1000))  # a source that has left the catalogue has no link
    entry.author({"name": info.publisher or info.title})
    if home := safe.url(incident.home):
        entry.link(href=home, rel="alternate", type="text/html")
    return etree.tostring(entry.atom_entry(), encoding="UTF-8")
