"""A worker: takes visits from the queue, many at once, and publishes when a batch is done. Any number, on any machine."""

from __future__ import annotations

import asyncio
import importlib
import logging
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from datetime import datetime
from multiprocessing import get_context
from typing import Any

import procrastinate
import psycopg
from procrastinate import RetryStrategy
from procrastinate.worker import Worker as Taker
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from crawler import alerts, publication, queue, run
from crawler.configuration import Configuration
from crawler.loader import SourceLoader
from crawler.session import Session
from crawler.spiders.update import UpdateSpider
from crawler.workers import Pool
from feeds.store.store import Store

POLL = 2.0
"""Seconds between two looks into the queue; news of new jobs comes at once."""
MISSED = 3
"""Signs of life that a worker may miss."""
ATTEMPTS = 3
"""Times that a visit is begun: one that kills its worker must not kill them all."""
HUNG = 600.0
"""Seconds without a turn of its loop after which a worker no longer says that it lives."""
GRACE = 60.0
"""Seconds that visits get to end when the worker is asked to."""

_RESCUE = """
UPDATE procrastinate_jobs SET
    status = (CASE WHEN attempts + 1 < %(attempts)s THEN 'todo' ELSE 'failed' END)::procrastinate_job_status,
    attempts = attempts + 1, worker_id = NULL
WHERE status = 'doing' AND (worker_id IS NULL OR worker_id IN (
    SELECT id FROM procrastinate_workers WHERE last_heartbeat < now() - make_interval(secs => %(seconds)s)))
RETURNING args
"""
# One statement, for procrastinate's list of stalled jobs may be old when its jobs are retried one by one.
_LEFT = """
SELECT count(*) AS count FROM procrastinate_jobs
WHERE task_name = 'visit' AND args ->> 'batch' = %(batch)s AND status IN ('todo', 'doing')
"""

log = logging.getLogger(__name__)


class Worker:
    """One process that visits sources for the queue; `publishes`: it also takes its turn at publishing."""

    def __init__(self, settings: Settings, store: Store, *, publishes: bool) -> None:
        handlers = dict(settings.getdict("DOWNLOAD_HANDLERS"))
        handlers |= dict.fromkeys(("http", "https"), "crawler.middlewares.turns.InTurn")
        settings.set("DOWNLOAD_HANDLERS", handlers, priority="cmdline")
        self._settings, self._store, self._publishes = settings, store, publishes
        self._configuration = Configuration.of(settings)
        self._heartbeat = settings.getfloat("WORKER_HEARTBEAT")
        self._process = AsyncCrawlerProcess(settings)
        self._pool = Pool(run.workers(settings, 2), settings.getfloat("WORKER_SECONDS"))
        self._app = self._make_app()
        self._turned = time.monotonic()
        self._error: BaseException | None = None

    def run(self) -> None:
        """Work until SIGTERM or SIGINT; visits under way get some time to end. Raises what stopped it otherwise."""
        from twisted.internet import reactor

        queue.open_app(self._configuration.store_url).close()  # the queue is there from now on
        if not self._pool.size:
            importlib.import_module("crawler.work")  # what reading needs takes seconds to load: before the first job
        reactor.callWhenRunning(lambda: asyncio.ensure_future(self._run()))
        try:
            self._process.start(stop_after_crawl=False, install_signal_handlers=False)
        finally:
            self._pool.close()
        if self._error:
            raise self._error

    async def _run(self) -> None:
        from twisted.internet import reactor

        taker = Taker(
            self._app,
            queues=[queue.VISIT, queue.PUBLISH] if self._publishes else [queue.VISIT],
            concurrency=self._settings.getint("WORKER_SOURCES") + self._publishes,
            fetch_job_polling_interval=POLL,
            update_heartbeat_interval=self._heartbeat,
            stalled_worker_timeout=MISSED * self._heartbeat,
            shutdown_graceful_timeout=GRACE,
            delete_jobs="always",
        )
        rescue = asyncio.ensure_future(self._rescue())
        over = threading.Event()
        threading.Thread(target=self._live, args=(taker, over), daemon=True).start()
        try:
            async with self._app.open_async():
                await taker.run()  # type: ignore[no-untyped-call]
        except BaseException as error:
            self._error = error
        finally:
            over.set()
            rescue.cancel()
            with suppress(RuntimeError):  # it has stopped already
                reactor.stop()  # type: ignore[misc]

    def _make_app(self) -> procrastinate.App:
        info = queue.conninfo(self._configuration.store_url)
        app = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=info))
        again = RetryStrategy(max_attempts=ATTEMPTS, wait=30)
        app.task(name=queue.VISIT, retry=again)(self._visit)
        app.task(name=queue.PUBLISH, retry=again)(self._publish)
        return app

    async def _visit(self, source: str, batch: str, since: str, forced: bool) -> None:
        """One source; nothing where another worker has visited it since it was queued."""
        session = Session.on(self._store, self._settings, publishes=False)
        if source not in session.sources:
            log.warning("%s is in the queue, but not in this machine's catalogue", source)
            return
        visit = session.state.visit(source)
        wanted = forced and (visit.last is None or visit.last < datetime.fromisoformat(since))
        if not wanted and not visit.is_due(session.now):
            return
        crawler = self._process.create_crawler(UpdateSpider)
        session.attach(crawler)
        crawler.pool = self._pool  # type: ignore[attr-defined]
        await self._process.crawl(crawler, visits=[SourceLoader.from_settings(self._settings).load(source)])
        publication.finished(crawler)  # raises KeyError when the crawl did not come to its end: try again

    async def _publish(self, batch: str) -> None:
        """Publish once all of a batch has been visited, by whomever."""
        while await self._left(batch):
            await asyncio.sleep(1)
        # not in a thread: what publishing stands on is not made for threads
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as other:
            done = await asyncio.get_running_loop().run_in_executor(other, publish, self._settings.copy_to_dict())
        log.info("%s", done)

    async def _left(self, batch: str) -> int:
        row: dict[str, Any] = await self._app.connector.execute_query_one_async(_LEFT, batch=batch)
        return int(row["count"])

    def _live(self, taker: Taker, over: threading.Event) -> None:
        """Signs of life from a thread: the loop may be busy with a page or wait for the database."""
        beat = "UPDATE procrastinate_workers SET last_heartbeat = now() WHERE id = %s"
        while not over.wait(self._heartbeat):
            if time.monotonic() - self._turned > HUNG:
                continue
            try:
                info = queue.conninfo(self._configuration.store_url)
                with psycopg.connect(info, autocommit=True) as connection:
                    while not over.wait(self._heartbeat / 2) and time.monotonic() - self._turned <= HUNG:
                        connection.execute(beat, [taker.worker_id])
            except psycopg.Error as error:
                log.warning("no sign of life could be given: %s", error)

    async def _rescue(self) -> None:
        """Give the jobs of workers that show no sign of life to others."""
        while True:
            await asyncio.sleep(self._heartbeat)
            self._turned = time.monotonic()
            try:
                limits = {"seconds": MISSED * self._heartbeat, "attempts": ATTEMPTS}
                for row in await self._app.connector.execute_query_all_async(_RESCUE, **limits):
                    log.warning(
                        "a worker has died over %s; another takes over", row["args"].get("source", "publishing")
                    )
            except Exception:  # the database may be away for a while
                log.exception("jobs of dead workers could not be looked for")


def publish(values: dict[str, Any]) -> str:
    """Publish under the settings `values`, while visits go on elsewhere; what was done, in a line."""
    with Session.open(Settings(values), lock=True) as session:
        done = publication.publish(session)
        session.store.add_run(session.now, {"publication": done.summary})
        alerts.deliver(session)
    return done.summary
