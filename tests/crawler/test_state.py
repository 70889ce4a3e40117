"""What the wire remembers between runs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from crawler.state import Found, RobotsText, State, Validators, Visit
from tests.crawler.shelf import Shelf

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)


def test_entrances_found_by_a_visit_that_never_ended_are_not_remembered() -> None:
    shelf = Shelf()
    State(shelf).found("a", [Found("feed", "https://a.org/feed/")])
    assert State(shelf).entrances("a") == ()


def test_entrances_are_remembered_in_order_and_forgotten() -> None:
    state = State(Shelf())
    found = (Found("feed", "https://a.org/feed/"), Found("sitemap", "https://a.org/sitemap.xml"))
    assert state.entrances("a") == ()
    state.found("a", found)
    state.commit("a")
    assert state.entrances("a") == found
    state.found("a", ())
    state.commit("a")
    assert state.entrances("a") == ()


def test_a_visit_comes_back_as_it_was() -> None:
    state = State(Shelf())
    visit = Visit(NOW, NOW - timedelta(days=1), NOW + timedelta(hours=6), 3, "timeout", 3600.0)
    assert state.visit("a") == Visit()
    state.visited("a", visit)
    assert state.visit("a") == visit


def test_what_was_never_visited_is_due() -> None:
    assert Visit().is_due(NOW)
    assert Visit(next=NOW).is_due(NOW)
    assert not Visit(next=NOW + timedelta(seconds=1)).is_due(NOW)


def test_validators_count_only_when_committed_and_for_their_source() -> None:
    state = State(Shelf())
    one = Validators.of(etag='"1"', modified="", body=b"one")
    state.note("a", "https://a.org/feed", one)
    state.note("b", "https://b.org/feed", one)
    assert state.validators("https://a.org/feed") is None
    state.commit("a")
    assert state.validators("https://a.org/feed") == one
    assert state.validators("https://b.org/feed") is None
    state.discard("b")
    state.commit("b")
    assert state.validators("https://b.org/feed") is None


def test_a_robots_text_comes_back_as_it_was() -> None:
    state = State(Shelf())
    assert state.robots("https://a.org") is None
    state.read_robots("https://a.org", RobotsText("User-agent: *\nDisallow: /é", NOW))
    assert state.robots("https://a.org") == RobotsText("User-agent: *\nDisallow: /é", NOW)


def test_the_latest_wish_of_a_server_counts() -> None:
    state = State(Shelf())
    assert state.held("a") is None
    state.hold("a", NOW + timedelta(hours=2))
    state.hold("a", NOW + timedelta(hours=1))
    assert state.held("a") == NOW + timedelta(hours=2)


def test_a_body_is_known_by_its_hash() -> None:
    assert Validators.of(etag="", modified="", body=b"one").match(b"one")
    assert not Validators.of(etag="", modified="", body=b"one").match(b"two")
    assert not Validators(etag='"1"').match(b"")
