"""Any HTML -> safe HTML from an allow-list (`html.toml`), its text, its links.

The tree is read once and written anew in one normal form (`writers.py`); what is written then passes nh3, so that safety rests
on a parser of the browsers' kind and not on ours.
"""

from __future__ import annotations

import html as entities
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import nh3
from lxml import etree

from feeds.article import Link
from feeds.clean.embeds import embed_of
from feeds.clean.text import clean_text
from feeds.clean.writers import HtmlWriter, Images, TextWriter, Writer

LARGEST = 1_000_000
"""Characters of HTML that are looked at."""
DEEPEST = 64
"""Levels of elements; deeper tags are left out, their text stays."""
MOST_TAGS = 50_000

_KNOWN: dict[str, Any] = tomllib.loads(Path(__file__).with_name("html.toml").read_text("utf-8"))
_SAME: dict[str, str] = _KNOWN["same"]
_DROPPED, _COMMENTERS = (frozenset(_KNOWN["kinds"][kind]) for kind in ("dropped", "commenters"))
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+>?")
_HAS_TAG = re.compile(r"<[a-zA-Z!/?]")
_ESCAPED_TAG = re.compile(r"&lt;(?:p|br|div|a\s[^&]*href)\b", re.I)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


def clean_html(html: str, base: str = "", *, images: Images = "drop") -> str:
    """`html` as safe HTML: links absolute and without tracking, embeds as links, nothing that loads or runs.

    Images are left out unless kept; what counts readers always is. `base` is the page's address. Never raises; idempotent;
    bounded in time and memory whatever comes in.
    """
    return html_and_links(html, base, images=images)[0]


def html_links(html: str, base: str = "") -> tuple[Link, ...]:
    """The links of `html` in their order, clean, each with the words it is on; those without words or address left out."""
    return html_and_links(html, base)[1]


def html_and_links(html: str, base: str = "", *, images: Images = "drop") -> tuple[str, tuple[Link, ...]]:
    """Both in one reading."""
    for _ in range(3):
        writer = HtmlWriter(base, images)
        _read(html, writer)
        clean = _gate(images).clean(writer.done())
        if "<table>" not in clean or clean == html:
            break
        html = clean  # without its empty cells a table may be none any more
    return clean, tuple(writer.links)


def html_text(html: str) -> str:
    """The text of `html`, one line per block; of embedded posts what they say, not who says it; cells joined by " | "."""
    writer = TextWriter()
    _read(html, writer)
    return clean_text(writer.done(), entities=False)


@cache
def _gate(images: Images) -> nh3.Cleaner:
    """nh3 with the allow-list: what it lets through is all that can come out."""
    allowed: dict[str, list[str]] = _KNOWN["allowed"]
    tags = {tag for tag in allowed if tag != "img" or images == "keep"}
    return nh3.Cleaner(
        tags=tags,
        attributes={tag: set(allowed[tag]) for tag in tags},
        url_schemes={"http", "https"},
        link_rel="noopener noreferrer",
        strip_comments=True,
    )


def _read(html: str, writer: Writer) -> None:
    root = _parsed(html)
    if root is not None:
        _walk(root, writer, "", 0)


def _parsed(html: str) -> etree._Element | None:
    html = _CONTROLS.sub("", html[:LARGEST])
    if not _HAS_TAG.search(html):
        if _ESCAPED_TAG.search(html):
            html = entities.unescape(html)
        elif "\n" in html.strip():
            html = "".join(f"<p>{line}</p>" for line in html.split("\n") if line.strip())
    if not html.strip():
        return None
    if html.count("<") > 2 * DEEPEST:
        html = _flatter(html)
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        return etree.fromstring(f"<div>{html}</div>".encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _flatter(html: str) -> str:
    """`html` without tags beyond the deepest level and the largest number."""
    open_: list[str] = []
    count = 0

    def kept(found: re.Match[str]) -> str:
        nonlocal count
        count += 1
        closing, name = found[1], found[2].lower()
        if count > MOST_TAGS:
            return " "
        if closing:
            if name not in open_:
                return ""
            while open_.pop() != name:
                pass
        elif name not in _VOID:
            if len(open_) >= DEEPEST:
                return " "
            open_.append(name)
        return found[0]

    return _TAG.sub(kept, html)


def _walk(element: etree._Element, writer: Writer, direction: str, depth: int) -> None:
    """Tells `writer` what the tree holds, in order."""
    tag = element.tag
    if not isinstance(tag, str) or depth > 4 * DEEPEST:
        return
    tag = _SAME.get(tag, tag)
    if tag in _DROPPED or _unseen(element):
        return
    if (embed := embed_of(element, writer.base)) is not None:
        writer.embed(embed)
        if not embed.post or not writer.wants_posts:
            return
    own = (element.get("dir") or "").lower()
    direction = own if own in ("rtl", "ltr") else direction
    if tag == "table" and not _is_data(element):
        tag = "div"
    opened = writer.start(tag, element, direction)
    writer.text(element.text or "")
    for child in element:
        _walk(child, writer, direction, depth + 1)
        writer.text(child.tail or "")
    writer.end(tag, opened)
    if embed is not None:
        writer.embed_ends()


def _unseen(element: etree._Element) -> bool:
    """Hidden from readers, or a commenters' block?"""
    get = element.get
    if get("hidden") is not None or ((style := get("style")) and _HIDDEN.search(style)):
        return True
    marks = f"{get('id') or ''} {get('class') or ''}"
    return len(marks) > 1 and not _COMMENTERS.isdisjoint(marks.lower().split())


def _is_data(table: etree._Element) -> bool:
    """A table of rows and columns, not one that lays out a page."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    rows = [sum(1 for _ in row.iterchildren("td", "th")) for row in table.iterdescendants("tr")]
    return len(rows) > 1 and max(rows) > 1
