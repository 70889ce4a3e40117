"""Refusing early loses nothing that reading in full would have kept, and spares most of the rest."""

from __future__ import annotations

import gzip
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawler import refuse
from crawler.entrances.entry import Entry
from crawler.ledger import LATEST, SOONEST, Ledger, between_looks
from feeds import understand
from feeds.article import Event
from tests.bench import corpus

TOPICS = frozenset(("lgbtq", "human-rights-defenders"))
VIGIL = "On Friday at 6 pm people hold a vigil in solidarity with gay men who are persecuted. Bring candles. "
MARKET = "The market for used cars grew last year, dealers say, and prices rose in most regions of the country. "
NOW = datetime(2026, 11, 1, tzinfo=UTC)


def page(text: str, head: str = "") -> bytes:
    body = "".join(f"<p>{text}</p>" for _ in range(4))
    return f'<html lang="en"><head><title>News</title>{head}</head><body><main>{body}</main></body></html>'.encode()


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (page(MARKET), "no-action-word"),
        (page("Farmers hold a rally against the price of milk on Monday in the square. "), "off-topic"),
        (page(VIGIL), ""),
        (page(MARKET, '<script type="application/ld+json">{"@type": "Event"}</script>'), ""),
        (b"", "no-action-word"),
        (b"\xff\xfe\x00<<<", "no-action-word"),
    ],
)
def test_a_page_is_refused_by_a_name(body: bytes, reason: str) -> None:
    assert refuse.of_page(body, Entry("https://a.org/1"), TOPICS) == reason


def test_what_its_entry_tells_counts_too() -> None:
    assert (
        refuse.of_page(page(MARKET), Entry("https://a.org/1", title="Vigil for gay men held in prison"), TOPICS) == ""
    )


def test_an_entry_is_refused_only_when_it_tells_enough() -> None:
    assert refuse.of_entry(Entry("https://a.org/1", title="Used cars", summary=MARKET * 3), TOPICS) == "not-told"
    assert refuse.of_entry(Entry("https://a.org/1", title="Used cars"), TOPICS) == ""
    assert refuse.of_entry(Entry("https://a.org/1", title="Cars", summary=MARKET * 3 + "Gay rights."), TOPICS) == ""
    assert refuse.of_entry(Entry("https://a.org/1", title="Cars", summary=MARKET * 3), frozenset({"any"})) == ""
    event = Entry("https://a.org/1", title="Cars", summary=MARKET * 3, events=(Event("x"),))
    assert refuse.of_entry(event, TOPICS) == ""


def test_a_page_nested_without_end_is_not_waited_for() -> None:
    began = time.process_time()
    refuse.of_page(b"<div>" * 50_000 + VIGIL.encode(), Entry("https://a.org/1"), TOPICS)
    refuse.of_page((b"<b>" + b"</b>" * 2) * 50_000 + VIGIL.encode(), Entry("https://a.org/1"), TOPICS)
    assert time.process_time() - began < 2


def test_no_relevant_page_of_the_recorded_web_is_lost(shared: Path) -> None:
    gold = {row["fetch_url"]: row for row in corpus.lines(shared / "web" / "dev.gold.jsonl")}
    relevant = refused = lost = 0
    with (shared / "web" / "dev.warc.gz").open("rb") as file:
        for record in ArchiveIterator(file):
            url = record.rec_headers.get_header("WARC-Target-URI")
            row = gold.get(url)
            if record.rec_type != "response" or row is None or not row["relevant"] or row.get("borderline"):
                continue
            relevant += 1
            body = record.content_stream().read()
            if refuse.of_page(body, Entry(url), TOPICS):
                refused += 1
                article = corpus.made(body, url, None)
                lost += article is not None and understand.read(article, topics=TOPICS).verdict.relevant
    assert relevant > 80
    assert lost == 0, f"{refused} of {relevant} refused, {lost} of them relevant to the reader"


def test_most_general_news_is_not_read_in_full(shared: Path) -> None:
    reasons: Counter[str] = Counter()
    for row in corpus.lines(shared / "pages" / "news.jsonl")[:60]:
        body = gzip.decompress((shared / "pages" / row["file"]).read_bytes())
        reasons[refuse.of_page(body, Entry(row["url"]), TOPICS)] += 1
    assert reasons[""] <= 6, reasons


def test_a_refusal_is_remembered_until_its_basis_changes() -> None:
    ledger = Ledger(None, TOPICS)
    ledger.note("https://a.org/1?utm_source=x", "no-action-word", NOW)
    ledger.note("https://a.org/2", "soft-404", NOW, lasting=False)
    again = Ledger(ledger.plain(), TOPICS)
    found = again.refused("https://a.org/1", NOW + timedelta(days=400))
    assert found and found.what == "no-action-word"
    assert again.refused("https://a.org/2", NOW + timedelta(days=2))
    assert not again.refused("https://a.org/2", NOW + timedelta(days=4)), "a fault passes"
    assert not Ledger(ledger.plain(), frozenset({"any"})).refused("https://a.org/1", NOW)
    assert Ledger({"topics": sorted(TOPICS), "notes": {}}, TOPICS).refused("https://a.org/1", NOW) is None


def test_looks_slow_with_age_and_hurry_before_the_action() -> None:
    waits = [between_looks(NOW, NOW - timedelta(days=days), None) for days in (0, 1, 5, 50, 5000)]
    assert waits == [SOONEST, SOONEST, timedelta(days=1), timedelta(days=10), LATEST]
    near = between_looks(NOW, NOW - timedelta(days=50), NOW + timedelta(days=1))
    assert near == timedelta(hours=12)
    assert between_looks(NOW, NOW - timedelta(days=50), NOW - timedelta(days=1)) == timedelta(days=10)
