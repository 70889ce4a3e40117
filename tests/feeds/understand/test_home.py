"""Where a page's action is, by what the source, an hour, a title and an embassy tell."""

from __future__ import annotations

import pytest

from feeds.article import Article
from feeds.understand import where
from feeds.understand.home import home_of

Span = tuple[int, int, float]


def page(
    text: str, *, title: str = "", language: str = "en", country: str = "", url: str = "https://e.example/a"
) -> Article:
    return Article(url, "s", "S", title, text, language=language, country=country)


def spans(text: str, *words: str, weight: float = 1.0) -> list[Span]:
    return [(at, at + len(word), weight) for word in words if (at := text.find(word)) >= 0]


def chosen(
    article: Article, actions: list[Span], *, hours: tuple[str, ...] = (), held: bool = True
) -> list[tuple[str | None, str | None]]:
    home = article.country or None
    found, _ = where.choose(
        article,
        where.find(article.text, language=article.language, home_country=home),
        actions,
        titled=where.find(article.title, language=article.language, home_country=home),
        held=held,
        hours=[article.text.index(hour) for hour in hours],
    )
    return [(finding.value.city, finding.value.country) for finding in found]


@pytest.mark.parametrize(
    ("article", "home"),
    [
        (page("", country="KE"), "KE"),
        (page("", url="https://news.example.co.uk/x"), "GB"),
        (page("", url="https://example.pl/x"), "PL"),
        (page("", url="https://example.tv/x", language="hu"), "HU"),
        (page("", url="https://example.org/x"), ""),
    ],
)
def test_the_home_of_a_source(article: Article, home: str) -> None:
    assert home_of(article)[0] == home


def test_the_city_at_home_before_the_city_supported() -> None:
    text = "Our flash mob for Tbilisi is on Saturday.\nBring a scarf to Perth station."
    assert chosen(page(text, country="AU"), spans(text, "flash mob")) == [("Perth", "AU")]


def test_an_hour_beside_a_city_speaks_for_it() -> None:
    text = "She was born in Izmir and lives in hiding.\nFriday, 18:00\nClub Nord, Bremen\nCome and write letters."
    article = page(text, country="DE")
    assert chosen(article, spans(text, "write letters")) == []
    assert chosen(article, spans(text, "write letters"), hours=("18:00",)) == [("Bremen", "DE")]


@pytest.mark.parametrize(
    ("language", "text", "country", "city"),
    [
        ("fr", "Notre rassemblement se tient devant l'ambassade de Russie.", "FR", "Paris"),
        ("cs", "Demonstrace před velvyslanectvím Íránu.", "CZ", "Prague"),
        ("pl", "Pikieta pod ambasadą Węgier.", "PL", "Warsaw"),
        ("bg", "Протест в столицата срещу арестите.", "BG", "Sofia"),
        ("pl", "Pikieta pod konsulatem Węgier.", "PL", None),
        ("nl", "Demonstratie bij de ambassade van Iran.", "NL", None),
    ],
)
def test_an_embassy_is_in_the_capital_a_consulate_need_not_be(
    language: str, text: str, country: str, city: str | None
) -> None:
    action = text.split()[1 if language == "fr" else 0]
    assert chosen(page(text, language=language, country=country), spans(text, action)) == [(city, country)]


def test_no_capital_where_a_city_of_the_country_is_named() -> None:
    text = "Rassemblement devant l'ambassade.\nNos amis de Lille ne viendront pas."
    assert ("Paris", "FR") not in chosen(page(text, language="fr", country="FR"), spans(text, "Rassemblement"))


def test_the_city_of_a_crime_is_no_city_of_an_action_on_the_net() -> None:
    text = "Sign the petition for the six who were beaten in Eldoret."
    article = page(text, title="Petition: free the Eldoret six", country="KE")
    assert chosen(article, spans(text, "petition"), held=False) == []


def test_the_embassy_of_the_sources_own_country_stands_abroad() -> None:
    text = "Tüntetés a magyar nagykövetség előtt."
    assert chosen(page(text, language="hu"), spans(text, "Tüntetés")) == []


def test_a_city_in_the_signature_is_where_we_are() -> None:
    text = "In Kampala thirteen people are held.\nOn Friday we walk with lanterns.\nStudent platform, Groningen"
    assert chosen(page(text, country="NL"), spans(text, "walk")) == [("Groningen", "NL")]


def test_the_last_sentence_is_no_signature() -> None:
    text = "The rally in Leeds is off.\nIn Halifax the students called theirs off too."
    assert chosen(page(text, country="GB"), spans(text, "rally")) == [("Leeds", "GB")]


def test_a_local_source_that_tells_an_hour_is_at_home() -> None:
    text = "Men were jailed in Uganda.\nWe stand at the fountain on Friday at 18:00."
    assert chosen(page(text, country="DE"), [], hours=("18:00",)) == [(None, "DE")]
    assert chosen(page(text, country="DE"), []) == []


def test_before_its_own_embassy_a_source_is_abroad() -> None:
    text = "Szombaton a londoni magyar nagykövetség előtt tüntettek. A budapesti menet júniusban lesz. Budapest figyel."
    article = page(text, language="hu", url="https://lap.example.hu/x")
    assert chosen(article, spans(text, "tüntettek")) == [("London", "GB")]


def test_a_name_within_a_street_is_no_city() -> None:
    text = "Vem na quinta, 18h30, rua Santo Amaro 85, à porta da Embaixada."
    assert chosen(page(text, language="pt", country="PT"), spans(text, "Vem"), hours=("18h30",)) != [
        ("São Paulo", "BR")
    ]
