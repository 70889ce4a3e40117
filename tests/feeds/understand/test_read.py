# ruff: noqa: E501 -- sentences under test are read best whole
"""A whole reading: every language of the lexicon, evidence that stands where it says, hostile text."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.action import Form, Part, Status
from feeds.article import Article, Event, Link
from feeds.understand import lexicon, may_be_action, read
from feeds.understand.reading import Finding, Reading
from tests.feeds.understand.pages import COURTS, PETITIONS, REPORTS, VIGILS, Page, article

BUNDLED = frozenset({"lgbtq", "human-rights-defenders"})
LANGUAGES = {code for code in lexicon.languages() if code != "mul"}


def by_language(page: Page) -> str:
    return page.language


def test_there_are_pages_in_every_language() -> None:
    for pages in (PETITIONS, REPORTS, VIGILS, COURTS):
        assert {page.language for page in pages} == LANGUAGES


@pytest.mark.parametrize("page", PETITIONS, ids=by_language)
def test_a_petition_is_read_in_every_language(page: Page) -> None:
    reading = read(article(page), topics=BUNDLED)
    assert reading.verdict.relevant, reading.verdict
    assert reading.verdict.topics[0] == "lgbtq"
    assert reading.facts.forms[0] is Form.PETITION
    assert reading.facts.status is Status.ONGOING
    assert Part("sign") in reading.facts.parts
    assert reading.facts.online


@pytest.mark.parametrize("page", REPORTS, ids=by_language)
def test_a_rally_that_took_place_is_read_in_every_language(page: Page) -> None:
    reading = read(article(page), topics=BUNDLED)
    assert reading.verdict.relevant, reading.verdict
    assert reading.facts.forms[0] is Form.RALLY
    assert reading.facts.status is Status.HAPPENED


@pytest.mark.parametrize("page", VIGILS, ids=by_language)
def test_a_vigil_to_come_is_read_in_every_language(page: Page) -> None:
    reading = read(article(page), topics=BUNDLED)
    assert reading.verdict.relevant, reading.verdict
    assert reading.facts.forms[0] is Form.VIGIL
    assert reading.facts.status is Status.ANNOUNCED
    assert reading.facts.whens[0].date.isoformat() == "2024-03-08"
    assert reading.facts.organisers == ("Rainbow House",)
    assert "attend" in {part.how for part in reading.facts.parts}


@pytest.mark.parametrize("page", COURTS, ids=by_language)
def test_a_court_case_is_no_action_in_any_language(page: Page) -> None:
    assert not read(article(page), topics=frozenset({"any"})).verdict.action


@pytest.mark.parametrize("page", (*PETITIONS, *REPORTS, *VIGILS), ids=by_language)
def test_the_screen_lets_actions_through(page: Page) -> None:
    assert may_be_action(f"{page.title}\n{page.text}")


def test_the_screen_refuses_a_recipe() -> None:
    assert not may_be_action("Peel the potatoes, slice them thinly and bake them with cream for forty minutes.")


@pytest.mark.parametrize(
    "text",
    [
        "Yesterday thirty people stood in the market square, a minute each, in solidarity with the murdered trans woman.",
        "Familien bildeten einen Kreis um die Tür, um der Lesbe und ihren Kindern ihre Solidarität zu zeigen, und sangen.",
        "W niedzielę przyjdźcie na rynek: staniemy z portretami uwięzionych dziennikarzy, weźcie kwiaty.",
    ],
)
def test_the_screen_lets_through_what_has_no_word_for_its_form(text: str) -> None:
    assert may_be_action(text)


def test_people_who_come_together_for_no_topic_are_refused() -> None:
    assert not may_be_action("Thousands came to the fair; residents carried baskets and stood in the sun.")


def test_an_action_on_another_topic_needs_any() -> None:
    page = Page("en", "Hundreds march for the river", "Hundreds of people marched through the town on Sunday to demand clean water. They carried banners and chanted slogans.")  # fmt: skip
    assert read(article(page), topics=BUNDLED, thorough=True).verdict.action
    assert not read(article(page), topics=BUNDLED, thorough=True).verdict.relevant
    assert not read(article(page), topics=BUNDLED).verdict.relevant
    assert read(article(page), topics=frozenset({"any"})).verdict.relevant


def test_facts_stay_empty_where_nothing_is_relevant() -> None:
    reading = read(article(COURTS[0]), topics=BUNDLED)
    assert reading.facts.forms == ()
    assert reading.findings == {}


def test_structured_data_wins() -> None:
    event = Event(
        name="Vigil", starts="2024-03-20T18:30:00+01:00", city="Vienna", country="AT", organisers=("Rainbow House",),
        status="cancelled", origin="schema.org",
    )  # fmt: skip
    reading = read(replace(article(REPORTS[0]), events=(event,)), topics=BUNDLED)
    assert reading.facts.whens[0].date.isoformat() == "2024-03-20"
    assert reading.facts.whens[0].time == "18:30"
    assert reading.facts.places[0].city == "Vienna"
    assert reading.facts.organisers[0] == "Rainbow House"
    assert reading.facts.status is Status.CANCELLED


def test_a_language_without_a_file_is_read_by_borrowed_words() -> None:
    page = Page("fi", "Mielenosoitus Venäjän suurlähetystön edessä", "Mielenosoitus LGBT-ihmisten tueksi. Solidaarisuus! Petition: www.change.org/p/free-danil #FreeDanil #FreeDanil #FreeDanil")  # fmt: skip
    reading = read(article(page), topics=BUNDLED)
    assert reading.verdict.relevant
    assert "#FreeDanil" in reading.facts.hashtags
    assert Part("sign", "https://www.change.org/p/free-danil") in reading.facts.parts


def findings(reading: Reading) -> list[Finding[object]]:
    return [one for table in (reading.findings, reading.refused) for found in table.values() for one in found]


@pytest.mark.parametrize("page", (*PETITIONS, *REPORTS, *VIGILS), ids=by_language)
def test_every_answer_quotes_words_that_stand_there(page: Page) -> None:
    source = article(page)
    reading = read(source, topics=BUNDLED)
    assert_quoted(source, reading)


def assert_quoted(source: Article, reading: Reading) -> None:
    spots = {"title": source.title, "text": source.text}
    quoted = [one.evidence for one in findings(reading)]
    quoted += [reason.evidence for reason in reading.verdict.reasons if reason.evidence is not None]
    for evidence in quoted:
        if evidence.spot in spots:
            assert spots[evidence.spot].startswith(evidence.quote, evidence.start), evidence


PIECES = st.sampled_from([
    "protest", "sign the petition", "#FreeThem", "LGBT", "organised by", "Foo Bar", "on Friday, March 8", "at 7 pm", "until", ",", ".", "\n", "«", "“",
    "change.org/p/x", "cancelled", "в защиту", "пикет", "تضامن", "抗议", "kiss-in", "air strike", "in front of the embassy", "İ", "ﬁ", "\u0301", "(", "[",
])  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=60),
    st.sampled_from(["en", "ru", "ar", "zh", "tr", "xx", ""]),
)
def test_any_text_is_read_and_quoted(pieces: list[str], language: str) -> None:
    text = " ".join(pieces)
    source = Article(
        url="https://news.example/1", source="x", site="", title=text[:80], text=text, language=language,
        published=datetime(2024, 3, 5, tzinfo=UTC), links=(Link("https://news.example/petition/1", text[:40]),),
    )  # fmt: skip
    assert_quoted(source, read(source, topics=frozenset({"any"})))


@pytest.mark.parametrize(
    "piece", ["1", ",", "may ", "protest against ", "organised by Foo Bar and ", "air strike ", "sign www.foo.org/x ", "((«“\"'", "抗议活动"]
)  # fmt: skip
def test_hostile_text_takes_no_longer_than_its_length(piece: str) -> None:
    text = "Protest outside the embassy. " + piece * (100_000 // len(piece))
    source = Article(
        url="https://news.example/1", source="x", site="", title="Protest for LGBT rights", text=text, language="en"
    )
    begin = time.process_time()
    read(source, topics=frozenset({"any"}))
    assert time.process_time() - begin < 4.0
