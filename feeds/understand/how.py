"""How to take part: the ways a page offers, with the link where it is done, and the action's own hashtags."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib import resources
from itertools import islice
from typing import get_args

from feeds.action import Form, How, Part
from feeds.article import Link
from feeds.understand import lexicon
from feeds.understand.phrases import fold
from feeds.understand.reading import Evidence, Finding
from feeds.understand.scan import SHARED, Scan, phrases_of

_HOWS: tuple[How, ...] = get_args(How)
_SITES: dict[str, list[str]] = tomllib.loads(
    (resources.files(__package__) / "platforms.toml").read_text(encoding="utf-8")
)


def _any(name: str) -> re.Pattern[str]:
    return re.compile("|".join(_SITES[name]), re.I)


_WHERE_TO: tuple[How, ...] = ("sign", "attend", "donate", "write")
_PLATFORM = tuple((how, _any(how)) for how in _WHERE_TO)
_PETITION_PAGE, _NO_PAGE = _any("petition"), _any("nothing")
_URL = re.compile(
    r"(?<![\w@.])(?:https?://)?(?:www\.)?((?:[a-z0-9](?:[a-z0-9-]{0,40}[a-z0-9])?\.){1,3}"
    rf"(?:{'|'.join(_SITES['ends'])})(?:/[^\s<>()\"'«»“”,;]{{0,200}})?)(?![\w@-])",
    re.I,
)
_TAG = re.compile(r"(?<![\w&/#])[#＃](\w{2,60})")
_GENERIC = frozenset(lexicon.table(SHARED, "names")["tags"])
_NEAR = 160
_MANY = 80
"""Addresses and tags looked at: a page with more is a list."""


def find_parts(scan: Scan, forms: Sequence[Form]) -> list[Finding[Part]]:
    """The ways of taking part, those with a link first, each once."""
    found: list[Finding[Part]] = []
    for finding in (*_of_links(scan), *_of_page(scan, forms), *_of_text_urls(scan)):
        if all(finding.value.url != other.value.url for other in found):
            found.append(finding)
    linked = {finding.value.how for finding in found}
    return found + [finding for finding in _of_words(scan, forms) if finding.value.how not in linked]


def _of_links(scan: Scan) -> Iterator[Finding[Part]]:
    for link in scan.article.links[: 4 * _MANY]:
        how, why = _how_of_link(scan, link)
        if how is not None:
            yield Finding(Part(how, link.url), Evidence(link.text or link.url, "link", 0), 0.9, why)


def _how_of_link(scan: Scan, link: Link) -> tuple[How | None, str]:
    """What one does behind a link: by where it goes, else by the words it is on."""
    own = link.url.rstrip("/") == scan.article.url.rstrip("/")
    if own or _NO_PAGE.search(link.url):
        return None, ""
    said = _said(scan.language, link.text)
    for how, pattern in _PLATFORM:
        if pattern.search(link.url):
            return how, "the link leads where one does it"
    if said is not None and len(link.text) <= 90:
        return said, "the link says so"
    near = None if _NO_CALL.search(link.url) else _asked_at(scan, link.text)
    return near, "the link stands where the page asks for it" if near is not None else ""


_NO_CALL = re.compile(
    r"twitter|//x\.com|instagram|youtube|wikipedia|tiktok|/tag/|/category/|\.pdf$|impressum|newsletter|privacy|refund|"
    r"/(?:about|news|report|contact|kontakt|faq|blog|shop|cookies?|terms)\b",
    re.I,
)
_ASKS: dict[str, How] = {"how.sign": "sign", "how.donate": "donate", "how.write": "write", "how.attend": "attend"}


def _asked_at(scan: Scan, words: str) -> How | None:
    """What the clause that holds a link's words asks for, right beside them."""
    at = scan.text.find(words) if 2 < len(words) <= 60 else -1
    if at < 0 or scan.text.find(words, at + 1) >= 0:
        return None
    first, last = scan.sentences.span(scan.sentences.at(at))
    near = [hit for hit in scan.text_hits if hit.name in _ASKS and first <= hit.start < last]
    near = [hit for hit in near if max(hit.start - at - len(words), at - hit.end) <= _CLOSE]
    if not near:
        return None
    return _ASKS[min(near, key=lambda hit: max(hit.start - at - len(words), at - hit.end)).name]


_CLOSE = 45


def _said(language: str, words: str) -> How | None:
    found = phrases_of(language).find(fold(words))
    hits = [hit for hit in found if hit.name.startswith("how.")]
    if not hits:
        return next((_OF_FORM[hit.name] for hit in found if hit.name in _OF_FORM), None)
    longest = max(hits, key=lambda hit: hit.end - hit.start)
    name = longest.name.removeprefix("how.")
    return next((how for how in _HOWS if how == name), None)


_OF_FORM: dict[str, How] = {"form.petition": "sign", "form.open-letter": "sign", "form.fundraiser": "donate",
                            "form.letter-writing": "write"}  # fmt: skip


def _of_page(scan: Scan, forms: Sequence[Form]) -> Iterator[Finding[Part]]:
    """A page of a petition site is itself where one signs."""
    if forms and forms[0] in (Form.PETITION, Form.OPEN_LETTER) and _PETITION_PAGE.search(scan.article.url):
        yield Finding(
            Part("sign", scan.article.url), Evidence(scan.article.url, "source", 0), 0.9, "the page is a petition's"
        )


def _of_text_urls(scan: Scan) -> Iterator[Finding[Part]]:
    """Addresses written out in the text, beside words that say what to do there."""
    linked = {_bare(link.url) for link in scan.article.links}
    for match in islice(_URL.finditer(scan.text), _MANY):
        url = match.group().rstrip(".,;:!?…")
        if _bare(url) in linked or len(match.group(1)) < 5 or _NO_PAGE.search(url):
            continue
        whole = url if url.lower().startswith("http") else f"https://{url}"
        how = next((how for how, pattern in _PLATFORM if pattern.search(whole)), None) or _beside(scan, match)
        if how is not None:
            yield Finding(
                Part(how, whole),
                Evidence(scan.text[match.start() : match.start() + len(url)], "text", match.start()),
                0.7,
                "written beside the call",
            )


def _beside(scan: Scan, match: re.Match[str]) -> How | None:
    """The way of taking part named closest before the address, in its sentence or the one before."""
    index = scan.sentences.at(match.start())
    begin = scan.sentences.span(max(0, index - 1))[0]
    stop = min(scan.sentences.span(index)[1], match.end() + _NEAR)
    near = [hit for hit in scan.named("how.") if max(begin, match.start() - _NEAR) <= hit.start <= stop]
    if not near:
        return "post" if _TAG.search(scan.text, scan.sentences.span(index)[0], match.start()) else None
    name = min(near, key=lambda hit: abs(hit.start - match.start())).name.removeprefix("how.")
    return next((how for how in _HOWS if how == name), None)


def _bare(url: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", url).rstrip("/").lower()


def _of_words(scan: Scan, forms: Sequence[Form]) -> Iterator[Finding[Part]]:
    for how in _HOWS:
        hits = [(hit, False) for hit in scan.named(f"how.{how}")] + [
            (hit, True) for hit in scan.named(f"how.{how}", title=True)
        ]
        if hits and (how not in ("boycott", "sign") or _FORM_OF[how] in forms):
            hit, titled = hits[0]
            whole = scan.title if titled else scan.text
            evidence = Evidence(whole[hit.start : hit.end], "title" if titled else "text", hit.start)
            yield Finding(Part(how), evidence, 0.6, "the page asks for it")


_FORM_OF: dict[How, Form] = {"boycott": Form.BOYCOTT, "sign": Form.PETITION}


def find_hashtags(scan: Scan) -> tuple[list[Finding[str]], list[Finding[str]]]:
    """The action's own hashtags as most often written, and those refused."""
    spellings: dict[str, Counter[str]] = {}
    first: dict[str, Evidence] = {}
    for spot, text in (("title", scan.title), ("text", scan.text)):
        for match in islice(_TAG.finditer(text), _MANY):
            key = fold(match.group(1))
            spellings.setdefault(key, Counter())[f"#{match.group(1)}"] += 2 if spot == "text" else 1
            first.setdefault(key, Evidence(match.group(), "title" if spot == "title" else "text", match.start()))
    told = _in_sentences(scan)
    found, refused = [], []
    for key, counts in spellings.items():
        finding = Finding(counts.most_common(1)[0][0], first[key], 0.9, "used on the page")
        why = _no_hashtag(scan, key, counts, spellings)
        if not why and told and key not in told:
            why = "only in the page's list of tags"
        if why:
            refused.append(Finding(finding.value, finding.evidence, 0.1, why))
        else:
            found.append(finding)
    return found, refused


_TAG_LINE = re.compile(r"^[^\w#＃\n]*(?:[#＃]\w+[ \t,;·•|]*){2,}$", re.M)


def _in_sentences(scan: Scan) -> set[str]:
    """Hashtags that stand in the title or in running text, not in a line of tags alone."""
    lists = [match.span() for match in islice(_TAG_LINE.finditer(scan.text), _MANY)]
    found = {fold(match.group(1)) for match in islice(_TAG.finditer(scan.title), _MANY)}
    for match in islice(_TAG.finditer(scan.text), _MANY):
        if not any(start <= match.start() < end for start, end in lists):
            found.add(fold(match.group(1)))
    return found


def _no_hashtag(scan: Scan, key: str, counts: Counter[str], others: dict[str, Counter[str]]) -> str:
    """Why this tag is not the action's own, or nothing."""
    if key in _GENERIC:
        return "a tag for everything"
    if key.isdecimal():
        return "a number"
    for other in others:
        if other != key and key.startswith(other) and (key[len(other) :].isdecimal() or len(key) - len(other) <= 2):
            return "another tag with letters glued to it"
    if sum(counts.values()) <= 2 and f"#{key}" not in scan.low_title and _is_plain_word(scan, key):
        return "a plain word of the text"
    return ""


def _is_plain_word(scan: Scan, key: str) -> bool:
    """Does the text use it as a word, and nobody is asked to post with it?"""
    if not re.search(rf"(?<![#\w]){re.escape(key)}(?!\w)", scan.low_title + "\n" + scan.low_text):
        return False
    at = scan.low_text.find(f"#{key}")
    asked = {scan.sentences.at(hit.start) for hit in scan.named("how.post")}
    return at < 0 or scan.sentences.at(at) not in asked
