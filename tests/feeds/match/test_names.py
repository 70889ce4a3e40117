"""Names: one person in many spellings, one group in many words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.match.names import fold, full_names, latin, same_name, skeleton


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Бакаева", "Bakayev"),
        ("Зелимхан", "Zelimkhan"),
        ("Феруза", "Feruz"),
        ("Узбекистан", "Uzbekistan"),
        ("Чечне", "Chechnya"),
    ],
)
def test_one_name_sounds_the_same_in_two_scripts(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


def test_different_names_sound_different() -> None:
    assert len({skeleton(name) for name in ("Uganda", "Hungary", "Chechnya", "Brunei", "Poland", "Georgia")}) == 6


def test_full_names_are_found_in_two_languages() -> None:
    english = full_names("They stood for Zelimkhan Bakayev in the rain.")
    russian = full_names("Они вышли за Зелимхана Бакаева в дождь.")
    assert set(english) & set(russian)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Voices4", "Voices 4", True),
        ("Amnesty International", "Amnesty International France", True),
        ("RUSA LGBT", "rusa lgbt", True),
        ("All Out", "Quarteera", False),
        ("", "Quarteera", False),
    ],
)
def test_same_name(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same
    assert same_name(other, one) is same


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40))
def test_any_word_has_a_form(word: str) -> None:
    assert latin(word) == latin(word)
    assert len(skeleton(word)) <= 4
    assert fold(word) == " ".join(fold(word).split())
    full_names(word)
