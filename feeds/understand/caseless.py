"""Names of groups in scripts without capitals: from a word for a group ("جمعية", "聯盟") to where the name ends."""

from __future__ import annotations

import re
from functools import cache

from feeds.understand import lexicon
from feeds.understand.names import Name

_CHINESE = re.compile(r"[\s:：]*([\u4e00-\u9fff\w·「」]{2,24}(?:[、及和與与][\u4e00-\u9fff\w·「」]{2,24}){0,5})")
_LISTED = re.compile(r"[、及和與与]")
_BY = re.compile(r"(?:共同|聯合|联合)?(?:發起|发起|主辦|主办|組織|组织|舉辦|举办|號召|号召|召集)")
_SPACED = re.compile(r"\S+")
_REACH = 120
_MOST = 6
"""Words of a name after the word for a group."""


def after(text: str, start: int, language: str) -> list[Name]:
    """The groups named right after `start`, four at most."""
    return _chinese(text, start) if language == "zh" else _spaced(text, start)


def within(text: str, start: int, end: int) -> list[Name]:
    """The groups that a clause names first, wherever in it they stand: "دعت إلى الوقفة جمعية ..."."""
    match = _inner().search(text, start, min(end, start + _REACH))
    return _spaced(text, match.start()) if match is not None else []


def _spaced(text: str, start: int) -> list[Name]:
    match = _pattern().match(text, start)
    found: list[Name] = []
    while match is not None:
        begin = end = match.start(1)
        following = None
        for number, word in enumerate(_SPACED.finditer(text, begin, match.end(1))):
            if number and word.group() in _stops():
                break
            if number and (following := _pattern().match(text, word.start())) is not None and word.group()[0] == "و":
                break
            following, end = None, word.end()
        if " " in text[begin:end]:
            found.append(Name(begin, end, text[begin:end]))
        match = following
    return found[:4]


def _chinese(text: str, start: int) -> list[Name]:
    match = _CHINESE.match(text, start)
    if match is None:
        return []
    end = match.end(1)
    by = _BY.search(text, match.start(1), end + 4)
    if by is not None:
        end = min(end, by.start())
    found, at = [], match.start(1)
    for part in _LISTED.split(text[at:end]):
        name = part.strip("「」")
        begin = text.find(name, at, end) if name else -1
        if begin >= 0 and any(group in name for group in _groups("zh")):
            found.append(Name(begin, begin + len(name), name))
        at += len(part) + 1
    return found[:4]


@cache
def _pattern() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, (*_groups("ar"), *_groups("fa"))), key=len, reverse=True))
    return re.compile(rf"[\s:]*و?((?:ال)?(?:{words})\S{{0,3}}(?:[ \u00a0][^\s،,.؛;:!؟?()«»\"]+){{0,{_MOST}}})")


@cache
def _inner() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, (*_groups("ar"), *_groups("fa"))), key=len, reverse=True))
    return re.compile(rf"(?<!\S)و?(?:ال)?(?:{words})\S{{0,3}} ")


@cache
def _groups(language: str) -> tuple[str, ...]:
    own = lexicon.table(language, "who").get("nouns", ())
    shared = lexicon.table("mul", "who")["groups"]
    script = re.compile("[\u4e00-\u9fff]" if language == "zh" else "[\u0600-\u06ff]")
    return tuple(dict.fromkeys(word for word in (*own, *shared) if script.match(word) and " " not in word))


@cache
def _stops() -> frozenset[str]:
    return frozenset(lexicon.table("mul", "names")["stops"])
