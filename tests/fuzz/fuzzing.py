"""One reader, fuzzed for so many seconds: no exception but its own, no input that takes long, no growth without end."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.fuzz.readers import READERS, document

SLOWEST = 2.0
"""Seconds of processor time for one input."""
GROWTH = 300
"""MB that a reader may grow by, over all inputs."""


def fuzz(name: str, seconds: float) -> None:
    """Give a reader input for so many seconds of processor time; raises what it raises."""
    read, seeds = READERS[name]
    for seed in seeds:  # data that is read once, and caches
        read(seed)
    start, tried = _rss(), 0
    end = time.process_time() + seconds
    slowest = 0.0

    def one(body: bytes) -> None:
        nonlocal tried, slowest
        took = timed(read, body)
        if took > SLOWEST:  # on a busy machine even processor time stretches: the best of three counts
            took = min(timed(read, body) for _ in range(3))
        slowest, tried = max(slowest, took), tried + 1
        assert took < SLOWEST, f"{took:.1f} s"
        assert _rss() - start < GROWTH, f"{_rss() - start:.0f} MB more"

    check = settings(
        max_examples=500,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],  # what was found is shown as it is: to make it small can take hours
    )(given(st.one_of([document(seed) for seed in seeds]))(one))
    while time.process_time() < end:
        check()
    print(f"{name:10} {tried:7} inputs, slowest {slowest:.2f} s, grown {_rss() - start:.0f} MB", flush=True)


def timed(read: Callable[[bytes], object], body: bytes) -> float:
    """Seconds of processor time that reading took."""
    began = time.process_time()
    read(body)
    return time.process_time() - began


def _rss() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
