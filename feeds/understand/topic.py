"""Whom an action supports: the topics an article is on, by what its words weigh."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from feeds.understand import lexicon
from feeds.understand.phrases import Hit, Phrases, flatten
from feeds.understand.reading import Evidence, Reason
from feeds.understand.scan import Scan, words_of
from feeds.understand.signals import LEAD, WEAK, sentences_of

ANY = "any"
"""The topic of every action."""
BAR = 1.5
"""An article is on a topic from this weight on."""
LEAST = 0.75
"""From this weight on where the page is surely about an action."""
_LGBTQ = "lgbtq"
_DEFENDERS = "human-rights-defenders"
_PERSECUTED = frozenset(("relevance.persecution", "relevance.captive"))
_BACKED = _PERSECUTED | {"relevance.support"}
_STRONG = frozenset(("form.petition", "form.open-letter", "form.vigil", "form.strike", "form.rally", "form.picket"))
_SENTENCES = 30
"""A longer text speaks of many people: each of them weighs less."""
_SYMBOL = re.compile(
    r"rainbow|regenbo|arc-en-ciel|arco-?iris|arcobalen|tecz|duhov|szivarv|curcub|regnb|gokkus|qursag|kamalak|радуж|веселк|"
    r"дъга|ουρανι|ცისარტყელ|قوس قزح|رنگين|彩虹|pride|прайд|csd|камалак|christopher"
)
"""Signs of the people rather than themselves: a flag is carried at many a march."""
_HEAD = 2
"""Sentences that say whom it is about."""
_SIGNATURE = re.compile(r"\n[^\n]{3,120}(?<![.!?…。:])(?:\n+[^\n]{0,40})?\s*\Z")
"""The last line of an appeal, in which those who sign it stand; a date may follow."""
_KISS = "form.kiss-in"
"""Kissing in protest is theirs."""
_BESIDES = ((_DEFENDERS, "relevance", "relevance.captive"), (_LGBTQ, "form", _KISS))
"""(topic, table, name) of words that weigh for a topic and are not its own."""
_CAPTIVES = 3
"""Sentences that speak of captives, of which no more are counted."""


def topics_of(scan: Scan, bar: float = BAR) -> tuple[tuple[str, ...], list[Reason]]:
    """Topics the article is on, by their weight: named in the title, beside the action, or more than once."""
    weights: dict[str, float] = {}
    first: dict[str, Evidence] = {}
    for topic, hit, worth in _in_title(scan):
        weights[topic] = max(weights.get(topic, 0.0), worth)
        first.setdefault(topic, Evidence(scan.title[hit.start : hit.end], "title", hit.start))
    best: dict[tuple[str, int], float] = {}
    for topic, hit, worth in _in_text(scan):
        at = (topic, scan.sentences.at(hit.start))
        best[at] = max(best.get(at, 0.0), worth)
        first.setdefault(topic, Evidence(scan.text[hit.start : hit.end], "text", hit.start))
    for (topic, _), worth in best.items():
        weights[topic] = weights.get(topic, 0.0) + worth
    named = tuple(topic for topic, weight in weights.items() if weight >= bar)
    return named, [Reason(f"topic {topic}", weights[topic], first[topic]) for topic in named]


@cache
def _every_word_of(topics: frozenset[str]) -> Phrases:
    """The same and what else tells of them."""
    others = [(table, key) for topic, table, key in _BESIDES if topic in topics]
    return Phrases(
        (
            (key, phrase)
            for code in lexicon.languages()
            for table, key in others
            for name, phrase in flatten(table, lexicon.table(code, table))
            if name == key
        ),
        beside=words_of(topics),
    )


def may_be_on(folded: str, topics: frozenset[str]) -> bool:
    """Could folded text of any language be on one of the topics? False is certain."""
    return ANY in topics or _every_word_of(topics).any(folded)


def _in_title(scan: Scan) -> Iterator[tuple[str, Hit, float]]:
    """Words of a topic in the title, with what each is worth."""
    for hit in scan.named("topic.", title=True):
        yield hit.name.removeprefix("topic."), hit, 2.0
    if any(hit.name in _BACKED or hit.name in _STRONG for hit in scan.title_hits):
        for hit in scan.named("persecuted.", title=True):
            yield hit.name.removeprefix("persecuted."), hit, 1.5
    for hit in scan.named("relevance.captive", title=True)[:1]:
        yield _DEFENDERS, hit, 1.0
    for hit in scan.named(_KISS, title=True)[:1]:
        yield _LGBTQ, hit, 1.0


def _in_text(scan: Scan) -> Iterator[tuple[str, Hit, float]]:
    """The same in the text: worth more in the lead, beside a form of action, beside persecution or support."""
    forms = sentences_of(scan, (hit for hit in scan.named("form.") if hit.name not in WEAK))
    backed = sentences_of(scan, (hit for hit in scan.text_hits if hit.name in _BACKED))
    hurt = sentences_of(scan, (hit for hit in scan.text_hits if hit.name in _PERSECUTED))
    spoken = {scan.sentences.at(hit.start): hit for hit in reversed(scan.named("relevance.captive"))}
    near = {at + step for at in backed for step in (-1, 0, 1)}
    signed = _SIGNATURE.search(scan.text, max(0, len(scan.text) - 200)) if len(scan.sentences) <= _SENTENCES else None
    signature = signed.start() if signed and forms else len(scan.text)
    for hit in scan.named("topic."):
        if scan.text[hit.start : hit.end] == "pride":
            continue  # somebody's pride; the day is written with a capital
        at = scan.sentences.at(hit.start)
        symbol = _SYMBOL.search(scan.low_text, hit.start, hit.end) is not None
        told = at < _HEAD or hit.start >= signature
        worth = 1.5 if at in forms or at in backed else 1.0 if told else 0.5 if symbol else 0.8
        yield hit.name.removeprefix("topic."), hit, worth
    for hit in scan.named(_KISS)[:1]:
        yield _LGBTQ, hit, 0.8
    thin = min(1.0, _SENTENCES / max(1, len(scan.sentences)))
    for hit in scan.named("persecuted."):
        at = scan.sentences.at(hit.start)
        if at in spoken or (at in forms and at in near):
            worth = 1.0
        elif at in hurt:
            worth = 0.75
        elif at in backed or at in forms or (at in near and (hit.start < LEAD or {at - 1, at + 1} & hurt)):
            worth = 0.5
        else:
            continue
        yield hit.name.removeprefix("persecuted."), hit, worth * thin
    for at in sorted(spoken)[:_CAPTIVES]:
        yield _DEFENDERS, spoken[at], 0.5 * thin
