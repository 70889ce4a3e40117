"""Who signs a page: a line at its foot that is nothing but names ("Lavender Committee", "X + Y, Cluj", "A, B and C")."""

from __future__ import annotations

import re
from collections.abc import Collection

from feeds.understand import lexicon
from feeds.understand.names import Name
from feeds.understand.phrases import fold
from feeds.understand.scan import SHARED

_LINES = 5
"""Lines looked at, from the last."""
_LONGEST, _LONG_LIST, _LONGEST_CASELESS = 100, 220, 60
_WORDS = 9
"""A line alone of more words is a sentence."""
_MOST = 10
_LED = re.compile(r"[\s–—*•/|~>·-]+")
_LABEL = re.compile(r"[^\W\d_][^\n:]{0,30}[:：] ?(?=\S)")
_SHAPE = re.compile(r"[\w«“„\"‘「'](?:[^\n!?#@:]|(?<=\w)[@:](?=\w)|(?<=\w)@(?=,))+[\w»”“\"’」)!+.*@]")
_SENTENCE = re.compile(r"[^\W\d_]{3,}[.!?…] +[^\W\d_]")
_SPLIT = re.compile(r" *[,،、;] *| +[&+/|·•–—-] +")
_AND = re.compile(
    r" +(?:and|und|et|y|e|och|en|i|a|și|και|и|та|і|ve|və|va|with|mit|gemeinsam mit|avec|con|com|z|s|met|med|с|з участю|"
    r"in collaboration with|i samarbete med) +"
    r"(?:the |der |dem |den |das |die |la |le |el |los |il |l')?(?=[^\W\d_a-zа-яёіїєґà-ÿ])"
)
_LITTLE = re.compile(
    r"(?:i samarbete med|in collaboration with|together with|gemeinsam mit|en collaboration avec|avec le soutien de|"
    r"en colaboración con|in collaborazione con|we współpracy z|ve spolupráci s|v spolupráci s|з участю|за участі|за участю|"
    r"при участии|при поддержке|and|und|et|y|e|och|en|i|a|și|και|и|та|і|ve|və|with|mit|avec|con|com|z|met|med|sowie|plus) +"
)
_QUOTED = re.compile(r"[«“„\"‘「]([^»”“\"’」]{2,60})[»”“\"’」]")
_NAMES = lexicon.table(SHARED, "who")["groups"]
_GROUPS = frozenset(fold(word) for word in _NAMES if "*" not in word and " " not in word and len(word) > 2)
_STEMS = tuple(fold(word.strip("*")) for word in _NAMES if word.endswith("*") and " " not in word and len(word) > 4)
_CJK_GROUPS = ("会", "會", "组", "組", "社", "盟", "团", "團", "网", "網", "中心", "协会", "協會", "小组", "同盟")
_STARTED = frozenset(lexicon.table(SHARED, "names")["asked"])
_GREETED = re.compile(r"[.!?…:;)»”\"]$|[^\w\s]$")
_WEEKDAY = re.compile(r"\d{1,2}[.:h]\d\d|\d\d? ?€|\d(?:st|nd|rd|th)\b|\w@\w+\.")


def signature(text: str, links: Collection[str] = ()) -> list[Name]:
    """The names the page is signed with, none where its foot is ordinary text; `links`: words of links, which sign nothing."""
    pointing = {fold(words.strip()) for words in links}
    end, last = len(text.rstrip()), True
    for _ in range(_LINES):
        begin = text.rfind("\n", 0, end) + 1
        if begin == 0:
            return []
        line = text[begin:end].strip()
        if line and not _is_aside(line):
            if fold(line.rstrip(".")) not in pointing and (found := _names_of(text, begin, end, last=last)):
                return found
            last = False
        end = max(0, begin - 1)
    return []


def _is_aside(line: str) -> bool:
    """A row of hashtags, or a short cry ("Share!")."""
    return line.startswith(("#", "P.S", "PS", "P. S")) or (len(line.split()) <= 2 and line[-1] in "!?")


def _names_of(text: str, begin: int, end: int, *, last: bool) -> list[Name]:
    if (led := _LED.match(text, begin, end)) is not None:
        begin = led.end()
    line = text[begin:end].rstrip()
    if (label := _LABEL.match(line)) is not None and (_is_group(line[label.end() :]) or " & " in line):
        begin, line = begin + label.end(), line[label.end() :]
    if len(line) > _LONG_LIST or _SHAPE.fullmatch(line) is None or _WEEKDAY.search(line) or line[0].isdecimal():
        return []
    if (stop := _SENTENCE.search(line)) is not None:
        line = line[: stop.start() + len(stop.group().rstrip(line[stop.end() - 1]).rstrip(" .!?…"))]
        if line.count(",") < 2 or not _are_names(line):
            return []
    told = line.endswith(".") and line[-3:-2].isalpha()
    line = line.rstrip(". ")
    words = line.split()
    if not words or fold(words[0]).strip("«“„\"'") in _STARTED:
        return []
    caseless = not any(char.isupper() or char.islower() for char in line)
    signed = _are_names(line, told=told) if not caseless else _is_group(line) and len(line) <= _LONGEST_CASELESS
    alone = last and len(words) <= _WORDS and text[begin:end].rstrip()[-1:] not in ".!?…:" and _ends_before(text, begin)
    if not signed and not (alone and (caseless or _is_big(words[0])) and (not caseless or len(line) <= 40)):
        return []
    return _items(begin, line)


def _ends_before(text: str, begin: int) -> bool:
    """Does the line before end a sentence?"""
    return _GREETED.search(text[:begin].rstrip()[-2:]) is not None or text[:begin].rstrip(" ").endswith("\n\n")


def _are_names(line: str, *, told: bool = False) -> bool:
    """Do its words begin as names do, most of them, or is one of them a word for a group? `told`: it ends as a sentence."""
    words = [word.strip("«»“”„\"'(),") for word in line.split()]
    words = [word for word in words if word and (len(word) > 3 or word[0].isupper())]
    big = sum(_is_big(word) for word in words)
    if (told or len(line) > _LONGEST) and big * 3 < 2 * len(words):
        return False
    quoted = _QUOTED.fullmatch(line) is not None
    return quoted or (big >= 2 and big * 2 >= len(words)) or (_is_group(line) and len(words) <= _WORDS + 2)


def _is_big(word: str) -> bool:
    word = word.strip("«»“”„\"'(")
    return bool(word) and not word[0].islower()


def _is_group(line: str) -> bool:
    words = [fold(word).strip("«»“”„\"',.()") for word in line.split()]
    return any(word in _GROUPS or word.startswith(_STEMS) for word in words) or line.endswith(_CJK_GROUPS)


def _items(begin: int, line: str) -> list[Name]:
    """The names in a line: what commas and signs part; a description after a comma ("X, the choir of Hull") is left out."""
    found: list[Name] = []
    at = 0
    for stop in [*_SPLIT.finditer(line), None]:
        end = stop.start() if stop is not None else len(line)
        for start, finish in _parted(line, at, end):
            item = line[start:finish]
            described = (
                bool(found) and not _is_big(item) and not _is_group(item) and line[:start].rstrip()[-1:] in ",،+&"
            )
            closing = not found and fold(item.split()[0] if item.split() else "") in _CLOSING and len(item.split()) <= 3
            if _ADDRESS.match(item):
                return []
            plain = len(item) > 2 and item[0] not in "0123456789(" and item.count("(") == item.count(")")
            if plain and any(char.isalpha() for char in item) and not described and not (closing and stop is not None):
                found.append(_bare(begin + start, item))
        at = stop.end() if stop is not None else len(line)
    if len(found) > 1 and line.count(",") + line.count("،") == 1 and _is_town(line, found[-1].text):
        found.pop()
    if _are_people(line, found) or any(_NUMBERED.fullmatch(name.text) and not _is_group(name.text) for name in found):
        return []
    return found[:_MOST]


def _is_town(line: str, item: str) -> bool:
    """One plain word after the only comma, at the end: where the group is at home."""
    before = line[: len(line) - len(item)].rstrip()
    return (
        line.endswith(item)
        and before.endswith((",", "،"))
        and " " not in item
        and not item.isupper()
        and not _is_group(item)
    )


def _parted(line: str, start: int, end: int) -> list[tuple[int, int]]:
    """An item, parted once more at an "and" between names of several words."""
    if (little := _LITTLE.match(line, start, end)) is not None and start > 0:
        start = little.end()
    for match in _AND.finditer(line, start, end):
        left, right = line[start : match.start()], line[match.end() : end]
        if all(" " in side or side.isupper() or _QUOTED.search(side) or "," in line for side in (left, right)):
            return [(start, match.start()), *_parted(line, match.end(), end)]
    return [(start, end)]


def _bare(start: int, item: str) -> Name:
    """The name in quotes, where only one word for a group stands before it ("Initiative „X“")."""
    quoted = _QUOTED.search(item)
    around = (item[: quoted.start()] + item[quoted.end() :]).split() if quoted is not None else []
    if quoted is not None and len(around) <= 2:
        return Name(start + quoted.start(1), start + quoted.end(1), quoted.group(1))
    return Name(start, start + len(item), item)


def _are_people(line: str, found: list[Name]) -> bool:
    """Given names only ("Katya and Lyosha, Minsk"): private people, who are not published."""
    return bool(found) and not _QUOTED.search(line) and all(_GIVEN.fullmatch(name.text) for name in found)


_GIVEN = re.compile(
    r"[^\W\d_][a-zß-ÿā-žа-яёіїєґά-ώა-ჰ]+(?: (?:and|und|и|і|та|y|e|et|i|a|och|ve) [^\W\d_][a-zß-ÿā-žа-яёіїєґ]+)?"
)
_CLOSING = frozenset(
    ("with", "love", "yours", "in", "mit", "liebe", "herzliche", "eure", "euer", "avec", "bises", "con", "com", "met", "med",
     "cu", "с", "з", "ваши", "ваша", "ваш", "ваші", "saludos", "abraços", "baci", "cheers", "thanks")
)  # fmt: skip
_ADDRESS = re.compile(r"\d+[a-z]? [^\W\d_]")
_NUMBERED = re.compile(r"[^\d/]+ \d+[a-z]?")
