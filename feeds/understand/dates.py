"""Where a text names a day: words and numbers that stand for dates, not yet resolved against a calendar."""

from __future__ import annotations

import re
from itertools import pairwise

from feeds.understand.calendar_words import Vocabulary
from feeds.understand.named import Named, Token
from feeds.understand.numeric_dates import numeric
from feeds.understand.tokens import fold, folded_words, words
from feeds.understand.weekdays import TIME_AFTER, with_weekdays

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
    r"(?:[-'’.:]?[^\W\d_]{1,3}\.?|[º°ª.])?[\s\xa0]*([-–—,،、/&]|\b)?[\s\xa0]*(?:(?:the|el|le|il|den)\s+|l['’])?"
)
_OF = frozenset({
    "de", "del", "of", "do", "di", "den", "d", "du"
})  # fmt: skip
_MORE_DAYS = re.compile(
    r"(?:(?:-[^\W\d_]{1,3})?,\s\d{1,2}(?!\d)){0,6}(?:-[^\W\d_]{1,3})?,?\s"
    r"(?:and|und|et|y|e|и|i|&|och|og|en|és|ve|və|va|ва|та|й|і|a|og|ja|ir|un|și|και|و|და)\s\d{1,2}\b(?!\s?[:ap%])"
)
_FROM_END = re.compile(r"[-'’]?[^\W\d_]{0,5}[\s\xa0,]*")
_LAST_WORD = re.compile(r"[^\W\d_]+(?=\W*$)")
_BESIDE_RELATIVE = re.compile(r"[\s\xa0,(–-]*(?:[^\W\d_]{1,3}[\s\xa0]+)?")
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
        met = vocabulary.phrases.match(text, matches, folded, index)
        if met is None:
            if word.isdecimal():
                found.append(Token(match.start(), match.end(), int(word) if len(word) <= 4 else 99999, {}))
            continue
        last, marks = met
        if "blocked" in marks:
            marks = {"blocked": 1}
        if last == index and word in vocabulary.capital and not match.group()[0].isupper():
            marks = {**marks, "lower": 1}
        found.append(Token(match.start(), matches[last].end(), marks.get("ordinal", -1), marks))
        skip = last + 1
    return found


def named_days(text: str, tokens: list[Token], vocabulary: Vocabulary, *, month_first: bool | None) -> list[Named]:
    """Every day the text names, in order. `month_first`: 2/11 is 11 February; None: not known."""
    found = numeric(text, tokens, month_first, language=vocabulary.language.partition("-")[0])
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
        elif token.has("day") and (bare := _bare(text, tokens, index)) is not None:
            found.append(bare)
    found.sort(key=lambda named: named.start)
    found = with_weekdays(text, tokens, found, vocabulary.weeks)
    return _joined(text, tokens, _told_once(text, tokens, found), vocabulary.from_ends)


def _bare(text: str, tokens: list[Token], index: int) -> Named | None:
    """ "dia 29": a day of a month that goes without saying."""
    token, number = tokens[index], tokens[index + 1] if index + 1 < len(tokens) else None
    if number is None or not _is_day(tokens, index + 1) or number.start - token.end > 2:
        return None
    follower = tokens[_past_filler(text, tokens, index + 2, 1)] if index + 3 < len(tokens) else None
    if follower is not None and follower.has("month") and follower.start - number.end <= 6:
        return None
    if re.match(r"[\s\xa0]?[-–/,.:%ºª]?[\s\xa0]?\d", text[number.end : number.end + 4]):
        return None
    number.used = True
    return Named(token.start, number.end, day=number.number)


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
    if not year:
        year, first = _year_before(text, tokens, first)
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
    numbers = [tokens[place].number for first, last, many in days for place in ((first, last) if many else (first,))]
    rising = all(left < right for left, right in pairwise(numbers))
    return days if rising else [(here, here, False)]


def _days_after(text: str, tokens: list[Token], index: int) -> list[tuple[int, int, bool]]:
    here = index + 1
    if not (_is_day(tokens, here) and _MONTH_TO_DAY.fullmatch(text, tokens[index].end, tokens[here].start)):
        return []
    if TIME_AFTER.match(text, tokens[here].end) or text[tokens[here].end : tokens[here].end + 2] in (".3", ".0"):
        return []
    rival = _past_filler(text, tokens, here + 1, 1)
    near = rival < len(tokens) and tokens[rival].has("month") and tokens[rival].start - tokens[here].end <= 8
    own = (
        _is_day(tokens, rival + 1) and tokens[rival + 1].start - tokens[rival].end <= 2
    )  # "martın 30-dan aprelin 2-dək"
    if near and not own and _DAY_TO_MONTH.fullmatch(text, tokens[here].end, tokens[rival].start):
        return []  # the day is another month's
    days = [(here, here, False)]
    while len(days) < _MAX_LIST:
        there, joined = _joint(text, tokens, days[-1][1], 1)
        if (
            joined is None
            or tokens[there].number <= tokens[days[-1][1]].number
            or TIME_AFTER.match(text, tokens[there].end)
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
        return there, _is_range(link)
    gap = _BETWEEN_DAYS.fullmatch(text, left.end, right.start)
    if gap is None or gap.group(1) in (None, ""):
        return here, None
    if gap.group(1) == "," and step > 0 and not _MORE_DAYS.match(text, right.end):
        return here, None
    return there, gap.group(1) in "-–—"


def _is_range(link: Token) -> bool:
    return link.has("to") and not link.has("and")


def _past_filler(text: str, tokens: list[Token], index: int, step: int) -> int:
    """Steps over an "of" that is a word of time too ("17 de mayo", where "de" may lead a time)."""
    if (
        0 <= index < len(tokens)
        and tokens[index].number < 0
        and (fold(text[tokens[index].start : tokens[index].end]) in _OF or _glued(text, tokens[index]))
    ):
        return index + step
    return index


def _glued(text: str, token: Token) -> bool:
    """ "10-и март": a case ending that is a word too."""
    return (
        token.start > 1 and token.end - token.start <= 3 and text[token.start - 1] in "-'’" and token.has("and", "to")
    )


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


# --- ranges from one named day to another


def _told_once(text: str, tokens: list[Token], found: list[Named]) -> list[Named]:
    """ "tomorrow, 7 March" is one day; "today to 7 March" are more."""
    ranges = {token.start for token in tokens if _is_range(token)}
    kept: list[Named] = []
    for named in found:
        last = kept[-1] if kept else None
        if last is not None and last.offset is not None and named.month and not named.cause:
            gap = text[last.end : named.start]
            if len(gap) <= 8 and _BESIDE_RELATIVE.fullmatch(gap) and not ranges & set(range(last.end, named.start)):
                named.start = kept.pop().start
        kept.append(named)
    return kept


def _joined(text: str, tokens: list[Token], found: list[Named], from_ends: tuple[str, ...]) -> list[Named]:
    links = {token.start: token for token in tokens if _is_range(token)}
    kept: list[Named] = []
    for named in found:
        last = kept[-1] if kept else None
        if (
            last is not None
            and last.until is None
            and not last.end_day
            and (_alike(last, named) or _first_of_month(last, named))
            and named.start - last.end <= 14
        ):
            gap = text[last.end : named.start]
            dash = gap.strip(" \xa0.,)") in ("-", "–", "—")
            start = last.end + len(gap) - len(gap.lstrip(" \xa0.,"))
            link = links.get(start)
            worded = link is not None and len(text[link.end : named.start].strip()) <= 4
            if dash or worded or (from_ends and _ends_from(text, last, named, from_ends)):
                last.month, last.year = last.month or named.month, last.year or named.year
                last.until, last.end = named, named.end
                continue
        kept.append(named)
    return kept


def _ends_from(text: str, first: Named, second: Named, from_ends: tuple[str, ...]) -> bool:
    """Does the first day end as in "30-tól április 2-ig"?"""
    word = _LAST_WORD.search(text[first.start : second.start])
    return bool(
        word and word.group().lower().endswith(from_ends) and _FROM_END.fullmatch(text, first.end, second.start)
    )


def _first_of_month(first: Named, second: Named) -> bool:
    """ "vendredi 8 au dimanche 10 mars"."""
    return bool(first.weekday and first.day and not first.month and second.month and first.day < second.day)


def _alike(first: Named, second: Named) -> bool:
    if second.offset is not None:
        return False
    if first.offset is not None:
        return bool(second.month)
    return bool(first.month) == bool(second.month)
