"""The matcher: boundaries, stems, folding, and that every hit stands where it says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.understand.phrases import Phrases, Sentences, fold


def words(phrase: str, text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in Phrases([("x", phrase)]).find(fold(text))]


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("vigil", "A vigil, no vigilance", ["vigil"]),
        ("demonstr*", "Demonstrators demonstrate", ["Demonstrators", "demonstrate"]),
        ("*kundgebung", "die Protestkundgebung", ["kundgebung"]),
        ("defens* de derechos", "defensoras de derechos y defensa del mar", ["defensoras de derechos"]),
        ("διαμαρτυρια", "ΔΙΑΜΑΡΤΥΡΊΑ στους δρόμους", ["ΔΙΑΜΑΡΤΥΡΊΑ"]),
        ("imza", "İMZA ver", ["İMZA"]),
        ("مظاهرة", "والمظاهرة كبيرة", ["مظاهرة"]),
        ("抗议", "参加抗议活动", ["抗议"]),
        ("unas * personas", "unas 200 personas, unas dos mil personas", ["unas 200 personas", "unas dos mil personas"]),
        ("unas * personas", "unas personas, unas dos mil y pico personas, unas. Las personas", []),
        (
            "unas * person*",
            "unas 1.500 personitas. Unas\nmuchas personas, unas dos\nmil personas",
            ["unas 1.500 personitas"],
        ),
        ("küss* * botschaft", "sie küssten vor der Botschaft", ["küssten vor der Botschaft"]),
        ("vor * * tür", "vor der Tür, vor ihrer grünen Tür", ["vor ihrer grünen Tür"]),
        ("sit-in", "a sit‑in, but we sit in a car", ["sit‑in"]),
    ],
)
def test_a_phrase_is_found_as_people_write_it(phrase: str, text: str, found: list[str]) -> None:
    assert words(phrase, text) == found


def test_the_longest_of_one_name_wins() -> None:
    phrases = Phrases([("x", "open letter"), ("x", "letter"), ("y", "letter")])
    assert [(hit.name, hit.start) for hit in phrases.find("open letter")] == [("x", 0), ("y", 5)]


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=200))
def test_folding_keeps_every_character_at_its_place(text: str) -> None:
    assert len(fold(text)) == len(text)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_sentences_cover_the_text(text: str) -> None:
    sentences = Sentences(text)
    assert "".join(text[slice(*sentences.span(index))] for index in range(len(sentences))) == text


def test_an_abbreviation_ends_no_sentence() -> None:
    assert len(Sentences("On St. Mark's Place at 7 p.m. we meet. Come!")) == 2
