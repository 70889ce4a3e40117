"""When an action is: instants, zones, and what stays a day because the zone is not known."""

from __future__ import annotations

from datetime import date

import pytest

from feeds.action import Place, When
from feeds.render import times

NEW_YORK = Place("New York", "US", zone="America/New_York")


@pytest.mark.parametrize(
    ("when", "place", "start", "end"),
    [
        (When(date(2018, 2, 11)), NEW_YORK, "2018-02-11", None),
        (When(date(2018, 2, 11), "13:00"), NEW_YORK, "2018-02-11T13:00:00-05:00", None),
        (When(date(2018, 7, 11), "13:00"), NEW_YORK, "2018-07-11T13:00:00-04:00", None),
        (When(date(2018, 2, 11), "13:00", zone="Europe/Kyiv"), NEW_YORK, "2018-02-11T13:00:00+02:00", None),
        # no zone of its own: the country's, where all its zones agree
        (When(date(2018, 2, 11), "13:00"), Place(country="DE"), "2018-02-11T13:00:00+01:00", None),
        (When(date(2018, 2, 11), "13:00"), Place(country="US"), "2018-02-11", None),
        (When(date(2018, 2, 11), "13:00"), None, "2018-02-11", None),
        (When(date(2018, 2, 11), "1 pm", zone="Europe/Kyiv"), None, "2018-02-11", None),
        (When(date(2018, 2, 11), "13:00", zone="Nowhere/City"), None, "2018-02-11", None),
        (When(date(2018, 2, 11), end_date=date(2018, 2, 14)), None, "2018-02-11", "2018-02-14"),
        (When(date(2018, 2, 11), end_date=date(2018, 2, 1)), None, "2018-02-11", None),
        (When(date(2018, 2, 11), "22:00", end_time="02:00"), NEW_YORK, "2018-02-11T22:00:00-05:00", "2018-02-12T02:00:00-05:00"),
        (When(date(2018, 2, 11), "22:00", date(2018, 2, 11), "02:00"), NEW_YORK, "2018-02-11T22:00:00-05:00", None),
    ],
)  # fmt: skip
def test_start_and_end(when: When, place: Place | None, start: str, end: str | None) -> None:
    assert times.iso(times.start(when, place)) == start
    found = times.end(when, place)
    assert (times.iso(found) if found else None) == end


def test_words_are_in_the_language() -> None:
    assert times.day(date(2018, 2, 11), "ru") == "воскресенье, 11 февраля 2018\u202fг."
    assert times.month_name("2018-02", "es") == "febrero de 2018"
