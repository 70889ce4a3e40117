"""Composing: which value wins, what is kept as a dispute, what is gathered."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest

from feeds.action import Conflict, Form, Part, Status
from feeds.match.facts import compose
from feeds.match.known import Known
from feeds.understand.reading import Evidence, Finding, Spot
from tests.told import facts, known


def _stated(one: Known, field: str, quote: str, spot: Spot = "text") -> Known:
    found: dict[str, tuple[Finding[object], ...]] = {field: (Finding(None, Evidence(quote, spot)),)}
    return replace(one, reading=replace(one.reading, findings=found))


def test_structured_data_goes_before_prose_and_own_before_press() -> None:
    press = [known(f"p{n}", facts("vigil", "2018-02-12", "Rome"), "2018-02-01") for n in range(3)]
    own = known("own", facts("vigil", "2018-02-11", "Rome"), "2018-02-02", own=True)
    event = _stated(known("event", facts("vigil", "2018-02-10", "Rome"), "2018-02-03"), "whens", "10 Feb", "event")
    assert compose([*press, own]).facts.whens[0].date == date(2018, 2, 11)
    assert compose([*press, own, event]).facts.whens[0].date == date(2018, 2, 10)


def test_an_announcement_goes_before_reports_and_most_before_last() -> None:
    announced = known("a", facts("vigil", "2018-02-11", "Rome"), "2018-02-01")
    reports = [known(f"r{n}", facts("vigil", "2018-02-10", "Milan"), f"2018-02-1{n}") for n in range(2, 5)]
    assert compose([announced, *reports]).facts.whens[0].date == date(2018, 2, 11)
    assert compose([announced, *reports]).facts.places[0].city == "Rome"
    late = known("z", facts("vigil", "2018-02-09", "Turin"), "2018-02-20")
    assert compose([*reports, late]).facts.places[0].city == "Milan"


def test_a_correction_goes_before_what_it_corrects() -> None:
    first = known("a", facts("vigil", "2018-02-11", "Rome", status="announced"), "2018-02-01")
    second = known("b", facts("vigil", "2018-02-18", "Rome", status="postponed"), "2018-02-05")
    composed = compose([first, second]).facts
    assert (composed.whens[0].date, composed.status) == (date(2018, 2, 18), Status.POSTPONED)


def test_disputes_are_kept_in_the_words_of_their_sources() -> None:
    one = _stated(known("a", facts("vigil", "2018-02-11", "Rome"), "2018-02-01"), "whens", "Sunday, 11 February")
    other = _stated(known("b", facts("vigil", "2018-02-12", "Rome"), "2018-02-02"), "whens", "Monday, February 11th")
    (conflict,) = compose([one, other]).conflicts
    assert conflict == Conflict("starts", (("Sunday, 11 February", "a"), ("Monday, February 11th", "b")))


def test_the_hour_is_taken_from_who_knows_it() -> None:
    day = known("a", facts("vigil", "2018-02-11", "Rome"), "2018-02-01", own=True)
    hour = known("b", facts("vigil", "2018-02-11", "Rome", hour="19:00"), "2018-02-02")
    composed = compose([day, hour])
    assert composed.facts.whens[0].time == "19:00"
    assert composed.conflicts == ()


def test_attendance_is_a_range_and_sets_are_gathered_once() -> None:
    one = facts("vigil", by=("Voices4",), tags=("#FreeThem",), sign="https://p.org/x", attendance=(50, 60))
    other = facts(
        "vigil", by=("Voices 4", "RUSA LGBT"), tags=("#freethem",), sign="http://www.p.org/x", attendance=(100, 100)
    )
    bare = replace(facts("vigil"), parts=(Part("sign"), Part("attend")))
    composed = compose([known("a", one), known("b", other), known("c", bare)]).facts
    assert composed.attendance == (50, 100)
    assert composed.organisers == ("Voices 4", "RUSA LGBT")
    assert len(composed.hashtags) == 1
    assert sorted(part.how for part in composed.parts) == ["attend", "sign"]


def test_the_main_form_is_what_most_call_it() -> None:
    told = [facts("rally"), facts("kiss-in rally"), facts("kiss-in"), facts("other")]
    forms = compose([known(str(n), one) for n, one in enumerate(told)]).facts.forms
    assert forms[:2] == (Form.KISS_IN, Form.RALLY)
    assert forms[-1] is Form.OTHER


def test_a_form_without_a_name_comes_first_where_all_say_so() -> None:
    flag = facts("other", "2018-02-11", "Rome")
    flag = replace(flag, forms=(Form.OTHER, Form.RALLY))
    assert compose([known("a", flag)]).facts.forms == (Form.OTHER, Form.RALLY)
    march = facts("march", "2018-02-11", "Rome")
    assert compose([known("a", flag), known("b", march)]).facts.forms[0] is not Form.OTHER


def test_status_is_what_the_latest_says_and_the_leading_source_is_the_organisers() -> None:
    told = [
        known("a", facts("vigil", status="announced"), "2018-02-01"),
        known("b", facts("vigil", status="cancelled"), "2018-02-09"),
        known("c", facts("vigil"), "2018-02-10"),
        known("own", facts("vigil", status="announced"), "2018-02-03", own=True),
    ]
    composed = compose(told)
    assert composed.facts.status is Status.CANCELLED
    assert [one.key for one in composed.sources] == ["own", "a", "b", "c"]


def test_any_order_gives_the_same() -> None:
    rng = random.Random(2)
    told = [
        known(f"k{n}", facts(rng.choice(["vigil", "rally march"]), f"2018-02-{rng.randint(10, 12)}", rng.choice(["Rome", "Oslo"]),
                             hour=rng.choice([None, "18:00", "19:00"]), by=tuple(rng.sample(["A Group", "B Group", "C"], 2)),
                             status=rng.choice([None, "announced", "happened"])), f"2018-02-{rng.randint(10, 28)}")
        for n in range(12)
    ]  # fmt: skip
    reference = compose(told)
    for _ in range(20):
        assert compose(rng.sample(told, len(told))) == reference


def test_no_article_is_no_action() -> None:
    with pytest.raises(ValueError, match="at least one"):
        compose([])


LEFT = [("attend", "https://e.org/1"), ("donate", None)]


@pytest.mark.parametrize(("last", "wanted"), [("happened", LEFT), ("announced", [*LEFT, ("volunteer", None)])])
def test_what_is_over_is_no_longer_attended(last: str, wanted: list[tuple[str, str | None]]) -> None:
    parts = (Part("attend", "https://e.org/1"), Part("donate"), Part("volunteer"))
    told = known("a", replace(facts("vigil", status="announced"), parts=parts), "2018-02-01")
    later = known("b", facts("vigil", status=last), "2018-02-12")
    assert sorted((part.how, part.url) for part in compose([told, later]).facts.parts) == wanted
