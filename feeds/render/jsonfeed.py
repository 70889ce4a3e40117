"""JSON Feed 1.1; each item carries `_solidarity` (described in docs/feed.md and solidarity.schema.json)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from feeds.render import safe, times
from feeds.render.entry import Entry
from feeds.render.info import FeedInfo
from feeds.render.words import words


def dumps(value: object) -> bytes:
    """`value`, whose strings are clean, as JSON in UTF-8."""
    return json.dumps(value, ensure_ascii=False).encode()


def draw(entry: Entry, info: FeedInfo, content: str) -> bytes:
    """The JSON Feed item of an action, drawn once; `content` is its body (`templating.body`)."""
    return dumps(item(entry, info, content))


def item(entry: Entry, info: FeedInfo, content: str) -> dict[str, Any]:
    """The JSON Feed item of an action."""
    found: dict[str, Any] = {
        "id": safe.line(entry.action.id),
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": content,
        "date_published": times.iso(entry.published),
        "date_modified": times.iso(entry.updated),
        "authors": [
            _author(site, home) for site, home in dict.fromkeys((t.site, t.home) for t in entry.told if t.site)
        ],
        "tags": [*entry.forms, *entry.topics, *entry.countries, *entry.hashtags],
        "language": words(info.language).language,
        "_solidarity": solidarity(entry),
    }
    return {key: value for key, value in found.items() if value not in ("", [], None)}


def _author(name: str, home: str) -> dict[str, str]:
    return {"name": name, "url": home} if home else {"name": name}


def solidarity(entry: Entry) -> dict[str, Any]:
    """The facts of an action for machines; null, empty and absent all mean unknown."""
    facts, place = entry.action.facts, entry.place
    return {
        "forms": list(entry.forms),
        "status": entry.status or None,
        "starts": [moment.iso for moment in entry.moments],
        "ends": entry.moments[0].ends or None if entry.moments else None,
        "timezone": _zone(entry),
        "venue": _text(place.venue) if place else None,
        "street": _text(place.street) if place else None,
        "city": _text(place.city) if place else None,
        "country": place.country if place and place.country in entry.countries else None,
        "online": facts.online,
        "organisers": list(entry.organisers),
        "beneficiaries": list(entry.beneficiaries),
        "targets": list(entry.targets),
        "hashtags": list(entry.hashtags),
        "participate": [{"how": way.how, "url": way.url or None} for way in entry.ways],
        "deadline": facts.deadline.isoformat() if facts.deadline else None,
        "attendance": sorted(facts.attendance) if facts.attendance else None,
        "topics": list(entry.topics),
        **_places(entry),
        "related": [safe.line(id) for id in entry.action.related],
        "changes": _changes(entry),
        "sources": _sources(entry),
        "conflicts": _conflicts(entry),
    }


def _text(value: str | None) -> str | None:
    return safe.line(value or "", 300) or None


def _zone(entry: Entry) -> str | None:
    """The name of the zone that `starts` was read in."""
    whens = entry.action.facts.whens
    if not whens:
        return entry.place.zone if entry.place and times.zone(entry.place.zone) else None
    wall = times.wall(whens[0])
    if wall:
        found = times.zone_at(whens[0], entry.place, wall)
        return found.key if found else None
    named = (whens[0].zone, entry.place.zone if entry.place else None)
    return next((name for name in named if times.zone(name)), None)


def _places(entry: Entry) -> dict[str, Any]:
    places = entry.action.facts.places
    if len(places) < 2:
        return {}
    return {
        "places": [
            {"city": _text(place.city), "country": place.country if place.country in entry.countries else None}
            for place in places
        ]
    }


def _changes(entry: Entry) -> list[dict[str, str | None]]:
    return [
        {"on": each.on.isoformat(), "field": safe.line(each.field, 40), "was": _text(each.was), "now": _text(each.now)}
        for each in entry.action.changes
    ]


def _sources(entry: Entry) -> list[dict[str, str | None]]:
    return [
        {
            "url": told.url,
            "title": told.title,
            "site": told.site or None,
            "language": told.language or None,
            "published": told.published or None,
        }
        for told in entry.told
        if told.url
    ]


def _conflicts(entry: Entry) -> list[dict[str, Any]]:
    return [
        {
            "field": safe.line(conflict.field, 40),
            "values": [
                {"value": safe.line(value, 300), "source": safe.url(url) or None} for value, url in conflict.values
            ],
        }
        for conflict in entry.action.conflicts
        if conflict.values
    ]


def render(
    info: FeedInfo, items: Sequence[bytes], *, path: str = "feed.json", title: str = "", page: str = "index.html"
) -> bytes:
    """One JSON Feed document for the file `path` of the folder."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title or info.title,
        "home_page_url": info.address(page),
        "feed_url": info.address(path),
        "description": info.subtitle,
        "language": words(info.language).language,
        "authors": [_author(info.publisher or info.title, info.contact)],
        "hubs": [{"type": "WebSub", "url": info.hub}] if info.hub else [],
    }
    opening = dumps({key: value for key, value in feed.items() if value}).removesuffix(b"}")
    return opening + b', "items": [\n' + b",\n".join(items) + b"\n]}\n"
