"""From pairs to groups: which articles make one action. A pure function of the set, whatever the order it came in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from feeds.match.action import JOIN, Likeness, compare
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
    group = {key: {key} for key in traits}
    inside = [names for names in corrections if names[0] in traits and names[1] in traits]
    for a, b in sorted(names for names in inside if corrections[names] == "together"):
        _merge(group, a, b)
    apart = {names for names in inside if corrections[names] == "apart"}
    together = {names for names in inside if corrections[names] == "together"}
    seen: dict[Pair, str] = {}

    def forbids(x: str, y: str) -> bool:
        names = pair(x, y)
        if names in apart:
            return True
        if names in together:
            return False
        if names not in seen:
            seen[names] = compare(traits[x], traits[y]).apart
        return bool(seen[names])

    strong = [(-weight, *names) for names, weight in links.items() if weight >= JOIN]
    for _, a, b in sorted(strong):
        if a not in traits or b not in traits or group[a] is group[b]:
            continue
        if not any(forbids(x, y) for x in group[a] for y in group[b]):
            _merge(group, a, b)
    return sorted({frozenset(members) for members in group.values()}, key=min)


def _merge(group: dict[str, set[str]], a: str, b: str) -> None:
    if group[a] is group[b]:
        return
    merged = group[a] | group[b]
    for key in merged:
        group[key] = merged


def why(member: Traits, others: Iterable[Traits]) -> list[tuple[str, Likeness]]:
    """Why an article belongs with the others of its action: each it is like, the closest first."""
    found = [(other.key, compare(member, other)) for other in others if other.key != member.key]
    return sorted((one for one in found if one[1].joins), key=lambda one: (-one[1].weight, one[0]))
