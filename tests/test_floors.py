"""The floors of `make bench`: what falls is named, pinning never lowers without a reason."""

from __future__ import annotations

import tomllib

from tests.bench import floors

LIMITS: dict[str, dict[str, float]] = {"web.recall": {"floor": 0.9}, "speed.peak_mb": {"ceiling": 700}}


def pin(measured: dict[str, float], reason: str = "") -> dict[str, dict[str, object]]:
    return tomllib.loads(floors.pinned(measured, LIMITS, reason))


def test_numbers_of_nested_measures_get_dotted_names() -> None:
    measured = dict(floors.flat({"web": {"recall": 0.95, "missed": ["a"]}, "ok": True}, "bench"))
    assert measured == {"bench.web.recall": 0.95}


def test_what_is_below_its_floor_or_above_its_ceiling_has_fallen() -> None:
    assert floors.fallen({"web.recall": 0.89, "speed.peak_mb": 701}, LIMITS) == ["web.recall", "speed.peak_mb"]
    assert floors.fallen({"web.recall": 0.9}, LIMITS) == []


def test_pinning_raises_floors_and_lowers_ceilings() -> None:
    assert pin({"web.recall": 0.95, "speed.peak_mb": 500}) == {
        "web.recall": {"floor": 0.95},
        "speed.peak_mb": {"ceiling": 500},
    }


def test_pinning_lowers_nothing_without_a_reason() -> None:
    assert pin({"web.recall": 0.8, "speed.peak_mb": 900}) == LIMITS


def test_a_lowered_floor_keeps_its_reason() -> None:
    assert pin({"web.recall": 0.8}, "a stricter measure")["web.recall"] == {"floor": 0.8, "why": "a stricter measure"}
