"""Where a text names a day: words and numbers that stand for dates, not yet resolved against a calendar."""

from __future__ import annotations

import re

from feeds.understand.calendar_words import Vocabulary
from feeds.understand.named import TIME_SOON, Named, Token
from feeds.understand.numeric_dates import numeric
from feeds.understand.tokens import fold, folded_words, words

_DAY_TO_MONTH = re.compile(
    r"(?:[-'’.:]?[^\W\d_]{1,4}\.?|[º°ª])?[\s\xa0]*[.,\-–/]?[\s\xa0]*(?:(?:of|de|del|do|di|den|من|ماه|في)\s+(?:the\s+|month\s+of\s+)?)?"
)
_MONTH_TO_DAY = re.compile(r"\.?[\s\xa0]*[-,]?[\s\xa0]*(?:(?:the|den|ayının|ayı|ойининг|oyining|ойи|oyi|a)\s+)?")
_TO_YEAR = re.compile(
    r"(?:\.?[-'’]?[^\W\d_]{1,5}\.?|[º°])?[\s\xa0,.\-/()]*(?:(?:of|de|del|do|din|di|من|عام|سنة|سال|u)\s+)?['’]?"
)
_YEAR_TO_MONTH = re.compile(
    r"(?:\.|-?(?:cı|ci|cu|cü|yil|йил)?)?[\s\xa0,.\-/]*(?:(?:yil|йил|il|ilin|жылы|წლის|წ\.|év|ж)\s+)?"
)
_BETWEEN_DAYS = re.compile(
    r"(?:[-'’.:]?[^\W\d_]{1,3}\.?|[º°ª.])?[\s\xa0]*([-–—,/&]|\b)?[\s\xa0]*(?:the\s+|el\s+|le\s+|il\s+|den\s+)?"
)
_TO_WEEKDAY = re.compile(r"(?:[-'’.]{1,2}[^\W\d_]{1,4})?[\s\xa0,.(\-–]*(?:[^\W\d_]{1,3}\s+)?")
_FROM_WEEKDAY = re.compile(
    r"[\s\xa0,.(:|\-–'’]*(?:[^\W\d_'’]{1,10}\.?[\s\xa0,(]+){0,2}(?:\d{1,2}(?:[:.h]\d\d)?\s?(?:[ap]\.?m\.?|uhr|h)?,?\s+(?:on\s+)?)?",
    re.IGNORECASE,
)
_NEXT_WORD = re.compile(r"\s+(?:[^\W\d_]{1,8}(?:['’]s)?\s+)?")
_TIME_AFTER = re.compile(r"\s*(?:[:h]\s?\d\d|[ap]\.?m\b|uhr|h\b|uur|o'clock)", re.IGNORECASE)
_HABIT = frozenset({
    "every", "each", "jeden", "jede", "chaque", "tous", "cada", "todos", "каждый", "каждую", "каждое", "кожен", "кожну",
    "кожної", "ogni", "każdy", "każdą", "her", "elke", "každý", "každou", "každú", "minden", "varje", "κάθε", "fiecare",
    "всеки", "всяка"
})  # fmt: skip
_OF = frozenset({
    "de", "del", "of", "do", "di", "den", "d", "du"
})  # fmt: skip
_MORE_DAYS = re.compile(r"(?:,\s\d{1,2}(?!\d)){0,6},?\s(?:and|und|et|y|e|и|i|&|och|og|en)\s\d{1,2}\b(?!\s?[:ap%])")
_ORDINAL = re.compile(r"(?:st|nd|rd|th|er|º|ª)\b", re.IGNORECASE)
_STREET = re.compile(r"\s+(?:Street|St\b|Road|Rd\b|Avenue|Ave\b|Square|Lane|Place)")
_MAX_LIST = 8


def tokens_of(text: str, vocabulary: Vocabulary) -> list[Token]:
    """The numbers and words of time of a text, phrases as one token."""
    matches = list(words(text))
    folded = folded_words(matches)
    found: list[Token] = []
    skip = 0
    for index, match in enumerate(matches):
        if index < skip:
            continue
        word = folded[index]
        if word.isdecimal():
            found.append(Token(match.start(), match.end(), int(word) if len(word) <= 4 else 99999, {}))
            continue
        met = vocabulary.phrases.match(text, matches, folded, index)
        if met is None:
            continue
        last, marks = met
        if last == index and word in vocabulary.capital and not match.group()[0].isupper():
            marks = {**marks, "lower": 1}
        found.append(Token(match.start(), matches[last].end(), -1, marks))
        skip = last + 1
    return found


def named_days(text: str, tokens: list[Token], vocabulary: Vocabulary, *, month_first: bool | None) -> list[Named]:
    """Every day the text names, in order. `month_first`: 2/11 is 11 February; None: not known."""
    found = numeric(text, tokens, month_first)
    for index, token in enumerate(tokens):
        if token.used:
            continue
        if token.has("month"):
            found += _by_month(text, tokens, index)
        elif token.has("relative"):
            found.append(Named(token.start, token.end, offset=token.marks["relative"]))
        elif token.has("named"):
            month, day = vocabulary.days[token.marks["named"]]
            found.append(Named(token.start, token.end, day=day, month=month, cause=True))
    found.sort(key=lambda named: named.start)
    found = _with_weekdays(text, tokens, found)
    return _joined(text, tokens, found)


# --- dates by the name of a month


def _by_month(text: str, tokens: list[Token], index: int) -> list[Named]:
    month = tokens[index]
    days = _days_before(text, tokens, index)
    after = index
    if days:
        if month.has("lower") and not _vouched(text, tokens, days[0][0], index):
            return []
        if _STREET.match(text, month.end):
            return []
    else:
        days = _days_after(text, tokens, index)
        if not days:
            return []
        after = days[-1][1]
        if month.has("lower") and not _vouched(text, tokens, index, after):
            return []
    year, last = _year(text, tokens, after, bool(month.marks.get("jalali")))
    first = min(days[0][0], index)
    if not year and first == index:
        year, first = _year_before(text, tokens, index)
    start, end = tokens[first].start, tokens[max(last, index)].end
    if ordinal := _ORDINAL.match(text, end):
        end = ordinal.end()
    for position in {index, last, *(p for a, b, _ in days for p in (a, b))}:
        tokens[position].used = True
    found = []
    for number, (left, right, many) in enumerate(days):
        named = Named(
            start if number == 0 else tokens[left].start,
            end if number == len(days) - 1 else tokens[right].end,
            day=tokens[left].number,
            month=month.marks["month"],
            year=year,
            jalali=bool(month.marks.get("jalali")),
        )
        if many:
            named.end_day, named.end_month, named.end_year = tokens[right].number, named.month, year
        found.append(named)
    return found


def _vouched(text: str, tokens: list[Token], first: int, last: int) -> bool:
    """A small "may" is a month when a weekday, "on" or a year stands beside it."""
    before = text[max(0, tokens[first].start - 4) : tokens[first].start].lower()
    if first and tokens[first - 1].has("weekday") and tokens[first].start - tokens[first - 1].end <= 3:
        return True
    follower = tokens[last + 1] if last + 1 < len(tokens) else None
    return before.endswith("on ") or (
        follower is not None and 1990 <= follower.number <= 2100 and follower.start - tokens[last].end <= 3
    )


def _days_before(text: str, tokens: list[Token], index: int) -> list[tuple[int, int, bool]]:
    """(first, last, is a range) for each day or range of days before a month."""
    here = _past_filler(text, tokens, index - 1, -1)
    if not (_is_day(tokens, here) and _DAY_TO_MONTH.fullmatch(text, tokens[here].end, tokens[index].start)):
        return []
    if _clocked(text, tokens, here):
        return []
    days = [(here, here, False)]
    while len(days) < _MAX_LIST:
        there, joined = _joint(text, tokens, days[0][0], -1)
        if joined is None:
            break
        if joined:
            if days[0][2]:
                break
            days[0] = (there, days[0][1], True)
        else:
            days.insert(0, (there, there, False))
    return days if all(tokens[a].number < tokens[b].number for a, b, many in days if many) else [(here, here, False)]


def _days_after(text: str, tokens: list[Token], index: int) -> list[tuple[int, int, bool]]:
    here = index + 1
    if not (_is_day(tokens, here) and _MONTH_TO_DAY.fullmatch(text, tokens[index].end, tokens[here].start)):
        return []
    if _TIME_AFTER.match(text, tokens[here].end) or text[tokens[here].end : tokens[here].end + 2] in (".3", ".0"):
        return []
    rival = _past_filler(text, tokens, here + 1, 1)
    near = rival < len(tokens) and tokens[rival].has("month") and tokens[rival].start - tokens[here].end <= 8
    if near and _DAY_TO_MONTH.fullmatch(text, tokens[here].end, tokens[rival].start):
        return []  # the day is another month's
    days = [(here, here, False)]
    while len(days) < _MAX_LIST:
        there, joined = _joint(text, tokens, days[-1][1], 1)
        if (
            joined is None
            or tokens[there].number <= tokens[days[-1][1]].number
            or _TIME_AFTER.match(text, tokens[there].end)
        ):
            break
        follower = tokens[there + 1] if there + 1 < len(tokens) else None
        if not joined and follower is not None and follower.has("month") and follower.start - tokens[there].end <= 6:
            break
        if joined:
            if days[-1][2]:
                break
            days[-1] = (days[-1][0], there, True)
        else:
            days.append((there, there, False))
    return days


def _joint(text: str, tokens: list[Token], here: int, step: int) -> tuple[int, bool | None]:
    """The next day in a list (False) or range (True) before or after token `here`; None where there is none."""
    there, link = here + step, None
    if 0 <= there < len(tokens) and tokens[there].has("to", "and"):
        link, there = tokens[there], there + step
    if not _is_day(tokens, there) or (step < 0 and _clocked(text, tokens, there)):
        return here, None
    left, right = (tokens[there], tokens[here]) if step < 0 else (tokens[here], tokens[there])
    if link is not None:
        if link.start - left.end > 8 or right.start - link.end > 5 or "\n" in text[left.end : right.start]:
            return here, None
        return there, link.has("to") and not link.has("and")
    gap = _BETWEEN_DAYS.fullmatch(text, left.end, right.start)
    if gap is None or gap.group(1) in (None, ""):
        return here, None
    if gap.group(1) == "," and step > 0 and not _MORE_DAYS.match(text, right.end):
        return here, None
    return there, gap.group(1) in "-–—"


def _past_filler(text: str, tokens: list[Token], index: int, step: int) -> int:
    """Steps over an "of" that is a word of time too ("17 de mayo", where "de" may lead a time)."""
    if (
        0 <= index < len(tokens)
        and tokens[index].number < 0
        and fold(text[tokens[index].start : tokens[index].end]) in _OF
    ):
        return index + step
    return index


def _is_day(tokens: list[Token], index: int) -> bool:
    return 0 <= index < len(tokens) and not tokens[index].used and 1 <= tokens[index].number <= 31


def _clocked(text: str, tokens: list[Token], index: int) -> bool:
    """Are these digits the minutes or the hour of a time ("18:30 May")?"""
    start = tokens[index].start
    return start > 1 and text[start - 1] in ":：" and text[start - 2].isdecimal()


def _year(text: str, tokens: list[Token], index: int, jalali: bool) -> tuple[int, int]:
    follower = _past_filler(text, tokens, index + 1, 1)
    if follower < len(tokens):
        number = tokens[follower].number
        span = tokens[follower].end - tokens[follower].start
        inside = 1300 <= number <= 1499 if jalali else 1900 <= number <= 2100
        near = span == 4 and inside and tokens[follower].start - tokens[index].end <= 16
        if near and _TO_YEAR.fullmatch(text, tokens[index].end, tokens[follower].start):
            return number, follower
        if span == 2 and tokens[follower].start and text[tokens[follower].start - 1] in "'’" and number < 60:
            return 2000 + number, follower
    return 0, index


def _year_before(text: str, tokens: list[Token], index: int) -> tuple[int, int]:
    before = index - 1
    if (
        before >= 0
        and not tokens[before].used
        and 1900 <= tokens[before].number <= 2100
        and tokens[index].start - tokens[before].end <= 12
    ) and _YEAR_TO_MONTH.fullmatch(text, tokens[before].end, tokens[index].start):
        return tokens[before].number, before
    return 0, index


# --- weekdays


def _with_weekdays(text: str, tokens: list[Token], found: list[Named]) -> list[Named]:
    """Give dates the weekday beside them; a weekday on its own is a date too."""
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


def _alone(text: str, tokens: list[Token], index: int) -> Named | None:
    token = tokens[index]
    before = re.search(r"([^\W\d_]+)\s+$", text[max(0, token.start - 12) : token.start])
    if before is not None and fold(before.group(1)) in _HABIT:
        return None
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
            and not _TIME_AFTER.match(text, follower.end)
            and text[follower.end : follower.end + 1] not in (".", ":", "%")
        ):
            named.day, named.end, follower.used = follower.number, follower.end, True
            return named
    if token.has("weak", "lower") and (token.has("lower") or not TIME_SOON.match(text, token.end)):
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


# --- ranges from one named day to another


def _joined(text: str, tokens: list[Token], found: list[Named]) -> list[Named]:
    links = {token.start: token for token in tokens if token.has("to")}
    kept: list[Named] = []
    for named in found:
        last = kept[-1] if kept else None
        if (
            last is not None
            and last.until is None
            and not last.end_day
            and _alike(last, named)
            and named.start - last.end <= 14
        ):
            gap = text[last.end : named.start]
            dash = gap.strip(" \xa0.,)") in ("-", "–", "—")
            start = last.end + len(gap) - len(gap.lstrip(" \xa0.,"))
            link = links.get(start)
            if dash or (link is not None and len(text[link.end : named.start].strip()) <= 4):
                last.until, last.end = named, named.end
                continue
        kept.append(named)
    return kept


def _alike(first: Named, second: Named) -> bool:
    if first.offset is not None or second.offset is not None:
        return False
    return bool(first.month) == bool(second.month)
