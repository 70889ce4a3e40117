"""The scheduler over many sources: who would be visited when, and what one machine carries. No network, no store.

    python -m tests.bench.schedule --sources 100000 --days 7 [--carries 3.0] [--json]

Sources publish at random around rhythms of their own (log-normal: the median one every second day, some many times a
day, some twice a year), by day rather than by night of their zones; one in fifty fails for good, one visit in a hundred
by chance. Each visit is decided by `crawler.health.after`, as in a run. `--carries`: visits a second of the machine (0:
as many as are due); what it cannot carry waits, and is counted as lag. Figures are of the days after the first.
"""

from __future__ import annotations

import argparse
import heapq
import json
import math
import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any

from crawler import health
from crawler.entrances.entry import NO_WISH, Entry
from crawler.entrances.manners import rhythm
from crawler.spiders.report import SourceReport
from crawler.state import Visit

START = datetime(2024, 1, 1, tzinfo=UTC)
USUAL_GAP, SPREAD = timedelta(days=2), 1.6
"""Between two articles of the median source, and how far sources differ: the deviation of the gap's logarithm."""
SHORTEST, LONGEST = timedelta(hours=1), timedelta(days=180)
DEAD, MISHAPS = 0.02, 0.01
LISTED = 10
"""Articles that a feed shows: older ones are missed."""
SLOT = timedelta(minutes=5)
"""Between two runs of cron."""
NIGHT = (22, 7)


@dataclass(slots=True)
class Site:
    """One source of the simulation: its articles so far, and what the crawler remembers of it."""

    gap: float
    zone: int
    dead: bool
    told: list[datetime]
    visit: Visit = field(default_factory=Visit)


def simulate(count: int, days: int, carries: float, seed: int = 7) -> dict[str, Any]:
    """Run `count` sources for `days`; `carries` visits a second, 0 for no limit."""
    chance = random.Random(seed)
    sites = [_site(chance) for _ in range(count)]
    end, counted = START + timedelta(days=days), START + timedelta(days=min(1, days - 1))
    due = [(START, number) for number in range(count)]
    free, slots, lags, delays = START, Counter[int](), [], []
    tally: Counter[str] = Counter()
    while due and due[0][0] < end:
        wanted, number = heapq.heappop(due)
        at = max(_slot(wanted), free)
        free = at + timedelta(seconds=1 / carries) if carries else START
        found, missed, worked = _visited(sites[number], number, at, chance)
        heapq.heappush(due, (sites[number].visit.next or end, number))
        if counted <= at < end:
            slots[int((at - START) / SLOT)] += 1
            lags.append((at - _slot(wanted)).total_seconds())
            delays += [(at - told).total_seconds() for told in found]
            tally.update(visits=1, articles=len(found), missed=missed, quiet=worked and not found, failed=not worked)
    hours = (end - counted) / timedelta(hours=1)
    return {
        "sources": count,
        "days": days,
        "visits_per_hour": round(tally["visits"] / hours),
        "visits_per_second": round(tally["visits"] / hours / 3600, 3),
        "peak_per_second": round(max(slots.values(), default=0) / SLOT.total_seconds(), 3),
        "visits_per_source_and_day": round(tally["visits"] / count / hours * 24, 2),
        "articles_per_hour": round(tally["articles"] / hours),
        "quiet_share": round(tally["quiet"] / max(1, tally["visits"]), 3),
        "failed_share": round(tally["failed"] / max(1, tally["visits"]), 3),
        "missed_share": round(tally["missed"] / max(1, tally["missed"] + tally["articles"]), 4),
        "found_after_hours_median": round(median(delays or [0]) / 3600, 2),
        "lag_minutes_worst": round(max(lags, default=0) / 60, 1),
    }


def _site(chance: random.Random) -> Site:
    gap = math.exp(chance.gauss(math.log(USUAL_GAP.total_seconds()), SPREAD))
    gap = min(max(gap, SHORTEST.total_seconds()), LONGEST.total_seconds())
    site = Site(gap, chance.randrange(24), chance.random() < DEAD, [])
    at = START - timedelta(seconds=gap * LISTED)
    while at < START:  # what its feed shows when it is first met
        at = _next_article(site, at, chance)
        site.told.append(at)
    return site


def _next_article(site: Site, after: datetime, chance: random.Random) -> datetime:
    at = after + timedelta(seconds=chance.expovariate(1 / site.gap))
    hour = (at.hour + site.zone) % 24
    return at + timedelta(hours=chance.uniform(5, 12)) if hour >= NIGHT[0] or hour < NIGHT[1] else at


def _slot(at: datetime) -> datetime:
    """When cron next looks what is due."""
    return START + math.ceil((at - START) / SLOT) * SLOT


def _visited(site: Site, number: int, at: datetime, chance: random.Random) -> tuple[list[datetime], int, bool]:
    """What was found by a visit, how many articles were missed, whether it worked."""
    while site.told[-1] <= at:
        site.told.append(_next_article(site, site.told[-1], chance))
    report = SourceReport(str(number))
    if site.dead or chance.random() < MISHAPS:
        report.cause = "timeout"
        site.visit = health.after(site.visit, report, at).visit
        return [], 0, False
    published, last = site.told[:-1], site.visit.succeeded  # the last is yet to come
    new = [told for told in published if last and told > last]
    site.told = site.told[-LISTED - 1 :]
    report.entrances, report.items, report.wish = [("feed", "", "declared")], len(new), NO_WISH
    if new or not last:  # a feed that is not sent again tells no rhythm
        report.rhythm = rhythm((Entry("", published=told.isoformat()) for told in published[-LISTED:]), at)
    site.visit = health.after(site.visit, report, at).visit
    return new[-LISTED:], max(0, len(new) - LISTED), True


def main() -> None:
    """Simulate and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sources", type=int, default=100_000)
    parser.add_argument("--days", type=int, default=7)
    parser.add_argument("--carries", type=float, default=0.0, metavar="N", help="visits a second; 0: all that are due")
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout and nothing else")
    given = parser.parse_args()
    result = simulate(given.sources, given.days, given.carries)
    print(json.dumps(result) if given.json else "\n".join(f"{name:28} {value}" for name, value in result.items()))


if __name__ == "__main__":
    main()
