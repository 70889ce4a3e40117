"""Words as a person reads them: one Unicode form, nothing invisible, no mojibake, no site's name behind a title."""

from __future__ import annotations

import html
import re
import unicodedata

import ftfy.bad_codecs
from ftfy.badness import badness

from feeds.clean.language import language_of
from feeds.clean.sentences import sentences, summary

__all__ = [
    "clean_characters",
    "clean_line",
    "clean_text",
    "clean_title",
    "language_of",
    "name_key",
    "names_of",
    "sentences",
    "summary",
]

LONGEST_LINE = 20_000
"""Characters; a longer line is no paragraph, its mojibake stays."""

_SURROGATES = re.compile("[\ud800-\udfff]")
_C1 = {c: ord(bytes([c]).decode("cp1252")) for c in range(0x80, 0xA0) if c not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
_BREAKS = re.compile("\r\n?|[\n\x0b\x0c\x1c-\x1e\u2028\u2029]")
_JUNK = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u202d\u202e\u2060-\u2065\u206a-\u206f"
    "\u3164\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff\ue000-\uf8ff\U000f0000-\U0010ffff]"
    "|[\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0003fffe\U0003ffff]"
    "|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0000-\U000e007f]+|[\U000e0080-\U000effff]"
)
_LATER = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f\u200b\u2060\ufeff]")  # came in after the text was garbled
_NEEDS_JOINER = "\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufeff"
_EMOJI = "\u00a9\u00ae\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
_JOINERS = re.compile(
    f"(?<![{_NEEDS_JOINER}])\u200c+|\u200c+(?![{_NEEDS_JOINER}])|(?<![{_NEEDS_JOINER}{_EMOJI}])\u200d+|\u200d+(?![{_NEEDS_JOINER}{_EMOJI}])"
)
_MARKS = re.compile("([\u0300-\u036f\u0483-\u0489\u20d0-\u20ff]{3})[\u0300-\u036f\u0483-\u0489\u20d0-\u20ff]+")
_BIDI = re.compile("[\u202a-\u202c\u2066-\u2069]")
_EDGE_MARKS = re.compile("(?m)^[\u200e\u200f ]+$")
_SPACES = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_BLANKS = re.compile(r" *\n[ \n]*")
_PLAIN = re.compile(r"[\x20-\x7e\n]*")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_SUSPECT = re.compile(
    "[ÂÃÄÅÎÏÐÑØÙâåæãïРСГвЃ][\x80-\u00bf\u0152-\u017e\u0192\u02c6\u02dc\u0402-\u040f\u0452-\u045f\u0490\u0491\u2013-\u2122]"
)
_RARE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u034f\u0300-\u036f\u0483-\u0489\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u20d0-\u20ff\u3164\ud800-\uf8ff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\uffff\U0001fffe-\U0010ffff]"
)  # what `_readable` may change, wide enough to be quick

ftfy.bad_codecs.ok()  # now there are codecs as browsers have them: sloppy-windows-1252 ...
_MISREAD_AS = ("sloppy-windows-1252", "sloppy-windows-1251", "sloppy-windows-1250", "latin-1")
_HIGH = (
    "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a"
    "\u20ac\u2122"
)
_GARBLED = re.compile(f"[Â-ß][{_HIGH}]|[à-ï][{_HIGH}]{{2}}|[ð-ô][{_HIGH}]{{3}}")


def clean_text(text: str, *, entities: bool = True) -> str:
    """`text` in NFC, one line per block, without what cannot be seen or must not be published.

    Controls, lone surrogates, private-use and zero-width characters go (joiners stay where a script or an emoji needs
    them); direction marks stay when balanced, overrides never; mojibake is repaired where it is certain. `entities`
    decodes character references, once. Never raises; idempotent with `entities=False`.
    """
    if entities and "&" in text:
        text = _ENTITY.sub(lambda m: html.unescape(m[0]), text)
    text = clean_characters(text)
    return _BLANKS.sub("\n", _SPACES.sub(" ", text)).strip(" \n")


def clean_characters(text: str) -> str:
    """The same for characters alone: spaces and lines stay as they are."""
    for _ in range(3):  # what garbled a repair may have gone by the first round
        if _PLAIN.fullmatch(text):
            break
        if _SUSPECT.search(text):
            text = "\n".join(_repaired(_LATER.sub("", line)) for line in _BREAKS.sub("\n", text).split("\n"))
        text = _readable(text)
        if not _SUSPECT.search(text):
            break
    return text


def clean_line(text: str, *, entities: bool = True) -> str:
    """The same on one line: for titles, names and tags."""
    return clean_text(text, entities=entities).replace("\n", " ")


def _readable(text: str) -> str:
    if _RARE.search(text):
        text = _visible(text)
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return text


def _visible(text: str) -> str:
    """Without what cannot be seen or turns the order of what can."""
    if _SURROGATES.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    text = _BREAKS.sub("\n", text)
    text = unicodedata.normalize("NFC", _JUNK.sub("", text.translate(_C1)))
    text = _MARKS.sub(r"\1", text)
    before = ""
    while before != text:
        before, text = text, _JOINERS.sub("", text)
    if _BIDI.search(text):
        text = "\n".join(_balanced(line) for line in text.split("\n"))
    return _EDGE_MARKS.sub("", text)


def _repaired(line: str) -> str:
    """The line with its mojibake undone where that is certain: all of it, or sequences that nobody writes, read as UTF-8."""
    if len(line) > LONGEST_LINE:
        return line
    for codec in _MISREAD_AS:
        try:
            fixed = line.encode(codec).decode("utf-8")
        except UnicodeError:
            continue
        if len(line) - len(fixed) > 2 or badness(fixed) < badness(line):
            return fixed
    fixed = _GARBLED.sub(_read_again, line)
    return fixed if fixed != line and badness(fixed) < badness(line) else line


def _read_again(found: re.Match[str]) -> str:
    try:
        return found[0].encode("sloppy-windows-1252").decode("utf-8")
    except UnicodeError:
        return found[0]


def _balanced(line: str) -> str:
    """Embeddings and isolates stay only when each is closed (UAX 9); a line is never left open."""
    open_: list[str] = []
    for mark in _BIDI.findall(line):
        if mark in "\u202c\u2069":
            if not open_ or open_.pop() != mark:
                return _BIDI.sub("", line)
        else:
            open_.append("\u202c" if mark < "\u2066" else "\u2069")
    return _BIDI.sub("", line) if open_ else line


# --- titles

_SEPARATOR = re.compile(r"\s+(?:[|\-–—―·•»«›‹:/~@<>*]|::|\|\||//|--|->)\s+|\s*(?:\||::|»|›|⋆)\s*|:\s+")
_TOP_LEVEL = re.compile(r"\.[a-z]{2,}(?:\.[a-z]{2})?$")


def clean_title(title: str, site: str = "", host: str = "") -> str:
    """The title on one line, without the site's name at either end.

    The name goes only when it stands behind a separator and is the name of `site` or of `host`, so that "Kyiv - a diary" stays.
    """
    title = clean_line(title)
    names = names_of(clean_line(site), host)
    while title and names and (shorter := _without_site(title, names)) != title:
        title = shorter
    return title


def _without_site(title: str, names: frozenset[str]) -> str:
    found = list(_SEPARATOR.finditer(title))
    for mark in found:  # the longest tail first: "title - Site - its slogan"
        tail, rest = title[mark.end() :], title[: mark.start()].rstrip()
        first = _SEPARATOR.split(tail, maxsplit=1)[0]
        if rest and mark[0].strip() != ":" and (name_key(tail) in names or name_key(first) in names):
            return rest
    for mark in reversed(found):
        head, rest = title[: mark.start()], title[mark.end() :].lstrip()
        if rest and name_key(head) in names:
            return rest
    return title


def name_key(name: str) -> str:
    """A name for comparison: letters and digits without marks and case."""
    return "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if c.isalnum())


def names_of(site: str, host: str) -> frozenset[str]:
    """The ways a site writes its own name: title, its parts, without article, as initials, as its address."""
    host = host.lower().removeprefix("www.").partition(":")[0]
    bare = _TOP_LEVEL.sub("", host)
    names = {site, *(_SEPARATOR.split(site) if site else ()), host, bare, bare.rpartition(".")[2]}
    names |= {re.sub(r"(?i)^(?:the|la|le|el|die|der|das|il|o|a)\s+", "", n) for n in names} | {
        f"the {n}" for n in names
    }
    words = re.findall(r"\w+", site)
    if len(words) > 2:
        names.add("".join(w[0] for w in words))
    return frozenset(k for n in names if len(k := name_key(n)) > 1)
