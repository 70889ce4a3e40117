"""Slices: the same feed by form, country, language, way of taking part; by month; what is upcoming or closing soon."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from feeds.render.glance import Glance
from feeds.render.times import month_key, month_name
from feeds.render.words import Words

CLOSING_DAYS = 14
_SEGMENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,60}")
_OVER = ("cancelled", "happened")


@dataclass(frozen=True, slots=True)
class Slice:
    """Some of the entries: `by/form/kiss-in/`. `label` is its name for people; newest first, as in the whole feed."""

    kind: str
    value: str
    label: str
    entries: tuple[Glance, ...]

    @property
    def feeds(self) -> bool:
        """Has it feeds of its own? A month is for reading back only; its feed would never change."""
        return self.kind != "month"

    @property
    def dated(self) -> bool:
        return any(entry.first for entry in self.entries)

    @property
    def path(self) -> str:
        return f"by/{self.kind}/{self.value}/" if self.value else f"by/{self.kind}/"


def slices(entries: Sequence[Glance], say: Words, today: date | None) -> list[Slice]:
    """Every slice that has entries, in the order they are listed."""
    found = [
        *_split("form", entries, lambda entry: entry.forms, say.form),
        *_split("country", entries, lambda entry: entry.countries, say.country),
        *_split("language", entries, lambda entry: entry.languages, say.tongue),
        *_split("how", entries, lambda entry: entry.hows, say.how),
    ]
    months = _split("month", entries, lambda entry: [month_key(entry.day)], lambda key: month_name(key, say.language))
    found += sorted(months, key=lambda each: each.value, reverse=True)
    if today:
        found += [
            Slice("upcoming", "", say("Upcoming"), tuple(entry for entry in entries if upcoming(entry, today))),
            Slice("closing-soon", "", say("Closing soon"), tuple(entry for entry in entries if closing(entry, today))),
        ]
    return [each for each in found if each.entries]


def _split(
    kind: str, entries: Sequence[Glance], values: Callable[[Glance], Iterable[str]], label: Callable[[str], str]
) -> list[Slice]:
    groups: dict[str, list[Glance]] = {}
    for entry in entries:
        for value in values(entry):
            if _SEGMENT.fullmatch(value):
                groups.setdefault(value, []).append(entry)
    made = [Slice(kind, value, label(value), tuple(group)) for value, group in groups.items()]
    return sorted(made, key=lambda each: (-len(each.entries), each.value))


def upcoming(entry: Glance, today: date) -> bool:
    """It has a day to come (or goes on today), and no source says it is off or over."""
    return entry.last is not None and entry.last >= today and entry.status not in _OVER


def closing(entry: Glance, today: date) -> bool:
    """Its deadline is within the next two weeks."""
    deadline = entry.action.facts.deadline
    return bool(deadline and today <= deadline <= today + timedelta(days=CLOSING_DAYS)) and entry.status not in _OVER
