"""Migrations: a store of the first release, with 10,000 articles, opens under this one with all that it held."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, inspect
from sqlalchemy import text as sql

import feeds.store
from feeds.store.schema import HEAD, metadata
from feeds.store.store import Store

COUNT = 10_000
START = datetime(2019, 1, 1, tzinfo=UTC)
# Rows as the first release wrote them.
ARTICLE = (
    "INSERT INTO articles (id, key, url, source, published, first_seen, stored, relevant, action, digest, keys, print,"
    " reading, article) VALUES (:id, :key, :url, 's', :at, :at, :at, :relevant, :action, :key, :keys, :print, :reading, :article)"
)
ACTION = "INSERT INTO actions (id, minted, founder, updated, action) VALUES (:id, :at, :key, :at, :action)"
READING = {"verdict": {"relevant": True, "action": True}, "facts": {"forms": ["vigil"], "places": [{"city": "Oslo"}]}}


@pytest.fixture(params=["sqlite", "postgresql"])
def first(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a store of the first schema, full."""
    url = f"sqlite:///{tmp_path / 'store.db'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("bare_postgres_url")
    engine = create_engine(url)
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(Path(feeds.store.__file__).parent / "migrations"))
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        rows = [_row(number) for number in range(COUNT)]
        connection.execute(sql(ARTICLE), rows)
        connection.execute(sql("INSERT INTO names (key, article) VALUES (:key, :id)"), rows)
        connection.execute(sql(ACTION), [_action(row) for row in rows if row["action"]])
        remembered = {"value": '{"failures": 2}'}
        connection.execute(sql("INSERT INTO memories (kind, key, value) VALUES ('visit', 's', :value)"), remembered)
    engine.dispose()
    return url


def _row(number: int) -> dict[str, object]:
    at, url = (START + timedelta(hours=number)).isoformat(), f"https://a.org/{number}"
    held = {"url": url, "source": "s", "site": "S", "title": f"Vigil {number}", "text": "Words.", "published": at}
    return {
        "id": number + 1, "key": f"a.org/{number}", "url": url, "at": at, "relevant": number % 10 == 0,
        "action": f"tag:a.org,2019:{number}" if number % 10 == 0 else None, "print": bytes(4),
        "keys": "name:an kvl\nname:mrk dvr\n~name:an kvl" if number % 10 == 0 else "",
        "reading": json.dumps(READING if number % 10 == 0 else {"verdict": {"relevant": False, "action": False}}),
        "article": json.dumps(held),
    }  # fmt: skip


def _action(row: dict[str, object]) -> dict[str, object]:
    held = {
        "id": row["action"], "title": "Vigil", "language": "en", "facts": READING["facts"], "published": row["at"],
        "sources": [{"url": row["url"], "title": "Vigil", "site": "S"}], "updated": row["at"],
    }  # fmt: skip
    return {"id": row["action"], "at": row["at"], "key": row["key"], "action": json.dumps(held)}


def test_everything_is_there_after_migrating(first: str) -> None:
    with Store.open(first) as store:
        assert store.count() == COUNT
        titles = {held.article.title for held in store.articles()}
        assert titles == {f"Vigil {number}" for number in range(COUNT)}
        actions = store.actions()
        assert len(actions) == COUNT // 10
        assert actions[0].updated == START + timedelta(hours=COUNT - 10)
        assert actions[0].facts.places[0].city == "Oslo"
        assert store.ids_of(actions[0].id)
        assert store.recall("visit", "s") == {"failures": 2}
        known = store.known("https://a.org/7")
        assert known is not None
        assert known.published == START + timedelta(hours=7)


def test_what_matching_knows_is_made_anew(first: str) -> None:
    with Store.open(first) as store:
        (one,) = store.traits([1])
        assert one.facts.places[0].city == "Oslo"
        found = {held.published for held in store.traits(store.candidates(one.key, one.keys, one.print))}
        assert len(found) > 1
        assert max(found) - min(found) <= timedelta(days=180), "names are of their season"


def test_the_schema_is_that_of_a_new_store(first: str) -> None:
    Store.open(first).close()
    engine = create_engine(first)
    with engine.connect() as connection:
        assert connection.execute(sql("SELECT version_num FROM alembic_version")).scalar() == HEAD
        looked = inspect(connection)
        for name, table in metadata.tables.items():
            assert {column["name"] for column in looked.get_columns(name)} == {column.name for column in table.columns}
            assert {index.name for index in table.indexes} <= {index["name"] for index in looked.get_indexes(name)}
    engine.dispose()
