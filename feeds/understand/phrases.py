"""Finding many phrases of many languages in one pass: an Aho-Corasick automaton over folded text.

A phrase of the lexicon is written as people write it. `*` at its end takes any ending ("demonstr*"), `*` at its start any
beginning ("*demonstration", for compounds); without it a phrase stands between word boundaries. `*` as a word of its own is
one word or two ("some * people": "some two hundred people"), never over the end of a sentence or line.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import ahocorasick

# One letter stands before an Arabic word without a space: "and", "the", "with", "for" and their pairs.
_CLITICS = frozenset(("و", "ال", "وال", "ب", "بال", "وب", "وبال", "ل", "لل", "ول", "ولل", "ف", "فال", "ك", "كال"))
_SINGLE = {
    "ё": "е", "ı": "i", "ى": "ي", "ی": "ي", "ک": "ك", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ة": "ه", "ۀ": "ه",
    "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "`": "'", "´": "'", "‐": "-", "‑": "-", "‒": "-", "−": "-",
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u200c": " ", "\t": " ", "\r": "\n", "ł": "l", "ø": "o", "đ": "d",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "ς": "σ",
}  # fmt: skip
_VOWELS = re.compile("[\u0640\u064b-\u0652\u0670]")
"""Vowel signs, doublings and stretches that Arabic is written with or without."""
_END = re.compile(r"(?:[.!?…؟]+[\"'’”»)\]]*\s+(?![a-zа-яёà-ÿ])|[。！？]+|\n+)")
_WORD = re.compile(r"[^\s.!?…:;,]+(?:[.:,][^\s.!?…:;,]+)*")
_WORDS = 2
"""How many words a `*` stands for that is a word of its own."""
_SHORT = re.compile(r"(?:^|[\s(])(?:[^\W\d_]|\d{1,2}|[A-Z]\w{0,2}|v\.\s?l|bzw|usw|etc|тыс|руб|им|ул)$")


class _Folding(dict[int, str]):
    """A `str.translate` table filled as characters turn up: one character always becomes one character."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        low = char.lower()[0]
        low = _SINGLE.get(low, low)
        if ord(low) > 127 and unicodedata.name(low, "").startswith(("LATIN", "GREEK")):
            low = unicodedata.normalize("NFD", low)[0]
        self[code] = low
        return low


_FOLDING = _Folding()
_LONG = 500


def fold(text: str) -> str:
    """`text` in small letters without the accents people leave out, every character still at its place."""
    return _folded(text) if len(text) > _LONG else text.translate(_FOLDING)


@lru_cache(maxsize=4)
def _folded(text: str) -> str:
    """Long texts are folded by one reader after another."""
    return text.translate(_FOLDING)


_WIDE = ("form.none", "form.pride")
"""What takes precedence over other phrases of the same words."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: `text[start:end]` says `name` (such as "form.vigil")."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    length: int
    open_start: bool
    open_end: bool
    tail: tuple[tuple[str, bool], ...]
    """What must follow the first words: (" rights", its end open?)."""


class Phrases:
    """A table of names and their phrases, ready to be found in text; `beside`: one that is looked through as well."""

    def __init__(self, table: Iterable[tuple[str, str]], beside: Phrases | None = None) -> None:
        self._beside = beside
        self._automaton = ahocorasick.Automaton()
        entries: dict[str, list[_Entry]] = {}
        for name, phrase in table:
            words, entry = _parse(name, phrase)
            if words:
                entries.setdefault(words, []).append(entry)
        for words, values in entries.items():
            self._automaton.add_word(words, _shared(tuple(values)))
        self._empty = not entries
        if entries:
            self._automaton.make_automaton()

    def find(self, folded: str) -> list[Hit]:
        """Every phrase in text that was folded, by place; of one name the longest at a place."""
        if folded.isascii() or _VOWELS.search(folded) is None:
            return list(self._longest(self._all(folded)))
        spots = [index for index, char in enumerate(folded) if not _VOWELS.match(char)]
        hits = self._longest(self._all(_VOWELS.sub("", folded)))
        return [Hit(spots[hit.start], spots[hit.end - 1] + 1, hit.name) for hit in hits]

    def any(self, folded: str) -> bool:
        """Is one of the phrases in text that was folded?"""
        return next(self._all(_VOWELS.sub("", folded)), None) is not None

    def _all(self, folded: str) -> Iterator[Hit]:
        if self._beside:
            yield from self._beside._all(folded)
        if self._empty:
            return
        for last, values in self._automaton.iter(folded):
            for entry in values:
                start = last - entry.length + 1
                end = _matched(folded, start, last + 1, entry)
                if end:
                    yield Hit(start, end, entry.name)

    @staticmethod
    def _longest(hits: Iterable[Hit]) -> Iterator[Hit]:
        reach: dict[str, int] = {}
        for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end, hit.name not in _WIDE)):
            if hit.end > reach.get(hit.name, -1):
                reach[hit.name] = hit.end
                yield hit


def _parse(name: str, phrase: str) -> tuple[str, _Entry]:
    """The words to look for first and what else the phrase asks: "pris* of conscience" -> "pris", then " of conscience"."""
    body = phrase.strip()
    open_start, open_end = body.startswith("*"), body.endswith("*")
    first, *rest = _VOWELS.sub("", fold(body.strip("*"))).split("*")
    opens = [True] * len(rest) + [open_end]
    tail = tuple((part, opens[index + 1]) for index, part in enumerate(rest))
    return first, _entry(name, len(first), open_start, opens[0], tail)


_entry = cache(_Entry)
"""Most phrases of a name are looked at alike: tens of thousands share a few thousand entries."""


@cache
def _shared(entries: tuple[_Entry, ...]) -> tuple[_Entry, ...]:
    return tuple(dict.fromkeys(entries))


def _matched(text: str, start: int, end: int, entry: _Entry) -> int:
    """Where the phrase that begins at `start` ends, or 0 when it does not stand there."""
    if not (entry.open_start or _starts(text, start)):
        return 0
    if not entry.open_end:
        return end if _ends(text, end) else 0
    return _tail_end(text, end, entry.tail)


def _tail_end(text: str, end: int, tail: tuple[tuple[str, bool], ...]) -> int:
    """Where a phrase ends whose words up to `end` are found and leave their end open, or 0."""
    if not tail:
        return _word_end(text, end)
    part, is_open = tail[0]
    free = part.startswith(" ") and text[end - 1] == " "
    for stop in _gap_ends(text, end) if free else (_word_end(text, end),):
        if text.startswith(part, stop):
            last = stop + len(part)
            found = _tail_end(text, last, tail[1:]) if is_open else last if _ends(text, last) else 0
            if found:
                return found
    return 0


def _gap_ends(text: str, end: int) -> Iterator[int]:
    """Where the words end that a free `*` at `end` may stand for."""
    for _ in range(_WORDS):
        word = _WORD.match(text, end)
        if word is None:
            return
        yield word.end()
        if not text.startswith(" ", word.end()):
            return
        end = word.end() + 1


def _is_letter(char: str) -> bool:
    # Scripts that write without spaces have no word boundaries to respect.
    return (char.isalnum() or char == "_") and not "\u2e80" <= char <= "\u9fff"


def _starts(text: str, start: int) -> bool:
    if start == 0 or not _is_letter(text[start - 1]) or not _is_letter(text[start]):
        return True
    if not "\u0620" <= text[start] <= "\u06ff":
        return False
    begin = start
    while begin > 0 and start - begin < 5 and _is_letter(text[begin - 1]):
        begin -= 1
    return text[begin:start] in _CLITICS


def _ends(text: str, end: int) -> bool:
    return end >= len(text) or not _is_letter(text[end]) or not _is_letter(text[end - 1])


def _word_end(text: str, end: int) -> int:
    stop = min(len(text), end + 24)
    while end < stop and _is_letter(text[end]) and _is_letter(text[end - 1]):
        end += 1
    return end


def flatten(prefix: str, table: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The (name, phrase) pairs of a lexicon table: its lists of strings, named "prefix.key"."""
    for key, value in table.items():
        if isinstance(value, list):
            for phrase in value:
                if isinstance(phrase, str):
                    yield f"{prefix}.{key}", phrase


class Sentences:
    """Where the sentences of a text begin; a line is never shared by two blocks."""

    def __init__(self, text: str) -> None:
        starts = [0]
        for match in _END.finditer(text):
            stop = match.group()
            if (
                "\n" in stop
                or not stop.startswith(".")
                or not _SHORT.search(text[max(0, match.start() - 8) : match.start()])
            ):
                starts.append(match.end())
        self.starts = tuple(starts)
        self._length = len(text)

    def __len__(self) -> int:
        return len(self.starts)

    def at(self, offset: int) -> int:
        """Index of the sentence that holds `offset`."""
        return bisect_right(self.starts, offset) - 1

    def span(self, index: int) -> tuple[int, int]:
        """Start and end of sentence `index`, the space after it included."""
        end = self.starts[index + 1] if index + 1 < len(self.starts) else self._length
        return self.starts[index], end
