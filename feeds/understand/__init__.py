"""Understanding an article: is it an action, what, when, where, who for, who by, how to take part."""

from __future__ import annotations

from feeds.action import Facts
from feeds.article import Article
from feeds.understand import relevance
from feeds.understand.phrases import fold
from feeds.understand.reading import Reading
from feeds.understand.scan import every_action_word, scan

__all__ = ["may_be_action", "read"]


def may_be_action(text: str) -> bool:
    """Could this text (of any language, with the page's furniture around it) be about an action? False is certain."""
    return every_action_word().any(fold(text))


def read(article: Article, *, topics: frozenset[str]) -> Reading:
    """All that can be understood from an article; `topics` are those the reader is configured for ("any": all).

    Facts are only read when the page is about an action. Never raises on hostile text.
    """
    seen = scan(article)
    verdict = relevance.judge(seen, topics)
    if not verdict.action:
        return Reading(verdict)
    return Reading(verdict, Facts(topics=verdict.topics))
