# ruff: noqa: E501 -- sentences under test are read best whole
"""Who signs a page, who speaks for a group, and names in scripts without capitals."""

from __future__ import annotations

import time

import pytest

from feeds.understand import caseless, names, who
from feeds.understand.scan import scan
from feeds.understand.signature import signature
from tests.feeds.understand.pages import Page, article


def organisers(text: str, language: str) -> list[str]:
    return [finding.value for finding in who.organisers(scan(article(Page(language, "", text))))[0]]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Come on Friday.\nNorthern Lights Choir, Hull", ["Northern Lights Choir"]),
        ("Komm vorbei.\nHaus Regenbogen und Verein Nordlicht", ["Haus Regenbogen", "Verein Nordlicht"]),
        ("Приходите.\nИнициатива «Тёплый свет»", ["Тёплый свет"]),
        ("نلتقي الجمعة.\nجمعية ضوء الشمال", ["جمعية ضوء الشمال"]),
        (
            "Kom op vrijdag.\nNoorderlicht Studenten & ASV Lantaarn, Groningen",
            ["Noorderlicht Studenten", "ASV Lantaarn"],
        ),
        ("Det blir fika.\n/ Gävle mot mörker + RFSL Norr + typ halva kören\nDela!", ["Gävle mot mörker", "RFSL Norr"]),
        ("Hozzatok mécsest.\nSzegedi lámpás csajok és fiúk", ["Szegedi lámpás csajok és fiúk"]),
        ("Masque obligatoire.\nLes Voix du lac, chorale de Lyon", ["Les Voix du lac"]),
        ("Ходіть.\nНародна Громада, відділ жінок, з участю Amnesty Toronto", ["Народна Громада", "Amnesty Toronto"]),
        ("謝謝理解。\n北光酷兒讀書會", ["北光酷兒讀書會"]),
        ("Пишите.\nКатя и Лёша, Минск", []),
        ("From 5.45pm.\nBlue Room, City Library, 230 Moray Place", []),
        ("Come on Friday.\nDonate to the fund", []),
        ("Come on Friday.\nWe meet at the gate and walk to the river.", []),
        ("One line.", []),
    ],
)
def test_the_name_at_the_foot(text: str, wanted: list[str]) -> None:
    assert [name.text for name in signature(text)] == wanted


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("fr", "À l'appel de l'Arc-Nord, de Maison Libre et d'Amis du Lac, rassemblement jeudi.", ["Arc-Nord", "Maison Libre", "Amis du Lac"]),
        ("de", "Zur Kundgebung aufgerufen hatten Haus Nord, der Lesben- und Schwulenkreis.", ["Haus Nord", "Lesben- und Schwulenkreis"]),
        ("en", "North House and the Rainbow Choir of Hull invite everyone to a vigil.", ["North House", "Rainbow Choir of Hull"]),
        ("en", "The rally was called by the Movement for Dignity and Bread.", ["Movement for Dignity and Bread"]),
        ("uk", "Акцію скликав Комітет солідарності з шахтарями.", ["Комітет солідарності з шахтарями"]),
        ("pl", "Pikietę zorganizowało Stowarzyszenie Zielona Latarnia.", ["Stowarzyszenie Zielona Latarnia"]),
        ("sv", "Manifestation i dag. Bakom manifestationen står Norra Ljuset.", ["Norra Ljuset"]),
        ("cs", "Demonstraci pořádá Spolek Severní záře.", ["Spolek Severní"]),
        ("uz-Cyrl", "Пикетни «Ёруғ йўл» ҳаракати уюштирди.", ["Ёруғ йўл"]),
        ("fa", "تجمع به دعوت سازمان چراغ شمال برگزار شد.", ["سازمان چراغ شمال"]),
        ("ar", "وقفة بدعوة من جمعية ضوء الشمال أمام البرلمان.", ["جمعية ضوء الشمال"]),
        ("zh", "集會由「北光」發起。", ["北光"]),
        ("en", "A vigil was held, said a spokesperson for North Light Choir.", ["North Light Choir"]),
        ("en", "The London-based march was organised by Ministry-style planners.", []),
    ],
)  # fmt: skip
def test_who_calls(language: str, text: str, wanted: list[str]) -> None:
    assert organisers(text, language) == wanted


def test_a_list_in_chinese() -> None:
    text = "主辦：北光人權聯盟、南風協會"
    assert [name.text for name in caseless.after(text, 3, "zh")] == ["北光人權聯盟", "南風協會"]


def test_small_words_within_a_name() -> None:
    text = "by Ligue des droits de l'Homme. And more"
    assert [name.text for name in names.after(text, 2)] == ["Ligue des droits de l'Homme"]


@pytest.mark.parametrize("line", ["a*" * 110, "A & " * 50, "a@" * 100 + "!", "A and " * 36, "(" * 200, ", " * 100])
def test_a_hostile_foot_costs_nothing(line: str) -> None:
    started = time.perf_counter()
    assert all(name.text in line for name in signature(f"Come.\n{line}"))
    assert time.perf_counter() - started < 0.5
