"""Where sentences begin and end, in any script, and a summary made of whole ones.

Rules in the manner of UAX 29 (sentence boundaries) with abbreviations as data: `sentences.toml`.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

_KNOWN: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("sentences.toml").read_text("utf-8"))
_ANYWHERE = frozenset(_KNOWN["any"]) - {"a.m", "p.m"}
_ORDINALS = frozenset(_KNOWN["ordinals"])

_CLOSERS = "\"'»«”’“›‹)\\]}」』】）＂*"
_END = re.compile(
    rf"(?P<wide>[。！？｡．]+[{_CLOSERS}]*)"  # these scripts put no space between sentences
    rf"|(?<![.!?…])(?P<stop>[.!?…؟۔।॥։።፧၊။។៕།]++[{_CLOSERS}\u200f\u200e]*(?:[ ][\])»”](?=\s|$))?)(?=\s+(?P<next>\S)|\s*$)"
    r"|\n+"
)
_ONE_CASE = re.compile("[\u10d0-\u10ff]")  # Georgian: Unicode calls its only letters small
_LAST_WORD = re.compile(r"[^\s(\[«„“\"']+$")
_OPENERS = re.compile(r"[\"'«»„“”‘(\[¿¡\-–—•\u200f\u200e\u2066-\u2069]+")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\U00020000-\U0003134f]")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u0f00-\u0fff]")
_LETTER = re.compile(r"\w")
_CLAUSE = re.compile(
    r"(?<=[,;:–—，；：、،؛])\s*|\s+(?=[–—(])|(?<=[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u0f00-\u0fff]) +"
)


def sentences(text: str, language: str = "") -> list[tuple[int, int]]:
    """Spans (start, end) of the sentences of `text`, in order, without the space around them; a new line ends one."""
    known = _abbreviations(language.partition("-")[0] if language != "uz-Cyrl" else language)
    ordinal = language.partition("-")[0] in _ORDINALS
    spans: list[tuple[int, int]] = []
    start = 0
    for end in _END.finditer(text):
        stop = end["stop"]
        if stop is not None and not _ends(text, start, end, stop, known, ordinal):
            continue
        _add(spans, text, start, end.end() if end[0][0] != "\n" else end.start())
        start = end.end()
    _add(spans, text, start, len(text))
    return spans


def summary(text: str, language: str = "", words: int = 60) -> str:
    """Whole sentences from the beginning of `text`, about `words` words; never cut inside a word.

    A first sentence that is far too long is cut at a clause or a word and ends in "…". Lines that are no sentences (captions,
    headings) are passed over when there are others. In scripts without spaces a word counts as its usual number of characters.
    """
    lines = text.split("\n")
    told = [line for line in lines if _is_told(line)]
    kept: list[str] = []  # from each line its first sentences
    size = 0.0
    for line in told or lines:
        spans = sentences(line, language)
        for i, (start, end) in enumerate(spans):
            weight = word_count(line[start:end])
            if size + weight > words * (1.25 if kept else 1.75):
                return " ".join(kept) if kept else _cut(line[start:end], words)
            kept[len(kept) - bool(i) :] = [line[spans[0][0] : end]]
            size += weight
            if size >= words * 0.8:
                return " ".join(kept)
    return " ".join(kept)


def word_count(text: str) -> float:
    """About how many words `text` has, also where words are not set apart by spaces."""
    cjk, unspaced = len(_CJK.findall(text)), len(_UNSPACED.findall(text))
    if not cjk and not unspaced:
        return _spaced_words(text)
    return _spaced_words(_UNSPACED.sub(" ", _CJK.sub(" ", text))) + cjk / 1.8 + unspaced / 5


def _spaced_words(text: str) -> int:
    """Each word by itself: a pattern for all of them takes time by the square of a run of signs."""
    return sum(1 for word in text.split() if _LETTER.search(word))


@cache
def _abbreviations(language: str) -> frozenset[str]:
    return frozenset(_KNOWN["any"] + (_KNOWN.get(language, []) if language != "ordinals" else []))


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    right = end - (len(piece) - len(piece.rstrip()))
    if left < right:
        spans.append((left, right))


def _ends(text: str, start: int, end: re.Match[str], stop: str, known: frozenset[str], ordinal: bool) -> bool:
    """Does this full stop (or other mark before a space) end its sentence?"""
    after = end["next"]
    if after is None:
        return True
    if opened := _OPENERS.match(text, text.index(after, end.end())):
        after = text[opened.end() : opened.end() + 1] or after
    if after.islower() and not _ONE_CASE.match(after):
        return False
    if stop[0] != "." or stop.startswith(".."):
        return True
    word = _LAST_WORD.search(text, max(start, end.start() - 30), end.start())
    if word is None:
        return True
    bare = word[0].lower().strip("(\"'«„“")
    if bare in known:  # "ул. Ленина", but "50 чел. Они"
        unit = bare not in _ANYWHERE and bool(re.search(r"\d\s*$", text[max(start, word.start() - 6) : word.start()]))
        return unit and not after.isdigit()
    if bare.isdigit():
        return not (ordinal and len(bare) < 3)
    initial = len(bare) == 1 and word[0].isupper()
    dotted = bool(re.fullmatch(r"(?:\w\.)+\w", bare)) and not after.isupper()  # "p.m. and"
    return not (initial or dotted)


def _is_told(line: str) -> bool:
    """Is this line told in sentences, not a heading or caption?"""
    return bool(re.search(rf"[.!?…؟۔।॥։።፧။។៕།。！？][{_CLOSERS}\s]*$", line)) or word_count(line) > 25


def _cut(sentence: str, words: int) -> str:
    """The longest run of clauses (or else of words) of a sentence that is far too long."""
    for boundary in (_CLAUSE, re.compile(r"\s+")):
        best = 0
        for mark in boundary.finditer(sentence):
            if word_count(sentence[: mark.start()]) > words:
                break
            best = mark.start()
        if word_count(sentence[:best]) >= words * 0.4:
            return sentence[:best].rstrip(" ,;:–—，；：、،؛") + "…"
    return ""
