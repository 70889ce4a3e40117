"""Groups: a pure function of the set, with vetoes between groups and corrections before all else."""

from __future__ import annotations

import random
from itertools import combinations

from feeds.match.action import compare
from feeds.match.group import pair, partition
from feeds.match.known import Traits
from tests.told import facts, traits


def _links(known: list[Traits]) -> dict[tuple[str, str], float]:
    found = {pair(a.key, b.key): compare(a, b) for a, b in combinations(known, 2)}
    return {names: likeness.weight for names, likeness in found.items() if likeness.joins}


KNOWN = [
    traits("announced", facts("rally", "2018-02-11", "Rome", by=("Arcigay",), status="announced"), "2018-02-01"),
    traits("report", facts("rally", None, "Rome", by=("Arcigay",), status="happened"), "2018-02-12"),
    traits("next", facts("rally", "2018-02-13", "Rome", by=("Arcigay",), status="announced"), "2018-02-12"),
    traits("oslo", facts("rally", "2018-02-11", "Oslo", by=("Arcigay",)), "2018-02-12"),
    traits("tag one", facts("hashtag-campaign", online=True, tags=("#Free",)), "2018-02-12"),
    traits("tag two", facts("hashtag-campaign", online=True, tags=("#Free",)), "2018-05-12"),
]


def test_a_bridge_between_two_days_does_not_join_them() -> None:
    groups = partition(KNOWN, _links(KNOWN), {})
    assert all(not {"announced", "next"} <= group for group in groups)
    assert frozenset({"oslo"}) in groups
    assert frozenset({"tag one", "tag two"}) in groups


def test_any_order_gives_the_same_groups() -> None:
    rng = random.Random(5)
    reference = partition(KNOWN, _links(KNOWN), {})
    for _ in range(20):
        known = rng.sample(KNOWN, len(KNOWN))
        links = dict(rng.sample(list(_links(KNOWN).items()), len(_links(KNOWN))))
        assert partition(known, links, {}) == reference


def test_corrections_go_before_all_else() -> None:
    links = _links(KNOWN)
    together = partition(KNOWN, links, {pair("oslo", "announced"): "together"})
    assert any({"oslo", "announced"} <= group for group in together)
    apart = partition(KNOWN, links, {pair("tag one", "tag two"): "apart"})
    assert frozenset({"tag one"}) in apart
