"""The single readers: encodings, JSON-LD, titles, authors, dates, events."""

from __future__ import annotations

import sys

import pytest

from crawler.extract.authors import authors, names_in
from crawler.extract.dates import iso, modified, published
from crawler.extract.decode import decode, without_code
from crawler.extract.events import events_of
from crawler.extract.metadata import article_node, licence, title
from crawler.extract.page import Page, absolute, parse
from crawler.extract.prepare import uncluttered
from crawler.extract.structured import Found, Node, json_ld, string, strings, types
from crawler.extract.words import ALONE, ASKS, POINTER, fold

URL = "https://www.paper.example/vigil"


def made(head: str = "", body: str = "", url: str = URL) -> Page:
    return parse(f"<html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode(), url)


def published_on(page: Page, article: Node | None = None) -> Found:
    return published(page, article, uncluttered(page))


# Encodings


@pytest.mark.parametrize(
    ("body", "charset", "text"),
    [
        ("Їжак — ёж".encode(), None, "Їжак — ёж"),
        ("Їжак — ёж".encode(), "windows-1251", "Їжак — ёж"),  # the header is wrong: this is no accident in UTF-8
        ("Дети на площади".encode("cp1251"), "windows-1251", "Дети на площади"),
        (
            '<meta charset="iso-8859-1">naïve “x”'.encode("cp1252"),
            None,
            '<meta charset="iso-8859-1">naïve “x”',
        ),  # as browsers do
        ("\ufeffИ".encode("utf-16-le"), "utf-8", "И"),
        ("日本語の文章です".encode("iso2022_jp"), "iso-2022-jp", "日本語の文章です"),
        ("日本語の文章です。".encode("shift_jis"), "no-such-charset", None),
        (b"a\x00b\x0bc", None, "abc"),
    ],
)
def test_decodes_as_a_browser_would(body: bytes, charset: str | None, text: str | None) -> None:
    if text is None:
        assert isinstance(decode(body, charset), str)
    else:
        assert decode(body, charset) == text


def test_code_goes_but_json_ld_stays() -> None:
    html = "<a><script>1 < 2</script><style>p{}</style><script type='application/ld+json'>{}</script><b>"
    assert without_code(html) == "<a><script type='application/ld+json'>{}</script><b>"
    assert without_code("x<script>never closed") == "x"


# JSON-LD


def test_json_ld_is_read_leniently() -> None:
    nodes = json_ld(['{"@graph": [{"@type": "https://schema.org/NewsArticle", "headline": "A &amp; B",}]}', "no json"])
    assert [types(node) for node in nodes] == [set(), {"newsarticle"}]
    assert string(nodes[1]["headline"]) == "A & B"
    assert strings([{"name": "A"}, "B", 3, None, True]) == ["A", "B", "3"]


def test_the_article_is_preferred_to_the_page_around_it() -> None:
    page = made(
        '<script type="application/ld+json">[{"@type":"WebPage","name":"x"},'
        '{"@type":"Article","headline":"h","datePublished":"2024-05-17"}]</script>'
    )
    assert (article_node(page) or {})["headline"] == "h"


# Titles


@pytest.mark.parametrize(
    ("head", "body", "said"),
    [
        (
            "<title>Vigil for eleven | The Paper</title><meta property=og:site_name content='The Paper'>",
            "",
            "Vigil for eleven",
        ),
        ("<title>www.paper.example :: Vigil for eleven</title>", "", "Vigil for eleven"),
        (
            "<title>Vigil for eleven - Unknown Name</title>",
            "<h1>Unknown Name</h1><h2>Vigil for eleven</h2>",
            "Vigil for eleven",
        ),
        ("<meta property=og:title content='Vigil - a night outside'>", "", "Vigil - a night outside"),
        ("<title>Paper</title>", "<h1>Paper</h1><h1>Vigil for eleven</h1>", "Vigil for eleven"),
    ],
)
def test_titles_come_without_the_site(head: str, body: str, said: str) -> None:
    page = made(head, body)
    assert title(page, article_node(page))[0] == said


# Authors


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ana García and Li Wei", ["Ana García", "Li Wei"]),
        ("Von Max Muster (mmu)", ["Max Muster"]),
        ("Автор: Анна Петрова", ["Анна Петрова"]),
        ("García, Ana", ["García, Ana"]),
        ("a.person@paper.example", []),
        ("https://facebook.com/somebody", []),
        ("One Person; Another Person", ["One Person", "Another Person"]),
    ],
)
def test_bylines_come_apart(line: str, names: list[str]) -> None:
    assert names_in([line]) == names


def test_the_site_is_author_only_when_nobody_else_is() -> None:
    site = "<meta property=og:site_name content='The Paper'><meta name=author content='The Paper'>"
    assert authors(made(site), None) == (["The Paper"], "meta author")
    assert authors(made(site, "<span class=byline>By Ana García</span>"), None) == (["Ana García"], "byline")


# Dates


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ("2024-05-17T20:15:00Z", "2024-05-17T20:15:00+00:00"),
        ("2024-05-17", "2024-05-17"),
        ("Fri, 17 May 2024 20:15:00 +0200", "2024-05-17T20:15:00+02:00"),
        ("May 2024", ""),
        ("soon", ""),
        ("1970-01-01T00:00:00Z", ""),
    ],
)
def test_dates_state_no_more_than_was_stated(stated: str, said: str) -> None:
    assert iso(stated) == said


@pytest.mark.parametrize(
    ("stated", "language", "said"),
    [
        ("03/04/2024", "en-US", "2024-03-04"),
        ("03/04/2024", "en-GB", "2024-04-03"),
        ("03/04/2024", "pt-BR", "2024-04-03"),
        ("03.04.2024", "de", "2024-04-03"),
        ("03.04.2024 18:30", "", "2024-04-03T18:30:00"),
        ("2024/04/03", "de", "2024-04-03"),
        ("04-17-2024", "en", "2024-04-17"),
    ],
)
def test_the_language_orders_day_and_month(stated: str, language: str, said: str) -> None:
    assert iso(stated, language) == said


def test_the_chain_of_dates() -> None:
    node = '{"@type":"Article","headline":"h","datePublished":"2024-05-17T08:00:00Z"}'
    json_ld_date = f'<script type="application/ld+json">{node}</script>'
    meta = '<meta property="article:published_time" content="2024-05-16T08:00:00Z">'
    page = made(json_ld_date + meta)
    assert published_on(page, article_node(page)) == ("2024-05-17T08:00:00+00:00", "json-ld")
    assert published_on(made(meta)) == ("2024-05-16T08:00:00+00:00", "meta article:published_time")
    assert published_on(made("", "", "https://paper.example/2024/05/15/vigil")) == ("2024-05-15", "url")
    assert modified(made('<meta property="article:modified_time" content="2024-05-18">'), None)[0] == "2024-05-18"


def test_a_copyright_year_and_a_clock_are_no_dates() -> None:
    assert published_on(made("", "<p>It is 10:23 now.</p><footer>© 2019 The Paper</footer>"))[0] == ""


def test_dates_in_words_are_read_without_dateparser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "dateparser", None)  # to import it is an error
    for line, said in [
        ("viernes, 13 de abril de 2022", "2022-04-13"),
        ("13 квітня 2022", "2022-04-13"),
        ("2022 წლის 13 აპრილი", "2022-04-13"),
    ]:
        assert published_on(made("", f'<span class="date">{line}</span>'))[0] == said


@pytest.mark.parametrize(("language", "said"), [("en-US", "2022-03-04"), ("en-GB", "2022-04-03"), ("de", "2022-04-03")])
def test_a_visible_date_in_figures_is_read_as_the_language_writes_it(language: str, said: str) -> None:
    page = parse(f'<html lang="{language}"><body><p class="date">03/04/2022</p></body></html>'.encode(), URL)
    assert published_on(page) == (said, "htmldate")


# Events, links, words


def test_events_in_json_ld_and_microdata() -> None:
    event = '{"@type":"Event","name":"Vigil","startDate":"2024-05-17T19:00","eventStatus":"https://schema.org/EventCancelled",'
    address = '{"streetAddress":"1 Road","addressLocality":"Tbilisi","addressCountry":"GE"}'
    place = '"location":{"@type":"Place","name":"Embassy","address":' + address + "}}"
    [found] = events_of(made(f'<script type="application/ld+json">{event}{place}</script>'))
    assert (found.name, found.starts, found.status) == ("Vigil", "2024-05-17T19:00", "cancelled")
    assert (found.venue, found.street, found.city, found.country) == ("Embassy", "1 Road", "Tbilisi", "GE")
    micro = (
        '<div itemscope itemtype="https://schema.org/Event"><b itemprop=name>March</b>'
        '<time itemprop=startDate datetime="2024-06-01">x</time>'
        '<div itemprop=location itemscope itemtype="https://schema.org/Place"><i itemprop=name>Square</i></div></div>'
    )
    [found] = events_of(made("", micro))
    assert (found.name, found.starts, found.venue) == ("March", "2024-06-01", "Square")


def test_a_calendar_states_no_event_of_its_own() -> None:
    one = '<script type="application/ld+json">{{"@type":"Event","name":"E{}","startDate":"2024-06-01"}}</script>'
    assert events_of(made("".join(one.format(i) for i in range(21)))) == []


def test_links_and_licences() -> None:
    assert absolute(URL, "//other.example/x") == "https://other.example/x"
    assert absolute(URL, "javascript:alert(1)") == absolute(URL, "http://[bad") == ""
    assert licence(
        made("", '<a rel=license href="https://creativecommons.org/licenses/by-sa/4.0/deed.de">CC</a>')
    ).endswith("by-sa/4.0/deed.de")
    assert licence(made("", '<a rel=license href="/terms">Terms</a>')) == ""


def test_words_match_at_word_boundaries() -> None:
    assert POINTER.opens(fold("Read more: the court")) == len("read more")
    assert POINTER.opens(fold("Readmore books")) == 0
    assert POINTER.opens(fold("関連記事：裁判")) == len("関連記事")
    assert ASKS.in_line(fold("Please sign up for our newsletter today"))
    assert not ASKS.in_line(fold("They had to sign up for ourselves"))
    assert fold("Werbung") in ALONE
