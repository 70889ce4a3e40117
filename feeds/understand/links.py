"""What one does behind the links of a page, and behind the addresses written in its text.

A link is read by where it leads, then by its own words, then by the words about it: those right beside it, and for words
that only point ("here", "this form") those of its sentence and the one before. What asks for something else (a newsletter,
a membership, help for the site itself) is none.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from itertools import islice
from typing import get_args
from urllib.parse import urlsplit

from feeds.action import Form, How, Part
from feeds.article import Link
from feeds.clean.urls import same_site
from feeds.understand import lexicon
from feeds.understand.phrases import Hit, Phrases, flatten, fold
from feeds.understand.reading import Evidence, Finding
from feeds.understand.scan import SHARED, Scan, phrases_of

HOWS: tuple[How, ...] = get_args(How)
OF_FORM: dict[Form, How] = {
    Form.PETITION: "sign", Form.OPEN_LETTER: "sign", Form.FUNDRAISER: "donate", Form.LETTER_WRITING: "write",
    Form.HASHTAG_CAMPAIGN: "post", Form.PHOTO_CAMPAIGN: "post", Form.BOYCOTT: "boycott",
}  # fmt: skip
"""What one does at an action of these forms; at the others one attends."""

_SITES: dict[str, list[str]] = tomllib.loads(
    (resources.files(__package__) / "platforms.toml").read_text(encoding="utf-8")
)


def _any(name: str) -> re.Pattern[str]:
    return re.compile("|".join(_SITES[name]), re.I)


_WHERE_TO: tuple[How, ...] = ("sign", "attend", "donate", "write")
_PLATFORM = tuple((how, _any(how)) for how in _WHERE_TO)
_PETITION_PAGE, _NO_PAGE, _NO_CALL = _any("petition"), _any("nothing"), _any("no_call")
_URL = re.compile(
    r"(?<![\w@.])(?:https?://)?(?:www\.)?((?:[a-z0-9](?:[a-z0-9-]{0,40}[a-z0-9])?\.){1,3}"
    rf"(?:{'|'.join(_SITES['ends'])})(?:/[^\s<>()\"'«»“”,;]{{0,200}})?)(?![\w@-])",
    re.I,
)
_TAG = re.compile(r"(?<![\w&/#])[#＃]\w{2,60}")
_NAME = re.compile(r"(?:[^\W\d_a-zа-яёà-ÿ][\w’'-]+\s+){1,6}[^\W\d_a-zа-яёà-ÿ][\w’'-]+$")
"""Words that all begin with a capital: a group, a person, a paper."""
_POINTING = frozenset(("here", "form"))
"""Links that say where, not what ("here", "this list")."""
_MANY = 80
"""Addresses looked at: a page with more is a list."""
_EVENTS = 5
_NEAR, _CLOSE, _SAYS, _LINE = 160, 45, 90, 140
"""Characters: from an address to its call, from a link's words to theirs; of a link that says what it is, of a line alone."""
_WAYS: dict[str, How] = {
    **{f"how.{how}": how for how in HOWS},
    **{f"form.{form}": OF_FORM[form] for form in OF_FORM if OF_FORM[form] != "post"},
}
"""Names of hits that tell what is asked for."""


def find(scan: Scan, forms: Sequence[Form]) -> list[Finding[Part]]:
    """The ways of taking part that have a page, each page once."""
    found: list[Finding[Part]] = []
    for finding in (*_of_events(scan), *_of_links(scan, forms), *_of_page(scan, forms), *_of_text_urls(scan)):
        if all(finding.value.url != other.value.url for other in found):
            found.append(finding)
    return found


def _of_events(scan: Scan) -> Iterator[Finding[Part]]:
    """The page of its own that structured data names for the event."""
    for event in scan.article.events[:_EVENTS]:
        if event.url and _bare(event.url) != _bare(scan.article.url) and urlsplit(event.url).path.strip("/"):
            yield Finding(Part("attend", event.url), Evidence(event.url, "event", 0), 1.0, f"{event.origin} states it")


def _of_links(scan: Scan, forms: Sequence[Form]) -> Iterator[Finding[Part]]:
    for link in scan.article.links[: 4 * _MANY]:
        how, why = _how_of_link(scan, link, forms)
        if how is not None:
            yield Finding(Part(how, link.url), Evidence(link.text or link.url, "link", 0), 0.9, why)


def _how_of_link(scan: Scan, link: Link, forms: Sequence[Form]) -> tuple[How | None, str]:
    """What one does behind a link, and why."""
    own = link.url.rstrip("/") == scan.article.url.rstrip("/")
    folded = fold(link.text[: 2 * _LINE])
    words = {hit.name.removeprefix("links."): hit for hit in _words(scan.language).find(folded)}
    if own or "none" in words or _NO_PAGE.search(link.url):
        return None, ""
    for how, pattern in _PLATFORM:
        if pattern.search(link.url):
            return how, "the link leads where one does it"
    if len(link.text) <= _SAYS and (said := _said(scan.language, folded) or _told(words)) is not None:
        return said, "the link says so"
    if _NO_CALL.search(link.url):
        return None, ""
    points = bool(_POINTING & words.keys())
    if not points and not scan.article.own and same_site(link.url, scan.article.url):
        return None, ""  # a paper's link to more of its own
    near = _asked(scan, link.text, forms, points=points)
    if near is None and "form" in words and forms:
        return OF_FORM.get(forms[0]), "the form or list of such an action"
    return near, "the link stands where the page asks for it" if near is not None else ""


def _said(language: str, words: str) -> How | None:
    hits = [hit for hit in phrases_of(language).find(words) if hit.name in _WAYS]
    hits = [hit for hit in hits if hit.name.startswith("how.")] or hits
    return _WAYS[max(hits, key=lambda hit: hit.end - hit.start).name] if hits else None


def _told(words: dict[str, Hit]) -> How | None:
    return next((how for how in HOWS if how in words), None)


def _asked(scan: Scan, words: str, forms: Sequence[Form], *, points: bool) -> How | None:
    """What the page asks for where a link's words stand: right beside them; further away for words that point."""
    at = scan.text.find(words) if 2 < len(words) <= 60 or (points and words) else -1
    if at < 0 or scan.text.find(words, at + 1) >= 0:
        return None
    index, end = scan.sentences.at(at), at + len(words)
    sentence = _ways(scan, index)
    near = [hit for hit in sentence if hit.name.startswith("how.") and _apart(hit, at, end) <= _CLOSE]
    if near and not (_NAME.match(words) and not points):
        return _WAYS[min(near, key=lambda hit: _apart(hit, at, end)).name]
    if not points:
        return None
    told = sentence or (_ways(scan, index - 1) if index else [])
    if told:
        return _WAYS[min(told, key=lambda hit: (hit.name.startswith("form."), _apart(hit, at, end))).name]
    line = scan.text[scan.text.rfind("\n", 0, at) + 1 : (scan.text.find("\n", end) + 1 or len(scan.text) + 1) - 1]
    return OF_FORM.get(forms[0], "attend") if forms and line.strip() == words.strip() else None


def _apart(hit: Hit, start: int, end: int) -> int:
    return max(hit.start - end, start - hit.end)


def _ways(scan: Scan, index: int) -> list[Hit]:
    """What a sentence asks for or names; one also joins, or takes part in, a petition."""
    first, last = scan.sentences.span(index)
    hits = [hit for hit in scan.text_hits if hit.name in _WAYS and first <= hit.start < last]
    named = any(hit.name.startswith("form.") for hit in hits)
    return [hit for hit in hits if not (named and hit.name == "how.attend")]


def _of_page(scan: Scan, forms: Sequence[Form]) -> Iterator[Finding[Part]]:
    """A page of a petition site is itself where one signs."""
    url = scan.article.url
    if forms and forms[0] in (Form.PETITION, Form.OPEN_LETTER) and _PETITION_PAGE.search(url):
        yield Finding(Part("sign", url), Evidence(url, "source", 0), 0.9, "the page is a petition's")


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
            quote = scan.text[match.start() : match.start() + len(url)]
            yield Finding(Part(how, whole), Evidence(quote, "text", match.start()), 0.7, "written beside the call")


def _beside(scan: Scan, match: re.Match[str]) -> How | None:
    """The way of taking part named closest before the address, in its sentence or the one before."""
    index = scan.sentences.at(match.start())
    begin = scan.sentences.span(max(0, index - 1))[0]
    stop = min(scan.sentences.span(index)[1], match.end() + _NEAR)
    near = [hit for hit in scan.named("how.") if max(begin, match.start() - _NEAR) <= hit.start <= stop]
    if not near:
        return "post" if _TAG.search(scan.text, scan.sentences.span(index)[0], match.start()) else None
    return _WAYS.get(min(near, key=lambda hit: abs(hit.start - match.start())).name)


def _bare(url: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", url).rstrip("/").lower()


@cache
def _words(language: str) -> Phrases:
    """The words of links, the language's own and those of English, which many pages borrow."""
    return Phrases(
        pair
        for code in dict.fromkeys((language, "en", SHARED))
        for pair in flatten("links", lexicon.table(code, "links"))
    )
