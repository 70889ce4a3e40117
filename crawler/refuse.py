"""Refusing early (REFUSE_EARLY): what cannot be an action is not fetched, or not read in full. A pure look at bytes."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from functools import partial

from resiliparse.extract.html2text import extract_plain_text

from crawler.entrances import page
from crawler.entrances.entry import Entry
from crawler.entrances.fulltext import words_of
from crawler.extract.decode import decode
from crawler.items import ArticleItem
from feeds.clean.text import language_of
from feeds.understand.screen import refusal, refusal_of_entry

LARGEST = 3_000_000
"""Characters of a page that are looked at cheaply; a larger one is read in full, which has its own bounds."""
DEEPEST = 400
"""The cheap reader takes long over pages nested deeper than this: nor are they refused unread."""
_TITLE = re.compile(r"<title[^<>]{0,300}>([^<]{0,500})", re.IGNORECASE)
_LANGUAGE = re.compile(r"""<html[^<>]{0,500}?\blang\s*=\s*["']?([A-Za-z-]{2,12})""", re.IGNORECASE)
# each begins with plain letters, which are searched for ten times as fast as a choice of both
_STRUCTURED = (
    re.compile(rb"""@type["']\s*:\s*\[?\s*["']\w*Event\b"""),
    re.compile(rb"""itemtype=["']?https?://schema\.org/\w*Event\b"""),
)
_NESTING = re.compile(r"<(/?)(?:div|span|table|ul|ol|li|b|i|em|font|blockquote|section)\b", re.IGNORECASE)


def of_entry(entry: Entry, topics: frozenset[str]) -> str:
    """Why the page of an entry is not worth fetching, by name; "" when it may be. Events are always worth it."""
    if entry.events or entry.full:
        return ""
    told = " ".join((words_of(entry.summary), *entry.tags))
    return refusal_of_entry(entry.title, told, language=entry.language, topics=topics)


def of_entries(entries: Sequence[Entry], topics: frozenset[str]) -> list[str]:
    """`of_entry` of each."""
    return [of_entry(entry, topics) for entry in entries]


def of_page(body: bytes, entry: Entry, topics: frozenset[str], charset: str | None = None) -> str:
    """Why a page is not worth reading in full, by name; "" when it may be."""
    if entry.events or any(structured.search(body) for structured in _STRUCTURED):
        return ""
    text = decode(body, charset)
    if len(text) > LARGEST or _depth(text) > DEEPEST:
        return ""
    try:
        main = extract_plain_text(text, main_content=True, alt_texts=False, links=False)
    except Exception:  # what the cheap reader cannot read, the thorough one may
        return ""
    titled = _TITLE.search(text)
    title = f"{entry.title}\n{html.unescape(titled[1]) if titled else ''}"
    stated = _LANGUAGE.search(text[:20_000])
    told = " ".join((words_of(entry.summary), *entry.tags))
    # found when it is asked for: pages misstate theirs
    language = partial(language_of, f"{title}\n{main}", entry.language or (stated[1] if stated else ""))
    return refusal(title, f"{told}\n{main}", language=language, topics=topics)


def read(
    body: bytes, url: str, entry: Entry, *, charset: str | None = None, source: str = "", topics: frozenset[str]
) -> tuple[ArticleItem | None, str]:
    """`page.read`, unless the page cannot be an action: then why, by name. An entry that is whole is never refused."""
    reason = "" if entry.full else of_page(body, entry, topics, charset)
    return (None, reason) if reason else page.read(body, url, entry, charset=charset, source=source)


def _depth(text: str) -> int:
    """How deep elements are nested at most, roughly; counting stops where it is deep enough to say so."""
    depth = deepest = 0
    for closing in _NESTING.findall(text):
        if closing:
            depth -= depth > 0
            continue
        depth += 1
        if depth > deepest:
            deepest = depth
            if deepest > DEEPEST:
                break
    return deepest
