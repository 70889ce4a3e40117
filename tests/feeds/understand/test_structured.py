"""What structured data states of time and place."""

from __future__ import annotations

from typing import Any

import pytest

from feeds.action import Place
from feeds.article import Article, Event
from feeds.understand import structured
from feeds.understand.reading import Evidence, Finding

READ = [Finding(Place("Lisbon", "PT", zone="Europe/Lisbon"), Evidence("Lisbon"))]


def article(**words: Any) -> Article:
    event = Event(name="Vigil", origin="icalendar", **words)
    return Article("https://a.example/1", "a", "A", "Vigil", "Vigil", language="en", events=(event,))


@pytest.mark.parametrize(
    ("starts", "zone", "day", "time", "kept"),
    [
        ("2024-05-17", "Europe/Rome", "2024-05-17", None, "Europe/Rome"),
        ("2024-05-17T18:00:00", "Europe/Rome", "2024-05-17", "18:00", "Europe/Rome"),
        ("2024-05-17T18:00:00+02:00", "Europe/Rome", "2024-05-17", "18:00", "Europe/Rome"),
        ("2024-05-17T23:30:00Z", "Europe/Rome", "2024-05-18", "01:30", "Europe/Rome"),
        ("2024-05-17T16:00:00+00:00", "Europe/Rome", "2024-05-17", "18:00", "Europe/Rome"),
        ("2024-05-17T18:00:00+02:00", None, "2024-05-17", "18:00", "Etc/GMT-2"),
        ("2024-05-17T18:00:00-0500", None, "2024-05-17", "18:00", "Etc/GMT+5"),
        ("2024-05-17T18:00:00+05:30", None, "2024-05-17", "18:00", None),
        ("2024-05-17T18:00Z", None, "2024-05-17", "18:00", "UTC"),
        ("2024-05-17T24:00:00", None, "2024-05-17", None, None),
    ],
)
def test_moments(starts: str, zone: str | None, day: str, time: str | None, kept: str | None) -> None:
    (found,) = structured.whens(article(starts=starts), zone)
    assert (found.value.date.isoformat(), found.value.time, found.value.zone) == (day, time, kept)


@pytest.mark.parametrize("starts", ["soon", "2024-13-40", "2024-05-17T18:99:00", ""])
def test_what_is_no_moment_states_nothing(starts: str) -> None:
    assert structured.whens(article(starts=starts), None) == []


@pytest.mark.parametrize(
    ("words", "city", "country"),
    [
        ({"venue": "Praça do Comércio, Lisbon"}, "Lisbon", "PT"),
        ({"venue": "Town hall", "street": "Place Bellecour, 69002, Lyon, France"}, "Lyon", "FR"),
        ({"venue": "Dam", "city": "Amsterdam", "country": "NL"}, "Amsterdam", "NL"),
        ({"venue": "The old mill"}, "Lisbon", "PT"),
        ({"venue": "The old mill", "country": "ES"}, None, "ES"),
    ],
)
def test_the_city_is_stated_or_named_in_the_address_or_read(
    words: dict[str, str], city: str | None, country: str
) -> None:
    (found,) = structured.places(article(**words), READ)
    assert (found.value.city, found.value.country, found.value.venue) == (city, country, words["venue"])
