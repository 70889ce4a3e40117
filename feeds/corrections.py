"""Corrections by hand, lasting: two actions are one, or articles do not belong to theirs. The next settling obeys them.

They are kept between articles and not between actions, so that they outlive ids, groups and new evidence.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations, product

from feeds.errors import UnknownAction
from feeds.store.actions import Correction
from feeds.store.store import Store


def merge(store: Store, one: str, other: str) -> None:
    """Say that two actions are one. Raises UnknownAction."""
    first, second = _members(store, one), _members(store, other)
    given = [Correction("together", a, b) for a, b in product(first, second) if a != b]
    apart = {(held.a, held.b) for held in store.corrections([*first, *second]) if held.kind == "apart"}
    needed = [made for made in given if tuple(sorted((made.a, made.b))) in apart]  # a later word overrules an earlier
    store.correct([*given[:1], *needed])


def split(store: Store, id: str, urls: Iterable[str]) -> None:
    """Say that these articles make another action than the rest of theirs.

    Raises UnknownAction, and ValueError for a URL that is not of the action or when none would remain.
    """
    members = set(_members(store, id))
    out = set()
    for url in urls:
        held = store.known(url)
        if held is None or held.key not in members:
            raise ValueError(f"{url} is not among the articles of {id}; `scrapy actions show {id}` lists them")
        out.add(held.key)
    rest = members - out
    if not rest or not out:
        raise ValueError(f"a split of {id} must name some of its {len(members)} articles and leave some")
    together = [Correction("together", a, b) for part in (out, rest) for a, b in combinations(sorted(part), 2)]
    store.correct([*together, *(Correction("apart", a, b) for a, b in product(sorted(out), sorted(rest)))])


def _members(store: Store, id: str) -> list[str]:
    keys = [member.key for member in store.members(store.resolve(id))]
    if not keys:
        raise UnknownAction(id)
    return keys
