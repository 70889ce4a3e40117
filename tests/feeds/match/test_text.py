"""Fingerprints: copies are alike however they were cut or edited, strangers are not."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.match.text import Fingerprint, containment, fingerprint, same_text
from tests.told import prose

TEXT = "\n".join(prose(f"p{n}", 60) for n in range(8))


def _edit(text: str, share: float) -> str:
    rng = random.Random(3)
    return "\n".join(" ".join(f"x{w}" if rng.random() < share else w for w in p.split()) for p in text.split("\n"))


@pytest.mark.parametrize(
    "copy",
    [
        TEXT.upper(),
        TEXT[: len(TEXT) // 3],
        "\n".join(reversed(TEXT.split("\n"))),
        _edit(TEXT, 0.1),
        "Home\nMenu\nShare\n" + prose("other", 300) + "\n" + TEXT + "\nSubscribe\nImprint",
    ],
    ids=["shouted", "cut", "reordered", "edited", "in a page"],
)
def test_a_copy_is_the_same_text(copy: str) -> None:
    assert same_text(fingerprint(TEXT), fingerprint(copy))
    assert len(set(fingerprint(TEXT).indexed) & set(fingerprint(copy).indexed)) >= 2


def test_pages_that_share_only_their_frame_are_not_the_same_text() -> None:
    frame = "\n".join(f"menu entry number {n} of this site" for n in range(80))
    one, other = (fingerprint(f"{frame}\n{prose(seed, 200)}") for seed in ("a", "b"))
    assert not same_text(one, other)


def test_accents_and_signs_do_not_matter() -> None:
    plain, accented = (
        "el martes marcharemos por la libertad de todas " * 8,
        "El martes, marcharemos: por lá libertád de todas! " * 8,
    )
    assert containment(fingerprint(plain), fingerprint(accented)) == containment(fingerprint(plain), fingerprint(plain))


def test_scripts_without_spaces_have_shingles() -> None:
    text = "".join(chr(0x4E00 + n * 37 % 4000) for n in range(200))
    assert same_text(fingerprint(text), fingerprint(text[:120]))


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=400), st.text(max_size=400))
def test_any_two_texts_compare_the_same_both_ways(one: str, other: str) -> None:
    a, b = fingerprint(one), fingerprint(other)
    assert 0.0 <= containment(a, b) == containment(b, a) <= 1.0
    assert Fingerprint.from_bytes(a.to_bytes()) == a
