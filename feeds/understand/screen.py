"""What cannot be an action, told before an article is read in full. Errs on the side of reading: see `DOUBT`."""

from __future__ import annotations

from collections.abc import Callable

from feeds.article import Article
from feeds.understand import may_be_action
from feeds.understand.phrases import fold
from feeds.understand.relevance import judge
from feeds.understand.scan import lexicon_language, phrases_of, scan, words_of
from feeds.understand.topic import ANY, topics_of

DOUBT = 0.05
"""Texts that the judge takes for an action with at least this probability are read in full, where half would do.

The rough text of a page moves a verdict: of the recorded web's relevant pages the least certain had 0.25."""
WORTH = 0.5
"""Likewise what words of a topic must weigh, where reading in full asks 0.75 at least."""
TELLING = 200
"""Characters of title and summary that a text must have to be judged without its page."""
_ACTING = frozenset(f"relevance.{name}" for name in ("gather", "call", "support", "demand", "front"))


def refusal(title: str, text: str, *, language: Callable[[], str] = str, topics: frozenset[str]) -> str:
    """Why an article of this title and rough text cannot be relevant, by name; "" when it may be.

    `language` is asked only where it matters: telling one takes longer than looking for words.

    Names: "no-action-word", "off-topic" (no word of `topics` in it), "no-action" (words, but the judge is sure).
    """
    whole = f"{title}\n{text}"
    if not may_be_action(whole):
        return "no-action-word"
    if ANY not in topics and not words_of(topics).any(fold(whole)):
        return "off-topic"
    seen = scan(Article("", "", "", title, text, language=language()))
    if ANY not in topics and not topics.intersection(topics_of(seen, WORTH)[0]):
        return "off-topic"
    return "" if judge(seen, topics).score >= DOUBT else "no-action"


def refusal_of_entry(title: str, summary: str, *, language: str = "", topics: frozenset[str]) -> str:
    """The same for what an entrance tells of an article; too little of it is never refused.

    A teaser does not say all that its page does, so it must miss both a word for an action of any kind and the topic.
    """
    whole = f"{title}\n{summary}"
    if ANY in topics or len(whole) < TELLING or may_be_action(whole):
        return ""
    folded = fold(whole)
    hits = phrases_of(lexicon_language(language, whole)).find(folded)
    acting = any(hit.name.startswith("form.") or hit.name in _ACTING for hit in hits)
    return "" if acting or words_of(topics).any(folded) else "not-told"
