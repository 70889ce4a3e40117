"""Weekdays: those beside a date belong to it, those on their own are dates too."""

from __future__ import annotations

import re
from collections.abc import Sequence

from feeds.understand.calendar_words import Weeks
from feeds.understand.named import TIME_SOON, Named, Token
from feeds.understand.tokens import fold

_TO_WEEKDAY = re.compile(r"(?:[-'’.]{1,2}[^\W\d_]{1,4})?[\s\xa0,.(\-–]*(?:[^\W\d_]{1,4}\.?[\s\xa0,]+){0,2}")
_FROM_WEEKDAY = re.compile(
    r"[\s\xa0,.(:|\-–'’]*(?:[^\W\d_'’]{1,10}\.?[\s\xa0,(]+){0,2}(?:\d{1,2}(?:[:.h]\d\d)?\s?(?:[ap]\.?m\.?|uhr|h)?,?\s+(?:on\s+)?)?",
    re.IGNORECASE,
)
_NEXT_WORD = re.compile(r"\s+(?:[^\W\d_]{1,8}(?:['’]s)?\s+)?")
TIME_AFTER = re.compile(r"(?:\s?[-–]\s?\d{1,2})?\s*(?:[:h]\s?\d\d|[ap]\.?m\b|uhr|h\b|uur|o'clock)", re.IGNORECASE)
_LEAD = 32
"""Characters before a weekday that may tell which week's it is."""
_HABIT = frozenset({
    "every", "each", "jeden", "jede", "chaque", "tous", "cada", "todos", "каждый", "каждую", "каждое", "кожен", "кожну",
    "кожної", "ogni", "każdy", "każdą", "her", "elke", "každý", "každou", "každú", "minden", "varje", "κάθε", "fiecare",
    "всеки", "всяка"
})  # fmt: skip


def with_weekdays(text: str, tokens: list[Token], found: list[Named], weeks: Sequence[Weeks] = ()) -> list[Named]:
    """Give dates the weekday beside them; a weekday on its own is a date too, `weeks` tell which week's."""
    apart = [named for token in tokens if (named := _apart(text, token, weeks)) is not None]
    if apart:
        found = [named for named in found if not any(_meets(named, other) for other in apart)] + apart
        found.sort(key=lambda named: named.start)
        for token in tokens:
            token.used = token.used or any(other.start <= token.start < other.end for other in apart)
    starts = [named.start for named in found]
    lone: list[Named] = []
    place = 0
    for index, token in enumerate(tokens):
        if not token.has("weekday") or token.used:
            continue
        while place < len(starts) and starts[place] < token.end:
            place += 1
        after = found[place] if place < len(found) else None
        before = found[place - 1] if place else None
        if _takes(text, token, before, after):
            continue
        named = _alone(text, tokens, index)
        if named is not None:
            lone.append(named)
    return sorted(found + lone, key=lambda named: named.start)


def _apart(text: str, token: Token, weeks: Sequence[Weeks]) -> Named | None:
    """ "Saturday week", "a week on Friday", "Thursday next week": a weekday that is not of the coming days."""
    if not weeks or token.used or not token.has("weekday") or token.has("habit", "lower"):
        return None
    lead = text[max(0, token.start - _LEAD) : token.start]
    for said in weeks:
        before, after = said.before.search(lead), said.after.match(text, token.end)
        if before is not None and after is not None:
            start = token.start - (len(lead) - before.start() if before.group() else 0)
            direction = 2 * said.away or None
            return Named(start, after.end(), weekday=token.marks["weekday"], direction=direction, later=said.later)
    return None


def _meets(named: Named, other: Named) -> bool:
    return named.start < other.end and other.start < named.end


def _takes(text: str, token: Token, before: Named | None, after: Named | None) -> bool:
    weekday = token.marks["weekday"]
    if after is not None and after.month and not after.weekday and after.start - token.end <= 40:  # noqa: SIM102
        if "\n" not in text[token.end : after.start] and _FROM_WEEKDAY.fullmatch(text, token.end, after.start):
            after.weekday, after.start, token.used = weekday, token.start, True
            return True
    if before is not None and before.offset is not None and 0 < token.start - before.end <= 3:
        before.end, token.used = token.end, True  # "mañana jueves"
        return True
    if before is not None and before.month and not before.weekday and 0 <= token.start - before.end <= 8:  # noqa: SIM102
        if _TO_WEEKDAY.fullmatch(text, before.end, token.start) and not token.has("lower"):
            before.weekday, before.end, token.used = weekday, token.end, True
            return True
    return False


def _daily(text: str, tokens: list[Token], index: int) -> bool:
    """Is it led by "this", or followed by a part of the day: "this Tues", "Sat afternoon"?"""
    token = tokens[index]
    before = tokens[index - 1] if index else None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if before is not None and before.has("this", "next") and text[before.end : token.start] == " ":
        return True
    return after is not None and after.has("pm", "am", "noon") and text[token.end : after.start] in (" ", ". ")


def _alone(text: str, tokens: list[Token], index: int) -> Named | None:
    token = tokens[index]
    if token.has("habit"):
        return None
    before = re.search(r"([^\W\d_]+)\s+$", text[max(0, token.start - 12) : token.start])
    if before is not None and fold(before.group(1)) in _HABIT:
        return None
    if index and tokens[index - 1].number >= 0 and text[tokens[index - 1].end : token.start] in (" ", "\xa0"):
        return None  # "3 luni" are months
    named = Named(token.start, token.end, weekday=token.marks["weekday"])
    follower = tokens[index + 1] if index + 1 < len(tokens) else None
    if follower is not None and not follower.used and 1 <= follower.number <= 31 and follower.start - token.end <= 8:
        later = tokens[index + 2] if index + 2 < len(tokens) else None
        timed = later is not None and later.has("clock", "am", "pm") and later.start - follower.end <= 2
        plain = not timed and re.fullmatch(
            r"[\s\xa0,.(]*(?:(?:the|den|dem|le|el|il|dia|día|a)\s+)?", text[token.end : follower.start]
        )
        if (
            plain
            and not TIME_AFTER.match(text, follower.end)
            and text[follower.end : follower.end + 1] not in (".", ":", "%")
        ):
            named.day, named.end, follower.used = follower.number, follower.end, True
            return named
    if token.has("lower"):
        return None
    if token.has("weak") and not (TIME_SOON.match(text, token.end) or _daily(text, tokens, index)):
        return None
    for there, gap in ((index - 1, True), (index + 1, False)):
        if 0 <= there < len(tokens) and tokens[there].has("next", "last", "this"):
            left, right = (tokens[there], token) if gap else (token, tokens[there])
            if _NEXT_WORD.fullmatch(text, left.end, right.start):
                near = tokens[there]
                if near.has("this") and not gap:
                    continue
                named.direction = 1 if near.has("next") else -1 if near.has("last") else 0
                named.start, named.end = min(named.start, near.start), max(named.end, near.end)
                break
    token.used = True
    return named
