"""The article's part of a page: trafilatura, its modes chosen per page, then what is not the article removed."""

from __future__ import annotations

import logging
import os
from urllib.parse import urlsplit

from lxml.etree import Element, _Element
from trafilatura import bare_extraction

from crawler.extract.lead import find_lead
from crawler.extract.page import Page
from crawler.extract.prepare import prepared
from crawler.extract.prune import prune
from crawler.extract.render import to_text

PRECISION = bool(os.environ.get("PREC"))
for _name in ("trafilatura", "htmldate", "readability"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)  # they log every page they cannot read; we count those


def find_body(page: Page, titles: list[str], names: list[str], language: str = "") -> tuple[_Element, str]:
    """Return the article as trafilatura's body tree, and the name of what found it."""
    try:
        document = bare_extraction(
            prepared(page), url=page.base, include_comments=False, include_links=True, include_formatting=True, favor_precision=PRECISION
        )
    except Exception:  # hostile pages break it in many ways; such a page has no body
        document = None
    if document is None or document.body is None:
        return Element("body"), ""
    prune(document.body, titles, names, urlsplit(page.url).hostname or "")
    text = to_text(document.body)
    if lead := find_lead(page, text.partition("\n")[0], text, language):
        paragraph = Element("p")
        paragraph.text = lead
        document.body.insert(0, paragraph)
    return document.body, "trafilatura"
