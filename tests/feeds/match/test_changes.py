"""Material changes: what readers must see again, and what they must not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from feeds.action import Action, Change, Facts, Form, Part, Place, SourceLink, Status, When
from feeds.match.changes import FLAPS, material

NOW = datetime(2018, 2, 10, 12, tzinfo=UTC)
FACTS = Facts(
    forms=(Form.VIGIL,),
    status=Status.ANNOUNCED,
    whens=(When(date(2018, 2, 11), "18:00"),),
    places=(Place("Rome", "IT", "Russian Embassy"),),
    organisers=("Arcigay",),
    parts=(Part("attend"),),
)
OLD = Action("tag:x", "T", "en", FACTS, (SourceLink("https://a.org", "T", "A"),), NOW, NOW)
MORE = (*OLD.sources, SourceLink("https://b.org", "T", "B"))


@pytest.mark.parametrize(
    ("field", "facts", "sources"),
    [
        ("starts", replace(FACTS, whens=(When(date(2018, 2, 12), "18:00"),)), OLD.sources),
        ("starts", replace(FACTS, whens=(When(date(2018, 2, 11), "19:00"),)), OLD.sources),
        ("place", replace(FACTS, places=(Place("Rome", "IT", "Piazza Venezia"),)), OLD.sources),
        ("place", replace(FACTS, places=(Place("Milan", "IT", "Russian Embassy"),)), OLD.sources),
        ("status", replace(FACTS, status=Status.CANCELLED), OLD.sources),
        ("participate", replace(FACTS, parts=(Part("attend"), Part("sign", "https://p.org/x"))), OLD.sources),
        ("organisers", replace(FACTS, organisers=("Arcigay", "All Out")), MORE),
        ("hashtags", replace(FACTS, hashtags=("#Free",)), MORE),
        ("attendance", replace(FACTS, attendance=(50, 100)), MORE),
    ],
)
def test_material(field: str, facts: Facts, sources: tuple[SourceLink, ...]) -> None:
    (change,) = material(OLD, replace(OLD, facts=facts, sources=sources), NOW)
    assert change.field == field
    assert change.on == NOW.date()
    assert change.now


@pytest.mark.parametrize(
    "new",
    [
        OLD,
        replace(OLD, title="Another headline", sources=MORE),
        replace(OLD, facts=replace(FACTS, places=(Place("Rome", "IT", "Embassy of Russia"),))),
        replace(OLD, facts=replace(FACTS, whens=(When(date(2018, 2, 11)),))),
        replace(OLD, facts=replace(FACTS, organisers=("ARCIGAY",)), sources=MORE),
        replace(OLD, facts=replace(FACTS, status=None)),
        replace(OLD, published=NOW - timedelta(days=3)),
    ],
    ids=["nothing", "a copy", "other words", "hour left out", "other spelling", "status unsaid", "earlier source"],
)
def test_not_material(new: Action) -> None:
    assert material(OLD, new, NOW) == []


def test_a_flapping_page_does_not_resurface() -> None:
    action, seen = OLD, 0
    for hour in range(20):
        status = Status.CANCELLED if action.facts.status is Status.ANNOUNCED else Status.ANNOUNCED
        new = replace(action, facts=replace(FACTS, status=status))
        changes = material(action, new, NOW + timedelta(minutes=hour))
        seen += bool(changes)
        action = replace(new, changes=(*action.changes, *changes))
    assert seen == FLAPS
    assert material(action, replace(action, facts=replace(FACTS, status=Status.HAPPENED)), NOW + timedelta(days=3))


def test_a_page_that_flips_from_day_to_day_goes_back_once() -> None:
    """There, back: both are news. Whatever comes and goes after that is not, but another value is."""
    action, told = OLD, []
    for day in range(1, 12):
        venue = "Piazza Venezia" if day % 2 else "Russian Embassy"
        new = replace(action, facts=replace(FACTS, places=(Place("Rome", "IT", venue),)))
        changes = material(action, new, NOW + 2 * timedelta(days=day))
        told += [one.now for one in changes]
        action = replace(new, changes=(*action.changes, *changes))
    assert told == ["Piazza Venezia, Rome", "Russian Embassy, Rome"]
    moved = replace(action, facts=replace(FACTS, places=(Place("Rome", "IT", "Circo Massimo"),)))
    assert [one.now for one in material(action, moved, NOW + timedelta(days=24))] == ["Circo Massimo, Rome"]


def test_a_change_back_after_a_long_time_is_news_again() -> None:
    cancelled = replace(OLD, facts=replace(FACTS, status=Status.CANCELLED))
    log = tuple(
        Change(date(2017, 11, day), "status", was, now)
        for day, was, now in ((1, "announced", "cancelled"), (8, "cancelled", "announced"))
    )
    assert [one.now for one in material(replace(OLD, changes=log), cancelled, NOW)] == ["cancelled"]
