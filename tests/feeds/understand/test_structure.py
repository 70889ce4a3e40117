# ruff: noqa: E501 -- texts under test are read best whole
"""How a text is made speaks for an action, in words that no table knows."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feeds.article import Article
from feeds.understand import may_be_action, read
from feeds.understand.scan import scan
from feeds.understand.structure import dated, structure_of
from feeds.understand.topic import topics_of

BUNDLED = frozenset({"lgbtq", "human-rights-defenders"})
PUBLISHED = datetime(2024, 5, 6, 9, tzinfo=UTC)


def page(text: str, language: str = "en", *, title: str = "", own: bool = False) -> Article:
    return Article("", "", "", title, text, language=language, published=PUBLISHED, timezone="UTC", own=own)


@pytest.mark.parametrize(
    ("language", "text", "quote"),
    [
        ("en", "Friday, 10 May, 6 pm, by the fountain.", "Friday, 10 May"),
        ("de", "Am 10. Mai um 18 Uhr am Brunnen.", "10. Mai"),
        ("ru", "10 мая в 18:00 у фонтана.", "10 мая"),
    ],
)
def test_a_day_to_come(language: str, text: str, quote: str) -> None:
    signal = dated(scan(page(text, language)))["day to come"]
    assert signal.value == 1
    assert signal.evidence is not None
    assert signal.evidence.quote.startswith(quote)


@pytest.mark.parametrize("text", ["On 3 May it rained.", "It rains.", "In May 2019 it rained."])
def test_no_day_to_come(text: str) -> None:
    assert dated(scan(page(text)))["day to come"].value == 0


def test_without_a_day_of_publication_no_day_is_to_come() -> None:
    seen = scan(Article("", "", "", "", "Friday, 10 May, 6 pm.", language="en"))
    assert dated(seen)["day to come"].value == 0


def test_days_with_hours_one_after_another_are_a_programme() -> None:
    listed = "\n".join(f"{day} May 2024, 8 pm: quiz" for day in (10, 11, 12, 13, 14))
    assert dated(scan(page(listed)))["programme of days"].value == 1
    assert dated(scan(page("10 May 2024, 8 pm: quiz")))["programme of days"].value == 0


def test_a_crowd_is_told_at_once_but_the_arrested_are_none() -> None:
    told = "Forty people stood by the gate with umbrellas. It rained."
    taken = "Forty people were detained at a bar. They were beaten."
    name = "crowd in the first sentences"
    assert structure_of(scan(page(told)))[name].value == 1
    assert structure_of(scan(page(taken)))[name].value == 0


def test_only_an_own_site_asks_its_readers_and_quotes_do_not() -> None:
    text = "Bring a lantern. Wear something warm. You know the way."
    name = "own site that asks its readers"
    assert structure_of(scan(page(text, own=True)))[name].value == 1
    assert structure_of(scan(page(text)))[name].value == 0
    assert structure_of(scan(page(f"He said: “{text}”", own=True)))[name].value == 0


def test_one_person_tells_in_an_essay() -> None:
    text = "I was there. My scarf was wet. I left early."
    assert structure_of(scan(page(text)))["one person tells"].value == 1
    assert structure_of(scan(page("She was there. Her scarf was wet.")))["one person tells"].value == 0


def test_a_head_of_nothing_but_persecution() -> None:
    seen = scan(page("Nine men were detained at home and tortured.", title="Nine men arrested"))
    assert structure_of(seen)["head tells of persecution alone"].value == 1
    rallied = scan(page("They rally for nine men whom police detained.", title="Nine men arrested"))
    assert structure_of(rallied)["head tells of persecution alone"].value == 0


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The two were arrested because they walked hand in hand. We protest in front of the court."),
        ("de", "Sie wurden verhaftet, weil sie Händchen hielten. Wir protestieren vor dem Gericht."),
        ("pt", "Foram detidos por um selinho. Protestamos em frente ao tribunal."),
    ],
)
def test_people_persecuted_for_love_are_known_without_their_name(language: str, text: str) -> None:
    assert "lgbtq" in topics_of(scan(page(text, language)), 0.75)[0]


def test_hands_held_at_a_party_are_nobody_persecuted() -> None:
    assert topics_of(scan(page("The children walked hand in hand to the party.")), 0.75)[0] == ()


def test_a_topic_and_one_hint_pass_the_screen() -> None:
    assert may_be_action("Lesbians of the town will gather at the fountain.")
    assert not may_be_action("A student and a writer had tea at the fountain.")


@pytest.mark.parametrize(
    "text",
    [
        "Queers of the town: Friday, 10 May, 6 pm, outside the embassy, 12 Hill Street. Wear black, bring a lantern, tell your nan. They have jailed our friends for a kiss, and we want them home.",
        "Our lesbian sisters sit in prison for a kiss. On 10 May at six we are at the embassy, 12 Hill Street. Please bring a lantern. You will not be alone.",
    ],
)
def test_an_invitation_needs_no_word_for_its_form(text: str) -> None:
    assert read(page(text, title="For our friends", own=True), topics=BUNDLED).verdict.relevant
