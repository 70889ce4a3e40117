"""Dates in digits: 12.11.2026, 2026-11-12, 12/11, 27.05. - and what only looks like one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from feeds.understand.named import TIME_SOON, Named, Token
from feeds.understand.tokens import fold

_FULL = re.compile(r"(?<!\d)(?<!\d[.,:/\-])(\d{1,4})\s?([./\-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?!\d)(?![./\-]\d)")
_SHORT = re.compile(r"(?<!\d)(?<!\d[.,:/\-])(\d{1,2})(\.\s?|/)(\d{1,2})(\.)?(?!\d)(?!\s?[.,:/\-%€$]\d)(?![%€$£])")
MONTH_FIRST = frozenset({"hu", "zh", "ja", "ko", "lt", "mn"})
"""Languages that write the month before the day, whatever stands between them."""
_DATE_WORD = frozenset({
    "am", "vom", "zum", "bis", "ab", "den", "der", "on", "le", "du", "au", "el", "del", "dia", "em", "no", "il", "dal",
    "dell", "d.", "dne", "dnia", "od", "do", "на", "op", "van", "pe", "din"
})  # fmt: skip


def numeric(text: str, tokens: list[Token], month_first: bool | None, *, language: str = "") -> list[Named]:
    """Every date in digits. `month_first`: 2/11 is 11 February; None: not known. In Persian
    1402/12/19 is one, too."""
    jalali, dotted_first = language == "fa", language in MONTH_FIRST
    found: list[Named] = []
    for match in _FULL.finditer(text):
        first, middle, last = (int(match.group(n)) for n in (1, 3, 4))
        if len(match.group(1)) == 4:
            named = Named(match.start(), match.end(), day=last, month=middle, year=first)
            named.jalali = jalali and 1300 <= first <= 1499
        elif len(match.group(1)) <= 2:
            year = last if len(match.group(4)) == 4 else 2000 + last
            named = Named(match.start(), match.end(), year=year, jalali=jalali and 1300 <= year <= 1499)
            named.day, named.month = _ordered(first, middle, month_first)
            named.swappable = first <= 12 and middle <= 12 and match.group(2) != "."
            named.unordered = named.swappable and month_first is None
        else:
            continue
        if _plausible(named):
            found.append(named)
    taken = [(named.start, named.end) for named in found]
    _use(tokens, taken)
    by_end = {token.end: token for token in tokens}
    for match in _SHORT.finditer(text):
        first, second = int(match.group(1)), int(match.group(3))
        named = Named(match.start(), match.end())
        named.day, named.month = _ordered(first, second, month_first if match.group(2) == "/" else dotted_first)
        named.swappable = match.group(2) == "/" and first <= 12 and second <= 12
        named.unordered = named.swappable and month_first is None
        if _plausible(named) and not _inside(taken, match.start()) and _short_date(text, match, by_end):
            found.append(named)
    _use(tokens, [(named.start, named.end) for named in found])
    return found


def _ordered(first: int, second: int, month_first: bool | None) -> tuple[int, int]:
    """(day, month) of two numbers in the order of the language, or the only one there is."""
    if (month_first is not False and second > 12 >= first) or (month_first and first <= 12):
        return second, first
    return first, second


def _plausible(named: Named) -> bool:
    year = not named.year or named.jalali or 1900 <= named.year <= 2100
    return year and 1 <= named.day <= 31 and 1 <= named.month <= 12


def _inside(spans: Sequence[tuple[int, int]], at: int) -> bool:
    place = bisect_right(spans, (at, at + 1_000_000)) - 1
    return place >= 0 and spans[place][0] <= at < spans[place][1]


def _use(tokens: list[Token], spans: list[tuple[int, int]]) -> None:
    spans = sorted(spans)
    place = 0
    for token in tokens:
        while place < len(spans) and spans[place][1] <= token.start:
            place += 1
        if place < len(spans) and spans[place][0] <= token.start:
            token.used = True


def _short_date(text: str, match: re.Match[str], by_end: dict[int, Token]) -> bool:
    """Is "27.05." or "21/07" a date here, and not a score, a time, a fraction or the number of a law?"""
    first, second = match.group(1), match.group(3)
    before = text[max(0, match.start() - 16) : match.start()]
    stripped = before.rstrip(" \xa0,(:")
    word = re.search(r"([^\W\d_]+\.?)$", stripped)
    token = by_end.get(match.start() - (len(before) - len(stripped)))
    if token is None and stripped.endswith("."):
        token = by_end.get(match.start() - (len(before) - len(stripped)) - 1)
    beside_weekday = token is not None and token.has("weekday")
    if beside_weekday:
        return True
    if (
        token is not None
        and token.has("law", "at", "hour", "clock")
        and fold(text[token.start : token.end]) not in _DATE_WORD
    ):
        return False
    dated = word is not None and fold(word.group(1)) in _DATE_WORD
    padded = len(first) == 2 and len(second) == 2
    if match.group(2) == "/":
        if (first, second) in (("24", "7"), ("9", "11")):
            return False
        return padded or dated or (before.endswith("(") and text[match.end() : match.end() + 1] == ")")
    if match.group(4):
        return padded or dated or " " in match.group(2) or before.endswith("(")
    return padded and ((dated and TIME_SOON.match(text, match.end()) is not None) or before.endswith("("))
