"""Any date string of a publication -> an aware instant, or None rather than a guess.

Month names come from CLDR (babel) and `dates.toml`. RFC 822, RFC 3339, asctime, ISO 8601, epoch seconds and what people write in
some 80 locales are read by one reader: the clock and its offset are taken out, then year, month and day must each be stated.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from datetime import timezone as Offset  # noqa: N812 - the argument is called timezone
from fnmatch import fnmatch
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
"""Before the web: a clock that was never set, not a publication."""
LONGEST = 120
"""Characters; a longer string is a text, not a date."""

_KNOWN: dict[str, Any] = tomllib.loads(Path(__file__).with_name("dates.toml").read_text("utf-8"))


def _words(names: list[str]) -> str:
    return "|".join(re.escape(n).replace(r"\ ", r"\s+") for n in sorted(names, key=len, reverse=True))


_HALF = rf"(?P<{{}}>(?:(?P<{{}}a>{_words(_KNOWN['morning'])})|{_words(_KNOWN['evening'])})(?!\w)\.?)"
_CLOCK = re.compile(
    rf"(?<![\d.])(?:{_HALF.format('before', 'before')}\s*)?(?P<h>\d{{1,2}})\s*"
    r"(?:[:٫][ ]?(?P<m>[0-5]\d)(?:\s*:\s*(?P<s>[0-6]\d)(?:[.,]\d{1,9})?)?|h\s*(?P<mh>[0-5]\d)?(?![^\W\d])"
    r"|\.(?P<md>[0-5]\d)(?![\d.])"
    r"|[時点點시]\s*(?:(?P<mc>[0-5]?\d)\s*[分분])?|(?=\s*(?:uhr|óra|часов|час|hodin|[ap]\.?m\b))|(?<=(?:kl\.|klo) )(?P<kl>))"
    rf"(?:\s*{_HALF.format('after', 'after')})?",
    re.I,
)
_SIGNED = re.compile(r"^\s*(?:gmt|utc|ut|z)?\s*(?P<sign>[+\-−])\s*(?P<h>\d{1,2})(?::?(?P<m>\d{2}))?(?!\d)", re.I)
_NAMED = re.compile(r"^\s*\(?(?P<name>[^\W\d_]{1,4})\b(?!\s*\d)", re.I)
_ZONE_SUFFIX = re.compile(r"\[[A-Za-z_/+\-]+\]|\((?:[^()]*)\)")
_ISO = re.compile(
    r"(?<!\d)(\d{4})\s*[-/.‐–年년]\s*(\d{1,2})\s*[-/.‐–月월]\s*(\d{1,2})(?:\.|日|일|(?=t\d|[^\d]|$))", re.I
)
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:[t ]?(\d{2})(\d{2})(\d{2})?)?(?=z|[+-]|$)", re.I)
_NUMERIC = re.compile(r"(?<![\d:])(\d{1,2})\s?([./\-‐–])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?![\d:])")
_YEAR = re.compile(r"(?<![\d:+])(1[3-9]\d\d|2[0-5]\d\d)(?![\d:])|(?<=')(\d\d)\b|(?:令和)\s*(?P<reiwa>\d{1,2})\s*年")
_DAY = re.compile(r"(?<![\d:.,])(\d{1,2})(?![\d:])")
_SPOKEN_MONTH = re.compile(r"(?:tháng)\s+(\d{1,2})")


@dataclass(frozen=True, slots=True)
class _Clock:
    """The wall clock a string states, and the offset behind it."""

    hour: int = 0
    minute: int = 0
    second: int = 0
    zone: tzinfo | None = None
    next_day: bool = False


def parse_instant(text: str, *, timezone: str = "", language: str = "", now: datetime | None = None) -> datetime | None:
    """The instant that `text` states; aware: with the offset stated, else in `timezone` (IANA), else in UTC.

    A date without a time is that day's midnight. Day and month are ordered by what is possible, then by `language` and
    `timezone`. None for what states no whole date, could be read in two ways, lies before 1990 or more than a day after `now`.
    Never raises.
    """
    text = _plain(text)
    if not text or len(text) > LONGEST:
        return None
    home = _zone(timezone)
    try:
        instant = _epoch(text, home) or _stated(text, home, language, timezone, now)
        return instant if instant and _plausible(instant, now) else None
    except (ValueError, OverflowError):  # a 31st of April, an hour 25
        return None


@cache
def month_names() -> frozenset[str]:
    """Every word that names a month, in lower case, in every language that is read."""
    months = _months("*")
    return frozenset(months.number) if months else frozenset()


def _plain(text: str) -> str:
    """Digits as ASCII, one kind of space, no marks of direction."""
    if not text.isascii():
        text = "".join(
            str(unicodedata.digit(c)) if c.isdigit() and unicodedata.digit(c, None) is not None else c
            for c in unicodedata.normalize("NFC", text)
            if unicodedata.category(c) not in ("Cf", "Cc", "Cs")
        )
    return " ".join(text.split()).lower()


@lru_cache(maxsize=512)
def _zone(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (OSError, ValueError, KeyError):
        return None


def _plausible(instant: datetime, now: datetime | None) -> bool:
    if instant.year < 1990 or instant.year > 2200:
        return False
    return instant >= EARLIEST and (now is None or instant <= now + timedelta(days=1))


def _epoch(text: str, home: tzinfo | None) -> datetime | None:
    """Seconds or milliseconds since 1970."""
    if not re.fullmatch(r"\d{9,10}(?:\.\d+)?|\d{13}", text):
        return None
    seconds = float(text) / (1000 if len(text) == 13 and "." not in text else 1)
    return datetime.fromtimestamp(int(seconds), home or UTC)


def _stated(text: str, home: tzinfo | None, language: str, timezone: str, now: datetime | None) -> datetime | None:
    if found := _COMPACT.match(text):
        zone = _offset(text[found.end() :], home)[0]
        year, month, of_month, hour, minute, second = (int(g or 0) for g in found.groups())
        return datetime(year, month, of_month, hour, minute, second, tzinfo=zone or home or UTC)
    text = re.sub(r"(?<=\d)t(?=\d)", " ", text)
    day, rest = _numeric_day(text, language, timezone, now)
    clock, rest = _clock(rest, home)
    if day is None:
        day = _named_day(rest, language, now)
    if day is None:
        return None
    local = datetime.combine(
        day + timedelta(days=clock.next_day), time(clock.hour, clock.minute, min(clock.second, 59))
    )
    return local.replace(tzinfo=clock.zone or home or UTC)


def _clock(text: str, home: tzinfo | None) -> tuple[_Clock, str]:
    """The time of day and its offset, and the text without them."""
    for found in _CLOCK.finditer(text):
        hour = int(found["h"])
        minute = int(found["m"] or found["mh"] or found["md"] or found["mc"] or 0)
        half = found["before"] or found["after"]
        if half:
            morning = found["beforea"] or found["aftera"]
            if hour > 12:
                morning = None if hour < 24 else morning
            elif hour == 12:
                hour = 0 if morning else 12
            elif not morning:
                hour += 12
        if hour > 24 or (hour == 24 and minute):
            continue
        zone, tail = _offset(text[found.end() :], home)
        late = hour == 24
        return _Clock(hour % 24, minute, int(found["s"] or 0), zone, late), text[: found.start()] + " | " + tail
    return _Clock(), text


def _offset(text: str, home: tzinfo | None) -> tuple[tzinfo | None, str]:
    """The offset at the beginning of `text`, by sign or by name, and what follows it."""
    if found := _SIGNED.match(text):
        minutes = int(found["h"]) * 60 + int(found["m"] or 0)
        if minutes <= 14 * 60:
            sign = 1 if found["sign"] == "+" else -1
            return Offset(timedelta(minutes=sign * minutes)), _ZONE_SUFFIX.sub(" ", text[found.end() :])
    if found := _NAMED.match(text):
        name, tail = found["name"], text[found.end() :]
        if name in _KNOWN["offsets"]:
            minutes = _KNOWN["offsets"][name]
            ours = home is not None and name not in ("utc", "gmt", "z") and _uses(home, name)
            return (home if ours else UTC if not minutes else Offset(timedelta(minutes=minutes))), tail
        if name in _KNOWN["zones"]:
            return ZoneInfo(_KNOWN["zones"][name]), tail
    return None, _ZONE_SUFFIX.sub(" ", text)


def _uses(zone: tzinfo, name: str) -> bool:
    """Does this zone call its own time by this name?"""
    return any(zone.tzname(datetime(2020, month, 1)) == name.upper() for month in (1, 7))  # noqa: DTZ001 - wall clocks


def _numeric_day(text: str, language: str, timezone: str, now: datetime | None) -> tuple[date | None, str]:
    """A date in figures alone, and the text without it."""
    if found := _ISO.search(text):
        rest = text[: found.start()] + " | " + text[found.end() :]
        year, month, day = (int(g) for g in found.groups())
        return _date(year, month, day, language), rest
    if not (found := _NUMERIC.search(text)):
        return None, text
    rest = text[: found.start()] + " | " + text[found.end() :]
    one, two = int(found[1]), int(found[3])
    year = _full_year(found[4], now)
    if found[2] == "/" and one != two and max(one, two) <= 12:
        first = _month_first(language, timezone)
        if first is None:
            raise ValueError("the order of day and month is not known")
        one, two = (two, one) if first else (one, two)
    elif two > 12 and found[2] in "/-":
        one, two = two, one
    return _date(year, two, one, language), rest


def _month_first(language: str, timezone: str) -> bool | None:
    """Is 3/4 March 4th here? None when it cannot be known."""
    english = language.partition("-")[0] in ("en", "fil", "tl", "")
    if timezone and timezone.upper() not in ("UTC", "GMT"):
        return english and any(fnmatch(timezone, pattern) for pattern in _KNOWN["month_first"])
    return None if english else False


def _named_day(text: str, language: str, now: datetime | None) -> date | None:
    """A date with its month in words, in the language told, in English, or in the only way it can be read."""
    if found := _SPOKEN_MONTH.search(text):
        return _around(text, found.span(), int(found[1]), language, now)
    for names in (language, "en", "*"):
        if names and (read := _month(text, names)):
            return _around(text, read[0], read[1], "fa" if read[2] else language, now)
    return None


def _around(text: str, span: tuple[int, int], month: int, language: str, now: datetime | None) -> date | None:
    """The day and year that stand around the month at `span`."""
    before, after = text[: span[0]], text[span[1] :]
    rest = before + " ~ " + after
    found = _YEAR.search(rest)
    if found:
        year = 2018 + int(found["reiwa"]) if found["reiwa"] else _full_year(found[1] or found[2], now)
        rest = rest[: found.start()] + " " + rest[found.end() :]
    here = rest.index("~")
    days = sorted(_DAY.finditer(rest), key=lambda m: min(abs(m.start() - here), abs(m.end() - here)))
    if not days:
        return None
    if not found:  # RFC 822 knows years of two digits
        if len(days) != 2 or days[0].start() > here or days[1].start() < here or len(days[1][1]) != 2:
            return None
        year = _full_year(days[1][1], now)
    return _date(year, month, int(days[0][1]), language)


def _full_year(digits: str, now: datetime | None) -> int:
    year = int(digits)
    if len(digits) > 2:
        return year
    latest = (now.year if now else 2068) % 100 + (1 if now else 0)
    return year + (2000 if year <= latest else 1900)


def _date(year: int, month: int, day: int, language: str) -> date | None:
    """A date of the calendar the year belongs to: Gregorian, Solar Hijri (1300-1499) or Buddhist (2400-2599)."""
    if 1300 <= year < 1500:
        return _from_solar(year, month, day)
    if 2400 <= year < 2600 and language in ("th", "lo", "km", ""):
        year -= 543
    return date(year, month, day)


def _from_solar(year: int, month: int, day: int) -> date:
    """Solar Hijri to Gregorian by the 33-year cycle (right for 1178-1633)."""
    if not (1 <= month <= 12 and 1 <= day <= (31 if month <= 6 else 30)):
        raise ValueError("no such day")
    days = 365 * (year - 1) + (8 * year + 21) // 33 + (31 * (month - 1) if month <= 7 else 30 * (month - 1) + 6) + day
    return date(622, 3, 21) + timedelta(days=days - 1)


@dataclass(frozen=True, slots=True)
class _Months:
    pattern: re.Pattern[str]
    number: dict[str, frozenset[int]]
    solar: frozenset[str]


@cache
def _months(language: str) -> _Months | None:
    """Month names of one language, or ("*") of every locale we know with those that name one month only."""
    locales = _KNOWN["locales"] if language == "*" else [language.replace("-", "_")]
    numbers: dict[str, set[int]] = {}
    for name in locales:
        try:
            months = Locale.parse(name).months
        except (UnknownLocaleError, ValueError, TypeError):
            continue
        for kind in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, word in months.get(kind, {}).get(width, {}).items():
                    _learn(numbers, word, number)
    if language in ("fa", "ps", "prs", "*"):
        for number, words in _KNOWN["solar"].items():
            for word in words:
                _learn(numbers, word, int(number))
    if language == "*":
        for number, words in _KNOWN["months"].items():
            for word in words:
                _learn(numbers, word, int(number))
    if not numbers:
        return None
    solar = frozenset(w for words in _KNOWN["solar"].values() for w in words)
    pattern = re.compile(rf"(?<![^\W\d])(?P<name>{_words(list(numbers))})(?P<ending>[^\W\d]{{0,4}})")
    return _Months(pattern, {w: frozenset(n) for w, n in numbers.items()}, solar)


def _learn(numbers: dict[str, set[int]], word: str, number: int) -> None:
    word = word.lower().rstrip(".").strip()
    if len(word) > 1 and not word[0].isdigit() and not word[-1].isdigit() and word not in ("月", "월"):
        numbers.setdefault(word, set()).add(number)


def _month(text: str, names: str) -> tuple[tuple[int, int], int, bool] | None:
    """Where a month stands in `text`, its number, and whether it is of the Solar Hijri calendar."""
    months = _months(names)
    if months is None:
        return None
    best: list[tuple[int, re.Match[str]]] = []
    for found in months.pattern.finditer(text):
        if found["ending"] and (found["name"].isascii() or len(found["name"]) < (4 if names == "*" else 3)):
            continue  # "mar" is not the beginning of "martedì"
        score = bool(re.search(r"\d\W{0,2}(?:de |of |d'|\w{1,3}\W{0,2})?$", text[: found.start()])) + bool(
            re.match(r"\W{0,3}(?:de |del |)\d", text[found.end() :])
        )
        best.append((score, found))
    if not best:
        return None
    top = max(score for score, _ in best)
    found = max((f for s, f in best if s == top), key=lambda f: len(f["name"]))
    numbers = months.number[found["name"]]
    solar = found["name"] in months.solar and bool(re.search(r"1[34]\d\d", text))
    return (found.span(), next(iter(numbers)), solar) if len(numbers) == 1 else None
