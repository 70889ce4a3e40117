"""iCalendar (RFC 5545): events a site publishes -> entries that carry their facts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import icalendar

from crawler.entrances.entry import Entry, Page
from feeds.article import Event

MAX_BYTES = 8 * 1024 * 1024
MAX_EVENTS = 2_000
_STATUS: dict[str, Any] = {"CONFIRMED": "scheduled", "TENTATIVE": "scheduled", "CANCELLED": "cancelled"}


def read(body: bytes, url: str) -> Page:
    """The events of a calendar as entries; one without a page gets the calendar's URL with its UID as fragment."""
    try:
        root = icalendar.Calendar.from_ical(body[:MAX_BYTES])
        events = list(root.walk("VEVENT"))[:MAX_EVENTS]
        entries = tuple(entry for event in events if (entry := _entry(event, url)))
        return Page("calendar", entries, title=_text(root, "X-WR-CALNAME"))
    except Exception:  # icalendar raises what the broken property makes it raise; nothing of it is worth telling apart
        return Page("calendar", fault="not-a-calendar")


def _text(part: Any, name: str) -> str:
    value = part.get(name)
    if isinstance(value, list):
        value = value[0] if value else None
    return str(value).strip() if value is not None else ""


def _when(part: Any, name: str) -> str | None:
    """As stated: a date, a local date-time, or a date-time with offset."""
    value = getattr(part.get(name), "dt", None)
    return value.isoformat() if isinstance(value, date | datetime) else None


def _organiser(part: Any) -> tuple[str, ...]:
    value = part.get("ORGANIZER")
    name = getattr(value, "params", {}).get("CN", "")
    return (str(name).strip(),) if name else ()


def _entry(part: Any, base: str) -> Entry | None:
    name, uid = _text(part, "SUMMARY"), _text(part, "UID")
    starts = _when(part, "DTSTART")
    if not name or not starts:
        return None
    link = _text(part, "URL")
    try:
        url = urljoin(base, link) if link else ""
        url = url if urlsplit(url).scheme in ("http", "https") else f"{base}#{uid or starts}"
    except ValueError:
        url = f"{base}#{uid or starts}"
    place = _text(part, "LOCATION")
    online = place.startswith(("http://", "https://"))
    text = _text(part, "DESCRIPTION")
    event = Event(
        name=name,
        starts=starts,
        ends=_when(part, "DTEND"),
        venue=None if online else place or None,
        online=online,
        status=_STATUS.get(_text(part, "STATUS").upper()),
        organisers=_organiser(part),
        url=url,
        origin="icalendar",
    )
    return Entry(
        url=url,
        title=name,
        text=text,
        published=_when(part, "CREATED") or _when(part, "DTSTAMP") or "",
        modified=_when(part, "LAST-MODIFIED") or "",
        tags=tuple(str(c) for cats in _cats(part) for c in cats)[:50],
        guid=uid,
        full=bool(text),
        events=(event,),
        origin="calendar",
    )


def _cats(part: Any) -> list[list[Any]]:
    value = part.get("CATEGORIES")
    values = value if isinstance(value, list) else [value]
    return [list(getattr(v, "cats", [])) for v in values if v is not None]
