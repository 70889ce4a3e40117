"""For or against? Words that speak against the people an action should support, and words that speak against such words.

"Rally against Pride" is hostile; "rally against the ban on Pride", "against an anti-gay law", "against violence at Pride"
are not: a word of opposition turns what it governs round, and persecution opposed is support.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from feeds.understand.phrases import Hit
from feeds.understand.scan import Scan

_REACH = 40
"""Characters between a word of opposition and what it opposes."""
_BEFORE = 20
"""The same where what is opposed stands first."""
_HATED = 15
"""Characters before a word of opposition in which hatred is named."""
_BESIDE = 30
"""Characters around the two in which a word for persecution, or a second word of opposition, turns them round."""
_BEHIND = frozenset(("tr", "az", "uz", "uz-Cyrl", "hu", "ka", "el", "zh"))
"""Languages in which what is opposed also stands before the word that opposes it ("LGBT'ye karşı")."""
_HATE = re.compile(
    r"phob|fob|foob|feind|hass|haat|hat[eir]|odio|haine|nienawi|nenav|ellenes|gyulol|nefret|nifrət|nafrat|vrede|фоб|ненавист|"
    r"омраз|φοβ|μισο|ფობ|ნენავ|სიძულვ|رهاب|كراهي|ستيز|هراس|نفرت|恐|仇|anti"
)
"""What is hated there is stood up for; in folded letters."""
_SUFFERED = ("persecution", "law", "court", "captive")
_BORDER = re.compile(r"[.;:!?\n…。；！？,]")


def against(scan: Scan, *, title: bool = False) -> list[Hit]:
    """Where the text (or the title) speaks against LGBTQ+ people, or for what is asked against the persecuted, by place."""
    low = scan.low_title if title else scan.low_text
    turned = _Row(scan.named("relevance.against", title=title))
    suffered = _Row(hit for name in _SUFFERED for hit in scan.named(f"relevance.{name}", title=title))
    behind = scan.language in _BEHIND
    told = [
        hit
        for hit in scan.named("relevance.hostile", title=title)
        if not _opposed(low, hit, turned, behind) and not _names_what_is_suffered(low, hit, suffered)
    ]
    phrased = _Row(told)
    people = _Row(hit for hit in scan.named("topic.lgbtq", title=title) if not _HATE.search(low, hit.start, hit.end))
    for word in turned.hits if people.hits else ():
        if _HATE.search(low, max(0, word.start - _HATED), word.start):
            continue  # "hatred against"
        object_ = _object(low, word, people, behind)
        if object_ is None:
            continue
        first, last = min(word.start, object_.start), max(word.end, object_.end)
        shields = [*suffered.between(first - _BESIDE, last + _BESIDE), *turned.between(first - _BESIDE, last + _BESIDE)]
        if all(other is word for other in shields) and not phrased.between(first, last):
            told.append(Hit(first, last, "relevance.hostile"))
    return sorted(told, key=lambda hit: hit.start)


class _Row:
    """Hits by place, so that those within a stretch are found without looking at all."""

    def __init__(self, hits: Iterable[Hit]) -> None:
        self.hits = sorted(hits, key=lambda hit: hit.start)
        self._starts = [hit.start for hit in self.hits]

    def between(self, first: int, last: int) -> list[Hit]:
        """Those that begin from `first` to `last`."""
        return self.hits[bisect_left(self._starts, first) : bisect_right(self._starts, last)]


def _object(low: str, word: Hit, people: _Row, behind: bool) -> Hit | None:
    """The people whom a word of opposition governs."""
    for hit in people.between(word.end, word.end + _REACH):
        return hit if _joined(low, word.end, hit.start) else None
    if behind:
        for hit in reversed(people.between(word.start - _REACH, word.start)):
            if 0 <= word.start - hit.end <= _BEFORE and _joined(low, hit.end, word.start):
                return hit
    return None


def _joined(low: str, first: int, last: int) -> bool:
    """Nothing between that ends a clause or names hatred."""
    return not _BORDER.search(low, first, last) and not _HATE.search(low, first, last)


def _opposed(low: str, hit: Hit, turned: _Row, behind: bool) -> bool:
    """Is it itself what somebody stands against, or hatred that is told of?"""
    if _HATE.search(low, max(0, hit.start - _HATED), hit.start):
        return True
    before = turned.between(hit.start - 2 * _REACH, hit.start)
    if any(0 <= hit.start - word.end <= _REACH and not _BORDER.search(low, word.end, hit.start) for word in before):
        return True
    after = turned.between(hit.end, hit.end + _BEFORE) if behind else []
    return any(not _BORDER.search(low, hit.end, word.start) for word in after)


def _names_what_is_suffered(low: str, hit: Hit, suffered: _Row) -> bool:
    """Is it the name of what people suffer from ("anti-gay bill", "anti-gay purge")?"""
    return any(not _BORDER.search(low, hit.end, other.start) for other in suffered.between(hit.end, hit.end + 12))
