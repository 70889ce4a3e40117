"""Which hour is the action's, where the text names it apart from the day: "On Sunday we march. ... We meet at 3 p.m."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from feeds.understand import labels
from feeds.understand.mentions import Mention
from feeds.understand.sentences import Scene

_ENOUGH = 0.5
"""The worth from which an hour is taken for the action's."""
_REACH = 6
"""Sentences: an hour farther from its day is another matter's, unless much speaks for it."""
_NEAR = 70
_LABEL = re.compile(r"^\W{0,6}(?:[^\W\d_]{2,14}\s?){1,3}[:：]|^\W{0,4}(?:⏰|🕐)")


class Hours:
    """The hours of a text that stand with no day, and what each is worth as the hour of the action."""

    def __init__(
        self, scene: Scene, mentions: Sequence[Mention], starts: re.Pattern[str], quoted: labels.Spans
    ) -> None:
        self._scene, self._starts, self._quoted = scene, starts, quoted
        loose = [mention for mention in mentions if mention.date is None and mention.time]
        alone = 0.25 * (len({mention.time for mention in loose}) == 1)
        self._worths = [(mention, worth + alone) for mention in loose if (worth := self._worth(mention)) > 0]

    def completed(self, day: Mention, same: Sequence[Mention]) -> Mention:
        """The day with the hour that it names, or another mention of the same day, or a sentence on the action's start."""
        if day.time is not None:
            return self._better(day)
        for other in same:
            if other.date == day.date and other.time:
                return replace(day, time=other.time, end_time=other.end_time, end_date=other.end_date)
        hour = self.beside(day)
        return replace(day, time=hour.time, end_time=hour.end_time) if hour is not None else day

    def beside(self, day: Mention, reach: int = _REACH) -> Mention | None:
        """The hour that belongs to this day, at most `reach` sentences away; the first of equals."""
        best, most = None, _ENOUGH
        number = self._scene.number(day.start)
        for hour, worth in self._worths:
            apart = abs(self._scene.number(hour.start) - number)
            total = worth + 0.3 - 0.1 * min(apart, _REACH)
            if (apart <= reach or (worth >= 1 and reach == _REACH)) and total > most + (
                0.15 if best is not None else 0.0
            ):
                best, most = hour, total
        return best

    def _better(self, day: Mention) -> Mention:
        """Of a programme in lines the hour that stands beside the action: "9 a.m. training", "12 noon rally"."""
        if "\n" not in day.quote:
            return day
        own = self._worth(replace(day, start=day.end - 1))
        hour = self.beside(day)
        if hour is None or own > 0.6 or self._worth(hour) <= own + 0.3:
            return day
        return replace(day, time=hour.time, end_time=hour.end_time)

    def _worth(self, hour: Mention) -> float:
        scene = self._scene
        number = scene.number(hour.start)
        other = scene.other(number)
        if labels.within(self._quoted, hour.start) or other >= 0.8:
            return 0.0
        line = scene.line(hour.start)
        if _LABEL.match(line) and len(line) < 120:
            return 1.2
        first, last = scene.bounds(number)
        beside = scene.text[max(first, hour.start - _NEAR) : min(last, hour.end + _NEAR)]
        return scene.closeness(hour.start, hour.end) + (0.6 if self._starts.search(beside) else 0.0) - other / 2
