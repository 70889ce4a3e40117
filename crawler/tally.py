"""Tally: what the articles of one visit have and lack, counted while they pass by."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b

from feeds.article import Article
from feeds.clean.urls import identity

FIELDS = ("titled", "dated", "worded", "authored", "fresh")


@dataclass(frozen=True, slots=True)
class Sample:
    """What one visit brought: of how many articles how many have what."""

    at: datetime
    articles: int = 0
    titled: int = 0
    dated: int = 0
    """They state when they were published."""
    worded: int = 0
    """They have a text."""
    authored: int = 0
    fresh: int = 0
    """No other article of late has their title."""
    logs: float = 0.0
    """Sum of ln(characters) of the texts, for their geometric mean."""
    squares: float = 0.0


@dataclass(slots=True)
class Tally:
    """Counts the articles of one visit as they pass; `sample` is what it came to."""

    titles: list[tuple[str, str]] = field(default_factory=list)
    """(title, address) of each article, as digests."""
    _found: list[tuple[bool, bool, int, bool]] = field(default_factory=list)

    def add(self, article: Article) -> None:
        """An article that was taken."""
        dated = article.published is not None and article.origins.get("published") != "first seen"
        self._found.append((bool(article.title), dated, len(article.text), bool(article.authors)))
        if article.title:
            self.titles.append((digest(article.title.casefold()), digest(identity(article.url))))

    def add_none(self) -> None:
        """A page that should have been an article and is none."""
        self._found.append((False, False, 0, False))

    def sample(self, at: datetime, known: tuple[tuple[str, str], ...] = ()) -> Sample:
        """The counts; `known` are the titles of the visits before."""
        seen = dict(known)
        repeated = 0
        for title, url in self.titles:
            repeated += seen.setdefault(title, url) != url
        logs = [math.log(length) for _, _, length, _ in self._found if length]
        return Sample(
            at,
            articles=len(self._found),
            titled=sum(titled for titled, _, _, _ in self._found),
            dated=sum(dated for _, dated, _, _ in self._found),
            worded=len(logs),
            authored=sum(authored for _, _, _, authored in self._found),
            fresh=len(self._found) - repeated,
            logs=round(sum(logs), 3),
            squares=round(sum(log * log for log in logs), 3),
        )


def digest(text: str) -> str:
    """A few letters that stand for a text."""
    return blake2b(text.encode("utf-8", "replace"), digest_size=6).hexdigest()
