"""Which day and hour of a page are its action's: told apart, put off, told first, told by somebody."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from feeds.action import When
from feeds.understand import _facts
from feeds.understand.scan import scan
from tests.feeds.understand.pages import Page, article


def first(language: str, title: str, text: str, published: str = "2024-03-05T12:00:00+00:00") -> When | None:
    page = replace(article(Page(language, title, text)), published=dt.datetime.fromisoformat(published))
    whens = _facts(scan(page))[0].whens
    return whens[0] if whens else None


def told(language: str, title: str, text: str) -> str:
    when = first(language, title, text)
    return f"{when.date} {when.time or '-'}" if when is not None else ""


@pytest.mark.parametrize(
    ("language", "title", "text", "wanted"),
    [
        ("en", "Vigil at the embassy", "A vigil will be held on Saturday. It begins at 6.30pm.", "2024-03-09 18:30"),
        ("de", "Mahnwache", "Am Samstag findet eine Mahnwache statt. Beginn ist um 18 Uhr.", "2024-03-09 18:00"),
        ("ru", "Пикет у суда", "В субботу у суда пройдёт пикет. Начало в 15:00.", "2024-03-09 15:00"),
        ("fr", "Rassemblement", "Samedi, rassemblement devant la mairie. Rendez-vous à 15 h.", "2024-03-09 15:00"),
        ("es", "Concentración", "El sábado habrá una concentración. La cita es a las 19:00.", "2024-03-09 19:00"),
        ("tr", "Eylem çağrısı", "Cumartesi günü eylem var. Saat 15.00'te buluşuyoruz.", "2024-03-09 15:00"),
        # what somebody says, and when the hostile side came, is not the action's
        ("de", "Kundgebung", "Am Montag gab es eine Kundgebung. „Wer morgen schweigt“, sagte sie.", "2024-03-04 -"),
    ],
)
def test_an_hour_told_apart_from_its_day(language: str, title: str, text: str, wanted: str) -> None:
    assert told(language, title, text) == wanted


def test_of_a_programme_the_hour_beside_the_action() -> None:
    text = (
        "The rally is on Saturday, March 9.\n9 a.m. Breakfast for everybody\n12 noon Rally on the steps of the Capitol"
    )
    assert told("en", "Rally at the Capitol", text) == "2024-03-09 12:00"


@pytest.mark.parametrize(
    ("language", "title", "text", "wanted"),
    [
        (
            "en",
            "March postponed",
            "The march on Saturday is postponed. The new date is Sunday 17 March.",
            "2024-03-17 -",
        ),
        ("de", "Demo verschoben", "Die Demo am Samstag ist verschoben. Neuer Termin ist der 17. März.", "2024-03-17 -"),
        ("cs", "Pochod se odkládá", "Pochod v sobotu se odkládá. Novým termínem je 17. března.", "2024-03-17 -"),
    ],
)
def test_the_new_day_of_what_was_put_off(language: str, title: str, text: str, wanted: str) -> None:
    assert told(language, title, text) == wanted


def test_a_further_action_is_not_the_one_reported() -> None:
    text = (
        "Two hundred people rallied outside the embassy on Monday. They held signs.\n"
        "The law was passed last year.\nAnother rally is to follow next Saturday."
    )
    assert told("en", "Rally for prisoners", text) == "2024-03-04 -"


def test_a_report_that_opens_with_its_day() -> None:
    text = "On Monday evening about 150 people stood at the fountain to remember her.\nIt was a vigil without speeches."
    assert told("en", "Goodbye at the fountain", text) == "2024-03-04 -"


def test_a_weekday_alone_is_the_day_that_was_named() -> None:
    text = "The camp protest is on Saturday 16 March in the park. From 12.00 on Saturday we protest against the ban."
    assert told("en", "Protest camp", text) == "2024-03-16 12:00"


def test_a_campaign_began_when_the_page_says_so() -> None:
    assert told("en", "Boycott", "The boycott began on 1 March and goes on. Boycott the hotel.").startswith(
        "2024-03-01"
    )


def test_the_offset_of_the_page_stands_in_for_a_zone() -> None:
    text = "Join the rally on Saturday at 3pm."
    near = first("en", "Rally", text, "2024-03-05T12:00:00+03:00")
    assert near is not None
    assert near.zone == "Etc/GMT-3"
    plain = first("en", "Rally", text)
    assert plain is not None
    assert plain.zone is None
    far = first("en", "Rally", "Join the rally on 20 April at 3pm.", "2024-03-05T12:00:00+03:00")
    assert far is not None
    assert (far.time, far.zone) == ("15:00", None)
