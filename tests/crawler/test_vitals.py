"""A source's own history: what breaks partly is noticed, once, and so is its recovery."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler import vitals
from crawler.spiders.report import SourceReport
from crawler.vitals import Alert, Vitals, accepted, after, coverage, plain, restored, usual
from feeds.article import Article

START = datetime(2026, 3, 1, 6, tzinfo=UTC)
DAY = timedelta(days=1)
Make = Callable[[int], dict[str, Any]]


def article(number: int, day: datetime, **words: Any) -> Article:
    defaults: dict[str, Any] = {
        "url": f"https://a.example/{number}", "source": "a", "site": "A", "title": f"Kiss-in number {number}",
        "text": "word " * random.Random(number).randint(150, 600), "html": "", "summary": "",
        "published": day, "modified": None, "authors": ("A. Writer",), "origins": {"published": "feed"},
    }  # fmt: skip
    return Article(**{**defaults, **words})


def visit(day: datetime, numbers: range, **words: Any) -> SourceReport:
    report = SourceReport("a", entrances=[("feed", "https://a.example/feed", "declared")], items=len(numbers))
    for number in numbers:
        report.tally.add(article(number, day, **words))
    return report


def month(days: int, broken: dict[int, dict[str, Any]], per_day: int = 3) -> tuple[Vitals, list[Alert]]:
    """A visit a day that brings `per_day` articles, on some days with other words; the alerts that were raised."""
    known, alerts = Vitals(), []
    for number in range(days):
        day = START + number * DAY
        report = visit(day, range(number * per_day, (number + 1) * per_day), **broken.get(number, {}))
        known, alert = after(known, report, 0, day)
        alerts += [alert] if alert else []
    return known, alerts


LACKS: dict[str, dict[str, Any]] = {
    "titles-missing": {"title": ""},
    "dates-missing": {"published": None},
    "texts-missing": {"text": ""},
    "authors-missing": {"authors": ()},
    "titles-repeat": {"title": "A. Example, news of the day"},
    "texts-shorter": {"text": "word " * 40},
}


@pytest.mark.parametrize("fault", LACKS)
def test_what_breaks_partly_is_told_once_and_once_that_it_is_well_again(fault: str) -> None:
    known, alerts = month(31, dict.fromkeys(range(12, 20), LACKS[fault]))
    assert [alert.condition for alert in alerts] == ["partly", "well"]
    assert alerts[0].faults == (fault,)
    assert START + 12 * DAY <= alerts[0].at <= START + 14 * DAY
    assert START + 20 * DAY <= alerts[1].at <= START + 22 * DAY
    assert known.condition == "well"
    assert known.lacking is None


def test_what_lasts_does_not_become_usual() -> None:
    known, alerts = month(120, {day: {"published": None} for day in range(12, 120)})
    assert [alert.condition for alert in alerts] == ["partly"]
    assert coverage(usual(known))["dated"] == 1
    assert known.condition == "partly"


def test_the_first_visit_may_bring_all_and_the_second_lack_all() -> None:
    known, alert = after(Vitals(), visit(START, range(60)), 0, START)
    assert alert is None
    known, alert = after(known, visit(START + DAY, range(60, 63), published=None), 0, START + DAY)
    assert alert is not None
    assert alert.faults == ("dates-missing",)


def test_another_fault_is_another_alert() -> None:
    both = {"published": None, "authors": ()}
    _, alerts = month(31, {12: {"published": None}, 13: {"published": None}, 14: both, 15: both, 16: both})
    assert [(alert.condition, alert.faults) for alert in alerts] == [
        ("partly", ("dates-missing",)),
        ("partly", ("authors-missing", "dates-missing")),
        ("well", ()),
    ]


def test_a_source_that_never_had_something_does_not_lack_it() -> None:
    _, alerts = month(31, {day: {"authors": (), "published": None} for day in range(31)})
    assert alerts == []


def test_a_changed_article_that_comes_again_repeats_no_title() -> None:
    known, _ = month(12, {})
    for day in range(12, 20):
        known, alert = after(known, visit(START + day * DAY, range(33, 36)), 0, START + day * DAY)
        assert alert is None


@pytest.mark.parametrize("seed", range(12))
def test_a_sound_but_uneven_source_raises_no_alert(seed: int) -> None:
    dice = random.Random(seed)
    known = Vitals()
    for number in range(200):
        day = START + number * DAY
        report = SourceReport("a", entrances=[("feed", "f", "declared")])
        for each in range(dice.randint(0, 6)):
            words = {
                "text": "w " * int(dice.lognormvariate(6, 0.8) + 5),
                "published": day if dice.random() < 0.9 else None,
            }
            report.tally.add(article(number * 9 + each, day, authors=("A",) * (dice.random() < 0.7), **words))
        known, alert = after(known, report, 0, day)
        assert alert is None, (number, alert)


def test_a_break_and_its_recovery() -> None:
    known, _ = month(10, {})
    raised: list[tuple[str, str] | None] = []
    for failures in (1, 2, 3, 0, 0):
        day = START + (10 + len(raised)) * DAY
        report = SourceReport("a", cause="dns") if failures else SourceReport("a", unchanged=True)
        known, alert = after(known, report, failures, day)
        raised.append((alert.condition, alert.cause) if alert else None)
    assert raised == [("broken", "dns"), None, None, ("well", ""), None]


def test_patience_waits_before_it_tells() -> None:
    known, raised = Vitals(), []
    for failures in (1, 0, 1, 2, 3):
        report = SourceReport("a", cause="timeout") if failures else SourceReport("a", unchanged=True)
        known, alert = after(known, report, failures, START, patience=2)
        raised.append(alert and alert.condition)
    assert raised == [None, None, None, "broken", None]


def test_robots_that_refuse_are_no_break() -> None:
    report = SourceReport("a", cause="robots")
    report.failures["robots"] = 2
    known, alert = after(Vitals(), report, 0, START)
    assert (known.condition, known.refusals) == ("refused", 2)
    assert alert is not None
    assert after(known, report, 0, START + DAY)[1] is None


def test_a_dormant_source_is_silent_by_its_own_rhythm() -> None:
    daily, monthly = Vitals(gap=DAY.total_seconds()), Vitals(gap=30 * DAY.total_seconds())
    assert daily.silent(START, START + 29 * DAY) is None
    assert daily.silent(START, START + 31 * DAY) == START
    assert monthly.silent(START, START + 300 * DAY) is None
    assert monthly.silent(START, START + 366 * DAY) == START
    assert Vitals().silent(None, START) is None


def test_history_is_bounded() -> None:
    known, _ = month(150, {})
    assert len(known.samples) == vitals.USUAL
    assert len(known.titles) == vitals.TITLES


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from([None, *LACKS]), st.booleans()), max_size=30))
def test_vitals_survive_storage_and_never_raise(days: list[tuple[int, str | None, bool]]) -> None:
    known = Vitals()
    for number, (count, fault, fails) in enumerate(days):
        report = visit(START + number * DAY, range(number * 9, number * 9 + count), **LACKS.get(fault or "", {}))
        if fails:
            report = SourceReport("a", cause="http-500")
        before = known
        known, alert = after(known, report, int(fails), START + number * DAY)
        assert restored(plain(known)) == known
        more = set(known.faults) - set(before.faults)
        assert (alert is not None) == (
            known.condition != before.condition or (known.condition == "partly" and bool(more))
        )


def test_a_lack_that_was_accepted_is_usual_and_the_next_one_is_told() -> None:
    known, alerts = month(20, {number: {"published": None} for number in range(12, 20)})
    assert [alert.faults for alert in alerts] == [("dates-missing",)]
    known = accepted(known, START + 20 * DAY)
    assert (known.condition, known.faults) == ("well", ())
    told = []
    for number in range(20, 40):
        words: dict[str, Any] = {"published": None} | ({"authors": ()} if number >= 30 else {})
        day = START + number * DAY
        known, alert = after(known, visit(day, range(number * 3, number * 3 + 3), **words), 0, day)
        told += [alert.faults] if alert else []
    assert told == [("authors-missing",)]


def test_accepting_changes_nothing_where_nothing_lacks() -> None:
    known, _ = month(20, {})
    assert accepted(known, START) == known


def test_vitals_of_another_release_are_read() -> None:
    known, _ = month(3, {})
    kept = plain(known)
    later = {**kept, "mood": "cheerful", "samples": [[*sample, 7] for sample in kept["samples"]]}
    assert restored(later) == known
    assert restored({}) == Vitals()
