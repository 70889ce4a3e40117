# ruff: noqa: E501 -- sentences under test are read best whole
"""Organisers, whom it is for, and names in running text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from feeds.understand import names, who
from feeds.understand.scan import scan
from tests.feeds.understand.pages import Page, article


def organisers(text: str, language: str = "en") -> list[str]:
    return [finding.value for finding in who.organisers(scan(article(Page(language, "", text))))[0]]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "The vigil is organised by Rainbow House together with the Northern Lights Network.", ["Rainbow House", "Northern Lights Network"]),
        ("en", "Rainbow House and Free Pages have called for a protest on Friday.", ["Rainbow House", "Free Pages"]),
        ("en", "Rainbow House (RH), the largest group of the country, is calling for a protest.", ["Rainbow House"]),
        ("de", "Zu der Kundgebung rufen Rainbow House und das Bündnis gegen Hass auf.", ["Rainbow House", "Bündnis gegen Hass"]),
        ("ru", "Митинг организовала группа «Радуга».", ["Радуга"]),
        ("ru", "Организатор пикета Анна Белова рассказала о нём.", ["Анна Белова"]),
        ("fr", "Le rassemblement est organisé par Maison Arc et le Collectif Nord.", ["Maison Arc", "Collectif Nord"]),
        ("es", "La concentración fue convocada por Casa Norte.", ["Casa Norte"]),
        ("tr", "Kuzey Derneği'nin çağrısıyla eylem yapıldı.", ["Kuzey Derneği"]),
    ],
)  # fmt: skip
def test_who_holds_it(language: str, text: str, wanted: list[str]) -> None:
    assert organisers(text, language) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Protesters called for a rally.",
        "The protest was held on Friday.",
        "Campaigners are organising a march.",
        "Last year the vigil was organised by Rainbow House.",
    ],
)
def test_who_is_nobody(text: str) -> None:
    assert organisers(text) == []


def test_a_group_reports_its_own_action() -> None:
    source = replace(article(Page("en", "", "We gathered for a vigil.")), own=True, site="Rainbow House")
    assert [finding.value for finding in who.organisers(scan(source))[0]] == ["Rainbow House"]


def test_for_whom() -> None:
    page = scan(article(Page("en", "", "A vigil in solidarity with trans women in Ankara, held on Friday.")))
    assert [finding.value for finding in who.beneficiaries(page)] == ["trans women in Ankara"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("by Rainbow House, Free Pages and the group Voices9.", ["Rainbow House", "Free Pages", "Voices9"]),
        ("by “Rainbow House”. Bring a candle.", ["Rainbow House"]),
        ("by people who came", []),
        ("by OutRight! and stood there", ["OutRight!"]),
    ],
)
def test_names_after_a_word(text: str, wanted: list[str]) -> None:
    assert [name.text for name in names.after(text, 2)] == wanted


def test_names_before_a_word() -> None:
    text = "Yesterday Rainbow House and Free Pages organised"
    assert [name.text for name in names.before(text, text.index("organised"))][-1] == "Free Pages"
