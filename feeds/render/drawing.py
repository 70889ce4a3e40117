"""Drawing: the numbers behind the page's two pictures - a timeline of twelve months and a map of the world."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from math import sqrt

from feeds.render.glance import Glance
from feeds.render.times import month_key

WIDTH, HEIGHT = 1000, 440
"""Size of the map's view box: longitude 180 W to 180 E, latitude NORTH to SOUTH."""
NORTH, SOUTH = 84.0, -58.0


@dataclass(frozen=True, slots=True)
class Month:
    """A bar of the timeline."""

    key: str
    day: date
    count: int
    height: float
    """Of the tallest, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A place on the map."""

    x: float
    y: float
    radius: float
    label: str
    count: int
    country: str


@dataclass(frozen=True, slots=True)
class World:
    """The map: outlines of land as an SVG path, and dots, large ones first."""

    land: str
    dots: tuple[Dot, ...]


def months(entries: Sequence[Glance], today: date | None) -> list[Month]:
    """The twelve months up to `today` (unknown: the newest action's) and the actions of each; none when all are bare."""
    days = [entry.day for entry in entries]
    last = today or max(days, default=None)
    if last is None:
        return []
    counts = Counter(month_key(day) for day in days)
    bars = [_months_before(last, back) for back in range(11, -1, -1)]
    tallest = max(counts[month_key(day)] for day in bars)
    if not tallest:
        return []
    return [Month(month_key(day), day, counts[month_key(day)], counts[month_key(day)] / tallest) for day in bars]


def _months_before(day: date, back: int) -> date:
    index = max(day.year * 12 + day.month - 1 - back, 12)
    return date(index // 12, index % 12 + 1, 1)


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Plate carree: degrees to the map's view box."""
    return (longitude + 180) / 360 * WIDTH, (NORTH - latitude) / (NORTH - SOUTH) * HEIGHT


def world(entries: Sequence[Glance]) -> World | None:
    """A dot per place with its number of actions; None when no place is known."""
    counts: Counter[tuple[str, float, float, str]] = Counter()
    for entry in entries:
        for place in entry.action.facts.places:
            if place.latitude is not None and place.longitude is not None and SOUTH < place.latitude < NORTH:
                counts[entry.where, round(place.latitude, 1), round(place.longitude, 1), entry.country] += 1
                break
    dots = []
    for (label, latitude, longitude, country), count in counts.most_common():
        x, y = project(latitude, longitude)
        dots.append(Dot(round(x, 1), round(y, 1), round(min(3 + sqrt(count) * 1.5, 18), 1), label, count, country))
    return World(_land(), tuple(dots[:400])) if dots else None


@lru_cache(maxsize=1)
def _land() -> str:
    """Outlines of land: Natural Earth 1:110m (public domain), projected and rounded for this view box."""
    return files("feeds.render").joinpath("data/land.svgpath").read_text(encoding="ascii").strip()
