"""The end of a run: articles become actions, actions become files, files are published."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Any
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from scrapy.crawler import Crawler

from crawler import alerts, health, surveys, vitals, websub
from crawler.catalogue import Source
from crawler.health import Health
from crawler.session import Session
from crawler.session import of as session_of
from crawler.spiders.report import SourceReport, reports
from crawler.surveys import Survey
from feeds.errors import PublishError
from feeds.publish import Mark, Published
from feeds.publish import publish as write
from feeds.render import Draft, FeedInfo, SourceInfo, plan, status
from feeds.retention import retain
from feeds.settle import AUTHORITY, Settled, settle
from feeds.takedown import Takedown


@dataclass(frozen=True, slots=True)
class Publication:
    """What a run's end did."""

    settled: Settled
    files: Published
    actions: int

    @property
    def summary(self) -> str:
        """One line for a person."""
        settled = self.settled
        parts = [f"{getattr(settled, name)} {name}" for name in ("new", "changed", "merged", "removed")]
        return f"{self.actions} actions ({', '.join(parts)}); {len(self.files.written)} files written"


@dataclass(frozen=True, slots=True)
class Finished:
    """The end of a crawl: how each source did and what was published, or why nothing was."""

    visited: dict[str, Health]
    publication: Publication | None
    error: Exception | None = None


def finish(crawler: Crawler) -> None:
    """Remember how each source did, publish, and keep the outcome for `finished`. Raises what publishing raises."""
    if crawler in _finished:  # it was given up
        return
    session = session_of(crawler)
    visited: dict[str, Health] = {}
    publication = None
    try:
        visited = remember(session, reports(crawler))
        if session.publishes:
            publication = publish(session, visited)
            session.store.add_run(session.now, {"visited": len(visited), "publication": publication.summary})
    except Exception as error:
        _finished[crawler] = Finished(visited, None, error)
        raise
    _finished[crawler] = Finished(visited, publication)


def give_up(crawler: Crawler, error: Exception) -> None:
    """The store cannot be written: the crawl stops, nothing of it counts as visited, and `finished` tells the error."""
    if crawler not in _finished:
        _finished[crawler] = Finished({}, None, error)
        crawler.stopping = asyncio.ensure_future(crawler.stop_async())  # type: ignore[attr-defined]  # kept from the collector


def finished(crawler: Crawler) -> Finished:
    """What `finish` came to. Raises KeyError when the crawl did not get that far."""
    return _finished[crawler]


_finished: WeakKeyDictionary[Crawler, Finished] = WeakKeyDictionary()


def remember(session: Session, found: Mapping[str, SourceReport]) -> dict[str, Health]:
    """Keep how each visit went, and the validators of the sources that were dealt with completely.

    A visit that was cut short (Ctrl-C) is none: the source stays due, and is asked again for all that it has.
    """
    visited = {}
    with session.store.transaction():  # a change of condition is told once, whenever a run is killed
        for name, report in found.items():
            if report.pending:
                continue
            after = health.after(
                session.state.visit(name), report, session.now,
                held=session.state.held(name), bounds=session.configuration.bounds,
            )  # fmt: skip
            if report.complete:
                session.state.commit(name)
            else:
                session.state.discard(name)
            session.state.visited(name, after.visit)
            _note_vitals(session, after)
            visited[name] = after
    return visited


def _note_vitals(session: Session, after: Health) -> None:
    """Add the visit to the source's history; raise an alert when its condition changed."""
    found, alert = vitals.after(
        session.state.vitals(after.source), after.report, after.visit.failures, session.now,
        patience=session.configuration.ways.patience,
    )  # fmt: skip
    session.state.keep_vitals(after.source, found)
    if alert:
        alerts.note(session, alert)


def publish(session: Session, visited: Iterable[str] = ()) -> Publication:
    """Settle the store and write the folder; `visited`: names of sources this run has been to.

    Raises StoreError or PublishError; what was published stays.
    """
    config = session.configuration
    takedown = _takedown(session)
    settled = settle(session.store, session.now, authority=authority(config.public_url), takedown=takedown)
    retain(session.store, session.now, days=config.keep_days, articles=config.keep_articles)
    actions = session.store.actions()
    info = feed_info(session)
    files = plan(info, actions, session.store.tombstones(), _sources(session))
    surveyed = surveys.every(session)
    files |= {name: Draft.of(data) for name, data in surveys.files(session, info, surveyed).items()}
    files["status.json"] = Draft.of(status.render(_status(session, settled, len(actions), set(visited), surveyed)))
    folder = str(config.publish_dir.resolve())
    published = write(
        config.publish_dir,
        files,
        allow_empty=not actions and bool(takedown.version),
        compress=config.compress,
        marks=_marks(session.store.recall("published", folder)),
    )
    session.store.remember("published", folder, dict(published.marks))
    if not config.replay_warc:  # a replay touches no network
        websub.ping(config.websub_hub, config.public_url, published.written)
    return Publication(settled, published, len(actions))


def _marks(kept: dict[str, Any] | None) -> dict[str, Mark]:
    """What the last publish left in the folder, as the store remembers it."""
    return {name: (digest, size, changed) for name, (digest, size, changed) in (kept or {}).items()}


def authority(public_url: str) -> str:
    """Under whose name ids are minted: the host that serves the feed, else a fixed one."""
    host = urlsplit(public_url).hostname
    return host or AUTHORITY


def feed_info(session: Session) -> FeedInfo:
    """What the renderers know of the folder."""
    config = session.configuration
    return FeedInfo(
        title=config.title,
        language=config.language,
        publisher=config.publisher,
        hub=config.websub_hub,
        public_url=config.public_url,
        contact=config.contact,
        version=release(),
        today=session.now.date(),
        max_entries=config.max_entries,
        min_entry_days=config.min_entry_days,
        status_page=True,
    )


def release() -> str:
    """This program's version; empty in a checkout that is not installed."""
    try:
        return version("solidarity-feed")
    except PackageNotFoundError:
        return ""


def _takedown(session: Session) -> Takedown:
    path = session.configuration.takedown
    try:
        return Takedown.read(path)
    except OSError as error:
        raise PublishError(
            f"TAKEDOWN: {path}: {error.strerror}; nothing is published without it", path=str(path)
        ) from error


def _sources(session: Session) -> list[SourceInfo]:
    return [_source_info(source, session) for source in session.sources.values()]


def _source_info(source: Source, session: Session) -> SourceInfo:
    found = session.state.entrances(source.name)
    feed = next((entrance.url for entrance in found if entrance.kind == "feed"), "")
    return SourceInfo(
        name=source.name,
        title=source.title or source.name,
        home=source.home,
        feed=feed or (source.entrances[0] if source.entrances else ""),
        languages=source.languages,
        country=source.country,
        kind=source.kind or "",
    )


def _status(
    session: Session, settled: Settled, actions: int, visited: set[str], surveyed: Mapping[str, Survey]
) -> dict[str, Any]:
    before = next((datetime.fromisoformat(run["started"]) for run in session.store.runs(1)), None)
    visits = {name: survey.visit for name, survey in surveyed.items() if survey.visit.last}
    # other workers may have been to them, each a run of its own that published nothing
    been = {name for name, visit in visits.items() if visit.last and (before is None or visit.last > before)} | visited
    return {
        "run": {
            "at": session.now.isoformat(),
            "visited": len(been),
            "failed": sorted(name for name in been if name in visits and visits[name].failures),
            "articles": session.store.count(),
            "actions": actions,
            **asdict(settled),
        },
        "sources": {name: survey.plain() for name, survey in surveyed.items()},
    }
