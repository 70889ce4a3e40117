"""The index: candidates of each other, the same for every order of arrival, few whatever the number of articles."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import timedelta

from feeds.match.keys import keys
from feeds.match.text import fingerprint
from feeds.store.index import HUBS
from feeds.store.store import Store
from tests.told import NOW, article, facts, prose, reading, tell

MANY = 2 * HUBS + 10
_URLS = [f"https://s{number}.org/a" for number in range(MANY)]


def _candidates(store: Store) -> dict[str, set[str]]:
    """Of each article the candidates, by key."""
    held = {one.id: one for one in store.traits(store.relevant())}
    return {
        one.key: {held[id].key for id in store.candidates(one.key, one.keys, one.print)} - {one.key}
        for one in held.values()
    }


def _tell(store: Store, urls: Iterable[str], **more: object) -> None:
    for url in urls:
        tell(store, url, facts("petition", online=True, tags=("#FreeThem",)), **more)  # type: ignore[arg-type]


def test_candidates_are_of_each_other_and_the_same_for_every_order(store: Store) -> None:
    with store.transaction():
        _tell(store, _URLS)
        first = _candidates(store)
    with Store.open("sqlite://") as other, other.transaction():
        _tell(other, random.Random(3).sample(_URLS, MANY))
        assert _candidates(other) == first
    assert all(one in first[found] for one, several in first.items() for found in several)
    sizes = sorted(map(len, first.values()))
    assert sizes == [HUBS] * (MANY - HUBS) + [MANY - 1] * HUBS


def test_who_becomes_a_hub_or_is_one_no_longer_is_looked_at_again() -> None:
    """Whoever is not fresh has the candidates it had, but for those that are."""
    chance = random.Random(5)
    with Store.open("sqlite://") as store, store.transaction():
        _tell(store, chance.sample(_URLS, MANY - 6))
        for step in range(6):
            before = _candidates(store)
            store.settled(store.fresh())
            if step % 2:
                tell(store, chance.choice(_URLS), facts("vigil"), relevant=False, now=NOW + timedelta(days=step))
            else:
                _tell(store, chance.sample(_URLS, 3), now=NOW + timedelta(days=step), title=f"Title {step}")
            fresh, after = set(store.keys_of(store.fresh())), _candidates(store)
            for key in (after.keys() & before.keys()) - fresh:
                assert after[key] - fresh == before[key] - fresh - (before.keys() - after.keys())


def test_names_alone_tie_what_is_told_within_a_season() -> None:
    text = "there Marek Dvorak and Anna Kowalska spoke to them. {} " + prose("x", 5)
    days = ["2024-01-05", "2024-02-01", "2024-02-18", "2024-11-01"]
    with Store.open("sqlite://") as store, store.transaction():
        for number, day in enumerate(days):
            tell(store, f"https://n{number}.org/a", facts("rally"), day, text=text.format(number))
        found = _candidates(store)
    assert found["n0.org/a"] == {"n1.org/a", "n2.org/a"}
    assert not found["n3.org/a"]


def test_one_name_in_common_is_not_enough() -> None:
    with Store.open("sqlite://") as store, store.transaction():
        for name in ("Anna Kowalska", "Petra Novak"):
            tell(store, f"https://{name[:4]}.org/a", facts("rally"), text=f"there Marek Dvorak and {name} spoke.")
        assert not any(_candidates(store).values())


def test_copies_of_a_text_are_candidates_whatever_else_is_known() -> None:
    with Store.open("sqlite://") as store, store.transaction():
        tell(store, "https://a.org/x", facts("vigil", "2024-05-17", "Rome"), text=prose("a", 300))
        new = article("https://b.org/y", text=" ".join(prose("a", 300).split()[:120]))
        print_ = fingerprint(new.text)
        assert store.candidates("b.org/y", keys(new, reading(facts("march"))), print_) == store.relevant()
