"""iCalendar (RFC 5545): one event per date of an action, with a UID that survives every change.

Each event is drawn once as bytes and joined into every calendar that holds it; the library's own `Calendar.new` would
put a random UID on each build.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from icalendar import Calendar, Event, Timezone, vDuration, vUri

from feeds.render import safe, times
from feeds.render.entry import Entry
from feeds.render.info import FeedInfo
from feeds.render.words import words

_STATUS = {
    "cancelled": "CANCELLED",
    "postponed": "TENTATIVE",
    "announced": "CONFIRMED",
    "ongoing": "CONFIRMED",
    "happened": "CONFIRMED",
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """The events of one action as bytes, the zones they name, and the day the first starts."""

    start: date
    zones: tuple[str, ...]
    body: bytes


def draw(entry: Entry, info: FeedInfo) -> Drawn | None:
    """The events of an action; None when it has no date."""
    whens = entry.action.facts.whens
    if not whens:
        return None
    zones: dict[str, None] = {}
    events = []
    for number, when in enumerate(whens, 1):
        start, end = times.start(when, entry.place), times.end(when, entry.place)
        if isinstance(start, datetime) and start.tzinfo:
            zones[str(start.tzinfo)] = None
        events.append(_event(entry, info, number, start, end).to_ical())
    return Drawn(whens[0].date, tuple(zones), b"".join(events))


def _event(entry: Entry, info: FeedInfo, number: int, start: date | datetime, end: date | datetime | None) -> Event:
    event = Event()
    id = safe.line(entry.action.id)
    event.add("uid", id if number == 1 else f"{id}#{number}")
    event.add("dtstamp", entry.updated.astimezone(UTC))
    event.add("created", entry.published.astimezone(UTC))
    event.add("last-modified", entry.updated.astimezone(UTC))
    event.add("sequence", len(entry.action.changes))
    event.add("dtstart", start)
    _add_end(event, start, end)
    where = f" - {entry.where}" if entry.where else ""
    event.add("summary", entry.what + where)
    event.add("description", _description(entry, info))
    if entry.status in _STATUS:
        event.add("status", _STATUS[entry.status])
    if entry.wheres:
        event.add("location", entry.wheres[0])
    if entry.url:
        event["url"] = vUri(entry.url)
    place = entry.place
    if place and place.latitude is not None and place.longitude is not None:
        event.add("geo", (round(place.latitude, 4), round(place.longitude, 4)))
    categories = [*entry.form_labels, *map(words(info.language).topic, entry.topics)]
    if categories:
        event.add("categories", categories)
    event.add("transp", "TRANSPARENT")
    return event


def _add_end(event: Event, start: date | datetime, end: date | datetime | None) -> None:
    """DTEND has DTSTART's type (section 3.6.1) and is exclusive for days; an open end lasts the day, or an hour."""
    if isinstance(start, datetime):
        if isinstance(end, datetime):
            event.add("dtend", end)
        elif end:
            event.add("dtend", datetime(end.year, end.month, end.day, 23, 59, tzinfo=start.tzinfo))
        else:
            event["duration"] = vDuration(timedelta(hours=1))
    elif end and end < date.max:
        last = end.date() if isinstance(end, datetime) else end
        event.add("dtend", last + timedelta(days=1))


def _description(entry: Entry, info: FeedInfo) -> str:
    """What, when in words, how and who, then the sources: plain text, lines kept."""
    say = words(info.language)
    ways = (f"{way.label}: {way.url}" if way.url else way.label for way in entry.ways)
    lines = [
        entry.summary,
        *(moment.said for moment in entry.moments),
        *ways,
        *([say("Who") + ": " + ", ".join(entry.organisers)] if entry.organisers else []),
        *(f"{told.site}: {told.title} {told.url}" for told in entry.told),
    ]
    return "\n".join(line for line in lines if line)


@lru_cache(maxsize=600)
def _zone(name: str) -> bytes:
    return bytes(Timezone.from_tzid(name).to_ical())


def render(info: FeedInfo, events: Iterable[Drawn], *, title: str = "") -> bytes:
    """One calendar of the newest `max_entries` actions by start."""
    chosen: Sequence[Drawn] = sorted(events, key=lambda each: each.start, reverse=True)[: info.max_entries]
    calendar = Calendar()
    calendar.add("prodid", f"-//{info.generator}//{info.version or 'feed'}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", safe.line(title or info.title))
    calendar.add("name", safe.line(title or info.title))
    calendar.add("refresh-interval", vDuration(timedelta(hours=6)), parameters={"VALUE": "DURATION"})
    opening, closing = calendar.to_ical().rsplit(b"END:VCALENDAR", 1)
    zones = sorted({name for each in chosen for name in each.zones})
    return b"".join([opening, *map(_zone, zones), *(each.body for each in chosen), b"END:VCALENDAR", closing])
