"""iCalendar (RFC 5545): one event per date of an action, with a UID that survives every change.

Each event is drawn once as bytes and joined into every calendar that holds it. The lines are written here: the
icalendar library takes several times as long for 10,000 events; it draws the zones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from icalendar import Timezone

from feeds.render import safe, times
from feeds.render.entry import Entry
from feeds.render.glance import Glance
from feeds.render.info import FeedInfo
from feeds.render.words import words

_STATUS = {
    "cancelled": "CANCELLED",
    "postponed": "TENTATIVE",
    "announced": "CONFIRMED",
    "ongoing": "CONFIRMED",
    "happened": "CONFIRMED",
}
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f]")
MAX_OCTETS = 75


@dataclass(frozen=True, slots=True)
class Drawn:
    """The events of one action as bytes, and the zones they name."""

    zones: tuple[str, ...]
    body: bytes


def latest(entries: Iterable[Glance], most: int) -> list[Glance]:
    """The actions of a calendar: those with a date, the last `most` by start, the latest first."""
    dated = [entry for entry in entries if entry.first]
    return sorted(dated, key=lambda entry: (entry.first or date.min, entry.slug), reverse=True)[:most]


def draw(entry: Entry, info: FeedInfo) -> Drawn:
    """The events of an action, one for each of its dates."""
    whens = entry.action.facts.whens
    zones: dict[str, None] = {}
    lines: list[str] = []
    for number, when in enumerate(whens, 1):
        start, end = times.start(when, entry.place), times.end(when, entry.place)
        if isinstance(start, datetime):
            zones[str(start.tzinfo)] = None
        lines += _event(entry, info, number, start, end)
    zones.pop("UTC", None)
    return Drawn(tuple(zones), _joined(lines))


def text(value: str) -> str:
    """A TEXT value (section 3.3.11): escaped, its line breaks as \\n."""
    return _CONTROL.sub(" ", safe.block(value)).translate(_ESCAPES)


def fold(line: str) -> bytes:
    """A content line with its end, in pieces of at most 75 octets (section 3.1), never cut inside a character."""
    data = line.encode()
    pieces, at, room = [], 0, MAX_OCTETS
    while len(data) - at > room:
        end = at + room
        while data[end] & 0xC0 == 0x80:  # a byte that continues a character
            end -= 1
        pieces.append(data[at:end])
        at, room = end, MAX_OCTETS - 1
    return b"\r\n ".join([*pieces, data[at:]]) + b"\r\n"


def _joined(lines: Iterable[str]) -> bytes:
    return b"".join(map(fold, lines))


def _instant(value: datetime) -> str:
    return f"{value.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _moment(name: str, value: date | datetime) -> str:
    """DTSTART and DTEND: a day, an instant in UTC, or a wall clock with its zone."""
    if not isinstance(value, datetime):
        return f"{name};VALUE=DATE:{value.year:04d}{value:%m%d}"
    zone = str(value.tzinfo)
    clock = f"{value.year:04d}{value:%m%dT%H%M%S}"
    return f"{name}:{clock}Z" if zone == "UTC" else f"{name};TZID={zone}:{clock}"


def _event(
    entry: Entry, info: FeedInfo, number: int, start: date | datetime, end: date | datetime | None
) -> Iterator[str]:
    id = safe.line(entry.action.id)
    yield "BEGIN:VEVENT"
    yield f"UID:{text(id if number == 1 else f'{id}#{number}')}"
    yield f"DTSTAMP:{_instant(entry.updated)}"
    yield f"CREATED:{_instant(entry.published)}"
    yield f"LAST-MODIFIED:{_instant(entry.updated)}"
    yield f"SEQUENCE:{len(entry.action.changes)}"
    yield _moment("DTSTART", start)
    yield from _end(start, end)
    yield f"SUMMARY:{text(entry.what + (f' - {entry.where}' if entry.where else ''))}"
    yield f"DESCRIPTION:{text(_description(entry, info))}"
    if entry.status in _STATUS:
        yield f"STATUS:{_STATUS[entry.status]}"
    if entry.wheres:
        yield f"LOCATION:{text(entry.wheres[0])}"
    if entry.url:
        yield f"URL:{entry.url}"
    if entry.point:
        yield f"GEO:{entry.point[0]:.4f};{entry.point[1]:.4f}"
    categories = [*entry.form_labels, *map(words(info.language).topic, entry.topics)]
    if categories:
        yield "CATEGORIES:" + ",".join(map(text, categories))
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _end(start: date | datetime, end: date | datetime | None) -> Iterator[str]:
    """DTEND has DTSTART's type (section 3.6.1) and is exclusive for days; an open end lasts the day, or an hour."""
    if isinstance(start, datetime):
        if isinstance(end, datetime):
            yield _moment("DTEND", end)
        elif end:
            yield _moment("DTEND", datetime(end.year, end.month, end.day, 23, 59, tzinfo=start.tzinfo))
        else:
            yield "DURATION:PT1H"
    elif end and end < date.max:
        yield _moment("DTEND", (end.date() if isinstance(end, datetime) else end) + timedelta(days=1))


def _description(entry: Entry, info: FeedInfo) -> str:
    """What, when in words, how and who, then the sources: plain text, lines kept."""
    ways = (f"{way.label}: {way.url}" for way in entry.ways if way.url)
    told = (f"{told.site}: {told.title} {told.url}" for told in entry.told)
    lines = [entry.summary, *(moment.said for moment in entry.moments[1:]), *ways, *told]
    return "\n".join(line for line in lines if line)


@lru_cache(maxsize=600)
def _zone(name: str) -> bytes:
    return bytes(Timezone.from_tzid(name).to_ical())


def render(info: FeedInfo, events: Sequence[Drawn], *, title: str = "") -> bytes:
    """One calendar of `events`."""
    name = text(title or info.title)
    opening = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{text(info.generator)}//{text(info.version or 'feed')}//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{name}",
        f"X-WR-CALNAME:{name}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
    ]
    zones = sorted({zone for each in events for zone in each.zones})
    return b"".join([_joined(opening), *map(_zone, zones), *(each.body for each in events), b"END:VCALENDAR\r\n"])
