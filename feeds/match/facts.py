"""The facts of an action from all its articles: the better-evidenced value wins, by a stated rule.

For a day, an hour and a place: what structured data states goes before what prose says, what was read with certainty
before what was not, an organiser's own page before others, a later correction before what it corrects, an announcement
before a report, then what most say, then what was said last. Disagreement is kept as a conflict with who says what. A
status is what the latest article says. Names, tags and ways to take part are gathered from all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar

from feeds.action import Conflict, Facts, Form, Part, Place, Status, When
from feeds.clean.urls import identity
from feeds.match.known import FIRM, Known
from feeds.match.names import fold, same_name

T = TypeVar("T")
FIRST_FORM = 3
"""Votes that an article's main form has; its other forms have one."""
SHARE = 4
"""A form stays when one in so many articles names it."""


@dataclass(frozen=True, slots=True)
class Composed:
    """An action's facts, what its sources dispute, and its articles, the leading one first, then by publication."""

    facts: Facts
    conflicts: tuple[Conflict, ...]
    sources: tuple[Known, ...]

    @property
    def leading(self) -> Known:
        """The organiser's own page, else the earliest."""
        return self.sources[0]


def compose(members: Sequence[Known]) -> Composed:
    """One action from the articles that tell of it; their order does not matter. Raises ValueError for none."""
    if not members:
        raise ValueError("an action has at least one article")
    told = sorted(members, key=lambda one: (one.published, one.key))
    leading = min(told, key=lambda one: (not one.article.own, one.published, one.key))
    day = _best(told, lambda one: one.facts.whens[0].date if one.facts.whens else None, "whens")
    city = _best(told, _city, "places")
    status = next((one.facts.status for one in reversed(told) if one.facts.status), None)
    facts = Facts(
        forms=_forms(told),
        status=status,
        whens=_whens(told, day),
        places=_places(told, city),
        online=sum(one.facts.online for one in told) * 2 >= len(told),
        organisers=_names(one.facts.organisers for one in told),
        beneficiaries=_names(one.facts.beneficiaries for one in told),
        targets=_names(one.facts.targets for one in told),
        hashtags=_hashtags(told),
        parts=_parts(told, status),
        deadline=_best(told, lambda one: one.facts.deadline, "deadline"),
        attendance=_attendance(told),
        topics=_most_often(topic for one in told for topic in one.facts.topics),
    )
    conflicts = (*_disputed(told), *dict.fromkeys(conflict for one in told for conflict in one.reading.conflicts))
    return Composed(facts, conflicts, (leading, *(one for one in told if one is not leading)))


def _best(told: Sequence[Known], value: Callable[[Known], T | None], field: str) -> T | None:
    """The value that the rule prefers, or None when no article has one."""
    stated: dict[T, list[Known]] = {}
    for one in told:
        if (held := value(one)) is not None:
            stated.setdefault(held, []).append(one)
    return max(stated, key=lambda held: (_standing(stated[held], field), str(held)), default=None)


def _standing(said_by: Sequence[Known], field: str) -> tuple[bool, bool, bool, float, bool, float, datetime]:
    corrected = [one.published for one in said_by if one.facts.status is Status.POSTPONED]
    return (
        any(_structured(one, field) for one in said_by),
        any(one.sure(field) >= FIRM for one in said_by),
        any(one.article.own for one in said_by),
        max(corrected).timestamp() if corrected else 0.0,
        any(_announces(one) for one in said_by),
        round(sum(one.sure(field) for one in said_by), 3),
        max(one.published for one in said_by),
    )


def _structured(one: Known, field: str) -> bool:
    return any(finding.evidence.spot == "event" for finding in one.reading.findings.get(field, ()))


def _announces(one: Known) -> bool:
    """Was it written before the action?"""
    if one.facts.whens:
        return one.published.date() < one.facts.whens[0].date
    return one.facts.status is Status.ANNOUNCED


def _whens(told: Sequence[Known], day: date | None) -> tuple[When, ...]:
    """The days as told by those who say `day`, with the hour that the rule prefers."""
    said_by = [one for one in told if one.facts.whens and one.facts.whens[0].date == day]
    if not said_by:
        return ()
    timed = [one for one in said_by if one.facts.whens[0].time]
    hour = _best(timed, lambda one: one.facts.whens[0].time, "whens")
    best = max(
        [one for one in timed if one.facts.whens[0].time == hour] or said_by,
        key=lambda one: (bool(one.facts.whens[0].zone), _standing([one], "whens"), one.key),
    )
    return best.facts.whens


def _city(one: Known) -> tuple[str, str] | None:
    places = one.facts.places
    return (fold(places[0].city), places[0].country or "") if places and places[0].city else None


def _places(told: Sequence[Known], city: tuple[str, str] | None) -> tuple[Place, ...]:
    """The places as told by those who say `city`, what one leaves out filled in from the next best."""
    said_by = [one for one in told if one.facts.places and (city is None or _city(one) == city)]
    if not said_by:
        return ()
    ranked = sorted(said_by, key=lambda one: (_standing([one], "places"), one.key), reverse=True)
    first = ranked[0].facts.places[0]
    for one in ranked[1:]:
        other = one.facts.places[0]
        gaps = {name: getattr(other, name) for name in ("country", "zone") if getattr(first, name) is None}
        if first.venue is None:  # a street belongs to its venue
            gaps |= {"venue": other.venue, "street": first.street or other.street}
        elif first.street is None and other.venue and fold(other.venue) == fold(first.venue):
            gaps["street"] = other.street
        if first.latitude is None and other.latitude is not None:
            gaps |= {"latitude": other.latitude, "longitude": other.longitude}
        first = replace(first, **{name: held for name, held in gaps.items() if held is not None})
    return (first, *max((one.facts.places[1:] for one in ranked), key=len))


def _forms(told: Sequence[Known]) -> tuple[Form, ...]:
    votes: Counter[Form] = Counter()
    named: Counter[Form] = Counter()
    for one in told:
        for place, form in enumerate(one.facts.forms):
            votes[form] += (FIRST_FORM if place == 0 else 1) * (2 if one.article.own else 1)
            named[form] += 1
    fixed = list(Form)
    kept = [form for form in votes if named[form] * SHARE >= len(told)]
    firsts = {one.facts.forms[0] for one in told if one.facts.forms}
    vague = Form.OTHER if firsts != {Form.OTHER} else None  # it yields to a form with a name, unless all say so
    return tuple(sorted(kept, key=lambda form: (form is vague, -votes[form], fixed.index(form))))


def _names(lists: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Names from all, those that name one group once, under the spelling most often used; those most named first."""
    spellings: list[Counter[str]] = []
    for names in lists:
        for name in names:
            held = next((group for group in spellings if any(same_name(name, other) for other in group)), None)
            if held is None:
                spellings.append(held := Counter())
            held[name] += 1
    spellings.sort(key=lambda group: -group.total())
    return tuple(min(group, key=lambda name: (-group[name], -len(name), name)) for group in spellings)


def _hashtags(told: Sequence[Known]) -> tuple[str, ...]:
    written: dict[str, Counter[str]] = {}
    for one in told:
        for tag in one.facts.hashtags:
            written.setdefault(tag.casefold(), Counter())[tag] += 1
    ranked = sorted(written.items(), key=lambda item: (-item[1].total(), item[0]))
    return tuple(min(group, key=lambda tag: (-group[tag], tag)) for _, group in ranked)


def _parts(told: Sequence[Known], status: Status | None) -> tuple[Part, ...]:
    """Ways to take part: each page once; a way without a page only where no article names one.

    What was announced is not to be attended any more once the latest article says that it is over or called off.
    """
    found: dict[tuple[str, str], Part] = {}
    for one in told:
        for part in one.facts.parts:
            found.setdefault((part.how, identity(part.url) if part.url else ""), part)
    linked = {how for how, page in found if page}
    gone = linked | {"attend", "volunteer"} if status in _OVER else linked
    return tuple(part for (how, page), part in found.items() if page or how not in gone)


_OVER = frozenset((Status.HAPPENED, Status.CANCELLED))


def _attendance(told: Sequence[Known]) -> tuple[int, int] | None:
    counts = [one.facts.attendance for one in told if one.facts.attendance]
    return (min(low for low, _ in counts), max(high for _, high in counts)) if counts else None


H = TypeVar("H", bound=Hashable)


def _most_often(values: Iterable[H]) -> tuple[H, ...]:
    counts = Counter(values)
    return tuple(sorted(counts, key=lambda value: (-counts[value], str(value))))


def _disputed(told: Sequence[Known]) -> Iterable[Conflict]:
    """What articles state differently: the day, the hour of one day, the city."""
    days = {one.facts.whens[0].date for one in told if one.facts.whens}
    if len(days) > 1:
        stated = {one.facts.whens[0].date.isoformat(): one for one in reversed(told) if one.facts.whens}
        yield _conflict("starts", "whens", stated)
    hours = {(one.facts.whens[0].date, one.facts.whens[0].time): one for one in reversed(told) if one.facts.whens}
    hours = {value: one for value, one in hours.items() if value[1]}
    if len(days) == 1 and len(hours) > 1:
        yield _conflict("starts", "whens", {f"{day} {hour}": one for (day, hour), one in hours.items()})
    cities = {found[0]: one for one in reversed(told) if (found := _city(one))}
    if len(cities) > 1:
        yield _conflict("city", "places", {one.facts.places[0].city or "": one for one in cities.values()})


def _conflict(field: str, finding: str, stated: dict[str, Known]) -> Conflict:
    """Each value in the words of the first article that states it."""
    values = []
    for value, one in sorted(stated.items()):
        quotes = [found.evidence.quote for found in one.reading.findings.get(finding, ()) if found.evidence.quote]
        values.append((quotes[0] if quotes else value, one.article.url))
    return Conflict(field, tuple(values))
