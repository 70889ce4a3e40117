"""The takedown list reaches what was published and what comes later."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.settle import settle
from feeds.store.store import Store
from feeds.takedown import Takedown
from tests.told import NOW, facts, prose, tell

DAY = timedelta(days=1)
ROME = facts("vigil", "2024-05-17", "Rome", by=("Arcigay",))


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open("sqlite://") as opened:
        tell(opened, "https://a.org/1", ROME)
        tell(opened, "https://b.org/2", ROME, text=prose("b") + " Jane Roe spoke.")
        settle(opened, NOW, takedown=Takedown())
        yield opened


def _urls(store: Store) -> set[str]:
    return {one.url for action in store.actions() for one in action.sources}


def test_lines_are_read() -> None:
    found = Takedown.parse(
        "# why\nhttps://www.a.org/1/?utm_source=x  # asked by mail\n\ntag:a.org,2024-01-01:x\nJane  Roe\nwww.b.org/2\n"
    )
    assert found == Takedown(
        frozenset({"a.org/1", "b.org/2"}), frozenset({"tag:a.org,2024-01-01:x"}), frozenset({"jane roe"})
    )


def test_no_file_hides_nothing(tmp_path: Path) -> None:
    assert Takedown.read(tmp_path / "none.txt") == Takedown()


def test_a_url_hides_its_article_and_comes_back_with_the_line_gone(store: Store) -> None:
    settle(store, NOW + DAY, takedown=Takedown.parse("http://a.org/1?utm_medium=x"))
    assert _urls(store) == {"https://b.org/2"}
    tell(store, "https://a.org/1", ROME, title="Edited", now=NOW + 2 * DAY)
    settle(store, NOW + 2 * DAY, takedown=Takedown.parse("http://a.org/1"))
    assert _urls(store) == {"https://b.org/2"}
    settle(store, NOW + 3 * DAY, takedown=Takedown())
    assert _urls(store) == {"https://a.org/1", "https://b.org/2"}


def test_a_word_hides_every_article_that_holds_it(store: Store) -> None:
    settle(store, NOW + DAY, takedown=Takedown.parse("jane roe"))
    assert _urls(store) == {"https://a.org/1"}
    tell(store, "https://c.org/3", ROME, text=prose("c") + " JANE\nROE")
    tell(store, "https://d.org/4", ROME, text=prose("d") + " Jane Roebuck")
    settle(store, NOW + 2 * DAY, takedown=Takedown.parse("jane roe"))
    assert _urls(store) == {"https://a.org/1", "https://d.org/4"}


def test_an_id_hides_the_action_and_all_that_joins_it_later(store: Store) -> None:
    (action,) = store.actions()
    listed = Takedown.parse(action.id)
    assert settle(store, NOW + DAY, takedown=listed).removed == 1
    tell(store, "https://c.org/3", ROME, now=NOW + 2 * DAY)
    settle(store, NOW + 2 * DAY, takedown=listed)
    assert store.actions() == []
    assert [(stone.id, stone.when, stone.merged_into) for stone in store.tombstones()] == [(action.id, NOW + DAY, None)]
    settle(store, NOW + 3 * DAY, takedown=Takedown())
    assert [found.id for found in store.actions()] == [action.id]
    assert store.tombstones() == []


@pytest.mark.parametrize("line", ["jane roe", "https://c.org/3"])
def test_what_is_taken_down_goes_from_the_change_log_too(store: Store, line: str) -> None:
    more = facts("vigil", "2024-05-17", "Rome", by=("Arcigay", "Friends of Jane Roe"), attendance=(50, 50))
    tell(store, "https://c.org/3", more, text=prose("c") + " Jane Roe", now=NOW + DAY)
    tell(store, "https://b.org/2", ROME, text=prose("b2"), now=NOW + DAY)
    settle(store, NOW + DAY, takedown=Takedown())
    assert "Jane Roe" in repr(store.actions())
    settle(store, NOW + 2 * DAY, takedown=Takedown.parse(line))
    assert "Jane Roe" not in repr(store.actions())
    assert _urls(store) == {"https://a.org/1", "https://b.org/2"}


def test_a_place_that_only_the_hidden_article_told_is_not_named_as_what_was(store: Store) -> None:
    own = facts("vigil", "2024-05-17", "Rome", by=("Arcigay",), venue="Casa Roe")
    tell(store, "https://c.org/3", own, now=NOW + DAY)
    tell(
        store,
        "https://d.org/4",
        facts("vigil", "2024-05-17", "Rome", by=("Arcigay",), venue="Piazza Nuova"),
        "2024-05-01",
    )
    settle(store, NOW + DAY, takedown=Takedown())
    settle(store, NOW + 2 * DAY, takedown=Takedown.parse("https://c.org/3"))
    assert "Casa Roe" not in repr(store.actions())


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_a_list(text: str) -> None:
    assert Takedown.parse(text) == Takedown.parse(text + "\n# end")
