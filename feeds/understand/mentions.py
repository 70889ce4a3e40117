"""What a text names: a date, a place; each where it stands, before it is known which are the action's."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Kind = Literal["city", "country", "region", "adjective"]


@dataclass(frozen=True, slots=True)
class Mention:
    """One date of a text: `quote` stands at `start`. None: unknown.

    `time` and `end_time` are "HH:MM" of the wall clock. `date` is None where the text names a day that cannot be
    resolved (no day of publication), or only a time. `relative`: read against the day of publication ("tomorrow",
    "on Saturday"). `weekday_conflict`: the weekday named is not that date's. `stated_year`: the text names the year.
    """

    start: int
    end: int
    quote: str
    date: dt.date | None
    time: str | None = None
    end_date: dt.date | None = None
    end_time: str | None = None
    weekday_conflict: bool = False
    relative: bool = False
    stated_year: bool = False
    named_for_cause: bool = False
    """A day named by its cause ("Human Rights Day"), no date of the calendar."""
    old: bool = False
    """Its weekdays are of a year long before the page's date: a new site stamps its old pages anew."""


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """One place of a text: `quote` stands at `start`. `city` is the common English name, `country` ISO 3166-1 alpha-2.

    `sure` is from 0 to 1. `mission`: the country whose embassy or consulate is meant, not where it stands.
    `led`: a word such as "in" leads it.
    """

    start: int
    end: int
    quote: str
    kind: Kind
    country: str
    city: str | None = None
    zone: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    people: int = 0
    sure: float = 1.0
    mission: bool = False
    led: bool = False
    addressed: bool = False
    beside: bool = False
    """A word for a venue, a street or an embassy stands beside it."""
    adjective: bool = False
    """An adjective or a name of its people ("Parisian", "Berliner"): it tells less than the city's name."""
