"""What structured data (schema.org, iCalendar, Gancio, Mobilizon) states of the action: it wins over words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from feeds.action import Place, When
from feeds.article import Article, Event
from feeds.understand import where
from feeds.understand.reading import Evidence, Finding

_MOMENT = re.compile(
    r"^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?\s?(Z|[+-]\d{2}:?\d{2})?)?", re.IGNORECASE
)
_MOST = 5
_LINE = 300
"""Characters of an address."""


def whens(article: Article, zone: str | None) -> list[Finding[When]]:
    """The dates its events state, in their order.

    A time with an offset is kept as the wall clock it was written in; one in UTC, as machines write it, becomes that of
    `zone`. Where the zone is not known the offset stands for it.
    """
    found = []
    for event in article.events[:_MOST]:
        start = _moment(event.starts, zone)
        if start is None or event.starts is None:
            continue
        day, time, own = start
        end_day, end_time, _ = _moment(event.ends, zone) or (None, None, None)
        later = end_day if end_day and end_day > day else None
        when = When(day, time, later, end_time if end_day else None, zone or own)
        found.append(Finding(when, Evidence(event.starts, "event", 0), 1.0, f"{event.origin} states it"))
    return found


def places(article: Article, read: Sequence[Finding[Place]] = ()) -> list[Finding[Place]]:
    """The places its events state; the city is often part of a venue's line, else it is the one that was `read`."""
    found = []
    for event in article.events[:_MOST]:
        if event.city or event.country or event.venue or event.street:
            place = Place(event.city, event.country, event.venue, event.street)
            if not event.city:
                place = _with_city(place, article) or _with_read(place, read)
            found.append(Finding(place, Evidence(_quote(event), "event", 0), 1.0, f"{event.origin} states it"))
    return found


def _with_city(place: Place, article: Article) -> Place | None:
    """With the city that the line of its address names ("Dam Square, 1012 Amsterdam, Netherlands")."""
    line = ", ".join(part for part in (place.venue, place.street, place.country) if part)
    home = place.country or article.country or None
    cities = [m for m in where.find(line[:_LINE], language=article.language, home_country=home) if m.kind == "city"]
    if not cities:
        return None
    city = cities[-1]
    return replace(
        place, city=city.city, country=place.country or city.country, zone=city.zone,
        latitude=city.latitude, longitude=city.longitude,
    )  # fmt: skip


def _with_read(place: Place, read: Sequence[Finding[Place]]) -> Place:
    """With the city that the text names, unless it is of another country."""
    if not read or not read[0].value.city or place.country not in (None, read[0].value.country):
        return place
    return replace(read[0].value, venue=place.venue, street=place.street)


def _quote(event: Event) -> str:
    return event.venue or event.street or event.city or event.country or ""


def _moment(stated: str | None, zone: str | None) -> tuple[dt.date, str | None, str | None] | None:
    """(day, wall clock, zone that the offset stands for)."""
    match = _MOMENT.match(stated or "")
    if match is None:
        return None
    year, month, day, hour, minute, offset = match.groups()
    try:
        if not hour or hour >= "24":
            return dt.date(int(year), int(month), int(day)), None, None
        moment = dt.datetime(int(year), int(month), int(day), int(hour), int(minute))  # noqa: DTZ001  # a wall clock
    except ValueError:
        return None
    if offset and zone and not int(re.sub(r"\D", "", offset) or 0):
        moment = moment.replace(tzinfo=dt.UTC).astimezone(ZoneInfo(zone))
    return moment.date(), f"{moment:%H:%M}", _zone(offset)


def _zone(offset: str | None) -> str | None:
    """The IANA zone of an offset of whole hours ("+02:00" -> "Etc/GMT-2": POSIX counts the other way)."""
    if not offset:
        return None
    hours, minutes = int(re.sub(r"\D", "", offset)[:2] or 0), offset[-2:] if offset.upper() != "Z" else "00"
    if minutes != "00" or hours > 12:
        return None
    return f"Etc/GMT{'-' if offset[0] == '+' else '+'}{hours}" if hours else "UTC"
