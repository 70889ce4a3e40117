"""Backup and restore: the same store, on the same or the other database; all or nothing."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from feeds.errors import StoreError
from feeds.settle import settle
from feeds.store.backup import backup, restore
from feeds.store.schema import metadata
from feeds.store.store import Store
from feeds.takedown import Takedown
from tests.told import NOW, facts, tell


def _fill(store: Store, count: int = 8) -> None:
    for number in range(count):
        tell(store, f"https://a.org/{number}", facts("vigil", f"2024-05-{number % 28 + 1:02}", "Oslo"))
    settle(store, NOW, takedown=Takedown())
    store.remember("visit", "a", {"last": "x"})
    store.remember("lock", "holder", {"pid": 1})
    store.add_run(NOW, {"visited": 1})


def _rows(store: Store) -> dict[str, list[tuple[object, ...]]]:
    found = {}
    with store.transaction() as connection:
        for name, table in metadata.tables.items():
            rows = [tuple(row) for row in connection.execute(table.select()) if row[0] != "lock"]
            found[name] = sorted(rows, key=repr)
    return found


def test_a_backup_is_restored_on_either_database(store: Store, tmp_path: Path) -> None:
    _fill(store)
    file = tmp_path / "backups" / "one.db"
    backup(store, file)
    assert list(file.parent.iterdir()) == [file]
    before = _rows(store)
    with Store.open(f"sqlite:///{tmp_path / 'other.db'}") as other:
        assert restore(other, file) == 8
        assert _rows(other) == before
        assert other.actions() == store.actions(), "in the same order too"
    tell(store, "https://a.org/later", facts())
    assert restore(store, file) == 8
    assert _rows(store) == before
    tell(store, "https://a.org/after", facts())  # gets a number of its own
    store.add_run(NOW, {"visited": 2})
    assert store.count() == 9


def test_a_backup_while_another_writes_is_of_one_moment(store_url: str, tmp_path: Path) -> None:
    with Store.open(store_url) as store, Store.open(store_url) as writer:
        _fill(store)
        with writer.transaction():
            tell(writer, "https://a.org/not-yet-committed", facts())
            backup(store, tmp_path / "one.db")
    with Store.open(f"sqlite:///{tmp_path / 'one.db'}") as copy:
        assert copy.count() == 8


def test_what_is_no_backup_leaves_the_store_alone(store: Store, tmp_path: Path) -> None:
    _fill(store, 3)
    file = tmp_path / "one.db"
    with pytest.raises(StoreError, match="cannot be read"):
        restore(store, file)
    file.write_text("hello, this is a letter")
    with pytest.raises(StoreError, match="not a backup"):
        restore(store, file)
    sqlite3.connect(file.with_name("two.db")).execute("CREATE TABLE x (y)").connection.close()
    with pytest.raises(StoreError, match="no store"):
        restore(store, file.with_name("two.db"))
    backup(store, file)
    data = file.read_bytes()
    file.write_bytes(data[: len(data) // 2])
    with pytest.raises(StoreError):
        restore(store, file)
    assert store.count() == 3
