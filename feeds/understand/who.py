"""Who holds the action."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice

from feeds.understand import caseless, labels, lexicon, names
from feeds.understand.gazetteer import CJK
from feeds.understand.mentions import Mention, PlaceMention
from feeds.understand.names import Name
from feeds.understand.phrases import Hit, fold
from feeds.understand.reading import Evidence, Finding, Spot
from feeds.understand.scan import SHARED, Scan, phrases_of
from feeds.understand.signature import signature

_CASELESS = frozenset(("ka", "ar", "fa", "zh"))
_UNCASED = frozenset(("ar", "fa", "zh"))
"""Those of them in which a name without quotes is read by its word for a group."""
_SUFFIXED = frozenset(("tr", "az"))
_LAST = frozenset(("hu", "az", "uz", "uz-Cyrl", "tr"))
"""Languages that say who organised it in a phrase of its own at the end ("X szervezésében")."""
_VERB_FIRST = frozenset(("ru", "uk", "pl", "cs", "sk", "bg", "ro", "hu", "es", "ka", "de", "sv", "nl"))
"""Languages in which the verb may come before those who act ("Акцію скликав Комітет")."""
_SUBJECT_FIRST = frozenset(("tr", "az", "uz", "uz-Cyrl", "ka", "fa"))
"""Languages whose sentence begins with who acts and ends with what is done."""
_MOST = 8
_TRIED, _LOOKED = 120, 600
"""Names and words beside them looked at: a page with more is a list, not an article."""
_LONGEST = 70
_OFFICIAL = (
    "relevance.front",
    "relevance.law",
    "relevance.court",
    "relevance.profile",
    "form.pride",
    "relevance.culture",
)
_STRONG = ("held by", "labelled", "named as organiser", "the page is signed")
"""What makes a name of several capitals that of a group, though it holds a topic's words ("Civil Rights Defenders")."""
_NOBODY = frozenset(lexicon.table(SHARED, "names")["nobody"])
_OFFICES = tuple(lexicon.table(SHARED, "names")["offices"])
_COMMON = ("form.", "topic.", "persecuted.", "status.", "who.nouns", "who.organisers")
_LED = re.compile(r"([^\W\d_]+['’]?)\s*(?=\S)")
_COUNTED = re.compile(
    r"(?:^|\s)(?:der|die|das|dem|den|des|ein|eine|einem|einer|eines|zum|zur|am|im|vom|beim|mehrere|viele|ihre|seine|\d+)\s+$",
    re.I,
)
_GERMAN = re.compile(
    r"(?:e|en|er|ern|em|ung|heit|keit|schaft|ion|tag|st|ss|ß|cht|tz|tt|nd|ld|nz|us|mus|ik|or|al|ät|ar|tto|uhr)$"
)
_WORD = re.compile(r"[^\W_]")


def organisers(
    scan: Scan, places: Sequence[PlaceMention] = (), dates: Sequence[Mention] = ()
) -> tuple[list[Finding[str]], list[Finding[str]]]:
    """Who holds or called for the action, as named, and those refused. What is a place or a date is no organiser."""
    taken = [(place.start, place.end) for place in places if not place.adjective] + [
        (date.start, date.end) for date in dates
    ]
    found: dict[str, Finding[str]] = {}
    refused: list[Finding[str]] = []
    for finding in (*_stated(scan), *islice(_of_words(scan, dates), _TRIED)):
        why = _not_one(scan, finding, taken)
        if why:
            refused.append(Finding(finding.value, finding.evidence, 0.1, why))
        elif not any(_same(finding.value, other) for other in found):
            found[finding.value] = finding
    signed = [finding for finding in _signed(scan) if not _not_one(scan, finding, taken)]
    found |= {one.value: one for one in signed if not any(_same(one.value, other) for other in found)}
    for weaker in (_of_groups, _of_voices):
        for finding in islice(weaker(scan), 0 if found else _TRIED):
            if not _not_one(scan, finding, taken) and not any(_same(finding.value, other) for other in found):
                found[finding.value] = finding
    site = scan.article.site
    if not found and scan.article.own and site:
        found[site] = Finding(site, Evidence(site, "source", 0), 0.5, "its own page")
    return list(found.values())[:_MOST], refused[:12]


def _stated(scan: Scan) -> Iterator[Finding[str]]:
    for event in scan.article.events:
        for name in event.organisers:
            yield Finding(name, Evidence(name, "event", 0), 1.0, f"{event.origin} states it")


def _of_words(scan: Scan, dates: Sequence[Mention]) -> Iterator[Finding[str]]:
    spots = _action_sentences(scan)
    past = {scan.sentences.at(hit.start) for hit in scan.named("relevance.recall")}
    dated = {date.start: date.end for date in dates}
    for hit in islice(scan.named("who."), _LOOKED):
        at = scan.sentences.at(hit.start)
        if at in past or (at not in spots and hit.name in ("who.verbs", "who.nouns")):
            continue
        for name, sure, why in _beside(scan, scan.text, _past_dates(scan.text, hit, dated)):
            yield _finding(scan, scan.text, "text", name, sure, why)
    for start, _end in labels.spans(scan.text, "who"):
        found = caseless.after(scan.text, start, scan.language) if scan.language in _UNCASED else []
        for name in found or names.after(scan.text, start):
            yield _finding(scan, scan.text, "text", name, 0.8, "labelled")
    for hit in scan.named("who.by", title=True):
        for name, sure, why in _beside(scan, scan.title, hit):
            yield _finding(scan, scan.title, "title", name, sure, why)


def _signed(scan: Scan) -> Iterator[Finding[str]]:
    """The groups that sign a page of their own."""
    pointing = [link.text for link in scan.article.links]
    for name in signature(scan.text, pointing) if scan.article.own else ():
        yield _finding(scan, scan.text, "text", name, 0.75, "the page is signed")


def _of_groups(scan: Scan) -> Iterator[Finding[str]]:
    """Names that hold a word for a group ("... Collective", "Rede ..."): where the page is signed, and beside the action."""
    text = scan.text
    foot = _foot(text)
    spots = _action_sentences(scan)
    called = {scan.sentences.at(hit.start) for hit in scan.text_hits if hit.name in _CALLED}
    for hit in islice(scan.named("who.groups"), _LOOKED):
        at = scan.sentences.at(hit.start)
        around = names.around(text, hit.start, hit.end)
        if around is None or not (" " in around.text or around.start >= hit.end):
            continue
        near = at in spots and (at in called or scan.sentences.span(at)[0] < _LEAD)
        if near or hit.start >= foot or around.start >= hit.end or _alone(text, around):
            yield _finding(scan, text, "text", around, 0.5, _GROUP)


def _of_voices(scan: Scan) -> Iterator[Finding[str]]:
    """Groups for which somebody speaks or acts beside the action: "a spokesperson for X", "активисты X"."""
    spots = _action_sentences(scan)
    for hit in scan.named("who.voice"):
        if scan.sentences.at(hit.start) not in spots and scan.sentences.at(hit.start) - 1 not in spots:
            continue
        for name in names.after(scan.text, hit.end, gap=0)[:1]:
            if _adjacent(scan.text, hit.end, name) and (" " in name.text or name.text.isupper()):
                yield _finding(scan, scan.text, "text", name, 0.4, "somebody speaks for it")


def _alone(text: str, name: Name) -> bool:
    """Does it fill its line, as a signature does?"""
    line = text[text.rfind("\n", 0, name.start) + 1 : (text.find("\n", name.end) + 1 or len(text) + 1) - 1]
    return len(line.strip()) <= len(name.text) + 2


_GROUP = "a group beside the action"
_CALLED_FOR = "called for it"
_CALLED = ("who.verbs", "who.by", "relevance.call", "who.organisers")
_LEAD = 450


def _foot(text: str) -> int:
    """Where the last two lines begin: there a page is signed."""
    end = len(text.rstrip())
    for _ in range(2):
        end = max(0, text.rfind("\n", 0, end))
    return end


def _finding(scan: Scan, text: str, spot: Spot, name: Name, sure: float, why: str) -> Finding[str]:
    """The name without the small words it was led by, and without the endings that an apostrophe sets off."""
    start, end = name.start, name.end
    while True:
        match = _LED.match(text, start, end)
        if match is None or match.group(1).lower() not in _NOBODY:
            break
        start = match.end()
    if text[start:end].endswith(("'s", "’s")):  # "by X's youth", "X's friends have called"
        more = _NEXT.match(text, end)
        end = more.end() if more is not None and why == _CALLED_FOR else end - 2
    if scan.language in _SUFFIXED:
        cut = re.search(r"['’]", text[start:end])
        end = start + cut.start() if cut else end
    value = text[start:end]
    return Finding(value, Evidence(value, spot, start), sure, why)


def _past_dates(text: str, hit: Hit, dated: dict[int, int]) -> Hit:
    """The hit, stretched over the dates and hours that follow it: "διοργανώνουν την Τετάρτη, στις 6, το X"."""
    end = hit.end
    for _ in range(3 if dated else 0):
        following = next((dated[at] for at in range(end, end + 8) if at in dated and "\n" not in text[end:at]), None)
        if following is None:
            break
        end = following
    if end == hit.end:
        return hit
    return replace(hit, end=end + (text[end : end + 2] == ", ") * 2)


def _beside(scan: Scan, text: str, hit: Hit) -> Iterator[tuple[Name, float, str]]:
    if hit.name == "who.by":
        found = caseless.after(text, hit.end, scan.language) if scan.language in _UNCASED else []
        if not found:
            found = names.after(text, hit.end)
            if scan.language == "zh":  # no spaces, so no small words to count
                found = [name for name in found if found[0].start - hit.end <= 12]
        yield from ((name, 0.8, "held by") for name in found)
    elif hit.name == "who.organisers":
        found = names.after(text, hit.end + (text[hit.end : hit.end + 1] == ","), gap=0)
        if found and found[0].start - hit.end <= 4:
            yield from ((name, 0.8, "named as organiser") for name in found)
    elif hit.name == "who.verbs":
        found = names.before(text, hit.start)
        if not found and scan.language in _VERB_FIRST:
            found = names.after(text, hit.end, gap=2)
            if found and not _adjacent(text, hit.end, found[0]) and not _described(scan, hit.end, found[0].start):
                found = []
            found = [names.grown(text, name) for name in found[:1]] + found[1:]
        elif not found and scan.language in _UNCASED | _SUBJECT_FIRST and text is scan.text:
            begin, end = scan.sentences.span(scan.sentences.at(hit.start))
            found = names.subject(text, begin, hit.start) if scan.language in _SUBJECT_FIRST else []
            if not found and scan.language in ("ar", "fa"):
                found = caseless.within(text, hit.end if scan.language == "ar" else begin, end)
        yield from ((name, 0.7, _CALLED_FOR) for name in found)
    elif hit.name == "who.nouns":
        found = names.after(text, hit.end, gap=0)
        yield from ((name, 0.5, "a group beside the action") for name in found[:1] if _adjacent(text, hit.end, name))


def _described(scan: Scan, start: int, end: int) -> bool:
    """Is all that stands between a word for those who act: "влаштували активісти X"?"""
    between = [
        hit for hit in (*scan.named("who.voice"), *scan.named("who.nouns")) if start <= hit.start < hit.end <= end
    ]
    return bool(between) and "," not in scan.text[start:end] and end - start <= 40


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
    if scan.language in _LAST:
        spots |= {at + 1 for at in spots}
    past = {scan.sentences.at(hit.start) for hit in scan.named("relevance.recall")}
    return spots - past


def _not_one(scan: Scan, finding: Finding[str], taken: Sequence[tuple[int, int]]) -> str:
    """Why this is no organiser, or nothing."""
    value = finding.value.strip()
    evidence = finding.evidence
    if evidence.spot == "event":
        return ""
    words = fold(value).split()
    if (
        len(value) < (2 if CJK.match(value) else 3)
        or len(value) > _LONGEST
        or not _WORD.search(value)
        or value.startswith(("#", "@"))
    ):
        return "no name"
    if all(word.strip("'’.!-+") in _NOBODY for word in words):
        return "no name of anybody"
    if evidence.spot == "text" and scan.text[evidence.start - 1 : evidence.start] in ("#", "@"):
        return "a hashtag"
    if _SAID.search(value):
        return "what somebody says"
    if len(words) == 1 and evidence.spot == "text" and _OPENED.match(scan.text, evidence.start + len(evidence.quote)):
        return "a word before the name in quotes"
    if any(word.startswith(_OFFICES) for word in words):
        return "an authority"
    hits = phrases_of(scan.language).find(fold(value))
    proper = finding.why in _STRONG and _is_proper(value)
    if any(
        hit.name in _OFFICIAL
        and not (proper and hit.name == "form.pride")
        and (hit.end == len(value) or hit.end - hit.start >= 0.4 * len(value))
        for hit in hits
    ):
        return "an authority"
    led = finding.why == _GROUP and scan.text[: evidence.start].rstrip()[-1:].islower()
    if proper:
        hits = [hit for hit in hits if not hit.name.startswith(_TOPICAL)]
    forms = {at for hit in hits if hit.name.startswith("form.") for at in range(hit.start, hit.end)}
    common = max((hit.end - hit.start for hit in hits if hit.name.startswith(_COMMON)), default=0)
    if not led and max(common, len(forms)) >= 0.7 * len(value):
        return "a word for the action or its topic"
    end = evidence.start + len(evidence.quote)
    if evidence.spot == "text" and any(
        e >= end - 1 and (s <= evidence.start or names.is_small(scan.text[evidence.start : s])) for s, e in taken
    ):
        return "a place or a date"
    if evidence.spot == "text" and _of_place(scan, evidence.start, end):
        return "a part of a place's name"
    if _MADE.search(value):
        return "an adjective"
    if len(words) == 1 and evidence.spot == "text":
        return _plain_word(scan, value, evidence.start)
    return "" if any(char.isupper() or char.isdecimal() for char in value) or scan.language in _CASELESS else "no name"


def _is_proper(value: str) -> bool:
    """Several words, the long ones capitalised: "Prague Pride", "Svenska PEN"."""
    words = [word for word in value.split() if len(word) > 3 or word.isupper()]
    inner = any(char.isupper() for char in value[1:]) and not value.isupper()
    return (len(words) > 1 or inner) and all(word[0].isupper() for word in words)


_SAID = re.compile(r"[。，！？]|[?؟]$|[.] ")
_TOPICAL = ("topic.", "persecuted.", "form.pride")
_OPENED = re.compile(r" [«„“\"]")
_MADE = re.compile(r"-(?:based|born|led|type|style|backed|run|speaking|winning|díjas|laureat\w*)$", re.I)


def _of_place(scan: Scan, start: int, end: int) -> bool:
    """Does a word for a square, a street or a building stand right after it, or "Plaza de" before it?"""
    venue_words = _venue_words(scan.language)
    after = _NEXT.match(scan.text, end)
    before = _BEFORE.search(scan.text, max(0, start - 30), start)
    return (after is not None and fold(after.group(1)) in venue_words) or (
        before is not None and fold(before.group(1)) in venue_words
    )


_NEXT = re.compile(r" ([^\W\d_]+)")
_BEFORE = re.compile(r"([^\W\d_]+) (?:(?:de|del|da|do|di|della|du|des|of) )?(?:la |l['’])?\Z")


@cache
def _venue_words(language: str) -> frozenset[str]:
    streets = lexicon.table(language, "where").get("streets", ())
    return frozenset(fold(word) for word in (*streets, *lexicon.table(SHARED, "where")["squares"]))


def _plain_word(scan: Scan, word: str, start: int) -> str:
    """Why a single word is no name: a German noun, a word that only begins a sentence."""
    if any(char.isupper() or char.isdecimal() for char in word[1:]):
        return ""
    if not word[0].isupper() and scan.language not in _CASELESS:
        return "no name"
    if scan.language == "de":
        counted = _COUNTED.search(scan.text[max(0, start - 14) : start]) or _GERMAN.search(word)
        return "a noun" if counted else ""
    if _begins(scan, start) and word not in set(names.capitals(scan.text)):
        return "a word at the beginning of a sentence"
    return ""


def _begins(scan: Scan, start: int) -> bool:
    begin = scan.sentences.span(scan.sentences.at(start))[0]
    return not _WORD.search(scan.text[begin:start])


def _same(left: str, right: str) -> bool:
    one, other = set(fold(left).split()), set(fold(right).split())
    return bool(one and other) and (one <= other or other <= one)
