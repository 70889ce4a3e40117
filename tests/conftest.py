"""Shared fixtures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from feeds.store.store import Store
from tests import postgres
from tests.web import recording

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of recorded webs and real pages beside the repository; skips where it is absent."""
    if not (SHARED / "web").is_dir():
        pytest.skip("the measured data (a folder `shared` beside the checkout) is not here")
    return SHARED


@pytest.fixture(scope="session")
def warc(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample web, recorded; not to be written to."""
    return recording.write(tmp_path_factory.mktemp("web") / "web.warc.gz")


@pytest.fixture(scope="session")
def _cluster() -> Iterator[postgres.Cluster]:
    pytest.importorskip("psycopg", reason="psycopg (the extra `postgres`) is not installed")
    try:
        with postgres.cluster() as running:
            Store.open(running.url).close()
            yield running
    except postgres.Absent as reason:
        pytest.skip(str(reason))


@pytest.fixture
def postgres_url(_cluster: postgres.Cluster) -> str:
    """The URL of an empty store on PostgreSQL; skips where there is no server."""
    _cluster.empty()
    return _cluster.url


@pytest.fixture
def bare_postgres_url(_cluster: postgres.Cluster) -> Iterator[str]:
    """The URL of a database on PostgreSQL without any table."""
    _cluster.empty(drop=True)
    yield _cluster.url
    _cluster.empty(drop=True)
    Store.open(_cluster.url).close()


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a new store, on each database."""
    if request.param == "postgresql":
        url: str = request.getfixturevalue("postgres_url")
        return url
    return f"sqlite:///{tmp_path / 'store.db'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """A new store, on each database."""
    url: str = "sqlite://" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    with Store.open(url) as opened:
        yield opened
