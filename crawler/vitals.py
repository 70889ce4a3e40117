"""Vitals: a source's own history, and what of late differs from it - a source that breaks partly is noticed. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Any, Literal

from crawler.spiders.report import SourceReport
from crawler.tally import FIELDS, Sample

Condition = Literal["well", "partly", "broken", "refused"]
"""Partly: it is read, yet what it brings lacks what it used to have. Refused: its robots.txt wants no visit."""

FAULTS = {
    "titles-missing": "titled",
    "dates-missing": "dated",
    "texts-missing": "worded",
    "authors-missing": "authored",
    "titles-repeat": "fresh",
}
"""What articles can lack, and what of a sample shows it."""
SHORTER = "texts-shorter"

USUAL = 40
"""Visits that tell what is usual."""
LATELY = 20
"""Visits remembered since something is wrong."""
TITLES = 60
ENOUGH = 20
"""Articles from which on there is a usual."""
FEW = 3
"""Articles that can tell something of late."""
MANY = 40
"""Articles after which one no longer speaks of late."""
USUALLY = 0.5
"""A share of the articles above which something is usual."""
HALF, SHORT, BETTER = 0.5, 0.6, 0.75
"""So little of the usual is a loss (of shares, of lengths); so much is well again."""
CHANCE = 3e-5
"""How unlikely a lack must be to be no accident."""
DEVIATIONS = 5.0
"""The same, in standard errors of a mean."""
SILENCE = 20
"""A source is silent after so many of its usual gaps between two articles,"""
SHORTEST, LONGEST, UNKNOWN = timedelta(days=30), timedelta(days=365), timedelta(days=180)
"""but not before the first and surely after the second; the third where its rhythm is not known."""


@dataclass(frozen=True, slots=True)
class Vitals:
    """What is known of a source's ways, over its latest visits; bounded."""

    samples: tuple[Sample, ...] = ()
    """Of visits that brought articles, the oldest first."""
    titles: tuple[tuple[str, str], ...] = ()
    gap: float = 0.0
    """Seconds between two of its articles; 0: not known."""
    saved: int = 0
    """Bytes that did not have to be sent, since nothing had changed."""
    refusals: int = 0
    """Requests that robots.txt refused in the latest visit."""
    condition: Condition = "well"
    cause: str = ""
    """Of the failure, where it is broken or refused."""
    faults: tuple[str, ...] = ()
    since: datetime | None = None
    """When the condition began; None: always so."""
    lacking: datetime | None = None
    """Since which visit the faults show; the samples before are what is usual."""

    def silent(self, newest: datetime | None, now: datetime) -> datetime | None:
        """`newest`, if that is long ago for a source with this rhythm: it answers, yet sleeps."""
        usual = timedelta(seconds=self.gap) * SILENCE if self.gap else UNKNOWN
        return newest if newest and now - newest > min(max(usual, SHORTEST), LONGEST) else None


@dataclass(frozen=True, slots=True)
class Alert:
    """A source's condition changed: it broke, it broke partly, it wants no robots, or it is well again."""

    source: str
    at: datetime
    condition: Condition
    cause: str = ""
    faults: tuple[str, ...] = ()
    before: Condition = "well"


def after(
    vitals: Vitals, report: SourceReport, failures: int, now: datetime, *, patience: int = 1
) -> tuple[Vitals, Alert | None]:
    """The vitals after a visit, and the alert when its condition changed.

    `failures`: how many visits in a row have failed, this one among them; it is broken from `patience` on.
    """
    noted = _noted(vitals, report, now)
    found = _lacks(noted)
    faults, lacking = found if found is not None else (noted.faults, noted.lacking)
    if not faults and noted.faults:
        noted = replace(noted, samples=_without(noted))
    noted = replace(noted, faults=faults, lacking=lacking if faults else None, samples=_bounded(noted.samples, lacking))
    condition = _condition(noted, report, failures, patience)
    more = condition == "partly" and bool(set(faults) - set(vitals.faults))
    cause = report.cause if condition in ("broken", "refused") else ""
    if condition == vitals.condition and not more:
        return replace(noted, cause=cause), None
    alert = Alert(report.source, now, condition, cause, faults if condition == "partly" else (), vitals.condition)
    return replace(noted, condition=condition, cause=cause, since=now), alert


def accepted(vitals: Vitals, now: datetime) -> Vitals:
    """What the source brings since something lacks is its usual from now on: a person has looked and says so."""
    if vitals.condition != "partly":
        return vitals
    late = tuple(sample for sample in vitals.samples if vitals.lacking and sample.at >= vitals.lacking)
    return replace(vitals, samples=late, condition="well", faults=(), since=now, lacking=None)


def coverage(samples: Iterable[Sample]) -> dict[str, float]:
    """Which part of the articles has what; empty when there are none."""
    total = _total(samples)
    return {name: round(getattr(total, name) / total.articles, 3) for name in FIELDS} if total.articles else {}


def length(samples: Iterable[Sample]) -> float:
    """How long the texts are, in characters: their geometric mean; 0 when there are none."""
    total = _total(samples)
    return math.exp(total.logs / total.worded) if total.worded else 0.0


def usual(vitals: Vitals, end: int | None = None) -> list[Sample]:
    """The samples (before number `end`) that tell what is usual."""
    return [sample for sample in vitals.samples[:end] if not vitals.lacking or sample.at < vitals.lacking]


def _noted(vitals: Vitals, report: SourceReport, now: datetime) -> Vitals:
    """With what the visit brought."""
    sample = report.tally.sample(now, vitals.titles)
    return replace(
        vitals,
        samples=(*vitals.samples, sample) if sample.articles else vitals.samples,
        titles=(*vitals.titles, *report.tally.titles)[-TITLES:],
        gap=report.rhythm or vitals.gap,
        saved=vitals.saved + report.saved,
        refusals=report.failures["robots"],
    )


def _condition(vitals: Vitals, report: SourceReport, failures: int, patience: int) -> Condition:
    if report.cause == "robots":
        return "refused"
    if not report.worked and failures >= patience:
        return "broken"
    if not report.worked:
        return vitals.condition
    return "partly" if vitals.faults else "well"


def _lacks(vitals: Vitals) -> tuple[tuple[str, ...], datetime | None] | None:
    """What the latest articles lack and since which visit; None when too few tell.

    Something new is looked for in ever more of the latest visits; what is known to lack is judged by the very latest.
    """
    still: set[str] | None = None
    lost: dict[str, datetime] = {}
    for start, late in _lately(vitals):
        before = _total(usual(vitals, start))
        if before.articles < ENOUGH:
            break
        if still is None:
            still = {fault for fault in vitals.faults if _part(before, late, fault) < BETTER}
        for fault in {*FAULTS, SHORTER} - set(vitals.faults):
            if _is_lost(before, late, fault):
                lost.setdefault(fault, vitals.samples[start].at)
    if still is None:
        return None
    since = (vitals.lacking if still else None) or min(lost.values(), default=None)
    return tuple(sorted({*still, *lost})), since


def _lately(vitals: Vitals) -> Iterator[tuple[int, Sample]]:
    """The latest samples together, more and more of them: where they begin, and their sum."""
    late: list[Sample] = []
    for start in range(len(vitals.samples) - 1, -1, -1):
        late.append(vitals.samples[start])
        total = _total(late)
        if total.articles >= FEW:
            yield start, total
        if total.articles >= MANY:
            return


def _part(before: Sample, late: Sample, fault: str) -> float:
    """How much of what was usual is left: 0 nothing, 1 all; 1 as well where it was not usual or nothing tells."""
    if fault == SHORTER:
        return math.exp(_shorter(before, late)[0]) if min(before.worded, late.worded) >= FEW else 1.0
    was = getattr(before, FAULTS[fault]) / before.articles
    return getattr(late, FAULTS[fault]) / late.articles / was if was >= USUALLY else 1.0


def _is_lost(before: Sample, late: Sample, fault: str) -> bool:
    """Whether little of what was usual is left, and that by no accident."""
    if _part(before, late, fault) > (SHORT if fault == SHORTER else HALF):
        return False
    if fault == SHORTER:
        change, error = _shorter(before, late)
        return change < -DEVIATIONS * error
    had = (getattr(before, FAULTS[fault]) + 1) / (before.articles + 2)  # Laplace: few articles promise less
    return _chance(getattr(late, FAULTS[fault]), late.articles, min(had, 0.97)) < CHANCE


def _chance(found: int, of: int, share: float) -> float:
    """How likely it is that no more than `found` of so many have what a `share` of them usually has (binomial)."""
    return sum(math.comb(of, k) * share**k * (1 - share) ** (of - k) for k in range(found + 1))


def _shorter(before: Sample, late: Sample) -> tuple[float, float]:
    """ln(how long texts are now / were), and the standard error of that; lengths of texts are about log-normal."""
    was, now = before.logs / before.worded, late.logs / late.worded
    variance = max(before.squares / before.worded - was * was, 0.06)  # no source is more even than that
    return now - was, math.sqrt(variance * (1 / late.worded + 1 / before.worded))


def _total(samples: Iterable[Sample]) -> Sample:
    some = list(samples)
    if not some:
        return Sample(datetime.min)  # noqa: DTZ901  # nobody asks when nothing happened
    sums = {name: sum(getattr(s, name) for s in some) for name in ("articles", *FIELDS, "logs", "squares")}
    return Sample(some[-1].at, **sums)


def _without(vitals: Vitals) -> tuple[Sample, ...]:
    """The samples without those of the time in which something was wrong: they are not what is usual."""
    start = next((start for start, _ in _lately(vitals)), len(vitals.samples))
    good = (s for s in vitals.samples[start:] if vitals.lacking and s.at >= vitals.lacking)
    return (*usual(vitals), *good)


def _bounded(samples: Sequence[Sample], lacking: datetime | None) -> tuple[Sample, ...]:
    before = [s for s in samples if not lacking or s.at < lacking]
    late = [s for s in samples if lacking and s.at >= lacking]
    return (*before[-USUAL:], *late[-LATELY:])


def plain(vitals: Vitals) -> dict[str, Any]:
    """As JSON values."""
    kept = asdict(vitals)
    kept["samples"] = [[s.at.isoformat(), *list(asdict(s).values())[1:]] for s in vitals.samples]
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in kept.items()}


def restored(kept: dict[str, Any]) -> Vitals:
    """From `plain`."""
    values = {known.name: kept[known.name] for known in fields(Vitals) if known.name in kept}  # of any release
    for name in ("since", "lacking"):
        values[name] = datetime.fromisoformat(values[name]) if values.get(name) else None
    known = len(fields(Sample)) - 1
    samples = ((at, *rest[:known]) for at, *rest in kept.get("samples", ()))
    values["samples"] = tuple(Sample(datetime.fromisoformat(at), *rest) for at, *rest in samples)
    values["titles"] = tuple((title, url) for title, url in kept.get("titles", ()))
    values["faults"] = tuple(kept.get("faults", ()))
    return Vitals(**values)
