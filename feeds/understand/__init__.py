"""Understanding an article: is it an action, what, when, where, who for, who by, how to take part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from feeds.action import Conflict, Facts, Form, Place, Status, When
from feeds.article import Article
from feeds.understand import (
    deadline,
    form,
    hashtags,
    how,
    numbers,
    relevance,
    status,
    structure,
    structured,
    topic,
    when,
    where,
    who,
    whom,
)
from feeds.understand.mentions import Mention, PlaceMention
from feeds.understand.phrases import fold
from feeds.understand.reading import Finding, Reading, Reason, Verdict
from feeds.understand.scan import Scan, every_action_word, hints_at_action, scan

__all__ = ["may_be_action", "read"]

_CAMPAIGN_TAG = re.compile(r"[#＃][^\W_]*[a-zа-яёà-ÿ][A-ZА-ЯЁÀ-Þİ][^\W_]{3,}")
"""A hashtag of several words written together (#FreeThem): the only word for its action that a page may have."""

_TO_COME = frozenset((Status.ANNOUNCED, Status.CANCELLED, Status.POSTPONED))
"""Nobody has come yet."""

_OFF_TOPIC = Verdict(False, False, reasons=(Reason("no topic that is wanted", -1.0),))
"""Whatever it is about: the judge, who takes longer, could not change it."""

_Found = dict[str, tuple[Finding[Any], ...]]


def may_be_action(text: str) -> bool:
    """Could this text (of any language, with the page's furniture around it) be about an action? False is certain."""
    folded = fold(text)
    return every_action_word().any(folded) or _CAMPAIGN_TAG.search(text) is not None or hints_at_action(folded)


def read(article: Article, *, topics: frozenset[str], thorough: bool = False) -> Reading:
    """All that can be understood from an article; `topics` are those the reader is configured for ("any": all).

    Facts are only read when the page is about an action on one of them; one that is on none is not even judged, unless
    `thorough`. Never raises on hostile text.
    """
    if not may_be_action(f"{article.title}\n{article.text}"):
        return Reading(Verdict(False, False, reasons=(Reason("no word for an action", -1.0),)))
    if not thorough and not topic.may_be_on(fold(f"{article.title}\n{article.text}"), topics):
        return Reading(_OFF_TOPIC)
    seen = scan(article)
    wanted = topic.ANY in topics or topics.intersection(topic.topics_of(seen, topic.LEAST)[0])
    if not thorough and not wanted:
        return Reading(_OFF_TOPIC)
    verdict = relevance.judge(seen, topics)
    if not verdict.relevant:
        return Reading(verdict)
    facts, findings, refused, conflicts = _facts(seen)
    return Reading(verdict, replace(facts, topics=verdict.topics), findings, refused, conflicts)


def _facts(seen: Scan) -> tuple[Facts, _Found, _Found, tuple[Conflict, ...]]:
    article = replace(seen.article, title=seen.title, text=seen.text)
    findings: dict[str, Sequence[Finding[Any]]] = {}
    refused: dict[str, Sequence[Finding[Any]]] = {}
    findings["forms"], refused["forms"] = form.find(seen)
    forms: tuple[Form, ...] = tuple(finding.value for finding in findings["forms"])
    dates, dates_titled = _dates(seen)
    online = form.is_online(seen, forms, timed=any(mention.time for mention in (*dates, *dates_titled)))
    told = status.find(seen, forms, (), online=online)
    if online and told is not None and told.value is Status.HAPPENED:
        online = False  # a petition that was handed over: people went somewhere
    held = not online
    places, places_titled = _places(seen)
    hours = [mention.start for mention in dates if mention.time]
    findings["places"], refused["places"] = _chosen_places(seen, article, places, places_titled, held, hours)
    zone = (
        next((place.value.zone for place in findings["places"] if place.value.zone), None) or article.timezone or None
    )
    findings["whens"], refused["whens"], conflicts = _chosen_whens(seen, article, dates, dates_titled, held, zone)
    whens: tuple[When, ...] = tuple(finding.value for finding in findings["whens"])
    state = status.find(seen, forms, whens, online=online)
    findings["status"] = [state] if state is not None else []
    findings["organisers"], refused["organisers"] = who.organisers(seen, places, dates)
    findings["beneficiaries"] = whom.beneficiaries(seen)
    findings["targets"] = whom.targets(seen, places)
    findings["hashtags"], refused["hashtags"] = hashtags.find(seen)
    findings["parts"] = how.find_parts(
        seen, forms, state.value if state is not None else None, online=online, hashtags=findings["hashtags"]
    )
    came = held and (state is None or state.value not in _TO_COME)
    days = [(date.start, date.end) for date in dates]
    crowd = numbers.attendance(article, spans(seen), days) if came else None
    findings["attendance"] = [crowd] if crowd is not None else []
    last = deadline.find(seen, dates, forms)
    findings["deadline"] = [last] if last is not None else []
    facts = Facts(
        forms=forms,
        status=state.value if state is not None else None,
        whens=whens,
        places=_values(findings["places"]),
        online=online,
        organisers=_values(findings["organisers"]),
        beneficiaries=_values(findings["beneficiaries"]),
        targets=_values(findings["targets"]),
        hashtags=_values(findings["hashtags"]),
        parts=_values(findings["parts"]),
        deadline=last.value if last is not None else None,
        attendance=crowd.value if crowd is not None else None,
    )
    return facts, _kept(findings), _kept(refused), conflicts


def _dates(seen: Scan) -> tuple[list[Mention], list[Mention]]:
    published = seen.article.published.date() if seen.article.published is not None else None
    zone = seen.article.timezone or None
    whole = len(seen.text) <= structure.DAYS_REACH
    text = (
        [*structure.days_of(seen)]
        if whole
        else when.find(seen.text, language=seen.article.language, published=published, zone=zone)
    )
    published = min((mention.date for mention in text if mention.old and mention.date), default=published)
    return text, when.find(seen.title, language=seen.article.language, published=published, zone=zone)


def _places(seen: Scan) -> tuple[list[PlaceMention], list[PlaceMention]]:
    home = seen.article.country or None
    text = where.find(seen.text, language=seen.article.language, home_country=home)
    return text, where.find(seen.title, language=seen.article.language, home_country=home)


def _chosen_places(
    seen: Scan, article: Article, mentions: list[PlaceMention], titled: list[PlaceMention], held: bool, hours: list[int]
) -> tuple[list[Finding[Place]], list[Finding[Place]]]:
    found, refused = where.choose(
        article, mentions, spans(seen), titled=titled, title_spans=spans(seen, title=True), held=held, hours=hours
    )
    stated = structured.places(article, found)
    return (stated, [*found, *refused]) if stated else (found, refused)


def _chosen_whens(
    seen: Scan, article: Article, mentions: list[Mention], titled: list[Mention], held: bool, zone: str | None
) -> tuple[list[Finding[When]], list[Finding[When]], tuple[Conflict, ...]]:
    stated = structured.whens(article, zone)
    found, refused, conflicts = when.choose(
        article, mentions, spans(seen), zone=zone, titled=titled, title_spans=spans(seen, title=True), held=held
    )
    return (stated, [*found, *refused], ()) if stated else (found, refused, tuple(conflicts))


_WEIGHT = {"form.generic": 0.4, "relevance.gather": 0.6, "relevance.call": 0.5, "relevance.recall": -0.8,
           "status.announced": 0.4, "status.happened": 0.4, "relevance.persecution": -0.4, "relevance.court": -0.5,
           "relevance.law": -0.5, "how.attend": 0.5, "relevance.elsewhere": -2.5}  # fmt: skip


def spans(seen: Scan, *, title: bool = False) -> list[tuple[int, int, float]]:
    """Where words of action stand (start, end, weight): 1 for a form by name, below 0 for what is another matter."""
    found = []
    apart = {seen.sentences.at(hit.start) for hit in seen.named("relevance.elsewhere")} if not title else set()
    for hit in seen.title_hits if title else seen.text_hits:
        if hit.name != "relevance.elsewhere" and not title and seen.sentences.at(hit.start) in apart:
            continue  # words of another action
        weight = _WEIGHT.get(hit.name, 1.0 if hit.name.startswith("form.") else 0.0)
        if weight:
            found.append((hit.start, hit.end, weight))
    return found


def _values(findings: Sequence[Finding[Any]]) -> tuple[Any, ...]:
    return tuple(finding.value for finding in findings)


def _kept(findings: dict[str, Sequence[Finding[Any]]]) -> _Found:
    return {field: tuple(found) for field, found in findings.items() if found}
