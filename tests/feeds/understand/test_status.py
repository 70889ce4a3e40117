"""Announced, under way, over, cancelled, postponed."""

from __future__ import annotations

import datetime as dt

import pytest

from feeds.action import Form, Status, When
from feeds.understand import status
from feeds.understand.scan import scan
from tests.feeds.understand.pages import Page, article


def said(title: str, text: str, *, day: str = "", form: Form = Form.RALLY, language: str = "en") -> Status | None:
    whens = [When(dt.date.fromisoformat(day))] if day else []
    found = status.find(scan(article(Page(language, title, text))), (form,), whens)
    return found.value if found else None


@pytest.mark.parametrize(
    ("title", "text", "language", "wanted"),
    [
        ("Rally called off", "The rally has been called off, the organisers said.", "en", Status.CANCELLED),
        ("Kundgebung abgesagt", "Die Kundgebung am Samstag ist abgesagt.", "de", Status.CANCELLED),
        ("Митинг отменён", "Организаторы отменили митинг.", "ru", Status.CANCELLED),
        ("La marche est reportée", "La marche pour les droits est reportée au 20 mars.", "fr", Status.POSTPONED),
        ("Marcha aplazada", "La marcha queda aplazada por la lluvia.", "es", Status.POSTPONED),
        ("Yürüyüş ertelendi", "Yürüyüş ileri bir tarihe ertelendi.", "tr", Status.POSTPONED),
    ],
)
def test_called_off_in_words(title: str, text: str, language: str, wanted: Status) -> None:
    assert said(title, text, language=language, day="2024-03-10") is wanted


def test_a_law_that_shall_be_cancelled_is_no_cancelled_rally() -> None:
    text = "Hundreds rallied and demanded that the law be cancelled."
    assert said("Rally against the law", text, day="2024-03-03") is Status.HAPPENED


@pytest.mark.parametrize(("day", "wanted"), [("2024-03-09", Status.ANNOUNCED), ("2024-03-03", Status.HAPPENED)])
def test_the_date_against_the_day_of_publication(day: str, wanted: Status) -> None:
    assert said("Rally", "A rally at the embassy.", day=day) is wanted


def test_on_the_day_itself_the_tense_decides() -> None:
    assert said("Rally", "A rally will be held this evening. Join us.", day="2024-03-05") is Status.ANNOUNCED
    assert said("Rally", "Fifty people gathered and chanted.", day="2024-03-05") is Status.HAPPENED


def test_a_petition_stays_open_until_it_is_handed_over() -> None:
    assert said("Petition", "Sign the petition.", form=Form.PETITION) is Status.ONGOING
    text = "Activists handed in the petition. They were detained and the crowd dispersed."
    assert said("Petition delivered", text, form=Form.PETITION, day="2024-03-04") is Status.HAPPENED


def test_nothing_said_nothing_known() -> None:
    assert said("Rally", "Rally.") is None or said("Rally", "Rally.") is Status.HAPPENED
