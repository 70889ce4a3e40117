"""When to visit a source again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.advice import advice
from crawler.configuration import Bounds
from crawler.entrances.entry import Entry, Wish
from crawler.entrances.feed import read
from crawler.entrances.manners import rhythm
from crawler.health import after
from crawler.spiders.report import SourceReport
from crawler.state import Visit

NOW = datetime(2026, 11, 2, 12, 30, tzinfo=UTC)  # a Monday
BOUNDS = Bounds()
HOUR = timedelta(hours=1)


def worked(**words: object) -> SourceReport:
    return SourceReport("a", entrances=[("feed", "https://a.org/feed", "declared")], **words)  # type: ignore[arg-type]


def wait(visit: Visit, report: SourceReport, held: datetime | None = None) -> timedelta:
    due = after(visit, report, NOW, held=held, bounds=BOUNDS).visit.next
    assert due
    return due - NOW


def about(hours: float) -> Any:
    """So long, or sooner by what keeps sources apart."""
    return pytest.approx(hours * 0.9, rel=0.12)


def test_a_source_that_brings_is_visited_sooner_and_a_silent_one_later() -> None:
    visit = Visit(interval=4 * 3600)
    assert wait(visit, worked(items=1)) / HOUR == about(2)
    assert wait(visit, worked()) / HOUR == about(6)


def test_the_rhythm_of_its_articles_counts_more() -> None:
    assert wait(Visit(interval=4 * 3600), worked(items=9, rhythm=20 * 3600)) / HOUR == about(10)


def test_sources_that_were_met_together_drift_apart() -> None:
    reports = [replace(worked(rhythm=40 * 3600), source=f"source_{n}") for n in range(300)]
    assert len({wait(Visit(), report) // timedelta(minutes=5) for report in reports}) > 40
    assert wait(Visit(), reports[0]) == wait(Visit(), reports[0]), "each by a share of its own"


def test_failures_back_off_and_never_give_up() -> None:
    visit, waits = Visit(), []
    for _ in range(9):
        health = after(visit, SourceReport("a", cause="dns"), NOW)
        visit = health.visit
        assert visit.next
        waits.append(visit.next - NOW)
    assert [each / HOUR for each in waits[:4]] == [about(1), about(2), about(4), about(8)]
    assert waits[-1] / BOUNDS.latest == about(1)


def test_a_server_that_wants_no_visit_is_left_alone_but_not_for_ever() -> None:
    assert wait(Visit(), SourceReport("a", cause="http-503"), NOW + 5 * HOUR) == 5 * HOUR
    assert wait(Visit(), worked(items=1), datetime(2038, 1, 19, tzinfo=UTC)) == BOUNDS.latest


def test_ttl_and_skipped_hours_are_heard_and_remembered() -> None:
    wish = Wish(minutes=600, hours=(22, 23, 0))
    health = after(Visit(interval=3600), worked(items=1, wish=wish), NOW)
    assert health.visit.next == datetime(2026, 11, 3, 1, tzinfo=UTC)
    assert after(health.visit, worked(unchanged=True), NOW).visit.next == datetime(2026, 11, 3, 1, tzinfo=UTC)


def test_skipped_days_end_at_the_latest() -> None:
    assert wait(Visit(interval=3600), worked(wish=Wish(days=(0, 1, 2, 3)))) == BOUNDS.latest


FEED = """<rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><title>t</title>%s
<item><title>one</title><link>https://a.org/1</link></item></channel></rss>"""


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ("<ttl>90</ttl>", Wish(90)),
        ("<ttl>never</ttl>", Wish()),
        ("<ttl>99999999</ttl>", Wish()),
        ("<sy:updatePeriod> daily </sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>", Wish(720)),
        ("<skipHours><hour>1</hour><hour>24</hour><hour>x</hour></skipHours>", Wish(hours=(0, 1))),
        ("<skipDays><day>Sunday</day><day>Funday</day></skipDays>", Wish(days=(6,))),
        ("<skipHours>" + "".join(f"<hour>{n}</hour>" for n in range(24)) + "</skipHours>", Wish()),
    ],
)
def test_a_feed_says_when_it_wants_to_be_read(said: str, wish: Wish) -> None:
    page = read((FEED % said).encode(), "https://a.org/feed")
    assert page.wish == wish
    assert page.entries


def test_rhythm_is_the_median_gap_of_what_is_not_in_the_future() -> None:
    dates = ["2026-11-01T00:00:00Z", "2026-11-01T06:00:00Z", "2026-11-01T12:00:00Z", "2038-01-19T03:14:07Z", "soon"]
    assert rhythm([Entry(f"https://a.org/{d}", published=d) for d in dates], NOW) == 6 * 3600
    assert rhythm([Entry("https://a.org/1", published=dates[0])], NOW) == 0


def test_plans_made_under_a_wrong_clock_do_not_count() -> None:
    visit = Visit(last=datetime(2038, 1, 19, tzinfo=UTC), next=datetime(2038, 1, 20, tzinfo=UTC))
    assert visit.is_due(NOW)


def test_a_cause_comes_with_advice() -> None:
    line = after(Visit(), SourceReport("a", cause="http-410"), NOW).line
    assert line == "a: http-410 (it is gone for good: drop the source, or look for its new address)"
    assert advice("never heard of") != ""


@settings(max_examples=100)
@given(
    st.floats(0, 1e9), st.floats(0, 1e9), st.integers(0, 527_000), st.sets(st.integers(0, 23)),
    st.sets(st.integers(0, 6)), st.booleans(), st.none() | st.datetimes(timezones=st.just(UTC)),
)  # fmt: skip
def test_the_next_visit_is_within_bounds(
    interval: float, rate: float, minutes: int, hours: set[int], days: set[int], well: bool, held: datetime | None
) -> None:
    report = worked(rhythm=rate) if well else SourceReport("a", cause="dns")
    report.wish = Wish(minutes, tuple(hours), tuple(days))
    assert BOUNDS.soonest <= wait(Visit(interval=interval), report, held) <= BOUNDS.latest
