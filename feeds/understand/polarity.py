"""For or against? Words that speak against the people an action should support, and words that speak against such words.

"Rally against Pride" is hostile; "rally against the ban on Pride", "against an anti-gay law", "against violence at Pride"
are not: a word of opposition turns what it governs round, and persecution opposed is support.
"""

from __future__ import annotations

import re

from feeds.understand.phrases import Hit
from feeds.understand.scan import Scan

_REACH = 40
"""Characters between a word of opposition and what it opposes."""
_BEHIND = frozenset(("tr", "az", "uz", "uz-Cyrl", "hu", "ka", "el", "zh"))
"""Languages in which what is opposed also stands before the word that opposes it ("LGBT'ye karşı")."""
_HATE = re.compile(
    r"phob|fob|fób|foob|feind|hass|haat|hat[ei]|ellenes|gyűlöl|vrede|фоб|φοβ|ფობ|رهاب|ستیز|هراس|恐|ნენავ|anti"
)
_BORDER = re.compile(r"[.;:!?\n…。；！？,]")


def against(scan: Scan, *, title: bool = False) -> list[Hit]:
    """Where the text (or the title) speaks against LGBTQ+ people, or for what is asked against the persecuted, by place."""
    low = scan.low_title if title else scan.low_text
    turned = scan.named("relevance.against", title=title)
    told = [
        hit for hit in scan.named("relevance.hostile", title=title) if not _opposed(low, hit, turned, scan.language)
    ]
    if turned:
        told += _opposing(scan, low, turned, title)
    return sorted(told, key=lambda hit: hit.start)


def _opposed(low: str, hit: Hit, turned: list[Hit], language: str) -> bool:
    """Is it itself what somebody stands against?"""
    for word in turned:
        if word.end <= hit.start and hit.start - word.end <= _REACH and not _BORDER.search(low, word.end, hit.start):
            return True
        if language in _BEHIND and 0 <= word.start - hit.end <= 20 and not _BORDER.search(low, hit.end, word.start):
            return True
    return False


def _opposing(scan: Scan, low: str, turned: list[Hit], title: bool) -> list[Hit]:
    """Opposition to the people themselves, or to their march: no persecution, law or ban stands between or beside."""
    people = [hit for hit in scan.named("topic.lgbtq", title=title) if not _HATE.search(low, hit.start, hit.end)]
    if not people:
        return []
    shield = [
        hit for name in ("persecution", "law", "court") for hit in scan.named(f"relevance.{name}", title=title)
    ] + turned  # fmt: skip
    found = []
    for word in turned:
        for hit in people:
            if hit.start >= word.end and hit.start - word.end <= _REACH:
                between = (word.end, hit.start)
            elif scan.language in _BEHIND and 0 <= word.start - hit.end <= 20:
                between = (hit.end, word.start)
            else:
                continue
            if _BORDER.search(low, *between) or _HATE.search(low, *between):
                continue
            first, last = min(word.start, hit.start), max(word.end, hit.end)
            if not any(other.start < last + 30 and other.end > first - 30 for other in shield if other is not word):
                found.append(Hit(first, last, "relevance.hostile"))
                break
    return found
