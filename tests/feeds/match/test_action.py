"""Same action? Each rule that joins, each that keeps apart, and that order never matters."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.action import Facts, Place
from feeds.match.action import compare, decide
from tests.told import facts, prose, traits

KISS = facts("kiss-in", "2018-02-11", "New York", by=("Voices4",))
NEWS = prose("shared", 200)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (KISS, facts("rally", "2018-02-11", "New York", by=("RUSA LGBT", "Voices 4"))),
        (facts("vigil", "2018-02-11", "Paris"), facts("vigil", "2018-02-11", "Paris", venue="ambassade")),
        (
            facts("kiss-in", online=True, tags=("#Kiss4Rights",)),
            facts("photo-campaign", online=True, tags=("#kiss4rights",)),
        ),
        (
            facts("petition", online=True, sign="https://p.org/free"),
            facts("petition", online=True, sign="http://www.p.org/free/"),
        ),
        (facts("petition", online=True, who=("Ali Feruz",)), facts("petition", online=True, who=("Али Феруза",))),
        (facts("rally", "2018-02-11", None, by=("All Out",)), facts("rally", "2018-02-11", "Berlin", by=("All Out",))),
        (
            facts("march", "2018-02-11", "Rome", by=("Arcigay",), status="postponed"),
            facts("march", "2018-02-18", "Rome", by=("Arcigay",), status="announced"),
        ),
    ],
    ids=["kiss-in and rally", "two reports", "hashtag", "link to sign", "person", "city left out", "postponed"],
)
def test_one_action(one: Facts, other: Facts) -> None:
    likeness = compare(traits("a", one), traits("b", other))
    assert likeness.joins, likeness


@pytest.mark.parametrize(
    ("one", "other", "days_between", "why"),
    [
        (KISS, facts("kiss-in", "2019-02-11", "New York", by=("Voices4",)), 365, "other day"),
        (KISS, facts("kiss-in", "2018-02-11", "London", by=("Voices4",)), 0, "other city"),
        (
            facts("march", "2018-02-11", "Rome", by=("X Y",)),
            facts("vigil", "2018-02-12", "Rome", by=("X Y",)),
            1,
            "other day",
        ),
        (facts("rally", None, "London"), facts("rally", None, "London"), 400, "other time"),
        (
            facts("hashtag-campaign", online=True, tags=("#FreeThem",)),
            facts("rally", "2018-02-11", "Oslo", tags=("#FreeThem",)),
            0,
            "campaign and local action",
        ),
        (
            facts("petition", online=True, sign="https://p.org/one", who=("Ali Feruz",)),
            facts("petition", online=True, sign="https://q.org/two", who=("Ali Feruz",)),
            0,
            "other link to sign",
        ),
    ],
    ids=["next year", "another city", "march and vigil", "undated, years apart", "campaign and local", "two petitions"],
)
def test_two_actions(one: Facts, other: Facts, days_between: int, why: str) -> None:
    year = 2018 + days_between // 365
    likeness = compare(traits("a", one, "2018-02-10"), traits("b", other, f"{year}-02-10"))
    assert not likeness.joins
    assert likeness.apart == why


def test_a_local_action_of_a_campaign_is_related() -> None:
    campaign = traits("a", facts("hashtag-campaign", online=True, tags=("#FreeThem",)))
    local = traits("b", facts("rally", "2018-02-11", "Oslo", tags=("#FreeThem",)))
    assert compare(campaign, local).related
    decision = decide(campaign, [local])
    assert not decision.joins
    assert [key for key, _ in decision.related] == ["b"]


def test_a_copied_text_joins_what_its_readings_would_not() -> None:
    one = traits("a", facts("rally", "2018-02-09", "Oslo"), "2018-02-08", NEWS)
    copy = traits("b", facts("rally", "2018-02-16", "Oslo"), "2018-02-13", NEWS)  # "this Friday", published again
    assert compare(one, copy).joins


def test_a_form_letter_of_every_year_does_not() -> None:
    one = traits("a", facts("rally", "2018-02-09", "Oslo"), "2018-02-08", NEWS)
    again = traits("b", facts("rally", "2019-02-09", "Oslo"), "2019-02-08", NEWS)
    assert not compare(one, again).joins


def test_a_city_on_a_day_is_not_enough_when_other_people_are_spoken_of() -> None:
    text = "In the rain people spoke of {0} and of {1} and of {2}. They called {0} and {1} and {2} by name."
    uganda = text.format("Uganda", "Kampala", "Museveni") * 3
    hungary = text.format("Hungary", "Budapest", "Orbán") * 3
    one = traits("a", facts("rally", "2018-02-11", "London"), text=uganda)
    other = traits("b", facts("vigil", "2018-02-11", "London"), text=hungary)
    assert not compare(one, other).joins


def test_everyday_hashtags_tie_nothing() -> None:
    one, other = (traits(key, facts("photo-campaign", online=True, tags=("#LGBT", "#Pride"))) for key in "ab")
    assert not compare(one, other).joins


def test_reasons_add_up_to_the_weight() -> None:
    likeness = compare(traits("a", KISS), traits("b", KISS))
    assert likeness.weight == pytest.approx(sum(worth for _, worth in likeness.reasons))
    assert any("same city" in reason for reason, _ in likeness.reasons)


DAYS = st.sampled_from([None, "2018-02-11", "2018-02-12"])
FACTS = st.builds(
    facts,
    st.sampled_from(["vigil", "rally march", "petition", "hashtag-campaign"]),
    DAYS,
    st.sampled_from([None, "Paris", "Rome"]),
    by=st.sampled_from([(), ("All Out",), ("All Out", "Arcigay")]),
    tags=st.sampled_from([(), ("#Free",)]),
    status=st.sampled_from([None, "announced", "happened", "postponed"]),
    online=st.booleans(),
)


@settings(max_examples=100, deadline=None)
@given(FACTS, FACTS)
def test_comparing_is_symmetric(one: Facts, other: Facts) -> None:
    a, b = traits("a", one), traits("b", other)
    assert compare(a, b) == compare(b, a)


def test_what_happened_before_the_day_of_another_is_of_another_action() -> None:
    announced = traits("a", facts("vigil", "2018-02-12", "Rome"), "2018-02-09")
    unsure = traits("b", facts("vigil", "2018-02-11", "Rome", status="happened"), "2018-02-12")
    unsure = replace(unsure, keys=unsure.keys | {"~unsure:whens"})
    assert compare(announced, unsure).apart == "told before it"
    later = replace(unsure, published=unsure.published + timedelta(days=2))
    assert compare(announced, later).apart == ""


def test_a_petition_handed_over_in_a_city_is_local() -> None:
    assert traits("a", facts("petition", None, "Moscow", status="happened")).local
    assert not traits("a", facts("petition", None, "Moscow", status="ongoing")).local


def test_a_campaign_with_a_vigil_in_a_city_is_local() -> None:
    assert traits("a", facts("hashtag-campaign vigil", None, "Helsinki")).local
    assert not traits("a", facts("hashtag-campaign", None, "Helsinki")).local


def test_campaigns_of_one_country_share_a_key_within_two_weeks() -> None:
    def lands(day: str, country: str) -> frozenset[str]:
        told = replace(facts("petition", online=True), places=(Place(country=country),))
        return frozenset(key for key in traits("a", told, day).keys if key.startswith("land:"))

    assert lands("2021-02-09", "TR") & lands("2021-02-16", "TR")
    assert not lands("2021-02-09", "TR") & lands("2021-02-09", "HU")
    assert not lands("2021-02-09", "TR") & lands("2021-04-09", "TR")
