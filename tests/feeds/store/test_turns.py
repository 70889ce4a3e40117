"""Turns: whoever asks, a host is asked once in its delay."""

from __future__ import annotations

import threading
import time
from itertools import pairwise

from feeds.store.store import Store


def test_the_second_waits_and_other_hosts_do_not(store: Store) -> None:
    assert store.turn("a.org", 60) == 0
    assert 55 < store.turn("a.org", 60) <= 60
    assert store.turn("b.org", 60) == 0


def test_a_pause_begins_again_and_never_shortens(store: Store) -> None:
    store.turn("a.org", 1)
    store.pause("a.org", 60)
    store.pause("a.org", 1)
    assert store.turn("a.org", 1) > 50


def test_workers_together_keep_the_gap(store_url: str) -> None:
    times: list[float] = []
    Store.open(store_url).close()

    def work() -> None:
        with Store.open(store_url) as store:
            for _ in range(3):
                while wait := store.turn("a.org", 0.1):
                    time.sleep(wait)
                times.append(time.monotonic())
                store.pause("a.org", 0.1)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(times) == 12
    assert min(after - before for before, after in pairwise(sorted(times))) >= 0.1
