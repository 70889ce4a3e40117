"""How a source is doing: from the report of a visit to what is remembered, and when to come again. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import blake2b

from crawler.advice import advice
from crawler.configuration import Bounds
from crawler.entrances.entry import Wish
from crawler.spiders.report import SourceReport
from crawler.state import Visit

FIRST = timedelta(hours=6)
"""Between visits to a source of which nothing is known yet."""
VISITS_PER_ARTICLE = 2
"""A source is visited so often between two of its articles."""
APART = 0.2
"""Visits come sooner by up to this share, each source by its own: those that were first met together drift apart."""
REFUSED = "robots"
"""The cause of a source whose robots.txt wants no visit: not a fault of anybody."""


@dataclass(frozen=True, slots=True)
class Health:
    """One source after one visit."""

    source: str
    report: SourceReport
    visit: Visit
    broke: bool
    """It failed now and had not failed before."""

    @property
    def failed(self) -> bool:
        return not self.report.worked and self.report.cause != REFUSED

    @property
    def line(self) -> str:
        """What went wrong and what to do about it, for one line on standard error."""
        since = f", {self.visit.failures} times in a row" if self.visit.failures > 1 else ""
        good = f"; last success {self.visit.succeeded:%Y-%m-%d %H:%M}" if self.visit.succeeded else ""
        return f"{self.source}: {self.report.cause}{since}{good} ({advice(self.report.cause)})"


def after(
    visit: Visit, report: SourceReport, now: datetime, *, held: datetime | None = None, bounds: Bounds | None = None
) -> Health:
    """The health of a source after the visit that `report` tells of; `visit` is what was remembered of the ones before.

    `held`: before when its server asked not to be visited again.
    """
    bounds = bounds or Bounds()
    wish = report.wish or visit.wish
    if report.worked or report.cause == REFUSED:
        interval = _interval(visit, report, bounds)
        succeeded = now if report.worked else visit.succeeded
        cause = "" if report.worked else REFUSED
        following = replace(
            visit, last=now, succeeded=succeeded, failures=0, cause=cause, interval=interval.total_seconds(), wish=wish,
            next=_next(now, _apart(interval, report, bounds), wish, held, bounds),
        )  # fmt: skip
        return Health(report.source, report, following, broke=False)
    failures = visit.failures + 1
    wait = min(bounds.soonest * 2 ** min(failures - 1, 10), bounds.latest)
    due = _next(now, _apart(wait, report, bounds), wish, held, bounds)
    following = replace(visit, last=now, next=due, failures=failures, cause=report.cause, wish=wish)
    return Health(report.source, report, following, broke=visit.failures == 0)


def exit_code(visited: Iterable[Health]) -> int:
    """0; 1 when a source newly broke or all failed."""
    all_visited = list(visited)
    everything = bool(all_visited) and all(health.failed for health in all_visited)
    return 1 if everything or any(health.broke for health in all_visited) else 0


def _interval(visit: Visit, report: SourceReport, bounds: Bounds) -> timedelta:
    """By the rhythm in which the source publishes; else sooner after a visit that brought something, later after none."""
    before = timedelta(seconds=visit.interval) if visit.interval else FIRST
    if report.rhythm:
        wanted = timedelta(seconds=report.rhythm) / VISITS_PER_ARTICLE
    else:
        wanted = before / 2 if report.items else before * 1.5
    return _within(wanted, bounds)


def _apart(wait: timedelta, report: SourceReport, bounds: Bounds) -> timedelta:
    own = int.from_bytes(blake2b(report.source.encode(), digest_size=2).digest()) / 0xFFFF
    return wait - max(wait - bounds.soonest, timedelta()) * APART * own


def _next(now: datetime, wait: timedelta, wish: Wish, held: datetime | None, bounds: Bounds) -> datetime:
    """When to come again: no sooner than the server and the feed wish, yet never later than the latest allowed.

    Hours and days on which the feed wants nobody are passed over by the hour.
    """
    latest = now + bounds.latest
    due = max(now + _within(max(wait, timedelta(minutes=wish.minutes)), bounds), held or now)
    while due < latest and (due.hour in wish.hours or due.weekday() in wish.days):
        due = due.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return min(due, latest)


def _within(wait: timedelta, bounds: Bounds) -> timedelta:
    return min(max(wait, bounds.soonest), bounds.latest)
