"""How each language writes days and hours: `dates.txt`, a sentence a line, published on Wednesday 6 March 2024."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from feeds.understand import when

PUBLISHED = dt.date(2024, 3, 6)
ROWS = (Path(__file__).parent / "dates.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("row", [row for row in ROWS if row and not row.startswith("#")])
def test_days_and_hours(row: str) -> None:
    language, rest = row.split("|", 1)
    text, gold = rest.rsplit("|", 1)
    mentions = when.find(text, language=language, published=PUBLISHED, zone=None)
    found = [f"{mention.date} {mention.time or '-'}" for mention in mentions if mention.date is not None]
    assert ";".join(found) == gold
