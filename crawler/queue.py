"""The queue of visits for workers on many machines: procrastinate, on the PostgreSQL that holds the store.

It holds nothing that lasts: a source whose job is lost is due again. So a new version of procrastinate gets a schema of
its own in the database, and what the old one held is left behind.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from urllib.parse import urlsplit
from uuid import uuid4

from sqlalchemy.engine import make_url

from crawler.catalogue import Source
from crawler.configuration import ConfigurationError
from crawler.session import Session
from feeds.clean.urls import identity

try:
    import procrastinate
    import psycopg
    from procrastinate.exceptions import AlreadyEnqueued
    from psycopg.conninfo import make_conninfo
except ImportError as error:
    raise ConfigurationError(
        "STORE_URL", "", "a PostgreSQL after `pip install 'solidarity-feed[cluster]'`, which brings the queue"
    ) from error

VISIT, PUBLISH = "visit", "publish"
"""Names of the tasks and of their queues."""
SCHEMA = "queue_" + "_".join(procrastinate.__version__.split(".")[:2])

log = logging.getLogger(__name__)


def conninfo(store_url: str) -> str:
    """The queue in the store's database, as libpq writes it. Raises ConfigurationError for a database that has none."""
    url = make_url(store_url)
    if url.get_backend_name() != "postgresql":
        raise ConfigurationError("STORE_URL", store_url, "postgresql+psycopg://...: workers share a PostgreSQL")
    database = url.set(drivername="postgresql").render_as_string(hide_password=False)
    return make_conninfo(database, options=f"-c search_path={SCHEMA}")


def open_app(store_url: str) -> procrastinate.App:
    """The queue for synchronous use, made if it is not there. Close it; raises ConfigurationError."""
    info = conninfo(store_url)
    _make(info)
    app = procrastinate.App(connector=procrastinate.SyncPsycopgConnector(conninfo=info))
    app.open()
    return app


def _make(info: str) -> None:
    """Make the queue's tables, once; workers that start together wait for the one that does."""
    with psycopg.connect(info) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [SCHEMA])
        made = connection.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [SCHEMA]).fetchone()
        if not made:
            connection.execute(f"CREATE SCHEMA {SCHEMA}".encode())
            connection.execute(procrastinate.schema.SchemaManager.get_schema().encode())


def enqueue(session: Session, sources: Iterable[Source], *, forced: bool) -> int:
    """Queue a visit to each source, and one publishing after all of them; how many are new in the queue.

    `forced`: they are to be visited due or not. A source that waits already is not queued again.
    """
    app = open_app(session.configuration.store_url)
    batch, count = uuid4().hex, 0
    try:
        for source in sources:
            job = app.configure_task(VISIT, queue=VISIT, lock=host(source), queueing_lock=f"{VISIT} {source.name}")
            try:
                job.defer(source=source.name, batch=batch, since=session.now.isoformat(), forced=forced)
                count += 1
            except AlreadyEnqueued:
                log.info("%s waits already", source.name)
        if count:
            app.configure_task(PUBLISH, queue=PUBLISH, lock=PUBLISH, priority=-1).defer(batch=batch)
    finally:
        app.close()
    return count


def host(source: Source) -> str:
    """Whose lock a visit takes: sources of one host are visited one after another."""
    return urlsplit(f"//{identity(source.home)}").hostname or source.name
