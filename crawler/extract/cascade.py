"""trafilatura asked in steps: its own extractor first; the extractors that it compares and its rescues only where they may win.

The steps are those of `trafilatura.core.trafilatura_sequence` (2.x) without comments. Its own extractor alone takes half the
time, and what it has read needs not be read again to be compared.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy

from lxml.etree import Element, _Element
from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.baseline import html2txt
from trafilatura.core import ESCALATION_MAX_LENGTH, ESCALATION_PAGE_SHARE
from trafilatura.external import compare_extraction
from trafilatura.htmlprocessing import convert_tags, prune_unwanted_nodes, tree_cleaning
from trafilatura.main_extractor import extract_content
from trafilatura.settings import Document, Extractor
from trafilatura.xpaths import RAW_TREE_PRUNE_XPATH, REMOVE_COMMENTS_AND_LISTS_XPATH, REMOVE_COMMENTS_XPATH


def read_fully(tree: HtmlElement, *, least: int, precision: bool) -> _Element:
    """Return the body of trafilatura's reading of a prepared tree, which stays as it is. May raise on hostile trees.

    A reading of less than `least` characters is no article to it: it then takes other ways. Links are left as written.
    """
    document = bare_extraction(tree, options=_options(least, precision=precision))
    return document.body if isinstance(document, Document) and document.body is not None else Element("body")


def read_in_steps(tree: HtmlElement, sound: Callable[[_Element], bool], *, least: int, precision: bool) -> _Element:
    """The same; a first reading that is `sound` is taken as it is."""
    options = _options(least, precision=precision)
    pruned = prune_unwanted_nodes(copy(tree), [*RAW_TREE_PRUNE_XPATH, *REMOVE_COMMENTS_AND_LISTS_XPATH])
    cleaned = tree_cleaning(copy(pruned), options)
    converted = convert_tags(copy(cleaned), options)
    if precision:
        converted = prune_unwanted_nodes(converted, REMOVE_COMMENTS_XPATH)
    body, text = extract_content(converted, options)
    if sound(body):
        return body
    body, text = compare_extraction(cleaned, copy(pruned), body, text, options)
    return read_fully(tree, least=least, precision=precision) if _is_short(text, pruned, options) else body


def _is_short(text: str, pruned: HtmlElement, options: Extractor) -> bool:
    """Would trafilatura take other ways now?"""
    if len(text) < options.min_extracted_size:
        return True
    if options.focus != "balanced" or len(text) >= ESCALATION_MAX_LENGTH:
        return False
    return len(text) < ESCALATION_PAGE_SHARE * len(html2txt(pruned))


def _options(least: int, *, precision: bool) -> Extractor:
    """XML: the tree alone, without its text as Markdown. No address: it would make all links absolute to keep a few."""
    options = Extractor(output_format="xml", comments=False, formatting=True, links=True, precision=precision)
    options.min_extracted_size = least
    return options
