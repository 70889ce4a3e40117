"""The article's part of a page: trafilatura, corrected where a second opinion says that it took too much or too little.

trafilatura is the most accurate free extractor; what it gets badly wrong it gets wrong in length. resiliparse misses next
to nothing of an article and costs a tenth, so its length says when to look again: with trafilatura's precision mode, or
with the block that holds most of the running text named as the article.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

from lxml.etree import Element, XPath, _Element
from lxml.html import HtmlElement
from resiliparse.extract.html2text import extract_plain_text
from trafilatura import external

from crawler.extract.calls import mark_calls, open_calls
from crawler.extract.cascade import read_fully, read_in_steps
from crawler.extract.lead import find_lead
from crawler.extract.page import Page, absolute, text_of
from crawler.extract.prepare import focused, prepare
from crawler.extract.prune import prune
from crawler.extract.render import to_text
from crawler.extract.stopwords import use_our_languages

_TOO_MUCH, _TOO_LITTLE = 1.4, 0.6
_LONG, _TOO_LONG = 200_000, 400_000
"""Characters of markup: of a longer page two readings must do, of a very long one a single one; three would take a second."""
_TOO_DEEP = XPath(f"boolean({'/*' * 200})")
_ENOUGH, _GAIN, _LIMIT = 0.6, 1.5, 1.15
_LEAST, _LEAST_DENSE = 250, 80
"""Characters: less is no article; the second where a character is half a word."""
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_UNCLEAN = XPath(external.SANITIZED_XPATH.replace(".//", "descendant::"))
"""What trafilatura itself takes for furniture in a reading."""

for _name in ("trafilatura", "htmldate", "readability"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)  # they log every page they cannot read; we count those


@dataclass(frozen=True)
class Body:
    """The article as trafilatura's body tree, and the name of what found it (empty: nothing did)."""

    tree: _Element
    origin: str = ""


def find_body(page: Page, bare: HtmlElement, titles: list[str], names: list[str], language: str = "") -> Body:
    """Return the article of the page; `bare` is its uncluttered tree, which is used up.

    `titles`, `names`: see `prune`; `language` as stated by the page.
    """
    body = _choose(page, prepare(bare))
    for link in body.tree.iter("ref"):
        target = link.get("target") or ""
        link.set("target", absolute(page.base, target) or target)
    prune(body.tree, titles, names, urlsplit(page.url).hostname or "")
    text = to_text(body.tree)
    if lead := find_lead(page, text.partition("\n")[0], text, language):
        paragraph = Element("p")
        paragraph.text = lead
        body.tree.insert(0, paragraph)
    return body


def _choose(page: Page, tree: HtmlElement) -> Body:
    """trafilatura's standard reading, or another when its length is far from resiliparse's."""
    mark_calls(tree, page.base)
    main = _main_text(page)
    expected = len(main)
    read = partial(_read, expected=expected, least=_LEAST_DENSE if _is_dense(main) else _LEAST)
    standard = read(tree)
    length = _length(standard)
    if length > _TOO_MUCH * expected > 0:
        precise = read(tree, precision=True)
        if _length(precise) > _ENOUGH * expected:
            return Body(precise, "trafilatura precision")
    elif length < _TOO_LITTLE * expected and len(page.text) < _LONG:
        start = to_text(standard)[:40]
        for origin, precision in (("trafilatura precision", True), ("trafilatura focused", False)):
            other = read(tree if precision else focused(tree), precision=precision)
            text = to_text(other)
            if _GAIN * length < len(text) < _LIMIT * expected and (start in text or length < 0.1 * expected):
                return Body(other, origin)
    return Body(standard, "trafilatura" if len(standard) else "")


def _read(tree: HtmlElement, *, expected: int, least: int, precision: bool = False) -> _Element:
    """trafilatura's body tree: of its own extractor, where the others would be asked in vain; empty where it finds nothing."""
    use_our_languages()
    try:
        if expected:
            sound = partial(_sound, expected=expected, least=least)
            body = read_in_steps(tree, sound, least=least, precision=precision)
        else:
            body = read_fully(tree, least=least, precision=precision)
    except Exception:  # hostile pages break it in many ways; such a page has no body
        return Element("body")
    open_calls(body)
    return body


def _sound(body: _Element, expected: int, least: int) -> bool:
    """Is this a reading that trafilatura would keep? The others win where its own finds little, or what is no running text."""
    if _length(body) < max(2 * least, _TOO_LITTLE * expected) or _UNCLEAN(body):
        return False
    paragraphs = list(body.iter("p"))
    return any(text_of(p) for p in paragraphs) and sum(1 for _ in body.iter("table")) <= len(paragraphs)


def _length(body: _Element) -> int:
    return len(to_text(body))


def _main_text(page: Page) -> str:
    """resiliparse's reading; empty for pages too long to read again, or nested so deep that it takes minutes."""
    if len(page.text) > _TOO_LONG or _TOO_DEEP(page.tree):
        return ""
    try:
        return str(extract_plain_text(page.text, main_content=True, alt_texts=False, links=False))
    except Exception:  # no second opinion then
        return ""


def _is_dense(text: str) -> bool:
    """Is most of this Chinese, Japanese or Korean?"""
    start = text[:5000]
    return 2 * sum(map(len, _DENSE.findall(start))) > len(start)
