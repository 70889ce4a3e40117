"""Remove from trafilatura's body what is not the article: furniture above it, pointers elsewhere, boxes that ask for things.

Lines are judged by their words (`boilerplate.toml`), by how much of them is links, and by where they stand; a line that is
a way to take part, or that carries a hashtag, stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise, takewhile
from urllib.parse import urlsplit

from lxml.etree import _Element

from crawler.extract.page import text_of
from crawler.extract.prepare import CAPTION, EMBED
from crawler.extract.render import to_text
from crawler.extract.words import ALONE, ASKS, CALL, POINTER, STAMP, TAGS, fold

_BLOCKS = frozenset({"p", "head", "quote", "item", "row", "code", "table", "list", "fw"})
_LEAVES = frozenset({"p", "head", "quote", "item", "row", "code"})
_SENTENCE_END = re.compile(r"[.!?…。！？؟।:»\"”]\s*$")
_DATE = re.compile(r"\d{1,4}\s?[./年-]\s?\d{1,2}\s?[./月-]\s?\d{1,4}|\b(?:19|20)\d\d\b")
_CLOCK = re.compile(r"\d{1,2}[:.h]\d\d")
_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|pdf|zip|docx?|mp[34])(?:\?|$)", re.I)
_COPYRIGHT = re.compile(r"\W{0,3}(?:©|\(c\)\s|copyright\s)", re.I)
_MOST, _SHORT_ASK, _SHORT_POINTER, _RUNNING = 0.8, 220, 180, 80


@dataclass(eq=False)
class Line:
    """One leaf block of the body."""

    element: _Element
    text: str
    folded: str
    linked: int
    """How many of its characters are links."""
    links: list[tuple[str, str]]
    """Target and words of each link."""

    @property
    def mostly_links(self) -> bool:
        return bool(self.links) and self.linked > _MOST * len(self.text)

    @property
    def running(self) -> bool:
        """Reads like a paragraph of an article."""
        long = len(self.text) >= _RUNNING or (len(self.text) >= 40 and bool(_SENTENCE_END.search(self.text)))
        return long and self.element.tag != "head" and not self.mostly_links

    @property
    def marked(self) -> bool:
        """A caption or an embed: put there by us, judged by nobody."""
        return self.text.startswith((CAPTION, EMBED))


def prune(body: _Element, titles: list[str], names: list[str], host: str) -> None:
    """Take out of `body`, in place, what is not the article.

    `titles` are the title's spellings, `names` those of authors, section and site, `host` the page's own.
    """
    lines = [_line(e) for e in body.iter(*_LEAVES) if next(e.iterdescendants(*_BLOCKS), None) is None]
    lines = [line for line in lines if line.text and not line.marked]
    gone = _before(lines, {fold(t) for t in titles if t}, {fold(n) for n in names if n})
    gone += _pointers(lines, host)
    gone += [line for line in lines if _furniture(line)] + _tag_rows(lines)
    if sum(len(line.text) for line in {id(g): g for g in gone}.values()) > 0.5 * sum(len(line.text) for line in lines):
        gone = [
            line for line in gone if line.folded in ALONE
        ]  # a page of links or of asking: what would be left is no article
    gone += _hanging([line for line in lines if line not in gone])
    for line in gone:
        _drop(line.element)
    _drop_empty(body)


def _line(element: _Element) -> Line:
    text = to_text(element).replace("\n", " ")
    links = [(ref.get("target") or "", text_of(ref)) for ref in element.iter("ref")]
    return Line(element, text, fold(text), sum(len(words) for _, words in links), links)


def _before(lines: list[Line], titles: set[str], names: set[str]) -> list[Line]:
    """Furniture above the first paragraph: the title again, crumbs, byline, date."""
    gone = []
    for line in lines[:12]:
        if any(_same(line.folded, title) for title in titles):
            gone.append(line)
        elif line.running:
            break
        elif (
            line.folded in names
            or _is_stamp(line, bool(gone))
            or (line.mostly_links and len(line.text) < 60 and not CALL.in_line(line.folded))
        ):
            gone.append(line)
    return gone


def _same(folded: str, title: str) -> bool:
    return folded == title or (
        len(title) > 20 and len(folded) < len(title) + 30 and (folded.endswith(title) or folded.startswith(title))
    )


def _is_stamp(line: Line, under_title: bool) -> bool:
    """A publication stamp: a date with a clock or a bar beside it; a bare date only under the title (else it is the dateline)."""
    if len(line.text) > 160 or not _DATE.search(line.text):
        return False
    if STAMP.in_line(line.folded):
        return True
    words = len(re.findall(r"[^\W\d_]+", line.text))
    return (
        len(line.text) < 70 and words <= 8
        if _CLOCK.search(line.text) or (under_title and "|" in line.text)
        else under_title and words <= 2
    )


def _pointers(lines: list[Line], host: str) -> list[Line]:
    """Pointers to other articles: a label with its link, a label and the links under it, a headline that is all link."""
    gone, under = [], False
    for line in lines:
        label = POINTER.opens(line.folded)
        if label and (
            line.linked > _MOST * (len(line.text) - label)
            or (len(line.text) < _SHORT_POINTER and _is_label(line, label))
        ):
            gone.append(line)
            under = line.linked < 20
        elif (under and line.linked > 0.5 * len(line.text)) or (line.mostly_links and _is_headline(line, host)):
            gone.append(line)
        else:
            under = False
    return gone


def _is_label(line: Line, end: int) -> bool:
    """The label is the whole line (a word or two may follow) or stands before a colon; it is not the start of a sentence."""
    rest = len(line.folded) - end
    if rest == 0 or fold(line.text.partition(":")[0]) == line.folded[:end]:
        return True
    return rest <= 12 and " " in line.folded[:end] and not re.search(r"[.!?]\s*$", line.text)


def _is_headline(line: Line, host: str) -> bool:
    """A link to another article, alone on its line: many words, on this host."""
    if line.element.tag == "row" or len(line.links) != 1 or CALL.in_line(line.folded) or "#" in line.text:
        return False
    target = line.links[0][0]
    return 30 <= len(line.text) <= 160 and not _FILE.search(target) and bare(host_of(target)) == bare(host)


def host_of(url: str) -> str:
    """The host of `url`; empty when it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def bare(host: str) -> str:
    """The host without "www."."""
    return host.lower().removeprefix("www.")


def _furniture(line: Line) -> bool:
    if line.folded in ALONE or not line.folded or (len(line.text) < _SHORT_POINTER and _COPYRIGHT.match(line.text)):
        return True
    if "#" in line.text:
        return False
    if TAGS.opens(line.folded) and (line.mostly_links or _is_tag_row(line)):
        return True
    return len(line.text) < _SHORT_ASK and ASKS.in_line(line.folded)


def _is_tag_row(line: Line) -> bool:
    """Keywords after a colon, no sentence."""
    return bool(re.match(r"[^:]{2,25}:", line.text)) and len(line.text) < 300 and not _SENTENCE_END.search(line.text)


def _hanging(lines: list[Line]) -> list[Line]:
    """Headings at the very end, with nothing under them."""
    return list(takewhile(lambda line: line.element.tag == "head", reversed(lines)))


def _tag_rows(lines: list[Line]) -> list[Line]:
    """Keywords with commas between them, under a line that says so."""
    pairs = pairwise(lines)
    return [
        row
        for label, row in pairs
        if 0 < len(label.folded) == TAGS.opens(label.folded) and "," in row.text and not _SENTENCE_END.search(row.text)
    ]


def _drop(element: _Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    if element.tail and element.tail.strip():
        previous = element.getprevious()
        if previous is not None:
            previous.tail = (previous.tail or "") + " " + element.tail
        else:
            parent.text = (parent.text or "") + " " + element.tail
    parent.remove(element)


def _drop_empty(body: _Element) -> None:
    """Lists, tables and quotes that lost all they held."""
    for element in list(body.iter("list", "table", "quote")):
        if not text_of(element):
            _drop(element)
