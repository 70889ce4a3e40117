# ruff: noqa: E501 -- sentences under test are read best whole
"""Verdicts on the hard cases, with their reasons."""

from __future__ import annotations

import pytest

from feeds.understand.reading import Verdict
from feeds.understand.relevance import judge
from feeds.understand.scan import scan
from feeds.understand.topic import topics_of
from tests.feeds.understand.pages import Page, article

BUNDLED = frozenset({"lgbtq", "human-rights-defenders"})


def verdict(title: str, text: str, language: str = "en") -> Verdict:
    return judge(scan(article(Page(language, title, text))), BUNDLED)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Gay men rounded up in the north", "Police have detained dozens of gay men, two lawyers say. One man was beaten at the station. The ministry denies it."),
        ("Parliament passes anti-gay bill", "Lawmakers adopted the bill on Tuesday. Under the law, promoting homosexuality is a crime. The president will sign it."),
        ("Film review: The Quiet Ones", "The documentary follows a lesbian couple in exile. The director never explains. The film is in cinemas from Friday."),
        ("Believers protest against gay pride", "Several hundred people protested against gay pride on Sunday. They want the city to ban pride and defend traditional values."),
        ("Senator urges minister to speak about gay rights", "In a statement the senator urged the minister to raise gay rights at the summit. The spokesman said he would."),
        ("Air strikes hit three towns", "The air strike killed four people, officials said. Missile strikes went on all night."),
        ("Shares rally after results", "The stock rally went on. Investors bought shares, and revenue was up in the quarter."),
    ],
)  # fmt: skip
def test_what_is_no_action(title: str, text: str) -> None:
    assert not verdict(title, text).relevant


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Kiss-in at the consulate on Sunday", "On Sunday at 2 pm we will gather in front of the consulate and kiss, in solidarity with LGBT people. Join us!"),
        ("Stay out of his hotels", "Activists call for a boycott of the hotels over the law that punishes gay sex with death. Will you join the boycott?"),
        ("#FreeDanil", "Post a photo with the hashtag #FreeDanil. Danil, a jailed gay activist, needs our voice. Every post with #FreeDanil counts. #FreeDanil"),
        ("Help the family of the jailed journalist", "The jailed journalist's friends are raising money for his defence. Please donate and share."),
        ("Colleagues picket for detained reporter", "Journalists took turns on Monday in a series of one-person pickets in support of the detained reporter. They held placards."),
    ],
)  # fmt: skip
def test_what_is_one(title: str, text: str) -> None:
    assert verdict(title, text).relevant


def test_reasons_are_named_and_quoted() -> None:
    reasons = verdict(
        "Vigil for the murdered activist", "A vigil in memory of the murdered gay activist will be held on Friday."
    ).reasons
    assert reasons[0].name == "form in the title"
    assert reasons[0].evidence is not None
    assert reasons[0].evidence.quote == "Vigil"


def test_a_journalist_is_a_defender_only_beside_persecution() -> None:
    plain = scan(article(Page("en", "A journalist writes", "A journalist wrote about a protest in the town.")))
    jailed = scan(
        article(
            Page(
                "en",
                "Protest",
                "They protest against the arrest of a journalist who was detained on Monday. The journalist was tortured.",
            )
        )
    )
    assert topics_of(plain)[0] == ()
    assert topics_of(jailed)[0] == ("human-rights-defenders",)
