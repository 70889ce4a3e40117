"""An entry and its page, read in one go."""

from __future__ import annotations

from crawler.entrances import page
from crawler.entrances.entry import Entry

URL = "https://a.org/2024/a-night-of-candles"
BODY = (
    b"<html><head><title>A night</title></head><body><article><h1>A night</h1>"
    + b"<p>People came with candles and stayed.</p>" * 20
)


def test_an_article_page_makes_the_item() -> None:
    item, reason = page.read(BODY, URL, Entry(URL, title="A night of candles"), source="src")
    assert item
    assert (item.title, item.source, reason) == ("A night of candles", "src", "")
    assert "candles" in item.text


def test_a_page_that_is_none_leaves_a_whole_entry_and_drops_any_other() -> None:
    gone = b"<title>Page not found</title>"
    assert page.read(gone, URL, Entry(URL, title="T", html="<p>Cut", full=False)) == (None, "soft-404")
    item, reason = page.read(gone, URL, Entry(URL, title="T", html="<p>All of it.</p>", full=True))
    assert item
    assert (item.html, reason) == ("<p>All of it.</p>", "soft-404")


def test_a_list_counts_when_the_site_s_own_feed_calls_it_an_article() -> None:
    body = BODY.replace(b"<body>", b"<body class='archive'>")
    assert page.read(body, URL, Entry(URL, origin="listing")) == (None, "listing")
    item, reason = page.read(body, URL, Entry(URL, origin="feed"))
    assert item
    assert reason == ""
