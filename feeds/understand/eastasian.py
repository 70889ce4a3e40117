"""Dates and times in Chinese, Japanese and Korean, where words are not set apart by spaces."""

from __future__ import annotations

import re

from feeds.understand.named import Named

_CJK = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
_N = r"(?:\d{1,2}|[〇零一二两兩三四五六七八九十廿]{1,4})"
_MAX_LIST = 8
_DATE = re.compile(
    rf"(?:(?P<era>民[国國]|令和)?\s*(?P<year>\d{{1,4}})\s*[年년]\s*)?(?<!\d)(?P<month>{_N})\s*[月월]\s*(?P<day>{_N})\s*[日号號일]"
    rf"(?:\s*(?:至|到|[-–~〜～]|から|부터)\s*(?:(?P<last_month>{_N})\s*[月월]\s*)?(?P<last>{_N})\s*[日号號일])?"
)
_ANOTHER = re.compile(rf"\s*[、,，和及与與・]\s*(?P<day>{_N})\s*[日号號일](?!\s*[月월])")
"""A further day of the same month."""
_BARE = re.compile(
    r"(?:(?P<month>本月|当月|當月|今月|上月|上个月|上個月|先月|下月|下个月|下個月|来月)|(?<![\d月年連续續近第每達达逾約约./:-]))"
    r"(?P<day>[12]?\d|3[01])(?:日(?![間间內内後后前游遊目中])|[号號](?=[，,。、（(\s上下晚早中在于於起到至和]|$))"
)
_MONTHS_AWAY = {"本": 0, "当": 0, "當": 0, "今": 0, "上": -1, "先": -1, "下": 1, "来": 1}
_AGO = re.compile(rf"(?<![第\d])({_N}|[两兩])天前")
_ERAS = {"民": 1911, "令": 2018}
_WEEKDAY = re.compile(
    r"(下|上|本|这|這)?个?個?(?:星期|周|週|礼拜|禮拜)([一二三四五六日天])|[（(]([月火水木金土日월화수목금토일])(?:曜日?|요일)?(?:・祝)?[)）]|([月火水木金土日])曜|([월화수목금토일])요일"
)
_RELATIVE = re.compile(
    "前天|昨天|昨日|昨晚|今天|今日|今晚|明天|明日|明晚|后天|後天|어제|오늘|내일|모레|きょう|あした|きのう"
)
_OFFSET = {
    "前天": -2,
    "昨天": -1,
    "昨日": -1,
    "昨晚": -1,
    "明天": 1,
    "明日": 1,
    "明晚": 1,
    "后天": 2,
    "後天": 2,
    "어제": -1,
    "내일": 1,
    "모레": 2,
    "あした": 1,
    "きのう": -1,
}
_TIME = re.compile(
    rf"(上午|下午|晚上|早上|傍晚|凌晨|晚间|晚|午前|午後|夜|朝|夕方|오전|오후|저녁)?の?\s*({_N})\s*(?:[点點时時시](?![间間段期代])\s*(?:({_N})\s*[分분]|(半|반)|([一三])刻)?|[:：](\d\d))|(正午|中午)(?=[在于，,。に])"
)
_PM = frozenset(("下午", "晚上", "傍晚", "晚间", "晚", "午後", "夜", "夕方", "오후", "저녁"))
_NIGHTS = ("今", "明", "昨")
"""今晚8點: the evening belongs to the day."""
_DIGITS = {
    "〇": 0,
    "零": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "兩": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_WEEK = {c: n for row in ("一二三四五六日", "月火水木金土日", "월화수목금토일") for n, c in enumerate(row, 1)} | {
    "天": 7
}


def has_east_asian(text: str) -> bool:
    """Is there a character of these scripts in it?"""
    return _CJK.search(text) is not None


def number(text: str) -> int:
    """The value of a number up to 99 in digits or Chinese numerals; -1 where it is none."""
    if text.isdecimal():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (_DIGITS.get(tens, 1) if tens else 1) * 10 + (_DIGITS.get(ones, -99) if ones else 0)
    return _DIGITS.get(text, -1)


def east_asian_days(text: str) -> list[Named]:
    """Every day named, in order."""
    found = [named for match in _DATE.finditer(text) for named in _dated(text, match)]
    taken = {at for named in found for at in range(named.start, named.end)}
    found += [_bare(match) for match in _BARE.finditer(text) if match.start("day") not in taken]
    for match in _AGO.finditer(text):
        if (days := number(match.group(1))) > 0:
            found.append(Named(match.start(), match.end(), offset=-days))
    starts = {named.start: named for named in found}
    ends = {named.end: named for named in found}
    for match in _WEEKDAY.finditer(text):
        weekday = _WEEK[match.group(2) or match.group(3) or match.group(4) or match.group(5)]
        before = ends.get(match.start()) or ends.get(match.start() - 1)
        after = starts.get(match.end()) or starts.get(match.end() + 1)
        if before is not None:
            before.weekday, before.end = weekday, match.end()
        elif after is not None and after.offset is None and after.direction is None:
            after.weekday, after.start = weekday, match.start()  # "周六（9日）"
        elif not match.group(3):
            direction = {"下": 2, "上": -2}.get(match.group(1) or "", 0 if match.group(1) else None)
            found.append(Named(match.start(), match.end(), weekday=weekday, direction=direction))
    found += [Named(m.start(), m.end(), offset=_OFFSET.get(m.group(), 0)) for m in _RELATIVE.finditer(text)]
    return sorted(found, key=lambda named: named.start)


def _dated(text: str, match: re.Match[str]) -> list[Named]:
    """The day of a date with its month, and further days of that month in a list."""
    month, day = number(match.group("month")), number(match.group("day"))
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return []
    year = int(match.group("year") or 0) + _ERAS.get((match.group("era") or "?")[0], 0)
    if year and not 1900 <= year <= 2100:
        return []
    named = Named(match.start(), match.end(), day=day, month=month, year=year)
    if match.group("last"):
        named.end_day, named.end_year = number(match.group("last")), year
        named.end_month = number(match.group("last_month")) if match.group("last_month") else month
        return [named]
    found = [named]
    while len(found) < _MAX_LIST and (another := _ANOTHER.match(text, found[-1].end)):
        day = number(another.group("day"))
        if not found[-1].day < day <= 31:
            break
        found.append(Named(another.start("day"), another.end(), day=day, month=month, year=year))
    return found


def _bare(match: re.Match[str]) -> Named:
    """ "9日": of the month told, or of one that goes without saying."""
    month = match.group("month")
    direction = _MONTHS_AWAY[month[0]] if month else None
    return Named(match.start(), match.end(), day=int(match.group("day")), direction=direction)


def east_asian_times(text: str) -> list[tuple[int, int, int]]:
    """(start, end, minute of the day) of every time of day."""
    found = []
    for match in _TIME.finditer(text):
        if match.group(7):
            found.append((match.start(), match.end(), 720))
            continue
        hour = number(match.group(2))
        quarters = {"一": 15, "三": 45}.get(match.group(5) or "", 0)
        minute = 30 if match.group(4) else quarters or number(match.group(3) or match.group(6) or "0")
        if match.group(1) in _PM and 1 <= hour < 12:
            hour += 12
        if 0 <= hour < 24 and 0 <= minute < 60:
            shared = match.group(1) == "晚" and text[match.start() - 1 : match.start()] in _NIGHTS
            found.append((match.start() + shared, match.end(), hour * 60 + minute))
    return found
