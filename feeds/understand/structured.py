"""What structured data (schema.org, iCalendar, Gancio, Mobilizon) states of the action: it wins over words."""

from __future__ import annotations

import datetime as dt
import re

from feeds.action import Place, When
from feeds.article import Article, Event
from feeds.understand.reading import Evidence, Finding

_MOMENT = re.compile(r"^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2}))?")
_MOST = 5


def whens(article: Article, zone: str | None) -> list[Finding[When]]:
    """The dates its events state, in their order. A time with an offset is kept as the wall clock it was written in."""
    found = []
    for event in article.events[:_MOST]:
        start = _moment(event.starts)
        if start is None or event.starts is None:
            continue
        day, time = start
        end_day, end_time = _moment(event.ends) or (None, None)
        when = When(day, time, end_day if end_day and end_day > day else None, end_time if end_day else None, zone)
        found.append(Finding(when, Evidence(event.starts, "event", 0), 1.0, f"{event.origin} states it"))
    return found


def places(article: Article) -> list[Finding[Place]]:
    """The places its events state."""
    found = []
    for event in article.events[:_MOST]:
        if event.city or event.country or event.venue or event.street:
            place = Place(event.city, event.country, event.venue, event.street)
            found.append(Finding(place, Evidence(_quote(event), "event", 0), 1.0, f"{event.origin} states it"))
    return found


def _quote(event: Event) -> str:
    return event.venue or event.street or event.city or event.country or ""


def _moment(stated: str | None) -> tuple[dt.date, str | None] | None:
    match = _MOMENT.match(stated or "")
    if match is None:
        return None
    year, month, day, hour, minute = match.groups()
    try:
        return dt.date(int(year), int(month), int(day)), f"{hour}:{minute}" if hour and hour < "24" else None
    except ValueError:
        return None
