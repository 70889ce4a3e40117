"""Times: when an action is, as instants, as ISO 8601, and in words of a language."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale
from babel.core import get_global
from babel.dates import format_date, format_skeleton, format_time, get_timezone_name

from feeds.action import Place, When


@lru_cache(maxsize=1_000)
def zone(name: str | None) -> ZoneInfo | None:
    """The IANA zone `name`, or None when there is no such zone."""
    try:
        return ZoneInfo(name) if (name and "/" in name) or name == "UTC" else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


@lru_cache(maxsize=300)
def _zones_of(country: str) -> tuple[ZoneInfo, ...]:
    names = get_global("territory_zones").get(country, ())
    return tuple(found for found in map(zone, names) if found)


def zone_at(when: When, place: Place | None, wall: datetime) -> ZoneInfo | None:
    """The zone `when` is in: its own, its place's, or the country's when all its zones agree at that hour."""
    found = zone(when.zone) or (zone(place.zone) if place else None)
    if found or not (place and place.country):
        return found
    zones = _zones_of(place.country)
    return zones[0] if zones and len({wall.replace(tzinfo=each).utcoffset() for each in zones}) == 1 else None


def _clock(value: str | None) -> time | None:
    try:
        return time.fromisoformat(value) if value else None
    except ValueError:
        return None


def wall(when: When) -> datetime | None:
    """Start on the clock of the place, naive; None when the hour is unknown."""
    hour = _clock(when.time)
    return datetime.combine(when.date, hour.replace(tzinfo=None)) if hour else None


def start(when: When, place: Place | None) -> date | datetime:
    """The start: an aware date-time when hour and zone are known, else the date."""
    local = wall(when)
    where = zone_at(when, place, local) if local else None
    return local.replace(tzinfo=where) if local and where else when.date


def end(when: When, place: Place | None) -> date | datetime | None:
    """The end, as `start`; None when unknown. An end hour before the start's is on the next day."""
    local, hour = wall(when), _clock(when.end_time)
    if hour is None or local is None:
        return when.end_date if when.end_date and when.end_date >= when.date else None
    last = datetime.combine(when.end_date or when.date, hour.replace(tzinfo=None))
    if last <= local:
        if when.end_date or when.date == date.max:
            return None
        last += timedelta(days=1)
    where = zone_at(when, place, local)
    return last.replace(tzinfo=where) if where else last.date()


def iso(value: date | datetime) -> str:
    """ISO 8601: a date, or a date-time to the second with its offset."""
    return value.isoformat(timespec="seconds") if isinstance(value, datetime) else value.isoformat()


@lru_cache(maxsize=50_000)
def day(value: date, language: str) -> str:
    """Sunday, February 11, 2018 - in `language`."""
    return str(format_date(value, "full", locale=Locale.parse(language)))


@lru_cache(maxsize=50_000)
def short_day(value: date, language: str) -> str:
    """11 Feb 2018 - in `language`."""
    return str(format_date(value, "medium", locale=Locale.parse(language)))


@lru_cache(maxsize=5_000)
def hour(value: time, language: str) -> str:
    """1:00 PM - in `language`."""
    return str(format_time(value, "short", locale=Locale.parse(language)))


def zone_name(value: datetime, language: str) -> str:
    """Eastern Standard Time - the zone of an aware `value`, in `language`."""
    return _zone_name(str(value.tzinfo), "daylight" if value.dst() else "standard", language)


@lru_cache(maxsize=2_000)
def _zone_name(name: str, variant: Literal["daylight", "standard"], language: str) -> str:
    locale = Locale.parse(language)
    return str(get_timezone_name(zone(name), "long", locale=locale, zone_variant=variant))


def month_key(value: date) -> str:
    """2018-02"""
    return f"{value.year:04d}-{value.month:02d}"


@lru_cache(maxsize=5_000)
def month_name(key: str, language: str) -> str:
    """2018-02 -> February 2018, in `language`."""
    year, _, month = key.partition("-")
    return str(format_skeleton("yMMMM", date(int(year), int(month), 1), locale=Locale.parse(language)))


@lru_cache(maxsize=200)
def month(value: date, language: str) -> str:
    """Feb - in `language`."""
    return str(format_date(value, "LLL", locale=Locale.parse(language))).rstrip(".")


@lru_cache(maxsize=200)
def day_number(value: date, language: str) -> str:
    """11 - in the digits of `language`."""
    return str(format_date(value, "d", locale=Locale.parse(language)))
