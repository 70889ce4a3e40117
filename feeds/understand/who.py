"""Who holds the action, for whom, and towards whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from feeds.understand import names
from feeds.understand.mentions import PlaceMention
from feeds.understand.names import Name
from feeds.understand.phrases import Hit, fold
from feeds.understand.reading import Evidence, Finding
from feeds.understand.scan import Scan, phrases_of

_CASELESS = frozenset(("ka", "ar", "fa", "zh"))
_MOST = 8
_LONGEST = 70
_OFFICIAL = ("relevance.law", "relevance.court", "relevance.profile", "form.pride", "relevance.culture")
_NOBODY = frozenset(
    "facebook twitter instagram telegram youtube whatsapp google change.org tiktok lgbt lgbtq lgbti lgbtiq gay pride "
    "police polizei polizia policía polícia полиция поліція policja kremlin кремль eu un uno оон it he she they we i you "
    "this that these those there who what when where why how monday tuesday wednesday thursday friday saturday sunday "
    "в на по у с к и а но как это мы они он она что во за до из от об der die das ein eine es wir sie er ich il elle on "
    "nous vous ils elles le la les un une el los las lo en y o os as um uma ele ela nós gli uno noi loro".split()
)
_PHRASE = re.compile(r"[\s:]*([^\n.,;:!?()«»“”\"–—]{3,70})")
_WORD = re.compile(r"[^\W_]")


def organisers(scan: Scan, places: Sequence[PlaceMention] = ()) -> tuple[list[Finding[str]], list[Finding[str]]]:
    """Who holds or called for the action, as named, and those refused. `places`: what is a place is no organiser."""
    found: dict[str, Finding[str]] = {}
    refused: list[Finding[str]] = []
    for finding in (*_stated(scan), *_of_words(scan)):
        why = _not_one(scan, finding, places)
        if why:
            refused.append(Finding(finding.value, finding.evidence, 0.1, why))
        elif not any(_same(finding.value, other) for other in found):
            found[finding.value] = finding
    if not found and scan.article.own and scan.article.site:
        found[scan.article.site] = Finding(scan.article.site, Evidence(scan.article.site, "source", 0), 0.5, "its own page")
    return list(found.values())[:_MOST], refused[:12]


def _stated(scan: Scan) -> Iterator[Finding[str]]:
    for event in scan.article.events:
        for name in event.organisers:
            yield Finding(name, Evidence(name, "event", 0), 1.0, f"{event.origin} states it")


def _of_words(scan: Scan) -> Iterator[Finding[str]]:
    for titled in (False, True):
        text = scan.title if titled else scan.text
        hits = scan.title_hits if titled else scan.text_hits
        spots = None if titled else _action_sentences(scan)
        for hit in hits:
            if not hit.name.startswith("who.") or (spots is not None and scan.sentences.at(hit.start) not in spots):
                continue
            for name, sure, why in _beside(scan, text, hit):
                yield Finding(name.text, Evidence(name.text, "title" if titled else "text", name.start), sure, why)


def _beside(scan: Scan, text: str, hit: Hit) -> Iterator[tuple[Name, float, str]]:
    caseless = scan.language in _CASELESS
    if hit.name == "who.by":
        yield from ((name, 0.8, "held by") for name in names.after(text, hit.end, caseless=caseless))
    elif hit.name == "who.verbs":
        yield from ((name, 0.7, "called for it") for name in names.before(text, hit.start))
    elif hit.name == "who.nouns":
        found = names.after(text, hit.end, gap=0)
        yield from ((name, 0.5, "a group beside the action") for name in found[:1] if _adjacent(text, hit.end, name))


def _adjacent(text: str, end: int, name: Name) -> bool:
    return len(text[end : name.start].strip(" «“„\"‘'")) == 0


def _action_sentences(scan: Scan) -> set[int]:
    """Sentences that speak of the action: with a form, or right after one in the same paragraph."""
    spots = {scan.sentences.at(hit.start) for hit in scan.named("form.") if hit.name != "form.generic"}
    spots |= {
        scan.sentences.at(hit.start)
        for hit in scan.named("relevance.")
        if hit.name in ("relevance.gather", "relevance.call", "relevance.demand")
    }
    past = {scan.sentences.at(hit.start) for hit in scan.named("relevance.recall")}
    return spots - past


def _not_one(scan: Scan, finding: Finding[str], places: Sequence[PlaceMention]) -> str:
    """Why this is no organiser, or nothing."""
    value = finding.value.strip()
    evidence = finding.evidence
    if evidence.spot == "event":
        return ""
    if len(value) < 2 or len(value) > _LONGEST or not _WORD.search(value):
        return "no name"
    words = fold(value).split()
    if all(word.strip("'’.!-") in _NOBODY for word in words):
        return "no name of anybody"
    if value.startswith(("#", "@")):
        return "a tag"
    hits = phrases_of(scan.language).find(fold(value))
    if any(hit.name in _OFFICIAL and hit.end - hit.start >= 0.4 * len(value) for hit in hits):
        return "an authority"
    if any(hit.name.startswith(("form.", "topic.", "status.")) and hit.end - hit.start >= 0.8 * len(value) for hit in hits):
        return "a word for the action or its topic"
    end = evidence.start + len(evidence.quote)
    if evidence.spot == "text" and any(p.start <= evidence.start + 4 and p.end >= end - 1 for p in places):
        return "a place"
    if len(words) == 1 and evidence.spot == "text" and _begins(scan, evidence.start) and not _is_name(scan, value):
        return "a word at the beginning of a sentence"
    return ""


def _begins(scan: Scan, start: int) -> bool:
    begin = scan.sentences.span(scan.sentences.at(start))[0]
    return not _WORD.search(scan.text[begin:start])


def _is_name(scan: Scan, word: str) -> bool:
    """Written like a name (OutRage!, Voices4, FELGTB), or capitalised elsewhere within a sentence."""
    if any(char.isupper() or char.isdigit() for char in word[1:]):
        return True
    return word in set(names.capitals(scan.text))


def _same(left: str, right: str) -> bool:
    one, other = set(fold(left).split()), set(fold(right).split())
    return bool(one and other) and (one <= other or other <= one)


def beneficiaries(scan: Scan) -> list[Finding[str]]:
    """For whom: the words after "in support of", "solidarity with" and their like, three at most."""
    return _unique(_phrases(scan, "who.for"), 3)


def _phrases(scan: Scan, name: str) -> Iterator[Finding[str]]:
    for titled in (True, False):
        text = scan.title if titled else scan.text
        for hit in scan.named(name, title=titled):
            match = _PHRASE.match(text, hit.end)
            if match is None:
                continue
            words = match.group(1).split()
            value = " ".join(words[:8]) if scan.language != "zh" else match.group(1)[:16]
            if len(value) < 3:
                continue
            start = match.start(1)
            quote = text[start : start + len(match.group(1))]
            yield Finding(value, Evidence(quote, "title" if titled else "text", start), 0.5, f"after “{text[hit.start : hit.end]}”")


def targets(scan: Scan, places: Iterable[PlaceMention]) -> list[Finding[str]]:
    """Towards whom: the embassies and consulates the text names, three at most."""
    return _unique(
        (
            Finding(scan.text[p.start : p.end], Evidence(scan.text[p.start : p.end], "text", p.start), 0.6, "a mission addressed")
            for p in places
            if p.mission and p.quote
        ),
        3,
    )


def _unique(findings: Iterable[Finding[str]], most: int) -> list[Finding[str]]:
    kept: dict[str, Finding[str]] = {}
    for finding in findings:
        key = fold(finding.value)
        if key not in kept:
            kept[key] = finding
        if len(kept) == most:
            break
    return list(kept.values())
