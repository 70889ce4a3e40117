"""The reactor is never kept waiting: large entrances, thousands of entries, workers that start, matching and keeping."""

from __future__ import annotations

from tests.bench.turns import measure


def test_no_callback_takes_over_50_ms() -> None:
    """In processor time, from the first request until publishing begins; first with nothing known, then with everything."""
    first = measure(10)
    for run in (first, first["again"]):
        assert run["told"] == {"feed": [2000, 10], "sitemap": [2000, 10], "front": [400, 10]}
        assert run["turns"] > 100
        assert run["over_50_ms"] == 0, run["slow"]
    assert (first["stored"], first["again"]["stored"]) == (30, 60)
