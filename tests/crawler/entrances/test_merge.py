"""An entry and its page become one item."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from crawler.entrances.dates import exact, instant
from crawler.entrances.entry import Entry
from crawler.entrances.merge import changed, complete, sufficient
from crawler.items import ArticleItem

BODY = "<p>" + "They walked across the bridge together. " * 20 + "</p>"
RFC = "Mon, 05 Feb 2024 18:00:00 +0100"


def entry(**more: Any) -> Entry:
    return Entry(
        **{"url": "https://a.org/1", "title": "Entry title", "html": BODY, "full": True, "published": RFC, **more}
    )


def page(**more: Any) -> ArticleItem:
    made = ArticleItem("https://a.org/canonical", "src", title="Page title",
                       text="They walked across the bridge together.\n" * 20,
                       published="2024-02-05T18:00:00+01:00", language="en", tags=["page tag"])  # fmt: skip
    made.origins = {"title": "og", "published": "json-ld", "text": "trafilatura"}
    for name, value in more.items():
        setattr(made, name, value)
    return made


@pytest.mark.parametrize(
    ("date", "is_exact"),
    [
        (RFC, True),
        ("2024-02-05T18:00:00Z", True),
        ("2024-02-05 18:00:00+0100", True),
        ("Mon, 5 Feb 2024 18:00 GMT", True),
        ("2024-02-05T18:00:00", False),
        ("2024-02-05", False),
        ("25.03.2021 19:20", False),
        ("05/02/2024 18:00:00 +0100", False),
        ("", False),
        ("2024-13-45T99:00:00Z", False),
    ],
)
def test_a_date_is_exact_when_it_can_be_read_in_one_way(date: str, is_exact: bool) -> None:
    assert exact(date) is is_exact


def test_an_instant_knows_its_zone() -> None:
    assert instant(RFC) == datetime(2024, 2, 5, 17, tzinfo=UTC)
    assert instant("2024-02-05") == datetime(2024, 2, 5, tzinfo=UTC)
    assert instant("yesterday") is None


def test_the_page_is_needed_unless_text_title_and_date_are_there() -> None:
    assert sufficient(entry())
    assert not sufficient(entry(full=False))
    assert not sufficient(entry(published="25.03.2021 19:20"))
    assert not sufficient(entry(title=""))
    assert sufficient(entry(title="", short=True))


def test_an_entry_alone() -> None:
    item = complete(entry(tags=("x",), authors=("Ana",)), source="src")
    assert (item.url, item.source, item.html, item.syndicated) == ("https://a.org/1", "src", BODY, True)
    assert (item.authors, item.tags) == (["Ana"], ["x"])
    assert item.origins == {"text": "feed", "title": "feed", "published": "feed", "authors": "feed"}


def test_syndicated_text_leads_and_the_page_s_address_is_the_article_s() -> None:
    item = complete(entry(published="5.2.2024", tags=("x",)), page())
    assert item.html == BODY
    assert item.text == ""
    assert item.syndicated
    assert item.url == "https://a.org/canonical"
    assert item.aliases == ["https://a.org/1"]
    assert item.published == "2024-02-05T18:00:00+01:00", (
        "an exact date of the page goes before a vague one of the entry"
    )
    assert item.tags == ["x", "page tag"]
    assert item.origins["published"] == "json-ld"
    assert item.origins["text"] == "feed"


def test_a_page_with_far_more_words_shows_that_the_entry_was_cut() -> None:
    long = "They walked across the bridge together.\n" * 60
    item = complete(entry(), page(text=long))
    assert item.text == long
    assert not item.syndicated


def test_an_excerpt_never_leads_but_is_better_than_nothing() -> None:
    assert complete(entry(full=False, html="<p>Cut …</p>"), page()).text.startswith("They walked")
    empty = complete(entry(full=False, html="<p>Cut …</p>"), page(text="", html=""))
    assert (empty.html, empty.syndicated) == ("<p>Cut …</p>", False)


def test_titles_of_links_and_cut_titles_give_way_to_the_page_s() -> None:
    assert complete(entry(), page()).title == "Entry title"
    assert complete(entry(origin="listing"), page()).title == "Page title"
    assert complete(entry(title="They walked …"), page()).title == "Page title"
    assert complete(entry(title="They walked …"), page(title="")).title == "They walked …"


def test_a_change_is_the_last_resort_for_a_date() -> None:
    assert (
        complete(entry(published="", modified="2024-02-07T00:00:00Z"), page(published="")).published
        == "2024-02-07T00:00:00Z"
    )


@pytest.mark.parametrize(
    ("modified", "origin", "is_changed"),
    [
        ("2024-03-01T00:00:00Z", "feed", True),
        ("2024-01-01T00:00:00Z", "feed", False),
        ("2024-03-01", "feed", False),
        ("2024-03-01T00:00:00Z", "sitemap", False),
        ("", "feed", False),
    ],
)
def test_only_an_exact_later_change_counts(modified: str, origin: str, is_changed: bool) -> None:
    stored = datetime(2024, 2, 1, tzinfo=UTC)
    assert changed(entry(modified=modified, origin=origin), stored) is is_changed
    assert not changed(entry(modified=modified, origin=origin), None)
