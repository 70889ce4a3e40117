"""The lead: a first paragraph that a page sets apart above the body, where body extraction does not look.

In most of the world's press it is the article's first paragraph (Vorspann, chapô, ingress, лид) and says what the rest
assumes; in English the line under the headline is part of the headline (standfirst, dek) and repeats the article.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from crawler.extract.page import Page, text_of
from crawler.extract.words import fold

_LEAD = re.compile(
    r"(?<![a-z])(?:lead|lede|leadin|intro|introduction|ingress|chapo|chapeau|vorspann|anriss|entradilla|bajada|sommario|summary|zajawka|perex|lid)(?![a-z])"
)
_DEK = re.compile(
    r"(?<![a-z])(?:standfirst|dek|subhead|kicker|tagline|caption|byline|author|related|comment|photo|image|media|credit|copyright)"
)
_OUTSIDE = ("nav", "aside", "footer", "figure", "li", "form", "article-list")
_SHORTEST, _LONGEST, _SAME = 50, 800, 50


def find_lead(page: Page, first_line: str, whole: str, language: str) -> str:
    """Return the page's lead that is not in the body yet (`whole`, which starts with `first_line`), or an empty string."""
    heading = next((h for h in page.tree.iter("h1") if fold(text_of(h))), None)
    start, whole = fold(first_line)[:_SAME], fold(whole)
    if heading is None or not start:
        return ""
    described = fold(page.first("og:description", "description"))[:_SAME]
    english = language.lower().startswith("en")
    passed = False
    for element in page.tree.iter("h1", "h2", "h3", "h4", "p", "div", "span", "strong", "section"):
        passed = passed or element is heading
        if not passed or element is heading or len(element) > 5:
            continue
        text = _short_text(element)
        if not _SHORTEST <= len(text) <= _LONGEST:
            continue
        folded = fold(text[:300])
        if folded.startswith(start):
            return ""
        names = _names(element)
        named = bool(_LEAD.search(names)) and element.tag != "section"
        if (named or (not english and len(described) >= 40 and folded.startswith(described))) and not _DEK.search(
            names
        ):
            return "" if folded[:_SAME] in whole or next(element.iterancestors(*_OUTSIDE), None) is not None else text
    return ""


def _short_text(element: HtmlElement) -> str:
    """The element's text, spaces squeezed; empty when it is far too long for a lead."""
    parts: list[str] = []
    room = 4 * _LONGEST
    for part in element.itertext():
        parts.append(str(part))
        room -= len(part.strip())
        if room < 0:
            return ""
    return " ".join("".join(parts).split())


def _names(element: HtmlElement) -> str:
    parent = element.getparent()
    return (
        " ".join(
            (e.get("class") or "") + " " + (e.get("id") or "")
            for e in (element, parent, parent.getparent() if parent is not None else None)
            if e is not None
        )
        .lower()
        .replace("_", "-")
    )
