"""trafilatura asked in two ways: with the other extractors and rescues that it asks as well, or its own extractor alone.

Alone it takes half the time. Its steps are those of `trafilatura.core.trafilatura_sequence` (2.x) up to the first comparison.
"""

from __future__ import annotations

from copy import copy

from lxml.etree import Element, _Element
from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.htmlprocessing import convert_tags, prune_unwanted_nodes, tree_cleaning
from trafilatura.main_extractor import extract_content
from trafilatura.settings import Document, Extractor
from trafilatura.xpaths import RAW_TREE_PRUNE_XPATH, REMOVE_COMMENTS_AND_LISTS_XPATH, REMOVE_COMMENTS_XPATH


def read_fully(tree: HtmlElement, base: str, *, least: int, precision: bool) -> _Element:
    """Return the body of trafilatura's reading of a prepared tree, which stays as it is. May raise on hostile trees.

    A reading of less than `least` characters is no article to it: it then takes other ways.
    """
    document = bare_extraction(tree, options=_options(base, least, precision=precision))
    return document.body if isinstance(document, Document) and document.body is not None else Element("body")


def read_quickly(tree: HtmlElement, base: str, *, least: int, precision: bool) -> _Element:
    """The same by trafilatura's own extractor alone."""
    options = _options(base, least, precision=precision)
    pruned = prune_unwanted_nodes(copy(tree), [*RAW_TREE_PRUNE_XPATH, *REMOVE_COMMENTS_AND_LISTS_XPATH])
    converted = convert_tags(tree_cleaning(pruned, options), options, base)
    if precision:
        converted = prune_unwanted_nodes(converted, REMOVE_COMMENTS_XPATH)
    body: _Element = extract_content(converted, options)[0]
    return body


def _options(base: str, least: int, *, precision: bool) -> Extractor:
    """XML: the tree alone, without its text as Markdown."""
    options = Extractor(output_format="xml", comments=False, formatting=True, links=True, url=base, precision=precision)
    options.min_extracted_size = least
    return options
