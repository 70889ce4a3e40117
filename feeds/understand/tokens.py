"""Words and numbers of a text, and one spelling of a word for look-ups, in every script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

Marks = dict[str, int]
"""What a word can mean: {"month": 5}, {"weekday": 1, "weak": 1}, {"relative": -1}, {"pm": 1} ..."""

Meanings = tuple[tuple[tuple[str, ...], Marks], ...]
"""What a word can begin: (the further words, the marks), the longest first."""

_TOKEN = re.compile(r"\d+|[^\W\d_]+(?:['’ʼ‘ʻ`´\u200c][^\W\d_]+)*|[@§]+")
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "ʻ": "'", "`": "'", "´": "'", "\u200c": None, "ı": "i"})
# Letters that no decomposition makes plain; Persian letters that Arabic keyboards write otherwise.
_TWINS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "ك": "ک", "ي": "ی", "ى": "ی", "ە": "ه", "ھ": "ه"})

_VOICED = "\u3099\u309a"
"""Marks that make another syllable in Japanese: no accents."""


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """The word for look-ups: lower case, no accents, one apostrophe, one form of Arabic and Persian letters."""
    if word.isascii():
        return word.lower().translate(_APOSTROPHES)
    word = unicodedata.normalize("NFKD", word.casefold().translate(_APOSTROPHES))
    plain = "".join(c for c in word if unicodedata.category(c) != "Mn" or c in _VOICED).translate(_TWINS)
    return unicodedata.normalize("NFC", plain)


def words(text: str) -> Iterator[re.Match[str]]:
    """Words (apostrophes inside them included) and runs of digits, in order."""
    return _TOKEN.finditer(text)


def phrase(text: str) -> tuple[str, ...]:
    """The folded words of a lexicon phrase."""
    return tuple(fold(match.group()) for match in _TOKEN.finditer(text))


class Phrases:
    """Words and phrases with their marks; "май*" stands for every word that begins so."""

    def __init__(self) -> None:
        self._first: dict[str, list[tuple[tuple[str, ...], Marks]]] = {}
        self._stems: dict[str, Marks] = {}
        self._openings: dict[str, list[tuple[tuple[str, ...], Marks]]] = {}
        self._known: dict[str, Meanings] = {}

    def add(self, names: Iterable[str], **marks: int) -> None:
        """Each of these names can mean this; a name added twice can mean both."""
        for name in names:
            words = phrase(name)
            if not words:
                continue
            if name.endswith("*") and len(words) == 1:
                self._stems.setdefault(words[0], {}).update(marks)
                continue
            opening = name.partition(" ")[0]
            if opening.endswith("*") and phrase(opening) == words[:1]:
                self._openings.setdefault(words[0], []).append((_rest(name), dict(marks)))
                continue
            rest = _rest(name)
            entries = self._first.setdefault(words[0], [])
            for known, meant in entries:
                if known == rest:
                    meant.update(marks)
                    break
            else:
                entries.append((rest, dict(marks)))
                entries.sort(key=lambda entry: -len(entry[0]))

    def meanings(self, word: str) -> Meanings:
        """What `word` (folded) can begin: phrases, itself, the parts beside its apostrophe, a stem."""
        found = self._known.get(word)
        if found is None:
            found = self._meanings(word)
            if len(self._known) < 50_000:
                self._known[word] = found
        return found

    def _meanings(self, word: str) -> Meanings:
        if word in self._first:
            return tuple(self._first[word])
        if "'" in word:
            head, _, tail = word.partition("'")
            for part in (tail, head):
                if len(part) > 2 and part in self._first:
                    return tuple(self._first[part])
        found: list[tuple[tuple[str, ...], Marks]] = []
        for length in range(min(len(word), 16), 2, -1):
            found += self._openings.get(word[:length], ())
        for length in range(min(len(word), 16), 2, -1):
            if marks := self._stems.get(word[:length]):
                return (*found, ((), marks))
        return tuple(found)

    def match(self, text: str, matches: list[re.Match[str]], folded: list[str], index: int) -> tuple[int, Marks] | None:
        """The longest phrase that begins at word `index`: (index of its last word, marks)."""
        for rest, marks in self.meanings(folded[index]):
            last = index + len(rest)
            if not rest:
                return index, marks
            if (
                last < len(matches)
                and matches[last].end() - matches[index].start() <= 80
                and all(_same(folded[index + n + 1], part) for n, part in enumerate(rest))
                and "\n" not in text[matches[index].end() : matches[last].start()]
            ):
                return last, marks
        return None


def _rest(name: str) -> tuple[str, ...]:
    """The words of a phrase after the first; "площад*" keeps its star."""
    words = [(match, name[match.end() : match.end() + 1] == "*") for match in _TOKEN.finditer(name)]
    return tuple(fold(match.group()) + ("*" if starred else "") for match, starred in words[1:])


def _same(word: str, part: str) -> bool:
    if part.endswith("*"):
        return word.startswith(part[:-1])
    return word == part or (len(part) > 3 and "'" in word and part in word.split("'"))


def folded_words(matches: Iterable[re.Match[str]]) -> list[str]:
    """Each word folded; numbers in the digits 0 to 9."""
    return [_plain(match.group()) for match in matches]


def _plain(word: str) -> str:
    return str(int(word)) if word.isdecimal() and len(word) <= 4 else fold(word)
