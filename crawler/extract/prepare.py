"""A page's tree made ready for trafilatura: layout tables opened, embeds and captions marked, named boilerplate gone.

What trafilatura would throw away but we want in the HTML (captions, a line for each embed) is put in its way as a
paragraph that starts with a private mark; `marks` finds it again in the result.
"""

from __future__ import annotations

import re
from copy import copy
from functools import lru_cache
from typing import cast

from lxml import etree
from lxml.html import HtmlElement

from crawler.extract.page import Page
from crawler.extract.words import NAMES
from feeds.clean.embeds import embed_of, post_words

CAPTION, EMBED, PART = "\ue0c1", "\ue0e1", "\ue0e2"
"""Private-use marks (`decode` takes them out of pages) that open a caption or an embed, and part the fields of an embed."""

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_EMBEDDING = (
    "blockquote",
    "div",
    "iframe",
    "video",
    "audio",
    "object",
    "embed",
    "amp-instagram",
    "amp-twitter",
    "amp-youtube",
    "amp-facebook",
)
_PRUNABLE = (
    "div",
    "section",
    "aside",
    "ul",
    "ol",
    "p",
    "span",
    "nav",
    "footer",
    "figure",
    "form",
    "details",
    "dl",
    "a",
    "button",
    "table",
)
_RUNNING_TEXT = etree.XPath("(//p | //div | //td | //li | //section)/text()", smart_strings=False)
_RUN, _MOST = 60, 0.7
"""Characters of a text node that make it running text; the share of all of it that the article's block holds."""
_MAX_SHARE = 0.3
"""A block holding more of the page's text than this is not boilerplate, whatever it is called."""


def uncluttered(page: Page) -> HtmlElement:
    """Return a copy of the page's tree without named boilerplate, with embeds as marked lines; the page itself stays as it is."""
    tree: HtmlElement = copy(page.tree)
    _mark_embeds(tree, page.base)
    prune_named(tree)
    return tree


def prepare(tree: HtmlElement) -> HtmlElement:
    """Make an uncluttered tree ready for trafilatura, in place; return it."""
    etree.strip_elements(tree, "script", "style", "template", with_tail=False)
    _mark_captions(tree)
    _open_layout_tables(tree)
    return tree


def _mark_embeds(tree: HtmlElement, base: str) -> None:
    """Something embedded becomes one marked line: its name, address, public hashtags, and what it says without who says it."""
    for element in list(tree.iter(*_EMBEDDING)):
        embed = embed_of(element, base) if element.getparent() is not None else None
        if embed is None:
            continue
        said = post_words("\n".join(element.itertext())).replace("\n", " ") if embed.post else ""
        fields = (embed.words, embed.url, " ".join(embed.hashtags), said)
        _replace(element, EMBED + PART.join(fields) if embed.words else "")


def _replace(element: HtmlElement, line: str) -> None:
    parent = element.getparent()
    if parent is None:
        return
    paragraph = etree.Element("p")
    paragraph.text, paragraph.tail = line, element.tail
    parent.replace(element, paragraph)


def _mark_captions(tree: HtmlElement) -> None:
    """Captions of figures: trafilatura removes <figure>; the caption becomes a marked paragraph in its place."""
    for figure in list(tree.iter("figure")):
        caption = next(figure.iter("figcaption"), None)
        if figure.find(".//table") is not None or figure.find(".//blockquote") is not None:
            continue
        text = " ".join("".join(caption.itertext()).split()) if caption is not None else ""
        _replace(figure, f"{CAPTION}{text}" if text else "")


def prune_named(tree: HtmlElement) -> None:
    """Remove blocks whose class or id says that they are not the article (share rows, newsletter boxes, related links)."""
    limit = _MAX_SHARE * sum(map(len, cast("list[str]", _RUNNING_TEXT(tree))))
    for element in list(tree.iter(*_PRUNABLE)):
        classes, identifier = element.get("class") or "", element.get("id") or ""
        if not (classes or identifier) or not _is_boilerplate(classes, identifier):
            continue
        if element.getparent() is None or next(element.iter("h1", "article", "main"), None) is not None:
            continue
        if sum(map(len, element.itertext())) > max(limit, 60):
            continue
        element.drop_tree()


@lru_cache(maxsize=20_000)
def _is_boilerplate(classes: str, identifier: str) -> bool:
    """Do these names say so? The same ones stand on all pages of a site."""
    return NAMES.search(_CAMEL.sub("-", f"{classes} {identifier}").lower()) is not None


def _open_layout_tables(tree: HtmlElement) -> None:
    """Tables that only arrange the page become plain blocks; then only the block with the text is looked at."""
    layout = {table for table in tree.iter("table") if _arranges(table)}
    if not layout:
        return
    parts = [p for p in tree.iter("tbody", "thead", "tr", "td", "th") if next(p.iterancestors("table"), None) in layout]
    for element in (*layout, *parts):
        element.tag = "div"
    if next(tree.iter("article", "main"), None) is None:
        _focus(tree)


def focused(tree: HtmlElement) -> HtmlElement:
    """Return a copy of a prepared tree with nothing but the block that holds most of the running text, named as the article.

    A block with several articles in it is none: then <body> comes back empty.
    """
    tree = copy(tree)
    _focus(tree)
    if sum(1 for _ in tree.iter("article")) > 1 or sum(1 for _ in tree.iter("h1")) > 1:
        tree.clear()
    return tree


def _arranges(table: HtmlElement) -> bool:
    if (
        table.get("role") in ("presentation", "none")
        or next(table.iterdescendants("table", "h1", "form"), None) is not None
    ):
        return True
    rows = list(table.iter("tr"))
    return all(sum(1 for _ in row.iterchildren("td", "th")) < 2 for row in rows)


def _focus(tree: HtmlElement) -> None:
    """Leave in <body> only the innermost element that holds most of the running text: such pages name nothing."""
    body = tree.find("body")
    if body is None:
        return
    running: dict[HtmlElement, int] = {}
    for element in body.iter(etree.Element):
        own = sum(
            len(run) for run in (element.text, *(child.tail for child in element)) if run and len(run.strip()) >= _RUN
        )
        for holder in (element, *element.iterancestors()) if own else ():
            running[holder] = running.get(holder, 0) + own
    chosen = body
    if body not in running:
        return
    while (inner := next((c for c in chosen if running.get(c, 0) > _MOST * running[body]), None)) is not None:
        chosen = inner
    if chosen is not body:
        chosen.tag, chosen.tail = "div", None
        chosen.set("class", "article-body")
        body[:] = [chosen]
        body.text = None
