"""The store: one row per article whatever its URLs, one commit each, errors that say what to do."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import sqlite3
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from feeds.errors import StoreBusy, StoreError, StoreOutdated
from feeds.match.text import fingerprint
from feeds.store.articles import Kept
from feeds.store.schema import HEAD, metadata
from feeds.store.store import Store
from feeds.understand.reading import Evidence, Finding, Reason, Verdict
from tests.told import NOW, article, facts, prose, reading, tell


def test_an_article_comes_back_as_it_was_kept(store: Store) -> None:
    told = facts("kiss-in rally", "2024-05-17", "New York", hour="13:00", by=("Voices4",), sign="https://e.org/p")
    read = replace(
        reading(told),
        verdict=Verdict(
            True, True, ("lgbtq",), 0.7, (Reason("solidarity words", 1.5, Evidence("with you", "text", 3)),)
        ),
        findings={"whens": (Finding(told.whens[0], Evidence("on Friday"), 0.9, "weekday"),)},
    )
    made = article("https://a.org/x", authors=("Ann",), origins={"title": "json-ld"}, fetched=NOW, aliases=())
    assert store.keep(made, read, fingerprint(made.text), frozenset({"k:v"}), NOW) is Kept.NEW
    (held,) = store.articles()
    assert held.article == made
    assert held.reading == read
    assert held.first_seen == NOW


def test_unchanged_content_is_no_write_and_a_change_is_one(store: Store) -> None:
    assert tell(store, "https://a.org/x", facts()) is Kept.NEW
    assert tell(store, "https://a.org/x", facts(), fetched=NOW) is Kept.UNCHANGED
    assert tell(store, "https://a.org/x", facts(), title="Another", now=NOW + timedelta(days=1)) is Kept.CHANGED
    assert [held.article.title for held in store.articles()] == ["Another"]


def test_twin_addresses_are_one_article(store: Store) -> None:
    told = facts()
    tell(store, "https://www.a.org/x/", told, title="T", text=prose("t"), aliases=("https://a.org/?p=7",))
    again = tell(store, "http://a.org/x?utm_source=feed", told, title="T", text=prose("t"))
    assert again is Kept.UNCHANGED
    assert store.count() == 1
    for url in ("https://a.org/x", "https://a.org/?p=7"):
        known = store.known(url)
        assert known is not None
        assert known.url == "https://www.a.org/x/"
    assert store.known("https://a.org/?p=8") is None


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_twin_pages_of_one_moment_settle_on_the_fuller_one_in_any_order(store: Store, order: tuple[int, int]) -> None:
    texts = (prose("long", 200), prose("short", 20))
    for _ in range(3):  # and crawling both again changes nothing
        for place in order:
            tell(store, "https://a.org/x", facts(), title="T", text=texts[place])
    later = NOW + timedelta(hours=5)
    assert tell(store, "https://a.org/x", facts(), title="T", text=texts[1], now=later) is Kept.UNCHANGED
    assert [held.article.text for held in store.articles()] == [texts[0]]


def test_an_undated_article_is_of_the_day_it_was_first_seen(store: Store) -> None:
    tell(store, "https://a.org/x", facts(), None)
    tell(store, "https://a.org/x", facts(), None, title="Changed", now=NOW + timedelta(days=30))
    (held,) = store.articles()
    assert held.article.published == NOW
    assert held.article.origins["published"] == "first seen"


def test_copies_are_found_and_strangers_are_not(store: Store) -> None:
    tell(store, "https://a.org/x", facts(), text=prose("a", 300))
    tell(store, "https://b.org/y", facts(), text=prose("b", 300))
    cut = " ".join(prose("a", 300).split()[:120])
    assert [key for key, _ in store.copies(fingerprint(cut))] == ["a.org/x"]
    assert store.copies(fingerprint(prose("c", 300))) == []


def test_the_index_follows_a_change_of_text(store: Store) -> None:
    tell(store, "https://a.org/x", facts(), text=prose("a", 300))
    tell(store, "https://a.org/x", facts(), text=prose("b", 300), now=NOW + timedelta(days=1))
    assert store.copies(fingerprint(prose("a", 300))) == []
    assert [key for key, _ in store.copies(fingerprint(prose("b", 300)))] == ["a.org/x"]


def test_memories_and_runs(store: Store) -> None:
    store.remember("visit", "b", {"n": 1})
    store.remember("visit", "a", {"n": 2})
    store.remember("visit", "b", {"n": 3})
    assert store.memories("visit") == {"a": {"n": 2}, "b": {"n": 3}}
    store.forget("visit", "a")
    assert store.recall("visit", "a") is None
    for day in (1, 2, 3):
        store.add_run(datetime(2024, 1, day, tzinfo=UTC), {"kept": day})
    assert [run["kept"] for run in store.runs(2)] == [3, 2]


def test_a_transaction_is_all_or_nothing(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.transaction():
        tell(store, "https://a.org/x", facts())
        store.remember("a", "b", {})
        raise ZeroDivisionError
    assert store.count() == 0
    assert store.recall("a", "b") is None


def test_hostile_strings_are_kept(store: Store) -> None:
    tell(store, "https://a.org/x", facts(by=("\ud800 Group\x00",)), title="\udfff \x00 '\"); DROP TABLE articles")
    (held,) = store.articles()
    assert "DROP TABLE" in held.article.title


def test_a_new_store_makes_its_folders_and_opens_again(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a' / 'b' / 'store.db'}"
    with Store.open(url) as first:
        tell(first, "https://a.org/x", facts())
    with Store.open(url) as second:
        assert second.count() == 1


def test_the_migrations_make_the_schema(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    Store.open(f"sqlite:///{path}").close()
    with sqlite3.connect(path) as connection:
        made = {
            table: {row[1] for row in connection.execute(f"PRAGMA table_info({table})")} for table in metadata.tables
        }
        indexes = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'index'")}
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (HEAD,)
    connection.close()
    assert made == {name: {column.name for column in table.columns} for name, table in metadata.tables.items()}
    assert {index.name for table in metadata.tables.values() for index in table.indexes} <= indexes


def test_a_store_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    Store.open(f"sqlite:///{path}").close()
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(StoreOutdated, match="newer version"):
        Store.open(f"sqlite:///{path}")


def test_order_is_that_of_code_points_on_every_database(store: Store) -> None:
    urls = [f"https://a.org/{name}" for name in ("B", "a", "Z-1", "Z1", "é", "z", "_")]
    for url in urls:
        tell(store, url, facts())
    keys = [held.key for held in store.articles()]
    assert keys == sorted(keys)
    assert len(keys) == len(urls)


def test_what_is_no_store_is_said_to_be_none(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    path.write_bytes(b"this is not a database, but it is long enough to be taken for one" * 50)
    with pytest.raises(StoreError, match="not a store"):
        Store.open(f"sqlite:///{path}")
    with pytest.raises(StoreError, match="STORE_URL"):
        Store.open("nonsense")
    with pytest.raises(StoreError, match="folder"):
        Store.open(f"sqlite:///{path}/inside/store.db")


def test_a_damaged_store_is_a_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with Store.open(f"sqlite:///{path}") as store:
        for number in range(50):
            tell(store, f"https://a.org/{number}", facts())
    data = bytearray(path.read_bytes())
    data[8192:] = os.urandom(len(data) - 8192)
    path.write_bytes(data)
    with pytest.raises(StoreError, match="restore a backup"), Store.open(f"sqlite:///{path}") as store:
        list(store.articles())


def _hold(url: str, ready: str) -> None:
    with Store.open(url) as store, store.lock("a test that waits"):
        Path(ready).touch()
        time.sleep(60)


def test_a_second_run_is_told_who_holds_the_lock_and_a_killed_one_lets_go(store_url: str, tmp_path: Path) -> None:
    url, ready = store_url, tmp_path / "ready"
    with Store.open(url) as store:
        other = multiprocessing.get_context("spawn").Process(target=_hold, args=(url, str(ready)))
        other.start()
        try:
            for _ in range(300):
                if ready.exists():
                    break
                time.sleep(0.1)
            with pytest.raises(StoreBusy) as caught, store.lock("me"):
                pass
            assert "a test that waits" in caught.value.holder
            assert str(other.pid) in caught.value.holder
        finally:
            os.kill(other.pid or 0, signal.SIGKILL)
            other.join()
            other.close()
        with store.lock("me"):
            if url.startswith("sqlite"):
                assert json.loads((tmp_path / "store.db.lock").read_text())["holder"] == "me"
        with store.lock("me again"):
            pass


def test_what_settling_asks_first_is_answered_from_an_index() -> None:
    with Store.open("sqlite://") as store, store.transaction() as connection:
        for flag in ("fresh", "relevant"):
            query = f"EXPLAIN QUERY PLAN SELECT id FROM articles WHERE {flag} = 1 ORDER BY key"
            plan = " ".join(row[-1] for row in connection.exec_driver_sql(query))
            assert f"articles_{flag}" in plan
