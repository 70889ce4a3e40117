"""How a source is doing: from the report of a visit to what is remembered, and when to come again. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from crawler.spiders.report import SourceReport
from crawler.state import Visit

FIRST = timedelta(hours=6)
"""Between visits to a source of which nothing is known yet."""
SOONEST = timedelta(hours=1)
LATEST = timedelta(days=2)
"""A source that brings nothing for long, or fails for long, is still visited this often: none is given up."""
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
        """What went wrong, for one line on standard error."""
        since = f", {self.visit.failures} times in a row" if self.visit.failures > 1 else ""
        good = f"; last success {self.visit.succeeded:%Y-%m-%d %H:%M}" if self.visit.succeeded else ""
        return f"{self.source}: {self.report.cause}{since}{good}"


def after(visit: Visit, report: SourceReport, now: datetime) -> Health:
    """The health of a source after the visit that `report` tells of; `visit` is what was remembered of the ones before."""
    if report.worked or report.cause == REFUSED:
        interval = _interval(visit, brought=bool(report.items))
        succeeded = now if report.worked else visit.succeeded
        cause = "" if report.worked else REFUSED
        following = replace(
            visit, last=now, succeeded=succeeded, next=now + interval, failures=0, cause=cause,
            interval=interval.total_seconds(),
        )  # fmt: skip
        return Health(report.source, report, following, broke=False)
    failures = visit.failures + 1
    wait = min(SOONEST * 2 ** min(failures - 1, 10), LATEST)
    following = replace(visit, last=now, next=now + wait, failures=failures, cause=report.cause)
    return Health(report.source, report, following, broke=visit.failures == 0)


def exit_code(visited: Iterable[Health]) -> int:
    """0; 1 when a source newly broke or all failed."""
    all_visited = list(visited)
    everything = bool(all_visited) and all(health.failed for health in all_visited)
    return 1 if everything or any(health.broke for health in all_visited) else 0


def _interval(visit: Visit, *, brought: bool) -> timedelta:
    """Sooner after a visit that brought something, later after one that did not."""
    before = timedelta(seconds=visit.interval) if visit.interval else FIRST
    return min(max(before / 2 if brought else before * 1.5, SOONEST), LATEST)
