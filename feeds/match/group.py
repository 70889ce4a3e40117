"""From pairs to groups: which articles make one action. A pure function of the set, whatever the order it came in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product
from typing import Literal

from feeds.match.action import JOIN, apart
from feeds.match.known import Traits

Pair = tuple[str, str]
"""Keys of two articles, the lesser first."""


def pair(one: str, other: str) -> Pair:
    """Two keys as a pair."""
    return (one, other) if one < other else (other, one)


def partition(
    known: Iterable[Traits],
    links: Mapping[Pair, float],
    corrections: Mapping[Pair, Literal["together", "apart"]],
) -> list[frozenset[str]]:
    """Groups of keys, each one action, in the order of their first keys.

    `links` weighs the pairs that join (at least `JOIN`). The strongest join first, ties by key; two groups stay apart
    when anything forbids that one of the one and one of the other are of one action. What was corrected by hand goes
    before all else.
    """
    traits = {one.key: one for one in known}
    inside = {names: kind for names, kind in corrections.items() if names[0] in traits and names[1] in traits}
    by_hand = {key: {key} for key in traits}
    for a, b in sorted(names for names in inside if inside[names] == "together"):
        _merge(by_hand, a, b)
    group = {key: set(unit) for key, unit in by_hand.items()}
    for unit in by_hand.values():
        shared = group[min(unit)]
        for key in unit:
            group[key] = shared
    forbidden = _Forbidden(traits, by_hand, inside, links)
    strong = [(-weight, *names) for names, weight in links.items() if weight >= JOIN]
    for _, a, b in sorted(strong):
        if a in traits and b in traits and group[a] is not group[b] and not forbidden(group[a], group[b]):
            _merge(group, a, b)
    return sorted({frozenset(members) for members in group.values()}, key=min)


class _Forbidden:
    """What forbids that two groups become one."""

    def __init__(
        self,
        traits: Mapping[str, Traits],
        by_hand: Mapping[str, set[str]],
        corrections: Mapping[Pair, str],
        links: Mapping[Pair, float],
    ) -> None:
        self.traits, self.by_hand = traits, by_hand
        self.apart = {names for names, kind in corrections.items() if kind == "apart"}
        self.seen = dict.fromkeys(links, False)  # what joins does not forbid

    def __call__(self, one: set[str], other: set[str]) -> bool:
        """Is an article of one and an article of the other of two actions?

        Articles that were joined by hand may differ in anything: they forbid only what each of them forbids.
        """
        if self.apart and any(pair(x, y) in self.apart for x in one for y in other):
            return True
        return any(
            all(self._forbids(x, y) for x in self.by_hand[a] for y in self.by_hand[b])
            for a, b in product(sorted(one), sorted(other))
        )

    def _forbids(self, x: str, y: str) -> bool:
        names = pair(x, y)
        if names not in self.seen:
            self.seen[names] = bool(apart(self.traits[x], self.traits[y]))
        return self.seen[names]


def _merge(group: dict[str, set[str]], a: str, b: str) -> None:
    if group[a] is group[b]:
        return
    merged = group[a] | group[b]
    for key in merged:
        group[key] = merged
