"""Dates and times in Chinese, Japanese and Korean, where words are not set apart by spaces."""

from __future__ import annotations

import re

from feeds.understand.named import Named

_CJK = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
_N = r"(?:\d{1,2}|[〇零一二三四五六七八九十廿]{1,4})"
_DATE = re.compile(
    rf"(?:(\d{{4}})\s*[年년]\s*)?(?<!\d)({_N})\s*[月월]\s*({_N})\s*[日号號일](?:\s*(?:至|到|[-–~〜～]|から|부터)\s*(?:({_N})\s*[月월]\s*)?({_N})\s*[日号號일])?"
)
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
    rf"(上午|下午|晚上|早上|傍晚|凌晨|晚间|晚|午前|午後|夜|朝|夕方|오전|오후|저녁)?の?\s*({_N})\s*(?:[点點时時시](?![间間段期代])\s*(?:({_N})\s*[分분]|(半|반))?|[:：](\d\d))|(正午|中午)(?=[在于，,。に])"
)
_PM = frozenset(("下午", "晚上", "傍晚", "晚间", "晚", "午後", "夜", "夕方", "오후", "저녁"))
_DIGITS = {"〇": 0, "零": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
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
    found = []
    for match in _DATE.finditer(text):
        month, day = number(match.group(2)), number(match.group(3))
        if not (1 <= month <= 12 and 1 <= day <= 31):
            continue
        named = Named(match.start(), match.end(), day=day, month=month, year=int(match.group(1) or 0))
        if match.group(5):
            named.end_day = number(match.group(5))
            named.end_month = number(match.group(4)) if match.group(4) else month
            named.end_year = named.year
        found.append(named)
    ends = {named.end: named for named in found}
    for match in _WEEKDAY.finditer(text):
        weekday = _WEEK[match.group(2) or match.group(3) or match.group(4) or match.group(5)]
        near = ends.get(match.start()) or ends.get(match.start() - 1)
        if near is not None:
            near.weekday, near.end = weekday, match.end()
        elif not match.group(3):
            direction = {"下": 2, "上": -2}.get(match.group(1) or "", 0 if match.group(1) else None)
            found.append(Named(match.start(), match.end(), weekday=weekday, direction=direction))
    found += [Named(m.start(), m.end(), offset=_OFFSET.get(m.group(), 0)) for m in _RELATIVE.finditer(text)]
    return sorted(found, key=lambda named: named.start)


def east_asian_times(text: str) -> list[tuple[int, int, int]]:
    """(start, end, minute of the day) of every time of day."""
    found = []
    for match in _TIME.finditer(text):
        if match.group(6):
            found.append((match.start(), match.end(), 720))
            continue
        hour = number(match.group(2))
        minute = 30 if match.group(4) else number(match.group(3) or match.group(5) or "0")
        if match.group(1) in _PM and 1 <= hour < 12:
            hour += 12
        if 0 <= hour < 24 and 0 <= minute < 60:
            found.append((match.start(), match.end(), hour * 60 + minute))
    return found
