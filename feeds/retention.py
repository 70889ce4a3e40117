"""Retention: what is not kept any longer. Off by default; what readers still see is never touched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from feeds.action import Action
from feeds.store.store import Store

CHUNK = 200
"""Articles removed in one transaction, so that no writer waits long."""


@dataclass(frozen=True, slots=True)
class Retained:
    """What retention removed."""

    articles: int = 0
    actions: int = 0


def retain(store: Store, now: datetime, *, days: int, articles: int) -> Retained:
    """Remove what was stored or last changed over `days` ago, then the oldest beyond a number of `articles`; 0: no limit.

    An action goes, with its articles, when nothing of it is newer: not its last change, not its dates. The number of
    articles is reached by those behind no action alone. Raises StoreError.
    """
    removed = Retained()
    if days:
        cutoff = now - timedelta(days=days)
        for action in store.actions_before(cutoff):
            if _last_day(action, cutoff) < cutoff:
                removed = replace(
                    removed, articles=removed.articles + _drop(store, action, now), actions=removed.actions + 1
                )
        removed = replace(removed, articles=removed.articles + _remove(store, store.unpublished(before=cutoff), now))
    if articles and (excess := store.count() - articles) > 0:
        removed = replace(removed, articles=removed.articles + _remove(store, store.unpublished(limit=excess), now))
    return removed


def _last_day(action: Action, cutoff: datetime) -> datetime:
    """The end of the last day that the action speaks of."""
    facts = action.facts
    days = [day for when in facts.whens for day in (when.date, when.end_date) if day]
    days += [facts.deadline] if facts.deadline else []
    return max(
        (datetime(day.year, day.month, day.day, 23, 59, tzinfo=cutoff.tzinfo) for day in days), default=action.updated
    )


def _drop(store: Store, action: Action, now: datetime) -> int:
    with store.transaction():
        for id in action.related:
            row = store.action_row(id)
            if row:
                rest = tuple(other for other in row.action.related if other != action.id)
                store.put_action(replace(row, action=replace(row.action, related=rest)))
        count = store.remove_articles(store.ids_of(action.id), now)
        store.remove_action(action.id)
    return count


def _remove(store: Store, ids: list[int], now: datetime) -> int:
    return sum(store.remove_articles(some, now) for some in _chunks(ids))


def _chunks(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]
