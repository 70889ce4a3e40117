"""The status page and feed: what is wrong first, hostile names harmless, valid Atom, the same bytes for the same state."""

from __future__ import annotations

from datetime import UTC, date, datetime

import feedparser
from lxml import html
from lxml.etree import _Element

from feeds.render import FeedInfo, render_all, status
from feeds.render.status import Incident, SourceHealth
from feeds.render.words import LANGUAGES
from tests.atom_checker import check

INFO = FeedInfo(title="Feed", public_url="https://feed.example/", status_page=True)
EVIL = '<script>alert(1)</script>\x00"&'
SOURCES = (
    SourceHealth("Zeta", "https://z.example/", succeeded=date(2026, 3, 1), articles=7),
    SourceHealth("Well", "https://w.example/", silent=date(2024, 1, 2)),
    SourceHealth(EVIL, "javascript:alert(1)", "broken", ("dns",)),
    SourceHealth("Half", "https://h.example/", "partly", lacks=(("dates-missing", 0.0, 0.97),)),
    SourceHealth("Shut", "https://s.example/", "refused", ("robots",)),
)
INCIDENTS = tuple(
    Incident("evil", EVIL, "javascript:alert(1)", datetime(2026, 3, day, 6, tzinfo=UTC), "broken", f"{EVIL} broke: dns")
    for day in (1, 2)
)


def words(element: _Element) -> str:
    """The text of an element in one line."""
    return " ".join(" ".join(map(str, element.itertext())).split())


def test_what_is_wrong_stands_first() -> None:
    page = html.fromstring(status.page(INFO, SOURCES, INCIDENTS, saved=7_900_000))
    rows = [words(row) for row in page.iterfind(".//tbody/tr")]
    assert rows[0].startswith("\u2039script") or rows[0].startswith("alert")
    assert rows[1:] == [
        "Half partly broken dates-missing 0% (97%) never 0",
        "Shut wants no robots robots never 0",
        "Well well silent since 2024-01-02 never 0",
        "Zeta well 2026-03-01 7",
    ]
    assert "2 of 5 are well. 7 MB did not have to be sent again." in words(page)
    assert page.find(".//main//script") is None
    assert not any(str(each.get("href")).startswith("javascript") for each in page.iter())


def test_the_order_of_sources_and_less_than_a_megabyte_change_no_byte() -> None:
    assert status.page(INFO, SOURCES, INCIDENTS) == status.page(INFO, SOURCES[::-1], INCIDENTS[::-1], saved=900_000)


def test_the_feed_is_valid_and_bounded() -> None:
    many = tuple(
        Incident(
            "a",
            "A",
            "https://a.example/",
            datetime(2026, 1, 1 + n // 24, n % 24, tzinfo=UTC),
            "well",
            "A is well again",
        )
        for n in range(80)
    )
    for incidents in ((), INCIDENTS, many):
        feed = status.feed(INFO, incidents)
        assert check(feed) == []
        entries = feedparser.parse(feed).entries
        assert len(entries) == len({entry.id for entry in entries}) == min(len(incidents), status.MAX_INCIDENTS)


def test_pages_link_to_it_only_where_it_is() -> None:
    assert b'href="status.html"' in render_all(INFO, [])["index.html"]
    assert b"status.html" not in render_all(FeedInfo(title="Feed"), [])["index.html"]
    assert {"status.html", "status.xml"} & set(render_all(INFO, [])) == set(), "health is drawn apart"


def test_every_language_can_say_it() -> None:
    titles = set()
    for language in LANGUAGES:
        page = html.fromstring(status.page(FeedInfo(title="Feed", language=language), SOURCES, INCIDENTS))
        titles.add(page.findtext(".//h1"))
    assert len(titles) == len(LANGUAGES)
