"""Sentences of a text, roughly, in every script: enough to know what stands together."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import islice

_END = re.compile(
    r"\n+|(?<=[^\W\d_]{3})[.!?…]+[\"'”»)]*\s+(?=[^\W\d_]|[\"'“«„¿¡(])|(?<=[\d)%”»])[.!?…]+\s+(?=[^\W\d_]{2})(?!\w+\.)|[!?。！？؟]+(?=[^\W\d_]|\s)"
)


def starts(text: str) -> list[int]:
    """Where each sentence starts; the first at 0."""
    return [0, *(match.end() for match in _END.finditer(text))]


_QUOTED = re.compile(r"[“«„\"「][^“”«»„\"\n「」]{3,400}[”»“\"」]")
_MOST_QUOTES = 200


def quotes(text: str) -> list[tuple[int, int]]:
    """Where somebody is quoted, or a title or slogan stands: from mark to mark within a line."""
    return [match.span() for match in islice(_QUOTED.finditer(text), _MOST_QUOTES)]


class Scene:
    """A text with the spans where words of action stand: how close to the action is a place in it?

    `spans` are (start, end, weight): 1 for a form of action by name, less for weaker words, below 0 for words of
    another matter (an arrest, a trial, a law).
    """

    def __init__(self, text: str, spans: Sequence[tuple[int, int, float]]) -> None:
        self.text = text
        self.starts = starts(text)
        self._spans: dict[int, list[tuple[int, int, float]]] = {}
        for start, end, weight in spans:
            self._spans.setdefault(self.number(start), []).append((start, end, weight))

    def number(self, at: int) -> int:
        """The number of the sentence at `at`."""
        return bisect_right(self.starts, at) - 1

    def bounds(self, number: int) -> tuple[int, int]:
        """Where sentence `number` starts and ends."""
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)
        return self.starts[number], end

    def sentence(self, at: int) -> str:
        """The sentence at `at`."""
        start, end = self.bounds(self.number(at))
        return self.text[start:end]

    def line(self, at: int) -> str:
        """The line at `at`."""
        start = self.text.rfind("\n", 0, at) + 1
        end = self.text.find("\n", at)
        return self.text[start : end if end >= 0 else len(self.text)]

    def action(self, number: int) -> float:
        """The greatest weight of an action word in a sentence, 0 where there is none."""
        return max((weight for _, _, weight in self._spans.get(number, ()) if weight > 0), default=0.0)

    def other(self, number: int, start: int = -1, end: int = -1) -> float:
        """How much of a sentence is about another matter: the greatest such weight, from 0; that of `start` to `end` apart."""
        spans = self._spans.get(number, ())
        return max(
            (-weight for left, right, weight in spans if weight < 0 and (right <= start or left >= end)), default=0.0
        )

    def nearer_other(self, start: int, end: int) -> bool:
        """Does a word of another matter stand nearer, in its sentence, than any word of action?"""
        apart = {True: 10_000, False: 10_000}
        for left, right, weight in self._spans.get(self.number(start), ()):
            if abs(weight) >= 0.3:
                apart[weight > 0] = min(apart[weight > 0], max(0, left - end, start - right))
        return apart[False] < apart[True]

    def neighbours(self, at: int, other: int) -> bool:
        """Do they stand in one short line, or in short lines one after the other, as in an announcement?"""
        first, last = sorted((at, other))
        between = self.text.count("\n", first, last)
        return between <= 1 and last - first <= 160 and max(len(self.line(at)), len(self.line(other))) <= 110

    def closeness(self, start: int, end: int) -> float:
        """From 0 to about 1: an action word in the same sentence, the nearer the better; less for the sentences beside it."""
        here = self.number(start)
        best = 0.0
        for left, right, weight in self._spans.get(here, ()):
            apart = max(0, left - end, start - right)
            best = max(best, weight * (1 - min(apart, 240) / 480))
        for there, share in ((here - 1, 0.45), (here + 1, 0.35)):
            if 0 <= there < len(self.starts):
                first, last = sorted((here, there))
                crossed = self.text.count("\n", self.starts[first], self.starts[last])
                best = max(best, self.action(there) * (share if not crossed else share / 2))
        return best
