"""As much of dates as an entrance needs: is one exact, which of two is newer? Reading them is `feeds.clean`'s."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_RFC3339 = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?\s?(?:[Zz]|[+-]\d\d:?\d\d)")
_ZONE = re.compile(r"(?:[+-]\d{4}|GMT|UTC?|Z|[ECMP][SD]T)\s*(?:\([^()]*\))?")


def exact(date: str) -> bool:
    """Whether a stated date is an instant that can be read in one way only: RFC 3339 or RFC 5322, with its zone."""
    date = date.strip()
    if _RFC3339.fullmatch(date):
        return instant(date) is not None
    found = _ZONE.search(date, max(0, len(date) - 40))
    return found is not None and found.end() == len(date) and instant(date) is not None


def instant(date: str) -> datetime | None:
    """The instant of an ISO 8601 or RFC 5322 date, for ordering (without a zone: UTC); None for any other."""
    date = date.strip()[:60]
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = parse(date)
            return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None
