"""The calendar: stable identity, times with their zone, and text that cannot break out of its line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from feeds.action import Action, Status, When
from feeds.render import calendar, render_all
from tests.feeds.render.made import INFO, KISS_IN, PETITION


def events(*actions: Action) -> list[Any]:
    return list(Calendar.from_ical(render_all(INFO, actions)["actions.ics"]).walk("VEVENT"))


def on(*whens: When) -> Action:
    return replace(KISS_IN, facts=replace(KISS_IN.facts, whens=whens))


def test_an_event() -> None:
    (event,) = events(KISS_IN, PETITION)
    assert event["uid"] == KISS_IN.id
    assert event["sequence"] == 1
    assert event["dtstamp"].dt == KISS_IN.updated
    assert event["status"] == "CONFIRMED"
    assert event["dtstart"].dt.isoformat() == "2018-02-11T13:00:00-05:00"
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(hours=2)
    assert event["location"] == "Consulate General of Uzbekistan, 801 2nd Ave, New York, United States"
    assert event["url"] == "https://group.example/kiss-in"
    assert (event["geo"].latitude, event["geo"].longitude) == (40.7143, -74.006)


def test_zones_are_described_once() -> None:
    data = render_all(INFO, (KISS_IN, replace(KISS_IN, id="tag:x.example,2018:2")))["actions.ics"]
    assert data.count(b"BEGIN:VTIMEZONE") == data.count(b"TZID:America/New_York") == 1
    assert data.count(b"DTSTART;TZID=America/New_York:20180211T130000") == 2


@pytest.mark.parametrize(
    ("status", "said"),
    [(Status.CANCELLED, "CANCELLED"), (Status.POSTPONED, "TENTATIVE"), (Status.HAPPENED, "CONFIRMED"), (None, None)],
)
def test_status(status: Status | None, said: str | None) -> None:
    (event,) = events(replace(KISS_IN, facts=replace(KISS_IN.facts, status=status)))
    assert event.get("status") == said


def test_days_are_whole_and_end_after_the_last() -> None:
    (event,) = events(on(When(date(2018, 3, 1), end_date=date(2018, 3, 3))))
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2018, 3, 1), date(2018, 3, 4))


def test_each_date_is_an_event_of_its_own() -> None:
    found = events(on(When(date(2018, 3, 1)), When(date(2018, 3, 8)), When(date(2018, 3, 15), "18:00", zone="UTC")))
    assert [str(event["uid"]) for event in found] == [KISS_IN.id, f"{KISS_IN.id}#2", f"{KISS_IN.id}#3"]
    assert isinstance(found[2]["dtstart"].dt, datetime)


def test_the_newest_are_kept() -> None:
    many = [replace(on(When(date(2018, 1, day))), id=f"tag:x.example,2018:{day}") for day in range(1, 11)]
    found = Calendar.from_ical(render_all(replace(INFO, max_entries=3), many)["actions.ics"]).walk("VEVENT")
    assert [event["dtstart"].dt.day for event in found] == [10, 9, 8]  # type: ignore[union-attr]


@pytest.mark.parametrize("value", ["a" * 200, "й" * 100, "🏳️‍🌈" * 40, "a" * 74 + "é", "a" * 75, "a" * 76, ""])
def test_lines_fold_between_characters(value: str) -> None:
    folded = calendar.fold(value)
    pieces = folded.removesuffix(b"\r\n").split(b"\r\n ")
    assert all(len(piece) + (1 if index else 0) <= 75 for index, piece in enumerate(pieces))
    assert "".join(piece.decode() for piece in pieces) == value


def test_text_stays_in_its_value() -> None:
    (event,) = events(replace(KISS_IN, title="a;b,c\\d\r\nBEGIN:VEVENT\nUID:x"))
    assert event["summary"] == "a;b,c\\d BEGIN:VEVENT UID:x - New York, United States"
