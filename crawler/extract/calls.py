"""Links alone on their line by which one takes part ("Sign the petition"): kept from trafilatura, which drops lines of links.

`mark_calls` writes such a link as plain words with its address behind a private mark, `open_calls` makes a link of it again
in what was read. Only links that leave the site: its own are its menus.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml.etree import SubElement, _Element
from lxml.html import HtmlElement

from crawler.extract.page import absolute, text_of
from crawler.extract.prune import host_of
from crawler.extract.words import ASKS, CALL_AWAY, CALL_TARGET, POINTER, fold

_MARK = "\ue0e3"
_BLOCKS = frozenset({"p", "div", "center", "h2", "h3", "h4", "h5", "h6", "li", "td"})
_NO_TEXT = frozenset({"nav", "footer", "aside", "header", "form"})
_MOST_LINKS, _LONGEST, _SHORT = 2000, 120, 70
_FEW = 4
"""Elements beside such a link: line breaks, icons."""
_SHARES = re.compile(r"[?&](?:u|url|text|body|subject)=|/(?:share|sharer|intent)\b", re.I)


def mark_calls(tree: HtmlElement, base: str) -> None:
    """Write each call of a prepared page, in place, as words with its address behind a mark."""
    own = _site(base)
    for link in list(islice(tree.iter("a"), _MOST_LINKS)):
        href = link.get("href") or ""
        if "//" not in href or (block := _alone(link)) is None:
            continue
        url, words = absolute(base, href), text_of(link)
        if not url or _site(url) == own or _SHARES.search(url) or not _calls(words, url, in_list=block.tag == "li"):
            continue
        tail = block.tail
        block.clear()
        block.text, block.tail = f"{words}{_MARK}{url}", tail
        if block.tag != "li":
            block.tag = "p"


def _site(url: str) -> str:
    """The last names of its host: "give.paper.co.uk" and "www.paper.co.uk" are one site."""
    names = host_of(url).lower().split(".")
    return ".".join(names[-3:] if len(names) > 2 and len(names[-2]) <= 3 else names[-2:])


def _calls(words: str, url: str, *, in_list: bool) -> bool:
    """Does one take part by it? By where it leads; outside lists also by its words."""
    folded = fold(words)
    if not 2 < len(words) <= _LONGEST or ASKS.in_line(folded) or POINTER.opens(folded):
        return False
    return CALL_TARGET.search(url) is not None or (not in_list and len(words) <= _SHORT and CALL_AWAY.in_line(folded))


def _alone(link: HtmlElement) -> HtmlElement | None:
    """The block that holds this link and no other words; None when there is none, or it lies in a menu."""
    holder = link
    while holder.tag not in _BLOCKS:
        above = holder.getparent()
        if above is None or len(above) > _FEW or not _blank(above.text) or not all(_blank(c.tail) for c in above):
            return None
        if any(child is not holder and (len(child) or not _blank(child.text)) for child in above):
            return None
        holder = above
    return None if any(above.tag in _NO_TEXT for above in holder.iterancestors()) else holder


def _blank(text: str | None) -> bool:
    return not text or not text.strip()


def open_calls(body: _Element) -> None:
    """Make links of the marked lines of trafilatura's body, in place."""
    for element in _marked(body):
        words, _, url = (element.text or "").partition(_MARK)
        element.text = None
        link = SubElement(element, "ref", target=url.strip())
        link.text = words


def _marked(body: _Element) -> Iterator[_Element]:
    return (element for element in list(body.iter()) if _MARK in (element.text or ""))
