"""Words of time in a text and the days they name, before any calendar is asked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from feeds.understand.tokens import Marks

TIME_SOON = re.compile(
    r"\.?[,:]?\s*(?:[^\W\d_]{1,3}\.?\s+)?\d{1,2}\s?(?:[:.h]\d\d|[ap]\.?m\b|uhr|h\b|uur)", re.IGNORECASE
)
"""A time of day follows."""


@dataclass(slots=True)
class Token:
    """A word of time or a number. `number` is -1 for words; `marks` is what the word can mean."""

    start: int
    end: int
    number: int
    marks: Marks
    used: bool = False

    def has(self, *roles: str) -> bool:
        """Can it mean one of these?"""
        return any(role in self.marks for role in roles)


@dataclass(slots=True)
class Named:
    """A day as the text names it: any of year, month, day, weekday, or an offset from the day of publication."""

    start: int
    end: int
    day: int = 0
    month: int = 0
    year: int = 0
    weekday: int = 0
    offset: int | None = None
    direction: int | None = None
    """For a weekday: 1 "next", -1 "last", 0 "this"; 2 and -2 are of next week and of last week."""
    later: int = 0
    """Days after the coming weekday: 7 of "Saturday week"."""
    end_day: int = 0
    end_month: int = 0
    end_year: int = 0
    jalali: bool = False
    cause: bool = False
    unordered: bool = False
    """In digits, and the order of the language is not known."""
    swappable: bool = False
    """12/11 may be read the other way round."""
    until: Named | None = field(default=None, repr=False)
