"""How many came: a range, as the text tells it.

"50 people", "about 50" -> (50, 50); "20 to 30" -> (20, 30); "over 100" -> (100, 150); "nearly 100" -> (80, 100); "dozens" ->
(24, 99); "hundreds" -> (200, 900); "thousands" -> (2000, 9000). `data/people.toml` holds the words of each language.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from feeds.article import Article
from feeds.understand.calendar_words import language_of
from feeds.understand.reading import Evidence, Finding
from feeds.understand.sentences import Scene

VAGUE = {"dozens": (24, 99), "hundreds": (200, 900), "thousands": (2000, 9000)}
MOST = 5_000_000
_NUMBER = r"\d{1,3}(?:[.,\s\u00a0’']\d{3})+|\d{1,7}"


@dataclass(frozen=True, slots=True)
class _Counting:
    """A language's patterns: a number of people, and vague multitudes."""

    number: re.Pattern[str]
    vague: re.Pattern[str]
    words: dict[str, int]
    multitudes: dict[str, str]


def attendance(article: Article, spans: Sequence[tuple[int, int, float]]) -> Finding[tuple[int, int]] | None:
    """The number of people at the action, from the sentence that tells it; None where none does.

    `spans` as in `when.choose`: a number in a sentence about another matter (arrests) is not the attendance.
    """
    counting = _counting(language_of(article.language, article.text))
    if counting is None:
        return None
    scene = Scene(article.text, spans)
    best: tuple[float, Finding[tuple[int, int]]] | None = None
    for start, end, value in [*_numbers(counting, article.text), *_multitudes(counting, article.text)][:200]:
        number = scene.number(start)
        score = scene.closeness(start, end) - 0.7 * scene.other(number) + 0.2 * (start < 800)
        if score >= 0.5 and (best is None or score > best[0]):
            quote = article.text[start:end]
            best = (score, Finding(value, Evidence(quote, "text", start), min(1.0, 0.3 + score / 2), "people counted"))
    return best[1] if best is not None else None


def _numbers(counting: _Counting, text: str) -> list[tuple[int, int, tuple[int, int]]]:
    found = []
    for match in counting.number.finditer(text):
        low = _value(counting, match.group("low"))
        high = _value(counting, match.group("high")) if match.group("high") else low
        if match.group("over"):
            high = low + low // 2
        elif match.group("nearly") and low == high:
            low = low * 4 // 5
        if 2 <= low <= high <= MOST and not 1900 <= low == high <= 2100:
            found.append((match.start(), match.end(), (low, high)))
    return found


def _value(counting: _Counting, written: str) -> int:
    known = counting.words.get(" ".join(written.lower().split()))
    return known if known is not None else int(re.sub(r"\D", "", written) or 0)


def _multitudes(counting: _Counting, text: str) -> list[tuple[int, int, tuple[int, int]]]:
    found = []
    for match in counting.vague.finditer(text):
        kind = counting.multitudes.get(" ".join(match.group("many").lower().split()))
        if kind is not None:
            found.append((match.start(), match.end(), VAGUE[kind]))
    return found


@cache
def _tables() -> dict[str, dict[str, Any]]:
    path = resources.files("feeds.understand") / "data" / "people.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def counted_languages() -> frozenset[str]:
    """The languages whose way of counting people is known."""
    return frozenset(_tables())


@cache
def _counting(language: str) -> _Counting | None:
    table = _tables().get(language) or _tables().get(language.partition("-")[0])
    if table is None:
        return None
    spaced = language not in ("zh", "ja")
    gap = r"[\s\u00a0]+" if spaced else r"\s*"
    edge = r"(?<!\w)" if spaced else ""
    people = _any(table.get("people", ()))
    words = {name: int(number) for number, names in table.get("words", {}).items() for name in names}
    kinds = {name: kind for kind in VAGUE for name in table.get(kind, ())}
    number = rf"{_NUMBER}|{_any(words)}" if words else _NUMBER
    between = rf"(?:[\w+-]{{1,20}}{gap}){{0,2}}" if spaced else r"(?:多|余|餘)?"
    lead = rf"(?:(?P<over>{_any(table.get('over', ()))}){gap})?(?:(?P<nearly>{_any(table.get('nearly', ()))}){gap})?"
    counted = rf"{edge}{lead}(?P<low>{number})(?:\s?[-–]\s?(?P<high>{_NUMBER}))?\+?{gap}{between}(?:{people})"
    vague = rf"{edge}(?P<many>{_any(kinds)})" + (r"(?!\w)" if spaced else "(?:名|人)")
    return _Counting(re.compile(counted, re.IGNORECASE), re.compile(vague, re.IGNORECASE), words, kinds)


def _any(names: Sequence[str] | dict[str, Any]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) or r"(?!)"
