"""When: every date and time a text names, resolved against the day it was published."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from feeds.understand.calendar_words import Vocabulary, language_of, vocabulary
from feeds.understand.clocks import Clock, clocks
from feeds.understand.dates import named_days, tokens_of
from feeds.understand.eastasian import east_asian_days, east_asian_times, has_east_asian
from feeds.understand.mentions import Mention
from feeds.understand.named import Named
from feeds.understand.numeric_dates import MONTH_FIRST
from feeds.understand.sentences import starts
from feeds.understand.when_choice import choose

__all__ = ["Mention", "choose", "find", "from_jalali"]

MAX_MENTIONS = 400
"""More dates than this on one page are a calendar or an attack, not an article."""

_HEADING = 90
"""Characters: longer lines are running text, and each tells its own."""
_LABEL = re.compile(r"\s*(?:[^\w\n]{0,6}\s*)?(?:[^\W\d_]{1,14}\s?){1,2}[:：]")


def find(text: str, *, language: str, published: dt.date | None, zone: str | None) -> list[Mention]:
    """Every date of `text`, in order, with the time that belongs to it.

    `language` is a BCP 47 tag (empty: guessed by script), `zone` the source's IANA zone: it tells whether an English
    2/11 is in February. Linear in the length of the text; never raises.
    """
    words = vocabulary(language_of(language, text))
    tokens = tokens_of(text, words)
    days = named_days(text, tokens, words, month_first=_month_first(words.language, zone))
    times = clocks(text, tokens, days)
    if has_east_asian(text):
        days = _merged(days, east_asian_days(text))
        times = _merged_times(times, east_asian_times(text))
    days, times = days[:MAX_MENTIONS], times[:MAX_MENTIONS]
    if words.language.startswith("en"):
        for clock in times:
            _afternoon(text, clock)
    sentences = starts(text) if days or times else [0]
    given, loose = _attach(text, days, times, sentences)
    tenses = _Tenses(text, words, sentences)
    written = _written(days, published)
    found: list[Mention] = []
    for named, own in zip(days, given, strict=True):
        found += [_same_day(mention, named, found) for mention in _mentions(text, named, own, written, tenses)]
    if written != published:
        found = [replace(mention, old=True) for mention in found]
    found = _told_twice(text, found)
    found += [_timed(text, clock) for clock in loose]
    return sorted(found, key=lambda mention: mention.start)


_OLDEST = 12
"""Years: pages of the web are hardly older."""


def _written(days: Sequence[Named], published: dt.date | None) -> dt.date | None:
    """The day the text was written: before the page's date where two weekdays or more fit none but an earlier year.

    "Friday, August 2 ... Friday, October 11" is of 2013, on whatever day a new site stamped its old pages.
    """
    told = {(named.month, named.day, named.weekday) for named in days if named.weekday and named.month}
    if published is None or len(told) < 2 or any(named.year for named in days):
        return published
    years = [
        year
        for year in range(published.year + 1, published.year - _OLDEST, -1)
        if all((day := _day(year, month, number)) and day.isoweekday() == weekday for month, number, weekday in told)
    ]
    if not years or years[0] >= published.year - 1:
        return published
    first = min(day for month, number, _ in told if (day := _day(years[0], month, number)))
    return first - dt.timedelta(days=1)


def _month_first(language: str, zone: str | None) -> bool | None:
    if not language.startswith("en"):
        return language.partition("-")[0] in MONTH_FIRST
    return None if zone is None else zone.startswith(("America/", "US/", "Pacific/Honolulu", "Asia/Manila"))


def _merged(days: list[Named], more: list[Named]) -> list[Named]:
    taken = [(named.start, named.end) for named in days]
    fresh = [n for n in more[:MAX_MENTIONS] if not any(s < n.end and n.start < e for s, e in taken[:MAX_MENTIONS])]
    return sorted(days + fresh, key=lambda named: named.start)


def _merged_times(times: list[Clock], more: list[tuple[int, int, int]]) -> list[Clock]:
    found = [Clock(start, end, minute, led=True) for start, end, minute in more]
    spans = [(clock.start, clock.end) for clock in found[:MAX_MENTIONS]]
    kept = [c for c in times[:MAX_MENTIONS] if not any(s < c.end and c.start < e for s, e in spans)]
    return sorted(kept + found, key=lambda clock: clock.start)


def _afternoon(text: str, clock: Clock) -> None:
    """English without "pm": hardly anybody gathers between one and eight in the morning."""
    quote = text[clock.start : clock.end].lower()
    if 60 <= clock.minute < 480 and not re.search(r"[ap]\.?m|morning|\d\dh|\b0\d", quote):
        clock.minute += 720
        if clock.until is not None and clock.until < 720:
            clock.until += 720


# --- which time belongs to which day


def _attach(
    text: str, days: list[Named], times: list[Clock], sentences: list[int]
) -> tuple[list[Clock | None], list[Clock]]:
    """The time of each day, and the times that belong to none."""
    given: list[Clock | None] = [None] * len(days)
    loose: list[Clock] = []
    ends = [named.end for named in days]
    starts = [named.start for named in days]
    for clock in times:
        before = bisect_right(ends, clock.start) - 1
        after = bisect_left(starts, clock.end)
        back = _distance_back(text, days[before], clock, sentences) if before >= 0 else None
        ahead = _distance_ahead(text, clock, days[after]) if after < len(days) else None
        if ahead is not None and given[after] is None and (back is None or ahead < back or given[before] is not None):
            given[after] = clock
        elif back is not None and given[before] is None:
            given[before] = clock
        elif back is None or "\n" in text[days[before].end : clock.start]:
            loose.append(clock)  # another line of a programme
    return given, loose


def _distance_back(text: str, named: Named, clock: Clock, sentences: list[int]) -> int | None:
    gap = text[named.end : clock.start] if clock.start - named.end < 400 else None
    if gap is None:
        return None
    crossed = bisect_right(sentences, clock.start) - bisect_right(sentences, named.end)
    lines = gap.count("\n")
    if lines:
        line = text[text.rfind("\n", 0, clock.start) + 1 : clock.start]
        labelled = len(line) < 3 or _LABEL.fullmatch(line.rstrip() + ":") or (clock.led and len(line) < 30)
        if lines > 3 or not labelled or (_line_length(text, named.start) > _HEADING < _line_length(text, clock.start)):
            return None
    if crossed > 2 or (crossed and not lines and len(gap) > 12):
        return None
    return len(gap) + 40 * crossed + (8 if "," in gap[:2] else 0)


def _line_length(text: str, at: int) -> int:
    end = text.find("\n", at)
    return (end if end >= 0 else len(text)) - text.rfind("\n", 0, at) - 1


def _distance_ahead(text: str, clock: Clock, named: Named) -> int | None:
    if named.start - clock.end > 45:
        return None
    gap = text[clock.end : named.start]
    if "\n" in gap or re.search(r"[.!?;]\s", gap) or gap.count(" ") > 7:
        return None
    return len(gap) + (16 if re.search(r"[,–—]|\b(?:and|und|et|y|e|и|i)\b", gap) else 0)


# --- days of the calendar


class _Tenses:
    """Which way the words beside a day look: 1 to what comes, -1 to what was; read once a sentence."""

    def __init__(self, text: str, words: Vocabulary, sentences: list[int]) -> None:
        self._text, self._words, self._sentences = text, words, sentences
        self._known: dict[int, list[tuple[int, int]]] = {}
        self._whole: int | None = None

    def of(self, start: int, end: int, *, alone: bool = False) -> int:
        """The tense of the word nearest to `start` in its sentence, `start` to `end` apart; else that of the text.

        `alone`: the sentence alone tells, and what it leaves open ("this Thursday") is to come.
        """
        place = bisect_right(self._sentences, start) - 1
        if place not in self._known:
            first = self._sentences[place]
            last = self._sentences[place + 1] if place + 1 < len(self._sentences) else len(self._text)
            sentence = self._text[first:last][:1500]
            ahead = [match.span() for match in self._words.future.finditer(sentence)]
            hints = [(first + left, 1) for left, _ in ahead]
            behind = (match.start() for match in self._words.past.finditer(sentence))
            # not the "held" of "will be held"
            hints += [
                (first + at, -1) for at in behind if not any(left <= at <= right + 12 for left, right in ahead[:50])
            ]
            self._known[place] = hints
        hints = [hint for hint in self._known[place] if not start <= hint[0] < end]
        if not hints:
            return 1 if alone else self.whole()
        return min(hints, key=lambda hint: (abs(hint[0] - start), -hint[1]))[1]

    def whole(self) -> int:
        """The tense of the text as a whole; what is not told is to come."""
        if self._whole is None:
            head = self._text[:4000]
            ahead = sum(1 for _ in self._words.future.finditer(head))
            behind = sum(1 for _ in self._words.past.finditer(head))
            self._whole = -1 if behind > 2 * ahead else 1
        return self._whole


def _mentions(
    text: str, named: Named, clock: Clock | None, published: dt.date | None, tenses: _Tenses
) -> list[Mention]:
    date, conflict = _resolve(named, published, tenses)
    if date is None and named.month and (published is not None or named.year):
        return []  # no such day: 31 June
    until: dt.date | None = None
    if named.until is not None:
        until, _ = _resolve(named.until, date or published, tenses, after=date)
    elif named.end_day and date is not None:
        until = _day(named.end_year or date.year, named.end_month or date.month, named.end_day)
    start, end = named.start, named.end
    if clock is not None and max(end, clock.end) - min(start, clock.start) <= 160:
        start, end = min(start, clock.start), max(end, clock.end)
    mention = Mention(
        start, end, text[start:end], date, _hhmm(clock.minute) if clock else None,
        until if until is not None and date is not None and until > date else None,
        _hhmm(clock.until) if clock and clock.until is not None else None,
        conflict, named.offset is not None or not (named.month or named.day), bool(named.year), named.cause,
    )  # fmt: skip
    return [mention]


def _told_twice(text: str, found: list[Mention]) -> list[Mention]:
    """ "8 March (18 Esfand)", "tomorrow (7th)": one day in two ways is named once."""
    kept: list[Mention] = []
    for mention in found:
        last = kept[-1] if kept else None
        apart = mention.start - last.end if last is not None else 99
        if last is None or mention.date is None or last.date != mention.date or not 0 <= apart <= 3 or last.end_date:
            kept.append(mention)
            continue
        kept[-1] = replace(
            last if last.time else mention, start=last.start, end=mention.end, quote=text[last.start : mention.end],
            relative=last.relative and mention.relative,
        )  # fmt: skip
    return kept


def _same_day(mention: Mention, named: Named, before: Sequence[Mention]) -> Mention:
    """ "on Saturday 13 December ... from Saturday noon": a weekday alone is the day to come that the text has named."""
    if (
        not named.weekday
        or named.day
        or named.offset is not None
        or named.direction is not None
        or named.later
        or mention.date is None
    ):
        return mention
    for other in reversed(before[-6:]):
        if other.date is None or other.relative or mention.start - other.end > 400:
            continue
        if other.date.isoweekday() == named.weekday and other.date > mention.date:
            return replace(mention, date=other.date)
    return mention


def _timed(text: str, clock: Clock) -> Mention:
    until = _hhmm(clock.until) if clock.until is not None else None
    return Mention(clock.start, clock.end, text[clock.start : clock.end], None, _hhmm(clock.minute), end_time=until)


def _hhmm(minute: int) -> str:
    return f"{minute // 60 % 24:02d}:{minute % 60:02d}"


def _resolve(
    named: Named, published: dt.date | None, tenses: _Tenses, *, after: dt.date | None = None
) -> tuple[dt.date | None, bool]:
    """The date meant, and whether the weekday named is another one's."""
    if named.month:
        return _of_month(named, published)
    if published is None:
        return None, False
    if named.offset is not None:
        return published + dt.timedelta(days=named.offset), False
    if named.day and not named.weekday:
        return _of_day(named, published, tenses), False
    if named.day and (day := _of_weekday_and_day(named, published)):
        return day, False
    ahead = (named.weekday - published.isoweekday()) % 7
    if after is not None:
        return after + dt.timedelta(days=(named.weekday - after.isoweekday()) % 7), False
    if named.later:
        return published + dt.timedelta(days=ahead + named.later), False
    if named.direction in (2, -2):  # of next week, of last week
        monday = published - dt.timedelta(days=published.isoweekday() - 1)
        return monday + dt.timedelta(days=7 * (named.direction // 2) + named.weekday - 1), False
    if named.direction == 1:
        return published + dt.timedelta(days=ahead or 7), False
    if named.direction == -1:
        return published + dt.timedelta(days=ahead - 7), False
    past = tenses.of(named.start, named.end, alone=named.direction == 0) < 0
    return published + dt.timedelta(days=ahead - 7 if past and ahead else ahead), False


def _of_month(named: Named, published: dt.date | None) -> tuple[dt.date | None, bool]:
    if named.jalali:
        return _of_jalali(named, published), False
    if named.year or published is not None:
        years = [named.year] if named.year else _years(published)
        options = [(named.month, named.day)]
        if named.unordered or (named.swappable and named.weekday):
            options.append((named.day, named.month))
        dates = [day for month, number in options for year in years if (day := _day(year, month, number))]
        if not dates:
            return None, False
        right = [day for day in dates if day.isoweekday() == named.weekday]
        if published is None or (named.year and not named.unordered):
            best = right[0] if right else dates[0]
        else:
            near = [day for day in right if abs((day - published).days) < 210]
            best = min(near or dates, key=lambda day: abs((day - published).days))
        return best, bool(named.weekday) and best.isoweekday() != named.weekday
    return None, False


def _years(published: dt.date | None) -> list[int]:
    return [] if published is None else [published.year, published.year + 1, published.year - 1]


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _of_day(named: Named, published: dt.date, tenses: _Tenses) -> dt.date | None:
    """ "dia 29", "9日": of the month told, else the next or the last such day as the sentence looks."""
    if named.direction is not None:
        year, month = divmod(published.year * 12 + published.month - 1 + named.direction, 12)
        return _day(year, month + 1, named.day)
    step = 1 if tenses.of(named.start, named.end) > 0 else -1
    near = (published + dt.timedelta(days=step * n) for n in range(45))
    return next((day for day in near if day.day == named.day), None)


def _of_weekday_and_day(named: Named, published: dt.date) -> dt.date | None:
    """ "Saturday 13th": the nearest such day within six weeks."""
    near = (published + dt.timedelta(days=n) for n in range(-42, 61))
    fits = [day for day in near if day.day == named.day and day.isoweekday() == named.weekday]
    return min(fits, key=lambda day: abs((day - published).days), default=None)


def _of_jalali(named: Named, published: dt.date | None) -> dt.date | None:
    if named.year:
        return from_jalali(named.year, named.month, named.day)
    if published is None:
        return None
    days = [from_jalali(published.year - 621 + n, named.month, named.day) for n in (-1, 0, 1)]
    return min((day for day in days if day), key=lambda day: abs((day - published).days), default=None)


def from_jalali(year: int, month: int, day: int) -> dt.date | None:
    """A day of the Solar Hijri calendar as a Gregorian one; None where there is no such day.

    The 33-year cycle of intercalation, exact from 1178 to 1633 AP (Borkowski 1996).
    """
    if not (1178 <= year <= 1633 and 1 <= month <= 12 and 1 <= day <= (31 if month <= 6 else 30)):
        return None
    epoch = dt.date(2016, 3, 20)  # 1 Farvardin 1395
    leaps = _jalali_leaps(year) - _jalali_leaps(1395)
    before = 31 * (month - 1) if month <= 7 else 186 + 30 * (month - 7)
    return epoch + dt.timedelta(days=365 * (year - 1395) + leaps + before + day - 1)


def _jalali_leaps(year: int) -> int:
    """Leap years before `year`: in each cycle of 33 the years 1, 5, 9, 13, 17, 22, 26, 30."""
    cycles, rest = divmod(year, 33)
    return 8 * cycles + sum(1 for leap in (1, 5, 9, 13, 17, 22, 26, 30) if leap < rest)
