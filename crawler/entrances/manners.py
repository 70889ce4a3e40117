"""When a feed wants to be read again, and how often its source publishes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import pairwise
from statistics import median

from lxml import etree

from crawler.entrances.dates import instant
from crawler.entrances.entry import Entry, Wish
from crawler.entrances.markup import inner, local

MOST = 60 * 24 * 366
"""Minutes that a wish can be of: what says more says nothing."""
NEWEST = 10
"""Articles by which a source's rhythm is told."""
_PERIODS = {"hourly": 60, "daily": 1440, "weekly": 10_080, "monthly": 43_200, "yearly": 525_600}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def of_channel(channel: etree._Element) -> Wish:
    """The wish of an RSS channel (RSS 2.0: ttl, skipHours, skipDays; RSS 1.0 modules: syndication)."""
    minutes = _number(channel, "ttl")
    if not minutes and (period := _PERIODS.get(_first(channel, "updatePeriod").lower())):
        minutes = period // max(_number(channel, "updateFrequency"), 1)
    hours = {int(text) % 24 for text in _listed(channel, "skipHours") if text.isdecimal() and int(text[:3]) <= 24}
    days = {_DAYS.index(text.lower()) for text in _listed(channel, "skipDays") if text.lower() in _DAYS}
    # Whoever never wants a visit has made a mistake.
    return Wish(
        minutes if minutes <= MOST else 0,
        tuple(sorted(hours)) if len(hours) < 24 else (),
        tuple(sorted(days)) if len(days) < 7 else (),
    )


def rhythm(entries: Iterable[Entry], now: datetime) -> float:
    """Seconds between two of the newest articles, the median; 0 when fewer than three are dated."""
    dated = {found for entry in entries if (found := instant(entry.published)) and found <= now}
    newest = sorted(dated, reverse=True)[:NEWEST]
    gaps = [(later - earlier).total_seconds() for later, earlier in pairwise(newest)]
    return median(gaps) if len(gaps) > 1 else 0.0


def _first(channel: etree._Element, name: str) -> str:
    return next((inner(child).strip() for child in channel if local(child) == name.lower()), "")


def _number(channel: etree._Element, name: str) -> int:
    text = _first(channel, name)
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def _listed(channel: etree._Element, name: str) -> Iterator[str]:
    for child in channel:
        if local(child) == name.lower():
            yield from (inner(item).strip()[:20] for item in child)
