"""Dates in words on a page, for htmldate: read by our reader, where it would load dateparser.

dateparser compiles the patterns of two hundred languages at the first page that asks, which takes seconds and tens of megabytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from types import SimpleNamespace

from htmldate import extractors

from feeds.clean.dates import month_names, parse_instant

_BARRED = re.compile(r"(?<=\d)\s*[|·]\s*(?=\d)")
_LABEL = re.compile(r"^\W*(?:[^\W\d_]+[.,]?\s+)?(?P<word>[^\W\d_]*)")


def _date_data(stated: str) -> dict[str, datetime | None]:
    """As dateparser answers: only for what is a date and nothing else, but for one word before it (a weekday)."""
    stated = _BARRED.sub(".", stated).lower()
    opened = _LABEL.match(stated)
    if opened and opened["word"] and opened["word"] not in month_names():
        return {"date_obj": None}
    read = parse_instant(stated)
    return {"date_obj": read.replace(tzinfo=None) if read else None}


_READER = SimpleNamespace(get_date_data=_date_data)
_OURS = {"get_external_parser": lambda: _READER, "month_words": month_names}


@contextmanager
def our_reader() -> Iterator[None]:
    """While it lasts htmldate reads with our reader."""
    theirs = {name: getattr(extractors, name) for name in _OURS}
    try:
        vars(extractors).update(_OURS)
        yield
    finally:
        vars(extractors).update(theirs)
