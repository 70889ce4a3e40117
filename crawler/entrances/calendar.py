"""iCalendar (RFC 5545): events a site publishes -> entries that carry their facts."""

from __future__ import annotations

from datetime import date
from typing import Any

import icalendar

from crawler.entrances.dates import instant
from crawler.entrances.entry import Entry, Page
from crawler.entrances.events import entry_of, web
from crawler.extract.events import Status
from feeds.article import Event

MAX_BYTES = 8 * 1024 * 1024
MAX_EVENTS = 2_000
_STATUS: dict[str, Status] = {"CONFIRMED": "scheduled", "TENTATIVE": "scheduled", "CANCELLED": "cancelled"}


def read(body: bytes, url: str) -> Page:
    """The events of a calendar as entries, the last one first. Never raises."""
    try:
        root = icalendar.Calendar.from_ical(body[:MAX_BYTES])
        parts = list(root.walk("VEVENT"))[-MAX_EVENTS:]
        entries = [entry for part in parts if (entry := _entry(part, url))]
        name = _text(root, "X-WR-CALNAME")
    except Exception:  # icalendar raises what the broken property makes it raise; nothing of it is worth telling apart
        return Page("calendar", fault="not-a-calendar")
    return Page("calendar", tuple(reversed(entries)), title=name)


def _text(part: Any, name: str) -> str:
    value = part.get(name)
    if isinstance(value, list):
        value = value[0] if value else None
    return str(value).strip() if value is not None else ""


def _when(part: Any, name: str) -> str | None:
    """As stated: a date, a local date-time, or a date-time with offset."""
    value = getattr(part.get(name), "dt", None)
    return value.isoformat() if isinstance(value, date) else None


def _entry(part: Any, base: str) -> Entry | None:
    name, starts = _text(part, "SUMMARY"), _when(part, "DTSTART")
    if not name or not starts:
        return None
    place = _text(part, "LOCATION")
    online = web(place, base) is not None and "://" in place
    organiser = str(getattr(part.get("ORGANIZER"), "params", {}).get("CN", "")).strip()
    event = Event(
        name=name,
        starts=starts,
        ends=_when(part, "DTEND"),
        venue=None if online else place or None,
        online=online,
        status=_STATUS.get(_text(part, "STATUS").upper()),
        organisers=(organiser,) if organiser and "@" not in organiser else (),
        url=web(_text(part, "URL"), base),
        origin="icalendar",
    )
    key = _text(part, "UID")
    # DTSTAMP is when the file was made where there is no METHOD (RFC 5545, 3.8.7.2): only CREATED is a publication.
    published = _when(part, "CREATED") or ""
    return entry_of(
        event,
        base,
        text=_text(part, "DESCRIPTION"),
        published=published if instant(published) else "",
        key=key if not _text(part, "RECURRENCE-ID") else f"{key} {starts}",
        tags=_categories(part),
    )


def _categories(part: Any) -> list[str]:
    value = part.get("CATEGORIES")
    values = value if isinstance(value, list) else [value]
    return [str(category).strip() for v in values if v is not None for category in getattr(v, "cats", [])]
