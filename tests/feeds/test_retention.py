"""Retention: what nobody sees goes first, nothing published goes before its time, and nothing comes back."""

from __future__ import annotations

from datetime import timedelta

from feeds.retention import Retained, retain
from feeds.settle import settle
from feeds.store.articles import Kept
from feeds.store.schema import links, names, prints, terms
from feeds.store.store import Store
from feeds.takedown import Takedown
from tests.told import NOW, facts, tell

DAY = timedelta(days=1)
OLD = "https://a.org/old-news"
VIGIL = facts("vigil", "2024-05-17", "Oslo", by=("Group One",), status="announced")


def _fill(store: Store) -> None:
    tell(store, OLD, facts(), relevant=False)
    tell(store, "https://a.org/vigil", VIGIL)
    tell(store, "https://b.org/vigil", VIGIL)
    tell(store, "https://a.org/ahead", facts("rally", "2025-12-24", "Rome", by=("Group Two",)))
    tell(store, "https://a.org/new-news", facts(), relevant=False, now=NOW + 300 * DAY)
    settle(store, NOW, takedown=Takedown())


def test_by_default_everything_is_kept(store: Store) -> None:
    _fill(store)
    assert retain(store, NOW + 9999 * DAY, days=0, articles=0) == Retained()
    assert store.count() == 5


def test_by_age_what_is_old_goes_and_does_not_come_back(store: Store) -> None:
    _fill(store)
    later = NOW + 400 * DAY
    assert retain(store, later, days=365, articles=0) == Retained(articles=3, actions=1)
    assert [held.article.url for held in store.articles()] == ["https://a.org/ahead", "https://a.org/new-news"]
    assert [action.facts.places[0].city for action in store.actions()] == ["Rome"], "its day is still to come"
    assert store.tombstones() == [], "it was not taken back"
    for url in (OLD, "https://a.org/vigil"):
        known = store.known(url)
        assert known is not None, "the crawler need not fetch it again"
        assert known.stored == later
        assert tell(store, url, VIGIL, title="Again", now=later + DAY) is Kept.UNCHANGED
    assert store.count() == 2
    settle(store, later + DAY, takedown=Takedown())
    assert len(store.actions()) == 1


def test_nothing_points_to_what_is_gone(store: Store) -> None:
    _fill(store)
    ids = {held.id for held in store.articles()}
    retain(store, NOW + 400 * DAY, days=365, articles=0)
    left = {held.id for held in store.articles()}
    assert left < ids
    with store.transaction() as connection:
        for column in (names.c.article, terms.c.article, prints.c.article, links.c.a, links.c.b):
            assert set(connection.execute(column.table.select().with_only_columns(column)).scalars()) <= left


def test_by_size_what_is_published_stays(store: Store) -> None:
    _fill(store)
    assert retain(store, NOW, days=0, articles=4) == Retained(articles=1)
    assert store.known(OLD) is not None
    assert len(store.actions()) == 2
    assert retain(store, NOW, days=0, articles=1) == Retained(articles=1), "only what is behind no action"
    assert store.count() == 3
    store.vacuum()
    assert store.count() == 3
