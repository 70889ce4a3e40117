"""Corrections by hand last: merged stays merged, split stays split, whatever is found later."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from feeds.corrections import merge, split
from feeds.errors import UnknownAction
from feeds.settle import settle
from feeds.store.store import Store
from feeds.takedown import Takedown
from tests.told import NOW, facts, prose, tell

DAY = timedelta(days=1)
ROME = facts("vigil", "2024-05-17", "Rome", by=("Arcigay",))
OSLO = facts("vigil", "2024-05-17", "Oslo", by=("Fri",))


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open("sqlite://") as opened:
        tell(opened, "https://a.org/1", ROME)
        tell(opened, "https://b.org/2", ROME)
        tell(opened, "https://c.org/3", OSLO)
        settle(opened, NOW, takedown=Takedown())
        yield opened


def _groups(store: Store) -> list[list[str]]:
    return sorted(sorted(one.url for one in action.sources) for action in store.actions())


def _id(store: Store, url: str) -> str:
    return next(action.id for action in store.actions() if url in {one.url for one in action.sources})


def test_merging_lasts(store: Store) -> None:
    rome, oslo = _id(store, "https://a.org/1"), _id(store, "https://c.org/3")
    merge(store, rome, oslo)
    settle(store, NOW + DAY, takedown=Takedown())
    assert len(_groups(store)) == 1
    assert store.resolve(max(rome, oslo)) == store.actions()[0].id
    tell(store, "https://c.org/3", OSLO, title="Edited", now=NOW + 2 * DAY)
    settle(store, NOW + 2 * DAY, takedown=Takedown())
    assert len(_groups(store)) == 1


def test_splitting_lasts_and_a_later_word_overrules_it(store: Store) -> None:
    rome = _id(store, "https://a.org/1")
    split(store, rome, ["https://b.org/2"])
    settle(store, NOW + DAY, takedown=Takedown())
    assert _groups(store) == [["https://a.org/1"], ["https://b.org/2"], ["https://c.org/3"]]
    assert _id(store, "https://a.org/1") == rome
    assert _id(store, "https://b.org/2") != rome
    tell(store, "https://b.org/2", ROME, title="Edited", text=prose("new"), now=NOW + 2 * DAY)
    settle(store, NOW + 2 * DAY, takedown=Takedown())
    assert len(_groups(store)) == 3
    merge(store, rome, _id(store, "https://b.org/2"))
    settle(store, NOW + 3 * DAY, takedown=Takedown())
    assert _groups(store) == [["https://a.org/1", "https://b.org/2"], ["https://c.org/3"]]


def test_what_cannot_be_is_refused(store: Store) -> None:
    rome = _id(store, "https://a.org/1")
    with pytest.raises(UnknownAction):
        merge(store, rome, "tag:nobody,2024-01-01:x")
    with pytest.raises(ValueError, match="not among"):
        split(store, rome, ["https://c.org/3"])
    with pytest.raises(ValueError, match="leave some"):
        split(store, rome, ["https://a.org/1", "https://b.org/2"])
