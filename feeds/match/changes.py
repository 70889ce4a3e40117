"""What is a material change of an action: what a reader who has seen the entry must see again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from feeds.action import Action, Change, Facts, Place, When
from feeds.clean.urls import identity
from feeds.match.names import fold, same_name

FLAPS = 2
"""So often may one field change within `FLAP_DAYS`; a page that flips back and forth is not news."""
FLAP_DAYS = 1
RETURN_DAYS = 30
"""A field may go back to a value that it had once in this time; what comes and goes after that is not news either."""


def material(old: Action, new: Action, now: datetime) -> list[Change]:
    """What changed between what was published and what is to be, in the words of the entry's change log.

    A date, a time, a place, a status, a new way to take part, a source that adds a fact. Never a syndicated copy,
    another wording or another order. A field that flaps changes in silence.
    """
    found = [Change(now.date(), field, was, is_now) for field, was, is_now in _differences(old, new)]
    return [one for one in found if not _flaps(one, old.changes)]


def _flaps(change: Change, log: Sequence[Change]) -> bool:
    """Has this field changed too often since yesterday, or gone back to what it was before in the last weeks?"""
    mine = [one for one in log if one.field == change.field and one.on >= change.on - timedelta(days=RETURN_DAYS)]
    lately = [one for one in mine if one.on >= change.on - timedelta(days=FLAP_DAYS)]
    returned = any(one.now in {before.was for before in mine[:place]} for place, one in enumerate(mine))
    return len(lately) >= FLAPS or (returned and change.now in {value for one in mine for value in (one.was, one.now)})


def _differences(old: Action, new: Action) -> Iterable[tuple[str, str | None, str | None]]:
    was, now = old.facts, new.facts
    if (a := _starts(was.whens)) != (b := _starts(now.whens)) and b and not _only_less(was.whens, now.whens):
        yield "starts", a, b
    if (places := _moved(was.places, now.places)) is not None:
        yield "place", *places
    if was.status is not now.status and now.status is not None:
        yield "status", was.status.value if was.status else None, now.status.value
    if added := _ways(was, now):
        yield "participate", None, added
    if was.deadline != now.deadline and now.deadline:
        yield "deadline", was.deadline.isoformat() if was.deadline else None, now.deadline.isoformat()
    yield from _added(old, new)


def _starts(whens: Sequence[When]) -> str | None:
    return f"{whens[0].date.isoformat()} {whens[0].time or ''}".strip() if whens else None


def _only_less(was: Sequence[When], now: Sequence[When]) -> bool:
    """The same day without the hour it had: nobody says that it changed."""
    return bool(was and now) and was[0].date == now[0].date and now[0].time is None


def _moved(was: Sequence[Place], now: Sequence[Place]) -> tuple[str | None, str] | None:
    """From where to where, when it is another place and not other words for the same."""
    if not now:
        return None
    old, new = (was[0] if was else Place()), now[0]
    another_city = new.city and fold(old.city or "") != fold(new.city)
    another_venue = new.venue and not _same_venue(old.venue, new.venue)
    if not another_city and not another_venue:
        return None
    return _where(old), _where(new) or ""


def _same_venue(was: str | None, now: str | None) -> bool:
    """One place in other words: names of venues share a word when they mean one."""
    a, b = set(fold(was or "").split()), set(fold(now or "").split())
    return bool(a & b)


def _where(place: Place) -> str | None:
    return ", ".join(part for part in (place.venue, place.street, place.city) if part) or None


def _ways(was: Facts, now: Facts) -> str | None:
    hows = {part.how for part in was.parts}
    pages = {identity(part.url) for part in was.parts if part.url}
    added = [
        f"{part.how} ({part.url})" if part.url else part.how
        for part in now.parts
        if (identity(part.url) not in pages if part.url else part.how not in hows)
    ]
    return ", ".join(added) or None


def _added(old: Action, new: Action) -> Iterable[tuple[str, None, str]]:
    """What a source that was not there before adds: who holds it, under which hashtag, how many came."""
    if {one.url for one in new.sources} <= {one.url for one in old.sources}:
        return
    groups = [name for name in new.facts.organisers if not any(same_name(name, held) for held in old.facts.organisers)]
    if groups:
        yield "organisers", None, ", ".join(groups)
    held_tags = {tag.casefold() for tag in old.facts.hashtags}
    if tags := [tag for tag in new.facts.hashtags if tag.casefold() not in held_tags]:
        yield "hashtags", None, ", ".join(tags)
    if new.facts.attendance and not old.facts.attendance:
        low, high = new.facts.attendance
        yield "attendance", None, str(low) if low == high else f"{low} to {high}"
