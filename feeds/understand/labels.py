"""Labels of an announcement ("Where:", "Коли:"): what stands after one answers its question."""

from __future__ import annotations

import re
from functools import cache

from feeds.understand import lexicon

Spans = list[tuple[int, int]]
_MOST = 40
_LABEL = 80
"""Characters that a label and the marks around it take at most."""
_BORDERS = ("\n", ". ", "! ", "? ", "| ")


def spans(text: str, question: str) -> Spans:
    """Where the answers to a label's question ("where", "when", "who") stand: the rest of its line, else the next line."""
    found: Spans = []
    pattern, reached = _pattern(question), 0
    for start in _beginnings(text, question):
        match = pattern.match(text, start) if start >= reached else None
        if match is None:
            continue
        reached = match.end()
        end = text.find("\n", match.end())
        end = len(text) if end < 0 else end
        if not text[match.end() : end].strip():
            begin, end = end + 1, text.find("\n", end + 1)
            found.append((begin, len(text) if end < 0 else end))
        else:
            found.append((match.end(), end))
        if len(found) == _MOST:
            break
    return found


def _beginnings(text: str, question: str) -> list[int]:
    """Where a label may begin: the lines and sentences that a colon or a sign stands in, near their beginning."""
    starts: set[int] = set()
    for mark in _marks(question).finditer(text):
        at = mark.start()
        low = max(0, at - _LABEL)
        borders = [text.rfind(border, low, at) + len(border) for border in _BORDERS if text.find(border, low, at) >= 0]
        if low == 0:
            borders.append(0)
        starts.update(borders)
    return sorted(starts)


def within(places: Spans, at: int) -> bool:
    """Does `at` stand in one of them?"""
    return any(start <= at < end for start, end in places)


@cache
def _marks(question: str) -> re.Pattern[str]:
    return re.compile("|".join((":", "：", *lexicon.table("mul", "labels")[f"{question}_signs"])))


@cache
def _pattern(question: str) -> re.Pattern[str]:
    table = lexicon.table("mul", "labels")
    words = "|".join(re.escape(word) for word in sorted(table[question], key=len, reverse=True))
    signs = "|".join(table[f"{question}_signs"])
    return re.compile(
        rf"[^\w\n]{{0,6}}(?:{words})(?: ?\([^)\n]{{1,20}}\))? ?[:：]|^[^\w\n]{{0,3}}(?:{signs})[:：]?",
        re.I | re.M,
    )
