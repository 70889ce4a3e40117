"""The words of boilerplate, compiled from `boilerplate.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files

import ahocorasick

_DATA = tomllib.loads((files(__package__) / "boilerplate.toml").read_text(encoding="utf-8"))
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LONGEST = 8
"""Words of the longest phrase."""


def fold(text: str) -> str:
    """`text` as its words, lower case, joined by one space."""
    return " ".join(re.findall(r"\w+", text.casefold()))


class Phrases:
    """Phrases looked for in folded lines, at word boundaries where the script has them. A trailing * stands for any ending."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._whole: set[str] = set()
        self._unspaced: tuple[str, ...] = ()
        self._automaton = ahocorasick.Automaton()
        for phrase in phrases:
            folded = fold(phrase)
            if _UNSPACED.search(folded):
                self._unspaced += (folded,)
                key = folded
            else:
                self._whole.add(folded)
                key = f" {folded}" if phrase.endswith("*") else f" {folded} "
            self._automaton.add_word(key, True)
        self._automaton.make_automaton()

    def in_line(self, folded: str) -> bool:
        """Is one of them anywhere in the line?"""
        return next(self._automaton.iter(f" {folded} "), None) is not None

    def opens(self, folded: str) -> int:
        """The length of the longest one that the line begins with; 0: none does."""
        words = folded.split(" ", _LONGEST)[:_LONGEST]
        for count in range(len(words), 0, -1):
            if (start := " ".join(words[:count])) in self._whole:
                return len(start)
        return max((len(phrase) for phrase in self._unspaced if folded.startswith(phrase)), default=0)


def _phrases(section: str) -> list[str]:
    return [phrase for words in _DATA[section].values() for phrase in words]


_NAMES = "|".join(sorted(map(re.escape, _DATA["names"]["words"]), key=len, reverse=True))
NAMES = re.compile(rf"(?<![a-z0-9])(?:{_NAMES})(?![a-z0-9])")
"""Matches in the lower-case class or id of a block that is not the article."""
POINTER = Phrases(_phrases("pointer"))
"""Opens a pointer to another article."""
ALONE = frozenset(fold(phrase) for phrase in _phrases("alone"))
"""Folded lines that are boilerplate by themselves."""
ASKS = Phrases(_phrases("asks"))
"""In a short line that asks for something beside the article."""
TAGS = Phrases(_phrases("tags"))
"""Opens a row of keywords."""
STAMP = Phrases(_phrases("stamp"))
"""Beside a date in the line under a title: who published when."""
CALL = Phrases(_phrases("call"))
"""In the words of a link that is a way to take part."""
CALL_AWAY = Phrases([*_phrases("call"), *_DATA["call_away"]["words"]])
"""In the words of a link that leaves the site, alone on its line, and is a way to take part."""
CALL_TARGET = re.compile("|".join(_DATA["call_away"]["targets"]), re.I)
"""Matches an address where one takes part, whatever the words of its link."""
