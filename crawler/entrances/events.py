"""Events that a page or an API lists: schema.org Event in JSON-LD, h-event and hCalendar, Gancio, The Events Calendar."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import Any
from urllib.parse import quote, urljoin, urlsplit
from zoneinfo import ZoneInfo

from lxml import etree

from crawler.entrances.entry import Entry
from crawler.entrances.fulltext import words_of
from crawler.entrances.markup import plain
from crawler.extract.events import is_event, stated_event
from crawler.extract.structured import Node, json_ld, string, strings
from feeds.article import Event

MAX_EVENTS = 500


def entry_of(
    event: Event, base: str, *, text: str = "", published: str = "", key: str = "", tags: Iterable[str] = ()
) -> Entry:
    """The entry of one event of the list at `base`. Without a page of its own its address is the list's with its key."""
    own = event.url if event.url and event.url != base else None
    return Entry(
        url=own or f"{base}{'&' if '?' in base else '?'}uid={quote(key or f'{event.name} {event.starts}')}",
        title=event.name,
        html=text if "<" in text else "",
        text="" if "<" in text else text or ("" if own else event.name),
        published=published,
        tags=tuple(tags)[:50],
        full=bool(not own or len(words_of(text)) >= 200),
        events=(event,),
        origin="calendar",
    )


def web(url: str, base: str) -> str | None:
    """An absolute http(s) address, or None."""
    try:
        joined = urljoin(base, url.strip()) if url else ""
        return joined if urlsplit(joined).scheme in ("http", "https") and urlsplit(joined).hostname else None
    except ValueError:
        return None


def from_page(root: etree._Element, base: str) -> tuple[Entry, ...]:
    """The events a page lists in JSON-LD or as microformats. Never raises."""
    scripts = [
        "".join(str(t) for t in s.itertext()) for s in root.iter("script") if "ld+json" in str(s.get("type", ""))
    ]
    nodes = json_ld(scripts)
    stated = [event for node in nodes if is_event(node) and (event := stated_event(node, base))]
    found = stated or list(islice(_microformats(root, base), MAX_EVENTS))
    return tuple(entry_of(event, base) for event in found[:MAX_EVENTS])


def _microformats(root: etree._Element, base: str) -> Iterator[Event]:
    """h-event (microformats.org/wiki/h-event) and its forerunner hCalendar's vevent."""
    around = root.xpath("//*[contains(@class, 'h-event') or contains(@class, 'vevent')]")
    for element in around[: 4 * MAX_EVENTS] if isinstance(around, list) else ():
        if not isinstance(element, etree._Element) or not {"h-event", "vevent"} & _classes(element):
            continue
        name = _said(element, "p-name", "summary")
        starts = _said(element, "dt-start", "dtstart")
        if name and starts:
            link = next((e for e in element.iter("a") if {"u-url", "url"} & _classes(e) or e.get("href")), None)
            yield Event(
                name=name,
                starts=starts,
                ends=_said(element, "dt-end", "dtend") or None,
                venue=_said(element, "p-location", "location") or None,
                street=_said(element, "p-street-address", "street-address") or None,
                city=_said(element, "p-locality", "locality") or None,
                country=_said(element, "p-country-name", "country-name") or None,
                url=web(str(link.get("href", "")), base) if link is not None else None,
                origin="h-event",
            )


def _classes(element: etree._Element) -> set[str]:
    return set(str(element.get("class", "")).split()) if isinstance(element.tag, str) else set()


def _said(element: etree._Element, *names: str) -> str:
    """The value of a property: a machine's (datetime, value-title) before the words for people."""
    for part in element.iter():
        if not set(names) & _classes(part):
            continue
        if part.get("datetime"):
            return str(part.get("datetime")).strip()
        value = next((v for v in part.iter() if {"value-title", "value"} & _classes(v)), None)
        if value is not None and value.get("title"):
            return str(value.get("title")).strip()
        if part.tag == "abbr" and part.get("title"):
            return str(part.get("title")).strip()
        return " ".join("".join(t for t in part.itertext() if isinstance(t, str)).split())[:500]
    return ""


def from_json(data: Any, base: str) -> tuple[Entry, ...]:
    """The events of an API: Gancio's list (/feed/json, /api/events), The Events Calendar's (tribe/events/v1/events)."""
    if isinstance(data, dict):
        data = data.get("events")
    rows = [row for row in data[:MAX_EVENTS] if isinstance(row, dict)] if isinstance(data, list) else []
    return tuple(entry for row in rows if (entry := _gancio(row, base) or _tribe(row, base)))


def _gancio(row: Node, base: str) -> Entry | None:
    starts, name = row.get("start_datetime"), string(row.get("title"))
    if not name or not isinstance(starts, int | float):
        return None
    place = _node(row.get("place"))
    zone = string(place.get("timezone"))
    slug = string(row.get("slug")) or string(row.get("id"))
    event = Event(
        name=name,
        starts=_unix(starts, zone),
        ends=_unix(row.get("end_datetime"), zone),
        venue=string(place.get("name")) or None,
        street=string(place.get("address")) or None,
        online=bool(row.get("online_locations")),
        url=web(f"/event/{quote(slug)}", base) if slug else None,
        origin="gancio",
    )
    text = row.get("description")
    published = row.get("createdAt")
    return entry_of(
        event,
        base,
        text=text if isinstance(text, str) else "",
        published=published if isinstance(published, str) else "",
        tags=strings([t.get("tag") if isinstance(t, dict) else t for t in row.get("tags") or []]),
    )


def _node(value: Any) -> Node:
    return value if isinstance(value, dict) else {}


def _unix(seconds: Any, zone: str) -> str | None:
    """A POSIX time as a local date-time with offset; UTC where the zone is not known."""
    try:
        tz = ZoneInfo(zone) if zone else UTC
        return datetime.fromtimestamp(float(seconds), tz).isoformat()
    except (ValueError, TypeError, OverflowError, OSError):
        return None


def _tribe(row: Node, base: str) -> Entry | None:
    name, starts = plain(string(row.get("title"))), string(row.get("start_date")).replace(" ", "T")
    if not name or not starts:
        return None
    venue = _node(row.get("venue"))
    organisers = row.get("organizer")
    event = Event(
        name=name,
        starts=starts,
        ends=string(row.get("end_date")).replace(" ", "T") or None,
        venue=string(venue.get("venue")) or None,
        street=string(venue.get("address")) or None,
        city=string(venue.get("city")) or None,
        country=string(venue.get("country")) or None,
        online=bool(row.get("is_virtual")),
        organisers=tuple(strings([o.get("organizer") for o in organisers if isinstance(o, dict)]))
        if isinstance(organisers, list)
        else (),
        url=web(string(row.get("url")), base),
        origin="schema.org",
    )
    text = row.get("description")
    stated = string(row.get("date_utc")).replace(" ", "T")
    return entry_of(event, base, text=text if isinstance(text, str) else "", published=stated + "Z" if stated else "")


def from_title(title: str) -> Event | None:
    """What the title of a Gancio feed's item states: "[2024-05-17] Name @ Place"."""
    date, _, rest = html.unescape(title).strip().partition("] ")
    name, at, place = rest.rpartition(" @ ")
    if len(date) != 11 or date[0] != "[" or not at or not name:
        return None
    try:
        starts = datetime.strptime(date[1:], "%Y-%m-%d").date().isoformat()  # noqa: DTZ007  # a date, no instant
    except ValueError:
        return None
    return Event(name=name, starts=starts, venue=place.strip() or None, origin="gancio")
