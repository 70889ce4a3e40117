"""How many came: a range, as the text tells it.

"50 people", "about 50", "over 50", "nearly 50" -> (50, 50): the number told; "20 to 30" -> (20, 30); "dozens" -> (20, 99);
"hundreds" -> (200, 999); "thousands" -> (2000, 9999); "50 couples" -> (100, 100); the police's figure and the organisers' ->
from one to the other. `data/people.toml` holds the words of each language.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from feeds.article import Article
from feeds.understand.calendar_words import language_of
from feeds.understand.phrases import Hit, Phrases, fold
from feeds.understand.reading import Evidence, Finding
from feeds.understand.sentences import Scene, quotes

VAGUE = {"dozens": (20, 99), "hundreds": (200, 999), "thousands": (2000, 9999)}
MOST = 5_000_000
_MANY = 200
_ENOUGH = 0.35
_FAR_APART = 8
"""Figures of one crowd differ less than by this factor."""
_DIGITS = re.compile(r"(?<![\w.,:/])(?:\d{1,3}(?:[.,\s\u00a0’']\d{3})+|\d{1,7}(?:[.,]\d(?=\s?[^\W\d]))?)(?![\d:/%°])")
_CHINESE = re.compile("[一二两兩三四五六七八九十百千万萬]{1,7}")
_LINK = re.compile(
    r"\s?[-–—]\s?|\s(?:to|or|and|bis|oder|und|à|ou|et|o|a|y|e|u|en|och|és|și|və|ve|και|и|і|та|до|или|чи|або|i|do|lub|ile|ila|tot|of|až|vagy|till|eller|έως|με|"
    r"până la|sau|تا|إلى)\s"
)
_JOINED = re.compile(r"[ -](?:(?:and|и|y|e|et|si|și|i|und|en|och|και|و) )?")
_DAY_ENDING = re.compile(r"[-'’][^\W\d_]{1,4}\b(?!\s+(?:yaxın|yakın|яқин|yaqin))")
_ORDINAL = re.compile(r"-(?:й|я|го|му|ый|ая|ое|ої|ої|ій)\b|(?:st|nd|rd|th)\b|\.?[ºª]")
_YEAR = re.compile(r"\s?[年년]")
"""In East Asia a year is written like a count: 1986年."""
_MONEY_BEFORE, _MONEY_AFTER = re.compile(r"[$€£₽₴₺]\s?$"), re.compile(r"\s?[$€£₽₴₺]")
_SMALL = 31
_COUNTS_ELSE = re.compile(r"\s[^\W\d_]")
_LONG_DATE = 60
_BREAK = re.compile(r"[.;:!?()\n。！？；]|,\s")
_TENSES = {"一": 1, "二": 2, "两": 2, "兩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_TENS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "萬": 10_000}


@dataclass(frozen=True, slots=True)
class _Crowd:
    """A number of people at `start` to `end`; `named` when a word for people stands with it."""

    start: int
    end: int
    low: int
    high: int
    named: bool = True
    vague: bool = False


def attendance(
    article: Article, spans: Sequence[tuple[int, int, float]], dates: Sequence[tuple[int, int]] = ()
) -> Finding[tuple[int, int]] | None:
    """The number of people at the action, from the sentence that tells it; None where none does.

    `spans` as in `when.choose`: a number in a sentence about another matter (arrests) is not the attendance, nor is one
    in the `dates` (start, end) that the text names.
    """
    phrases = _phrases(language_of(article.language, article.text))
    if phrases is None:
        return None
    scene, text = Scene(article.text, spans), article.text
    page = _Page(text, phrases.find(fold(text)), sorted(start for start, _, weight in spans if weight > 0))
    dated = [at for start, end in dates for at in range(start, min(end, start + _LONG_DATE))]
    crowds = [crowd for crowd in page.crowds(frozenset(dated)) if not page.apart(crowd)]
    quoted = quotes(text)
    best: tuple[float, _Crowd] | None = None
    for crowd in crowds:
        number = scene.number(crowd.start)
        told = page.told(scene, number)
        if any(start <= crowd.start < end for start, end in quoted) or not (crowd.named or told):
            continue
        score = scene.closeness(crowd.start, crowd.end) - 0.3 * scene.other(number) + (0.5 if number <= 1 else 0.2)
        score += 0.3 * told - 0.5 * (not crowd.named)
        enough = _ENOUGH if crowd.high >= 10 else 0.9
        if score >= enough and (best is None or score > best[0] + 0.25):
            best = (score, crowd)
    if best is None:
        return None
    score, crowd = best
    low, high = page.figures(scene, crowd, crowds)
    evidence = Evidence(text[crowd.start : crowd.end], "text", crowd.start)
    return Finding((low, high), evidence, min(1.0, 0.3 + score / 2), "people counted")


def crowds(text: str, language: str) -> list[tuple[int, int, int]]:
    """Every number of people in a text that is no count of the arrested, the dead: (start, end, at most so many)."""
    phrases = _phrases(language_of(language, text))
    if phrases is None:
        return []
    page = _Page(text, phrases.find(fold(text)), ())
    return [(crowd.start, crowd.end, crowd.high) for crowd in page.crowds() if crowd.named and not page.apart(crowd)]


def _place(hit: Hit) -> tuple[int, bool]:
    return hit.start, hit.name != "pairs"


class _Page:
    """The words of counting of a text, by name and place."""

    def __init__(self, text: str, hits: Sequence[Hit], actions: Sequence[int]) -> None:
        self._text, self._actions = text, actions
        self._by: dict[str, list[Hit]] = {}
        for hit in hits:
            self._by.setdefault(hit.name.partition(".")[0], []).append(hit)
        self._starts = {name: [hit.start for hit in found] for name, found in self._by.items()}

    def crowds(self, dated: frozenset[int] = frozenset()) -> list[_Crowd]:
        """Every number of people, in order, and figures without a word for people; none that begins where a date stands."""
        found = [*self._counted(dated), *self._multitudes()]
        return sorted(found, key=lambda crowd: crowd.start)[:_MANY]

    def apart(self, crowd: _Crowd) -> bool:
        """Are these not a crowd but the arrested, the signatures, the dead?"""
        if any(
            not _BREAK.search(self._text, hit.end, crowd.start)
            for hit in self._within("other", crowd.start - 25, crowd.start)
        ):
            return True
        for hit in self._within("other", crowd.start + 1, crowd.end + 20):
            place = bisect_left(self._actions, crowd.end)
            acted = place < len(self._actions) and self._actions[place] < hit.start
            if not acted and not _BREAK.search(self._text, crowd.end, hit.start):
                return True
        return False

    def figures(self, scene: Scene, crowd: _Crowd, crowds: Sequence[_Crowd]) -> tuple[int, int]:
        """The crowd's numbers, with the other figures that the police, the organisers and others give of it."""
        number = scene.number(crowd.start)
        low, high, vague = crowd.low, crowd.high, crowd.vague
        for other in crowds:
            there = scene.number(other.start)
            if other is crowd or abs(there - number) > 4 or not (low / _FAR_APART < other.low < high * _FAR_APART):
                continue
            if self.told(scene, there) and not scene.other(there) and not other.vague and self._is_figure(other):
                low, high = (other.low, other.high) if vague else (min(low, other.low), max(high, other.high))
                vague = False
        return low, high

    def _is_figure(self, crowd: _Crowd) -> bool:
        """Are people counted, or does the number follow who counts: "the police say 120"?"""
        return crowd.named or any(
            not _BREAK.search(self._text, hit.end, crowd.start)
            for hit in self._within("told", crowd.start - 45, crowd.start)
        )

    def told(self, scene: Scene, number: int) -> bool:
        """Does the sentence name somebody who gives figures: the police, the organisers?"""
        return bool(self._within("told", *scene.bounds(number)))

    def _within(self, name: str, start: int, end: int) -> list[Hit]:
        starts = self._starts.get(name, [])
        return self._by.get(name, [])[bisect_left(starts, start) : bisect_left(starts, end)]

    def _numbers(self) -> Iterator[tuple[int, int, float]]:
        for match in _DIGITS.finditer(self._text):
            written = match.group()
            decimal = re.fullmatch(r"\d{1,7}[.,]\d", written)
            yield (
                match.start(),
                match.end(),
                float(written.replace(",", ".")) if decimal else int(re.sub(r"\D", "", written)),
            )
        yield from self._in_words()
        if "\u4e00" <= max(self._text, default="") <= "\u9fff" or "人" in self._text:
            yield from ((m.start(), m.end(), chinese(m.group())) for m in _CHINESE.finditer(self._text))

    def _in_words(self) -> Iterator[tuple[int, int, float]]:
        """Numbers in words, the parts of one number joined: "двадцать пять" is 25, "two hundred and fifty" 250."""
        start = end = value = 0
        for hit in sorted(self._by.get("word", ()), key=lambda hit: (hit.start, -hit.end)):
            number = int(hit.name.partition(".")[2])
            if value and hit.start < end:
                continue
            if value and number < _unit(value) and _JOINED.fullmatch(self._text, end, hit.start):
                end, value = hit.end, value + number
                continue
            if value:
                yield start, end, value
            start, end, value = hit.start, hit.end, number
        if value:
            yield start, end, value

    def _counted(self, dated: frozenset[int]) -> Iterator[_Crowd]:
        known = {start: (end, value) for start, end, value in [*self._numbers()][: 2 * _MANY]}
        reach = -1
        for start, (end, value) in sorted(known.items()):
            if start < reach or start in dated or (value <= 31 and _DAY_ENDING.match(self._text, end)):
                continue
            if _ORDINAL.match(self._text, end) or _YEAR.match(self._text, end):
                continue
            end, value = self._thousands(end, value)
            reach = end
            low = high = value
            link = _LINK.match(self._text, end)
            if link is not None and link.end() in known:
                high_end, high = self._thousands(*known[link.end()])
                if high > low:
                    end, low = high_end, low * 1000 if high >= 1000 > low and high / low > _FAR_APART else low
                else:
                    high = low
            noun = self._noun(end) or self._were(start)
            if high == low and (over := self._led("over", start, end, noun)) is not None:
                start = min(start, over)
            elif high == low and (nearly := self._led("nearly", start, start, None)) is not None:
                start = nearly
            year = 1900 <= low == high <= 2100 and noun is None
            if noun is None and self._counts_else(start, end, high):
                continue
            if 4 <= low <= high <= MOST and not year and (noun is not None or low >= 10):
                pairs = 2 if noun is not None and noun.name == "pairs" else 1
                yield _Crowd(
                    start, max(end, noun.end if noun else 0), int(low) * pairs, int(high) * pairs, noun is not None
                )

    def _counts_else(self, start: int, end: int, value: float) -> bool:
        """Is a figure without people money, or so small that the word after it says what it counts ("26 June", "25 shows")?"""
        money = _MONEY_BEFORE.search(self._text, max(0, start - 2), start) or _MONEY_AFTER.match(self._text, end)
        return bool(money or (value <= _SMALL and _COUNTS_ELSE.match(self._text, end)))

    def _thousands(self, end: int, value: float) -> tuple[int, float]:
        for hit in self._within("thousand", end, end + 3):
            if value < 1000 and not self._text[end : hit.start].strip(" \xa0"):
                return hit.end, value * 1000
        return end, value

    def _noun(self, end: int) -> Hit | None:
        for hit in sorted((*self._within("people", end, end + 46), *self._within("pairs", end, end + 46)), key=_place):
            between = self._text[end : hit.start]
            if len(between.split()) <= 3 and not _BREAK.search(between) and not re.search(r"\d", between):
                return hit
        return None

    def _were(self, start: int) -> Hit | None:
        """Words right before the number that count people: "we were", "человек" ("человек двести")."""
        for hit in self._within("were", start - 30, start):
            if (
                hit.end <= start
                and len(self._text[hit.end : start].split()) <= 2
                and not _BREAK.search(self._text, hit.end, start)
            ):
                return hit
        return None

    def _led(self, role: str, start: int, end: int, noun: Hit | None) -> int | None:
        for hit in self._within(role, start - 22, start):
            if hit.end <= start and not self._text[hit.end : start].strip(" \xa0"):
                return hit.start
        if noun is not None and self._within(role, end, noun.start):  # "100'den fazla kişi"
            return start
        return None

    def _multitudes(self) -> Iterator[_Crowd]:
        for hit in self._by.get("vague", ()):
            low, high = VAGUE[hit.name.partition(".")[2]]
            end = hit.end
            for thousand in self._within("thousand", end, end + 8):
                low, high, end = low * 1000, high * 1000, thousand.end
                break
            noun = self._noun(end)
            place = bisect_left(self._actions, end)
            acts = place < len(self._actions) and self._actions[place] - end <= 25
            if noun is not None or (acts and not _BREAK.search(self._text, end, self._actions[place])):
                yield _Crowd(hit.start, noun.end if noun is not None else end, low, high, vague=True)


def _unit(value: int) -> int:
    """What a number's next part must be less than: after 20 a digit, after 200 what is less than 100."""
    return next(
        (unit for unit in (1000, 100, 10) if (value % unit == 0 and value >= 2 * unit) or value == unit > 10), 0
    )


def chinese(written: str) -> int:
    """The value of a number in Chinese characters: 四百 is 400, 一千二 is 1200."""
    total = section = digit = 0
    unit = 1
    for char in written:
        if char in _TENSES:
            digit = _TENSES[char]
        else:
            unit = _TENS[char]
            if unit == 10_000:
                total, section = (total + section + digit) * unit, 0
            else:
                section += (digit or 1) * unit
            digit = 0
    return total + section + (digit * unit // 10 if unit >= 100 else digit)


@cache
def _tables() -> dict[str, dict[str, Any]]:
    path = resources.files("feeds.understand") / "data" / "people.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def counted_languages() -> frozenset[str]:
    """The languages whose way of counting people is known."""
    return frozenset(_tables())


@cache
def _phrases(language: str) -> Phrases | None:
    table = _tables().get(language) or _tables().get(language.partition("-")[0])
    if table is None:
        return None
    pairs = [("pairs", f"{name}*") for name in table.get("pairs", ())]
    pairs += [("were", name) for name in table.get("were", ())]
    pairs += [(f"word.{number}", name) for number, names in table.get("words", {}).items() for name in names]
    pairs += [(f"vague.{kind}", name) for kind in VAGUE for name in table.get(kind, ())]
    pairs += [(role, name) for role in ("over", "nearly", "thousand") for name in table.get(role, ())]
    pairs += [(role, f"{name}*") for role in ("people", "other") for name in table.get(role, ())]
    pairs += [("told", f"{name}*") for name in table.get("told_by", ())]
    return Phrases(pairs)
