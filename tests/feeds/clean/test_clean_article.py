"""Raw fields to an Article: what is chosen, what is refused."""

from __future__ import annotations

from datetime import UTC, datetime
from time import process_time
from typing import Any

import pytest

from feeds.article import Article, Event
from feeds.clean.article import clean_article
from feeds.errors import FeedsError, NotAnArticle

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def article(**fields: Any) -> Article:
    given: dict[str, Any] = {
        "url": "https://example.org/2018/02/kiss-in/",
        "source": "example",
        "now": NOW,
        "title": "A kiss-in",
        "text": "Come to the embassy on Sunday.",
    }
    return clean_article(**given | fields)


def test_a_whole_article() -> None:
    made = article(
        title="A kiss-in at the consulate | Example Times",
        site="Example Times",
        home="https://example.org",
        text="",
        html="<p>Come on <b>Sunday</b>, says Ivan (ivan@example.org).</p>"
        "<p>Kiss! <a href='/faq?utm_source=x'>Questions</a></p><script>x</script>",
        published="2018-02-08T10:00:00",
        modified="2018-02-09",
        timezone="America/New_York",
        authors=["By Jane Doe and John Smith", "admin", "Example Times", "jane@example.org"],
        tags=["#pride", "Pride", "LGBT &amp; more", "2018"],
        section=" News ",
        language="en-US",
        country="us",
        own=True,
        syndicated=True,
        fetched="2018-02-10T00:00:00Z",
        origins={"title": "feed"},
    )
    assert made.title == "A kiss-in at the consulate"
    assert made.text == "Come on Sunday, says Ivan ([…]).\nKiss! Questions"
    assert made.html.startswith("<p>Come on <strong>Sunday</strong>, says Ivan ([…]).</p>")
    assert made.summary == "Come on Sunday, says Ivan ([…])."
    assert made.published and made.published.isoformat() == "2018-02-08T10:00:00-05:00"
    assert made.modified and made.modified.isoformat() == "2018-02-09T00:00:00-05:00"
    assert made.authors == ("Jane Doe", "John Smith")
    assert made.tags == ("#pride", "LGBT & more")
    assert [link.url for link in made.links] == ["https://example.org/faq"]
    assert (made.language, made.country, made.section, made.republish, made.own) == ("en", "US", "News", "full", True)
    assert made.origins == {"title": "feed"} and made.fetched == datetime(2018, 2, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("url", "aliases", "home", "chosen"),
    [
        ("https://example.org/a?utm_source=x#c", [], "", "https://example.org/a"),
        ("https://example.org/", ["https://example.org/a"], "", "https://example.org/a"),
        ("https://first.example/a", ["https://copy.example/b"], "", "https://copy.example/b"),
        ("https://first.example/a", ["https://copy.example/b"], "https://first.example/", "https://first.example/a"),
        (
            "https://example.org/a",
            ["https://example.org/?p=1", "https://amp.example.org/a"],
            "https://example.org/",
            "https://example.org/a",
        ),
        ("javascript:x", ["https://example.org/a"], "", "https://example.org/a"),
        ("https://example.org/#!/a", [], "", "https://example.org/#!/a"),
    ],
)
def test_the_canonical_address(url: str, aliases: list[str], home: str, chosen: str) -> None:
    made = article(url=url, aliases=aliases, home=home)
    assert made.url == chosen
    assert chosen not in made.aliases


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"title": " ", "text": "", "html": "<script>x</script>"}, "neither a title nor a text"),
        ({"url": "ftp://example.org/"}, "no address on the web"),
    ],
)
def test_the_hopeless_is_refused_with_a_reason(fields: dict[str, str], reason: str) -> None:
    with pytest.raises(NotAnArticle, match=reason):
        article(**fields)
    assert issubclass(NotAnArticle, FeedsError)


def test_nothing_is_published_in_the_future() -> None:
    assert article(published="2026-11-21T20:00:00Z").published == NOW
    assert article(published="2027-01-01").published is None
    assert article(published="2018-02-08", modified="2018-02-01").modified is None


def test_the_address_tells_the_order_of_day_and_month() -> None:
    made = article(url="https://example.org/2018/02/08/x", published="02/08/2018", language="en")
    assert made.published and made.published.date().isoformat() == "2018-02-08"
    other = article(url="https://example.org/2018/08/x", published="02/08/2018", language="en")
    assert other.published and other.published.date().isoformat() == "2018-08-02"
    assert article(url="https://example.org/x", published="02/08/2018", language="en").published is None
    alone = article(url="https://example.org/2018/02/08/x", timezone="Europe/Kyiv")
    assert alone.published and alone.published.isoformat() == "2018-02-08T00:00:00+02:00"
    assert alone.origins == {"published": "url"}
    assert article(url="https://example.org/2018/02/x").published is None


@pytest.mark.parametrize(
    ("fields", "republish"),
    [
        ({}, "summary"),
        ({"syndicated": True}, "full"),
        ({"licence": "https://creativecommons.org/licenses/by-sa/4.0/"}, "full"),
        ({"licence": "https://example.org/all-rights-reserved"}, "summary"),
        ({"syndicated": True, "republish": "summary"}, "summary"),
        ({"republish": "full"}, "full"),
    ],
)
def test_how_much_may_be_shown(fields: dict[str, Any], republish: str) -> None:
    assert article(**fields).republish == republish


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        (["Von Anna Müller und Ben Weber"], ("Anna Müller", "Ben Weber")),
        (["Doe, Jane"], ("Jane Doe",)),
        (["Автор: Иван Петров"], ("Иван Петров",)),
        (["JANE DOE", "Jane Doe"], ("Jane Doe",)),
        (["Jane Doe (@jane)", "https://example.org/author/jane", "admin"], ("Jane Doe",)),
        (["Example.org"], ("Example.org",)),
        (["Example.org", "Jane Doe"], ("Jane Doe",)),
        (["記者 松岡大地"], ("松岡大地",)),
        ([""], ()),
    ],
)
def test_authors_are_names(authors: list[str], names: tuple[str, ...]) -> None:
    assert article(authors=authors).authors == names


def test_a_post_without_a_title_gets_its_first_words() -> None:
    assert article(title="", text="Come to the embassy! We start at noon.").title == "Come to the embassy!"


def test_listed_words_are_gone_everywhere() -> None:
    made = article(
        title="Jane Roe speaks",
        text="Jane Roe spoke.",
        html="<p><a href='https://a.example/'>Jane Roe</a> spoke.</p>",
        redact_words=["Jane Roe"],
    )
    assert "Jane" not in f"{made.title}{made.text}{made.html}{made.summary}{made.links}"


def test_fifty_megabytes_take_bounded_time() -> None:
    start = process_time()
    huge = "Come to the embassy. " * 2_500_000
    made = article(
        title=huge,
        text=huge,
        html=f"<p>{huge}</p>",
        summary=huge,
        authors=[huge],
        tags=[huge],
        section=huge[:1000],
        published=huge,
        url="https://example.org/a",
    )
    assert process_time() - start < 10
    assert (
        len(made.title) <= 300
        and len(made.text) <= 400_000
        and len(made.html) <= 2_000_000
        and len(made.summary) < 1000
    )


def test_who_wrote_an_embedded_post_is_not_in_the_text() -> None:
    text = (
        "The call spread.\nWe kiss for all! #pride pic.twitter.com/AbC— Joe (@joe) May 5, 2017\nView this post on Instagram\n"
        "A post shared by Joe (@joe)\nFollow @voices4 for more — they post daily."
    )
    assert (
        article(text=text).text
        == "The call spread.\nWe kiss for all! #pride\nFollow @voices4 for more — they post daily."
    )


def test_events_are_cleaned_too() -> None:
    stated = Event(
        name="Kiss\x00-in &amp; rally",
        venue="Em\u200bbassy",
        organisers=("Voices\x07 4",),
        url="javascript:x",
        online=True,
        starts="2018-02-11T13:00",
    )
    (event,) = article(events=[stated]).events
    assert event == Event(
        name="Kiss-in & rally",
        venue="Embassy",
        organisers=("Voices 4",),
        url=None,
        online=True,
        starts="2018-02-11T13:00",
    )
