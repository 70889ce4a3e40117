"""Which of a page's dates and places are the action's; how many came; until when one can sign."""

from __future__ import annotations

import datetime as dt

import pytest

from feeds.article import Article
from feeds.understand import when, where
from feeds.understand.numbers import attendance
from feeds.understand.venues import street, venue

Span = tuple[int, int, float]


def page(text: str, *, title: str = "", language: str = "en", published: str = "2024-03-06T10:00:00+00:00") -> Article:
    return Article(
        "https://example.org/a",
        "s",
        "S",
        title,
        text,
        language=language,
        published=dt.datetime.fromisoformat(published),
    )


def spans(text: str, *words: str, weight: float = 1.0) -> list[Span]:
    return [(at, at + len(word), weight) for word in words if (at := text.find(word)) >= 0]


def chosen_days(article: Article, actions: list[Span], *, held: bool = True) -> list[tuple[str, str | None]]:
    published = article.published.date() if article.published else None
    mentions = when.find(article.text, language=article.language, published=published, zone=None)
    found, _, _ = when.choose(article, mentions, actions, zone="Europe/London", held=held)
    return [(finding.value.date.isoformat(), finding.value.time) for finding in found]


def chosen_places(article: Article, actions: list[Span], *, held: bool = True) -> list[tuple[str | None, str | None]]:
    mentions = where.find(article.text, language=article.language, home_country=article.country or None)
    found, _ = where.choose(article, mentions, actions, held=held)
    return [(finding.value.city, finding.value.country) for finding in found]


def test_the_date_of_the_law_is_not_the_actions() -> None:
    text = (
        "Campaigners will rally outside parliament on Saturday 9 March at 2pm.\n"
        "The law was passed on 21 February and he was arrested on 1 March 2024."
    )
    actions = spans(text, "rally") + spans(text, "law", "arrested", weight=-1.0)
    assert chosen_days(page(text), actions) == [("2024-03-09", "14:00")]


def test_no_date_where_only_the_crime_has_one() -> None:
    text = "A petition asks for an inquiry. He was arrested on 12 January 2023 and sentenced in May."
    actions = spans(text, "petition") + spans(text, "arrested", "sentenced", weight=-1.0)
    assert chosen_days(page(text), actions) == []


def test_yesterday_is_read_against_the_day_of_publication() -> None:
    text = "Yesterday about 50 people protested in Riga."
    assert chosen_days(page(text), spans(text, "protested")) == [("2024-03-05", None)]


def test_the_pages_own_clock_is_not_the_actions_hour() -> None:
    text = "06 March 2024 10:00\nActivists protested today in front of the court."
    assert chosen_days(page(text), spans(text, "protested")) == [("2024-03-06", None)]


def test_several_days_in_one_list() -> None:
    text = "Vigils will be held on 9 and 10 March."
    assert chosen_days(page(text), spans(text, "Vigils")) == [("2024-03-09", None), ("2024-03-10", None)]


def test_a_wrong_weekday_is_a_conflict_in_the_sources_words() -> None:
    text = "Join the rally on Monday, March 10th."
    article = page(text)
    mentions = when.find(text, language="en", published=dt.date(2024, 3, 6), zone=None)
    found, _, conflicts = when.choose(article, mentions, spans(text, "rally"), zone=None)
    assert found[0].value.date == dt.date(2024, 3, 10)
    assert conflicts[0].values == (("Monday, March 10th", "https://example.org/a"),)


def test_evidence_stands_where_it_says() -> None:
    text = "Join the rally on 10 March in Berlin."
    article = page(text)
    mentions = when.find(text, language="en", published=dt.date(2024, 3, 6), zone=None)
    found, _, _ = when.choose(article, mentions, spans(text, "rally"), zone=None)
    evidence = found[0].evidence
    assert text[evidence.start : evidence.start + len(evidence.quote)] == evidence.quote


def test_the_city_of_the_embassy_not_the_country_it_speaks_for() -> None:
    text = "Activists rallied outside the Russian embassy in Dublin after arrests in Moscow and Grozny."
    actions = spans(text, "rallied") + spans(text, "arrests", weight=-1.0)
    assert chosen_places(page(text), actions)[0] == ("Dublin", "IE")


def test_where_the_persecuted_live_is_no_place_of_an_online_campaign() -> None:
    text = "The petition for gay men held in Grozny has a million names. Sign it now."
    assert chosen_places(page(text), spans(text, "petition", "Sign"), held=False) == []


def test_a_dateline_tells_the_city() -> None:
    text = "MOSCOW — Police detained several people who came to submit a petition on Thursday."
    assert chosen_places(page(text), spans(text, "petition")) == [("Moscow", "RU")]


def test_three_cities_of_one_country() -> None:
    text = "Marches were held in Warsaw, Kraków and Gdańsk."
    assert chosen_places(page(text), spans(text, "Marches"))[0] == (None, "PL")


def test_a_page_that_names_no_other_country_is_at_home() -> None:
    text = "Dün akşam kampüste yürüyüş yapıldı."
    assert chosen_places(page(text, language="tr"), spans(text, "yürüyüş")) == [(None, "TR")]


@pytest.mark.parametrize(
    ("language", "text", "action", "people"),
    [
        ("en", "About 50 people gathered for the vigil.", "vigil", (50, 50)),
        ("en", "Nearly 100 people joined the rally.", "rally", (100, 100)),
        ("en", "Hundreds joined the march.", "march", (200, 999)),
        ("en", "Over 1,500 protesters marched.", "marched", (1500, 1500)),
        ("ru", "На пикет вышли около 20 человек.", "пикет", (20, 20)),
        ("es", "Un centenar de personas en la concentración.", "concentración", (100, 100)),
        ("hu", "A tüntetésre mintegy 200-250 ember jött el.", "tüntetésre", (200, 250)),
        ("de", "Dutzende kamen zur Mahnwache.", "Mahnwache", (20, 99)),
    ],
)
def test_attendance(language: str, text: str, action: str, people: tuple[int, int]) -> None:
    found = attendance(page(text, language=language), spans(text, action))
    assert found is not None and found.value == people


def test_the_arrested_are_not_counted_as_attendance() -> None:
    text = "Police arrested 12 people in March."
    assert attendance(page(text), spans(text, "arrested", weight=-1.0)) is None


@pytest.mark.parametrize(
    ("language", "text", "hall", "road"),
    [
        (
            "en",
            "*We rally* at the Consulate General of Uganda, 801 2nd Ave.",
            "Consulate General of Uganda",
            "801 2nd Ave.",
        ),
        ("en", "*A kiss-in* at the Russian Consulate (475 Howe Street).", "Russian Consulate", "475 Howe Street"),
        (
            "es",
            "*Protesta* ante la embajada de Rusia, calle Velázquez 155.",
            "embajada de Rusia",
            "calle Velázquez 155",
        ),
        ("fr", "*Kiss-in* devant l’ambassade de Russie.", "ambassade de Russie", None),
        ("ru", "*Пикет* прошёл на Дворцовой площади.", "Дворцовой площади", None),
        ("de", "*Demo* vor der russischen Botschaft, Behrenstraße 66.", "russischen Botschaft", "Behrenstraße 66"),
        ("en", "*A rally* for everyone.", None, None),
    ],
)
def test_venue_and_street_in_the_words_of_the_page(
    language: str, text: str, hall: str | None, road: str | None
) -> None:
    _, action, rest = text.split("*")
    action_spans = [(0, len(action), 1.0)]
    found = venue(action + rest, action_spans, language=language)
    assert (found.value if found else None) == hall
    way = street(action + rest, action_spans)
    assert (way.value if way else None) == road


def test_the_chosen_place_has_its_venue() -> None:
    text = "Activists rallied outside the Ugandan High Commission in London."
    article = page(text)
    mentions = where.find(text, language="en", home_country=None)
    found, _ = where.choose(article, mentions, spans(text, "rallied"))
    assert (found[0].value.city, found[0].value.venue) == ("London", "Ugandan High Commission")
