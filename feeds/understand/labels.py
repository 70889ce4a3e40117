"""Labels of an announcement ("Where:", "Коли:"): what stands after one answers its question."""

from __future__ import annotations

import re
from functools import cache

from feeds.understand import lexicon

Spans = list[tuple[int, int]]
_MOST = 40


def spans(text: str, question: str) -> Spans:
    """Where the answers to a label's question ("where", "when", "who") stand: the rest of its line, else the next line."""
    found: Spans = []
    for match in _pattern(question).finditer(text):
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


def within(places: Spans, at: int) -> bool:
    """Does `at` stand in one of them?"""
    return any(start <= at < end for start, end in places)


@cache
def _pattern(question: str) -> re.Pattern[str]:
    table = lexicon.table("mul", "labels")
    words = "|".join(re.escape(word) for word in sorted(table[question], key=len, reverse=True))
    signs = "|".join(table[f"{question}_signs"])
    return re.compile(
        rf"(?:^|(?<=[.!?|] ))[^\w\n]{{0,6}}(?:{words})(?: ?\([^)\n]{{1,20}}\))? ?[:：]|^[^\w\n]{{0,3}}(?:{signs})[:：]?",
        re.I | re.M,
    )
