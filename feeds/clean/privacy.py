"""What must not be published of people: their addresses and numbers, what commenters wrote, names on the redaction list.

An address or number stays when it is an office's, or next to words of contact for the action (`privacy.toml`): it is then how one
takes part.
Dates, amounts, years, coordinates, accounts and opening hours are never taken for telephone numbers.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from html import escape, unescape
from pathlib import Path

from feeds.clean.sentences import sentences

GONE = "[…]"
"""Stands where something was taken out."""

_KNOWN: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("privacy.toml").read_text("utf-8"))
_NEAR = 90
"""Characters before and after in which words of contact count."""

_EMAIL = re.compile(
    r"(?<![\w.+@/-])[\w.+-]{1,64}(?:\s?[\[({]\s?(?:at|ät|собака)\s?[\])}]\s?|\s?@\s?)(?:[\w-]{1,63}(?:\.|\s?[\[({]\s?(?:dot|точка)\s?[\])}]\s?)){1,4}[^\W\d_]{2,12}(?![\w@])",
    re.I,
)
_NUMBER = re.compile(r"(?<![\w.,:/#@&=+-])(?:\+|00)?[(]?\d(?:[\d()\u00a0\u2009 ./‐–-]{5,22})\d(?![\w:%°]|[.,]\d)")
_DAY, _MONTH, _YEAR = "(?:0?[1-9]|[12][0-9]|3[01])", "(?:0?[1-9]|1[0-2])", "(?:1[89]|20)[0-9]{2}"
_DATE = re.compile(
    rf"(?<!\d)(?:{_YEAR}\s?[./–-]\s?{_MONTH}\s?[./–-]\s?{_DAY}|{_DAY}\s?[./-]\s?{_MONTH}\s?[./-]\s?(?:{_YEAR}|\d\d)"
    rf"|{_MONTH}\s?[/-]\s?{_DAY}\s?[/-]\s?(?:{_YEAR}|\d\d)|{_YEAR}\s?[/–-]\s?(?:{_YEAR}|\d\d))(?!\d)"
)
_CLOCK = re.compile(r"\b[0-2]?\d[.:][0-5]\d\s?[–-]\s?[0-2]?\d[.:][0-5]\d\b")
_GROUPED = re.compile(r"\d{1,3}(?:[ .\u00a0\u2009]\d{3})+")
_LOCAL = re.compile(
    r"\(\d{2,5}\)[ ./-]?\d[\d ./–-]{4,}|0\d{1,4}[ /.-]\d[\d ./–-]{4,}|8[ -]?\(?\d{3}\)?[ -]?\d{3}[ -]?\d{2}[ -]?\d{2}"
    r"|\d{3}[-.]\d{3}[-.]\d{4}|\d{3}-\d{2}-\d{2}|\d{2} \d{2} \d{2} \d{2} \d{2}|1-\d{3}-\d{3}-\d{4}|\d{3} \d{3} \d{4}"
)
_BLOCK = re.compile(
    r"(</?(?:p|h[1-6]|pre|blockquote|ul|ol|li|dl|dt|dd|table|tbody|tr|td|th|figure|figcaption|br)(?:\s[^<>]*)?>)"
)
_ANY_TAG = re.compile(r"<[^<>]*>")


def redact(text: str, language: str = "", *, words: Iterable[str] = ()) -> str:
    """`text` (plain, a line per block, or HTML as `clean_html` writes it) without what must not be published of people.

    `words`: words and names to take out wherever they stand, whole, whatever their case. `language` is that of the text.
    Never raises; idempotent.
    """
    listed = _listed(tuple(words))
    if not listed and "@" not in text and not _MAY_HOLD.search(text):
        return text
    if "</" in text and _BLOCK.search(text):
        return _redact_html(text, listed)
    lines = text.split("\n")
    return "\n".join(_redact_line(line, lines[i - 1] if i else "", listed) for i, line in enumerate(lines))


_MAY_HOLD = re.compile(r"\d[\d()\s./–-]{5,}\d|[\[({]\s?(?:at|собака)\s?[\])}]", re.I)


def private_spans(line: str, before: str = "") -> list[tuple[int, int]]:
    """Where in `line` stand addresses and numbers that belong to persons; `before` is the line above it."""
    spans = [m.span() for m in _EMAIL.finditer(line) if not _is_office(m[0]) and not _is_public(line, m.span(), before)]
    numbers = (m.span() for m in _NUMBER.finditer(line) if _is_phone(line, m))
    return sorted([*spans, *(span for span in numbers if not _is_public(line, span, before))])


def _redact_line(line: str, before: str, listed: re.Pattern[str] | None) -> str:
    for start, end in reversed(private_spans(line, before)):
        line = line[:start] + GONE + line[end:]
    return listed.sub(GONE, line) if listed else line


def _redact_html(html: str, listed: re.Pattern[str] | None) -> str:
    """Leaf by leaf: what is private in a leaf's words is taken out of its HTML, and links that lead to it lose their address."""
    pieces = _BLOCK.split(html)
    before = ""
    for i in range(0, len(pieces), 2):
        words = unescape(_ANY_TAG.sub("", pieces[i]))
        if not words.strip():
            continue
        clean = _redact_line(words, before, listed)
        if clean != words:
            pieces[i] = _without(pieces[i], words, before, listed) or escape(clean, quote=False)
        before = words
    return "".join(pieces)


def _without(piece: str, words: str, before: str, listed: re.Pattern[str] | None) -> str:
    """`piece` without the private parts of its `words`; "" when a tag runs through one of them."""
    private = {words[start:end] for start, end in private_spans(words, before)}
    for part in private:
        written = escape(part, quote=False)
        if written not in piece:
            return ""
        piece = piece.replace(written, GONE)
    if listed:
        piece = "".join(p if p.startswith("<") else listed.sub(GONE, p) for p in re.split(r"(<[^>]*>)", piece))
    return piece if not listed or not listed.search(unescape(_ANY_TAG.sub("", piece))) else ""


@lru_cache(maxsize=64)
def _listed(words: tuple[str, ...]) -> re.Pattern[str] | None:
    found = sorted({w.strip() for w in words if w.strip()}, key=len, reverse=True)
    if not found:
        return None
    return re.compile("|".join(rf"(?<!\w){re.escape(w)}(?!\w)" for w in found), re.I)


def _is_office(address: str) -> bool:
    """Is this the mailbox of an office, or of a desk of it ("press.office@", "info-kyiv@")?"""
    name = re.split(r"[@\[({]", address)[0].strip().lower()
    return any(part in _OFFICES for part in re.split(r"[._+-]", name))


def _is_public(line: str, span: tuple[int, int], before: str) -> bool:
    """Do the words around (its sentence, and a heading above) say that this is for whoever wants to take part?"""
    left, right = max(0, span[0] - _NEAR), span[1] + _NEAR
    ends = [b for _, b in sentences(line[left:right]) if b + left <= span[0]]
    before_it = line[left + (ends[-1] if ends else 0) : span[0]]
    after_it = line[span[1] : right]
    around = before_it + " … " + after_it[: next((b for _, b in sentences(after_it)), 0)]
    heading = before[-_NEAR:] if len(before) <= 60 or before.rstrip().endswith(":") else ""
    return bool(_CONTACT.search(heading + "\n" + around)) and not _PERSONAL.search(around)


def _is_phone(line: str, found: re.Match[str]) -> bool:
    """Is this run of figures a telephone's number and not a date, an amount, an account or a coordinate?"""
    written = found[0].strip(" .-–/")
    digits = sum(c.isdigit() for c in written)
    if not 7 <= digits <= 15 or written.count("(") != written.count(")"):
        return False
    before, after = line[max(0, found.start() - 24) : found.start()], line[found.end() : found.end() + 14]
    if _MONEY.search(before[-14:]) or _MONEY.match(after.strip()):
        return False
    if written.startswith(("+", "00")):
        return digits >= 9
    if _DATE.search(written) or _CLOCK.search(written):
        return False
    if _PHONE.search(before):
        return True
    return not _GROUPED.fullmatch(written) and bool(_LOCAL.fullmatch(written))


def _words(key: str) -> re.Pattern[str]:
    """One pattern for a list of words; those of scripts without spaces, and signs, stand anywhere."""
    spaced, anywhere = [], []
    for word in _KNOWN[key]:
        plain = word.rstrip("*")
        if not plain[0].isalpha() or "\u0e00" <= plain[0] <= "\u0eff" or plain[0] >= "\u3040":
            anywhere.append(re.escape(plain))
        else:
            spaced.append(re.escape(plain) + ("" if word.endswith("*") else r"(?!\w)"))
    return re.compile("|".join([rf"(?<!\w)(?:{'|'.join(spaced)})", *anywhere]), re.I)


_CONTACT, _PERSONAL, _PHONE, _MONEY = (_words(key) for key in ("contact", "personal", "phone", "money"))
_OFFICES = frozenset(_KNOWN["offices"])
