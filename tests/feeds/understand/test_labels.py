"""Labels of announcements in several languages, and that hostile text stays cheap."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from feeds.article import Article
from feeds.understand import labels, read

TOPICS = frozenset({"any"})


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("where", "Join us\nWhere: City Hall, Oslo\nBring a flag", " City Hall, Oslo"),
        ("where", "Де: Київ, Майдан", " Київ, Майдан"),
        ("where", "Wo?\nTreffpunkt:\nRathaus, Köln", "Rathaus, Köln"),
        ("where", "📍 Plaza Mayor, Madrid", " Plaza Mayor, Madrid"),
        ("when", "Коли: 3 травня о 18:00", " 3 травня о 18:00"),
        ("who", "Organised by: Red Umbrella", " Red Umbrella"),
        ("where", "المكان: ساحة الشهداء", " ساحة الشهداء"),
    ],
)
def test_the_answer_stands_behind_its_label(question: str, text: str, answer: str) -> None:
    assert [text[start:end] for start, end in labels.spans(text, question)][-1] == answer


def test_running_text_has_no_labels() -> None:
    assert labels.spans("Nobody knows where she is. The place was empty when: they came", "where") == []


def _article(text: str, title: str = "Vigil for the detained journalists") -> Article:
    return Article(
        url="https://a.example/x", source="s", site="S", title=title, text=text, language="en",
        published=datetime(2024, 5, 1, 9, tzinfo=UTC),
    )  # fmt: skip


def test_what_is_held_elsewhere_is_not_this_action() -> None:
    text = (
        "About 200 people held a vigil in Lyon on Tuesday for the detained journalists of Minsk.\n"
        "They lit candles and demanded their release.\nSimilar vigils were held in Berlin and Warsaw on Sunday."
    )
    facts = read(_article(text), topics=TOPICS).facts
    assert [place.city for place in facts.places] == ["Lyon"]
    assert facts.whens[0].date.isoformat() == "2024-04-30"


def test_a_label_outweighs_the_place_of_the_persecuted() -> None:
    text = (
        "Two women were beaten in Kampala last week. We answer with a vigil.\nWhen: Friday 3 May, 18:00\n"
        "Where: outside the Ugandan High Commission, London\nBring a candle. Join us!"
    )
    facts = read(_article(text), topics=TOPICS).facts
    assert (facts.places[0].city, facts.whens[0].time) == ("London", "18:00")


@pytest.mark.parametrize("unit", ["Where: ", "#tag ", "#tag\n", "“quote ", "- The Circle\n", "by 3 May "])
def test_hostile_text_is_read_in_linear_time(unit: str) -> None:
    started = time.process_time()
    read(_article("Sign the petition for the vigil. " + unit * (60_000 // len(unit))), topics=TOPICS)
    assert time.process_time() - started < 6
