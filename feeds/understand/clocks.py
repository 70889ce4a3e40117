"""Where a text names a time of day."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from feeds.understand.named import Named, Token
from feeds.understand.tokens import fold


@dataclass(slots=True)
class Clock:
    """A time of day, in minutes from midnight, with its end where it is a span."""

    start: int
    end: int
    minute: int
    until: int | None = None
    led: bool = False
    """A word such as "at" leads it."""


@dataclass(slots=True)
class _Hour:
    """A number read as an hour: `sure` when its own form says it is a time; `half` is "am", "pm" or empty."""

    start: int
    end: int
    hour: int
    minute: int
    next: int
    sure: bool
    dotted: bool
    half: str
    clock: bool


_H = re.compile(r"\s?[hHuU]\s?")
_GLUED_H = re.compile(r"\s?[hH](?:rs?|s)?\b|\s?[hH](?=\d\d)")
_STRONG = frozenset({
    "uhr", "uur", "o'clock", "orakor", "oratol", "saatze","საათზე", "საათიდან", "horas", "heures", "hrs", "hod", "hodin", "hodine"
})  # fmt: skip
_UNIT = re.compile(r"\s*(?:%|€|\$|£|₽|₺|[.,]\d|000|km\b|-\s?\d{3})|\s+(?:000\b|\d{3}\b)")
_MINUTE_WORD = re.compile(
    r"[\s\xa0]?(?:min|мин|хв|хвил|perc|dak|dəq|daq|дақ|λεπτ|წუთ|دقيق|دقیق)[^\W\d_]*", re.IGNORECASE
)
_CLAUSE_END = re.compile(r"\s*(?:$|[\n.;!?)])")
_TO_HOUR = re.compile(r"-\d\d[.:]\d\d(?![.\d])")
_SMALL_WORD = re.compile(r"(?:\s*(?:$|[\n.,;:!?)\]|–—-]))|\s+(?:[^\W\d_]{1,3}\b|\()|['’-][^\W\d_]{1,4}\b")


def clocks(text: str, tokens: list[Token], days: Sequence[Named]) -> list[Clock]:
    """Every time of day, in order; a bare number only where words beside it make it an hour."""
    ends = [named.end for named in days]
    found: list[Clock] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        clock, index = None, index + 1
        if token.used:
            continue
        if token.number >= 0:
            clock, index = _numbered(text, tokens, index - 1, ends)
        elif token.has("shift_before", "told"):
            clock = _told(text, tokens, index - 1)
        elif token.has("spoken"):
            clock = _spoken(text, tokens, index - 1, ends)
        elif token.has("noon", "midnight"):
            clock = _worded(text, tokens, index - 1, ends)
        if clock is not None:
            found.append(clock)
    return found


def _worded(text: str, tokens: list[Token], index: int, ends: list[int]) -> Clock | None:
    token = tokens[index]
    before = tokens[index - 1] if index else None
    near = before is not None and token.start - before.end <= 2
    if near and before is not None and before.has("until") and not before.has("at"):
        return None
    led = near and before is not None and before.has("at", "hour", "to")
    if not (led or " " in text[token.start : token.end] or _after_day(ends, token.start, 8)):
        return None
    clock = Clock(token.start, token.end, 720 if token.has("noon") else 0, led=True)
    part = tokens[index + 1] if index + 1 < len(tokens) else None
    if part is not None and part.has("shift_after") and part.start - token.end <= 1:  # "midi et demi"
        return Clock(token.start, part.end, (clock.minute + part.marks["shift_after"]) % 1440, led=True)
    first = _Hour(token.start, token.end, 12 if token.has("noon") else 0, 0, index + 1, True, False, "pm", True)
    second, after = _second(text, tokens, first)
    if second is not None and (second.half or second.sure or second.clock):
        clock.until, clock.end = _minutes(second), second.end
        for token in tokens[index:after]:
            token.used = True
    return clock


def _told(text: str, tokens: list[Token], index: int) -> Clock | None:
    """ "half past six", "halb sieben", where an hour follows; "полседьмого", "hétkor", which say all."""
    token = tokens[index]
    hour, shift, last = token, token.marks.get("shift_before", 0), index
    if not token.has("told"):
        last = index + 1
        if last >= len(tokens) or tokens[last].start - token.end > 2:
            return None
        hour = tokens[last]
        if not (hour.has("spoken", "told") or 1 <= hour.number <= 12):
            return None
    minutes = hour.marks.get("told", 60 * hour.marks.get("spoken", hour.number)) + shift
    minutes += 720 if minutes < 60 else 0  # "halb eins"
    found = _suffixed(
        text, tokens, _Hour(token.start, hour.end, *divmod(minutes, 60), last + 1, True, False, "", False)
    )
    if found is None:
        return None
    hour.used = True
    _halved(text, tokens, index, found)
    return Clock(token.start, found.end, _minutes(found), led=True)


def _spoken(text: str, tokens: list[Token], index: int, ends: list[int]) -> Clock | None:
    """ "a las nueve de la mañana": led by a word before, and told morning from evening, followed by "o'clock" or beside
    a day."""
    token = tokens[index]
    before = tokens[index - 1] if index else None
    led = before is not None and before.has("at", "hour") and token.start - before.end <= 2
    found = _suffixed(
        text, tokens, _Hour(token.start, token.end, token.marks["spoken"], 0, index + 1, False, False, "", False)
    )
    if found is None:
        return None
    start = before.start if led and before is not None and not before.has("relative") else token.start
    if led and (later := _spoken_end(text, tokens, found)) is not None:
        found.half = found.half or later.half
        _halved(text, tokens, index, found)
        later.half = later.half or found.half
        return Clock(start, later.end, _minutes(found), _minutes(later), led=True)
    if led and before is not None:
        told = bool(found.half or found.clock or found.minute) or before.has("hour_name")
    else:
        parted = found.half or _half_before(text, tokens, index)  # "yarın akşam yedide", "შაბათს, შვიდ საათზე"
        told = bool(parted or (found.clock and found.sure)) and _after_day(ends, token.start, 3 if found.half else 9)
    beside = led and _after_day(ends, start, 8) and _SMALL_WORD.match(text, found.end) is not None
    if not (told or beside):
        return None
    _halved(text, tokens, index, found)
    return Clock(start, found.end, _minutes(found), led=True)


def _spoken_end(text: str, tokens: list[Token], first: _Hour) -> _Hour | None:
    """ "from two to three o'clock": the end of a span in words, with what it says of the morning or the evening."""
    there = first.next
    if there >= len(tokens) or not tokens[there].has("to", "and") or tokens[there].start - first.end > 2:
        return None
    there += 1
    while there < len(tokens) and tokens[there].has("at", "hour") and not tokens[there].has("spoken"):
        there += 1
    if there >= len(tokens) or not tokens[there].has("spoken") or tokens[there].start - first.end > 16:
        return None
    token = tokens[there]
    later = _Hour(token.start, token.end, token.marks["spoken"], 0, there + 1, False, False, "", False)
    found = _suffixed(text, tokens, later)
    if found is None or not (found.half or found.clock):
        return None
    token.used = True
    return found


def _halved(text: str, tokens: list[Token], index: int, found: _Hour) -> None:
    """An hour in words is in the afternoon where nothing says it is not: nobody gathers at half past six in the morning."""
    found.half = found.half or _half_before(text, tokens, index)
    if not found.half and 1 <= found.hour <= 8:
        found.half = "pm"


def _numbered(text: str, tokens: list[Token], index: int, ends: list[int]) -> tuple[Clock | None, int]:
    first = _hour(text, tokens, index)
    if first is None:
        return None, index + 1
    before = tokens[index - 1] if index else None
    if before is not None and first.start - before.end > 3:
        before = None
    if before is not None and before.has("law", "stamp"):
        return None, first.next
    second, after = _second(text, tokens, first)
    hour_word = before is not None and before.has("hour")
    named = before is not None and before.has("hour_name") and (index < 2 or tokens[index - 2].number < 0)
    led = hour_word or (before is not None and before.has("at"))
    if second is not None and not first.half and second.half:
        later = second.hour if second.hour == 12 else second.hour + 12 * (second.half == "pm")
        if second.half == "pm" and first.hour < 12 and first.hour + 12 < later + (12 if second.hour == 12 else 0):
            first.half = "pm"
        elif second.half == "am":
            first.half = "am"
    if not first.half and first.hour <= 12:
        first.half = _half_before(text, tokens, index)
    if not _believed(text, first, second, hour_word=hour_word, named=named, led=led, ends=ends):
        return None, index + 1
    start = before.start if before is not None and led and not before.has("relative") else first.start
    clock = Clock(start, first.end, _minutes(first), led=led)
    if second is not None:
        if not second.half and first.half == "pm" and second.hour < 12:
            second.half = "pm"
        clock.until, clock.end = _minutes(second), second.end
    return clock, after


def _hour(text: str, tokens: list[Token], index: int) -> _Hour | None:
    """The number at `index` as an hour with its minutes and the words after it; None where it cannot be one."""
    token = tokens[index]
    if token.end - token.start == 4 and (military := _military(text, tokens, index)) is not None:
        return military
    if not 0 <= token.number <= 24 or token.end - token.start > 2 or token.used:
        return None
    if token.start and (
        (text[token.start - 1] in ".,:/$€£#№" and text[token.start - 2 : token.start - 1].isdecimal())
        or text[token.start - 1] in "$€£#№+"
    ):
        return None
    found = _Hour(token.start, token.end, token.number, 0, index + 1, False, False, "", False)
    follower = tokens[index + 1] if index + 1 < len(tokens) else None
    gap = text[token.end : follower.start] if follower is not None else ""
    if (
        follower is not None
        and follower.end - follower.start == 2
        and 0 <= follower.number < 60
        and len(gap) <= 3
        and not follower.used
    ):
        if gap in (":", "：", "∶") or _H.fullmatch(gap) or gap == ".":
            found.minute, found.end, found.next = follower.number, follower.end, index + 2
            found.dotted = gap == "."
            found.sure = not found.dotted
        elif gap == "-" and follower.number == 0 and token.number >= 7:  # "15-00"
            found.end, found.next, found.sure = follower.end, index + 2, True
    elif follower is not None and follower.has("clock") and found.next + 1 < len(tokens) and len(gap) <= 1:
        # "14h30": the h is a word of its own
        minutes = tokens[index + 2]
        if (
            fold(text[follower.start : follower.end]) in ("h", "u", "ч", "uhr")
            and minutes.start - follower.end <= 1
            and minutes.end - minutes.start == 2
            and 0 <= minutes.number < 60
        ):
            found.minute, found.end, found.next, found.sure = minutes.number, minutes.end, index + 3, True
    tail = text[found.end : found.end + 3]
    if found.sure and len(tail) > 2 and tail[0] == ":" and tail[1].isdecimal():
        return None  # with seconds: the clock of a page
    if found.dotted and re.match(r"[.,/-]\d", tail) and not _TO_HOUR.match(text, found.end):
        return None
    if not found.sure and not found.dotted and (match := _GLUED_H.match(text, found.end)) and found.hour < 24:
        found.sure = match.group()[0] not in " \xa0" or found.hour > 4
        found.end, found.clock = match.end(), True
    return _suffixed(text, tokens, found)


def _military(text: str, tokens: list[Token], index: int) -> _Hour | None:
    """ "1830 hrs"."""
    token, follower = tokens[index], tokens[index + 1] if index + 1 < len(tokens) else None
    hour, minute = divmod(token.number, 100)
    if follower is None or not follower.has("clock") or follower.start - token.end > 1 or token.used:
        return None
    if fold(text[follower.start : follower.end]) not in _STRONG or hour > 23 or minute > 59:
        return None
    return _Hour(token.start, follower.end, hour, minute, index + 2, True, False, "", True)


def _suffixed(text: str, tokens: list[Token], found: _Hour) -> _Hour | None:
    while found.next < len(tokens):
        token = tokens[found.next]
        gap = text[found.end : token.start]
        if token.end <= found.end:
            found.next += 1
            continue
        if len(gap) > 4 or "\n" in gap or any(c in gap for c in ",;("):
            break
        if token.has("clock") and not found.clock:
            found.clock = True
            word = fold(text[token.start : token.end])
            found.sure = found.sure or word in _STRONG
        elif token.has("shift_after") and not found.minute:
            found.hour, found.minute = divmod(60 * found.hour + token.marks["shift_after"], 60)
            found.sure = True
        elif token.has("minutes") and (found.clock or text[found.end : token.start] in (" ", "-")):
            if found.minute or not _SMALL_WORD.match(text, token.end):
                break
            found.minute, found.sure = token.marks["minutes"], True
        elif found.clock and not found.minute and _is_minute(text, token):
            found.minute, found.sure = token.number, True
            if named := _MINUTE_WORD.match(text, token.end):
                found.end, found.next = named.end(), found.next + 1
                continue
        elif token.has("am", "pm") and not found.half:
            found.half = "pm" if token.has("pm") else "am"
            if token.has("relative"):
                break  # "alle sei di questa mattina": the day keeps its words
        else:
            break
        found.end, found.next = token.end, found.next + 1
        if text[found.end : found.end + 1] == "." and found.half and text[found.end - 2 : found.end - 1] == ".":
            found.end += 1
    if found.hour == 24 and found.minute:
        return None
    return found


def _is_minute(text: str, token: Token) -> bool:
    """ "15 heures 30", "17 часов 30 минут", and not "17 часов 30 человек"."""
    if token.end - token.start != 2 or not 0 <= token.number < 60 or token.used:
        return False
    return bool(_MINUTE_WORD.match(text, token.end) or _SMALL_WORD.match(text, token.end))


def _second(text: str, tokens: list[Token], first: _Hour) -> tuple[_Hour | None, int]:
    """The end of a span: "14:00-16:00", "from 4 to 5 p.m."."""
    there = first.next
    if there >= len(tokens):
        return None, there
    gap_end = tokens[there].start
    link = text[first.end : gap_end].strip(" \xa0.'’")
    if tokens[there].has("to", "and") and gap_end - first.end <= 4:
        joined_and = not tokens[there].has("to")
        there += 1
        if there < len(tokens) and tokens[there].has("at", "hour") and tokens[there].start - tokens[there - 1].end <= 2:
            there += 1
        second = (
            _hour(text, tokens, there)
            if there < len(tokens) and tokens[there].start - tokens[there - 1].end <= 6
            else None
        )
        if second is None or (joined_and and not (second.sure or second.half or second.clock)):
            return None, first.next
    elif link in ("-", "–", "—", "−") or re.fullmatch(r"-?[^\W\d_]{0,4}\s?[-–—]", link or "x"):
        second = _hour(text, tokens, there)
    else:
        return None, first.next
    if second is None or (second.dotted != first.dotted and not (second.half or second.clock)):
        return None, first.next
    return second, second.next


def _half_before(text: str, tokens: list[Token], index: int) -> str:
    start = tokens[index].start
    for there in range(index - 1, max(-1, index - 4), -1):
        token = tokens[there]
        if start - token.end > 14 or token.number >= 0:
            break
        if token.has("am", "pm"):
            return "pm" if token.has("pm") else "am"
    return ""


def _believed(
    text: str, first: _Hour, second: _Hour | None, *, hour_word: bool, named: bool, led: bool, ends: list[int]
) -> bool:
    for hour in (first, second):
        if hour is not None and hour.hour == 24 and not hour_word:
            return False
    if first.sure or (second is not None and second.sure and (led or first.minute or first.clock or second.clock)):
        return True
    suffixed = (bool(first.half) and text[first.end - 1 : first.end] != "") or (
        second is not None and bool(second.half or second.clock)
    )
    near = _after_day(ends, first.start, 8)
    if first.dotted:
        return led or first.clock or suffixed or near
    if _UNIT.match(text, first.end):
        return False
    if first.half and (led or near or first.end - first.start > 2):
        return True
    if second is not None and (second.half or second.clock):
        return True
    if first.clock:
        return led or near
    if hour_word and (named or near or second is not None):
        return True
    if led and near and _CLAUSE_END.match(text, first.end) and first.hour >= 7:
        return True
    if not _SMALL_WORD.match(text, first.end):
        return False
    return hour_word or (led and near and first.hour >= 7 and (first.hour > 12 or bool(first.half)))


def _after_day(ends: list[int], start: int, reach: int) -> bool:
    place = bisect_right(ends, start)
    return place > 0 and start - ends[place - 1] <= reach


def _minutes(found: _Hour) -> int:
    hour = found.hour % 24
    if found.half == "pm" and hour < 12:
        hour += 12
    elif found.half == "am" and hour == 12:
        hour = 0
    return hour * 60 + found.minute
