"""Who wrote the article: names of people; the site's own name only where it names nobody else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.extract.metadata import site_names
from crawler.extract.page import Page, text_of
from crawler.extract.structured import Node, Origin, strings
from crawler.extract.words import fold

_META = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "parsely-author",
    "sailthru.author",
    "byl",
    "authors",
)
_MARKED = re.compile(
    r"(?<![a-z])(?:author|authors|byline|autor|auteur|autore|author-?name|byline-?name|post-?author|entry-?author|fn)(?![a-z])"
)
_BY = re.compile(
    r"^\W*(?:text|story|words|written|posted|reported|published|geschrieben|escrito|écrit|scritto|napisał|автор|текст|autor|autorin|author|yazar|حرره)?\s*"
    r"(?:by|von|par|por|di|af|av|door|przez|de|:)[\s:]+|^\W*(?:автор|текст|autor|autorin|author|yazar|byline)\s*:\s*",
    re.I,
)
_BETWEEN = re.compile(r"\s*(?:;|\||\s/\s|,?\s+(?:and|und|et|y|e|i|og|och|en|и|та|і|ve|&)\s+|,)\s*", re.I)
_SIGN = re.compile(r"\s*\([\w.]{1,6}\)\s*$")
_NO_NAME = re.compile(
    r"@|://|\d{3}|^(?:admin|administrator|redaktion|redacción|rédaction|redazione|editor|staff|user|guest|root|wp\w*)$",
    re.I,
)


def authors(page: Page, article: Node | None) -> tuple[list[str], Origin]:
    """Return the names of the authors, and where they were stated."""
    site = site_names(page, article)
    organisation: tuple[list[str], Origin] = ([], "")
    for origin, lines in _stated(page, article):
        names = names_in(lines)
        if people := [name for name in names if fold(name) not in site]:
            return people, origin
        organisation = organisation if organisation[0] else (names, origin if names else "")
    return organisation


def _stated(page: Page, article: Node | None) -> Iterator[tuple[Origin, list[str]]]:
    """Where bylines stand and what they say, the most reliable first."""
    yield "json-ld", strings(article.get("author")) if article is not None else []
    for key in _META:
        yield f"meta {key}", page.meta.get(key, [])
    yield "byline", _marked(page)


def names_in(stated: list[str]) -> list[str]:
    """Single names out of bylines: several on one line come apart, "By" and signatures go."""
    found: list[str] = []
    for line in stated:
        for part in _apart(_BY.sub("", line)):
            name = _SIGN.sub("", part).strip(" ,.;:-–—|")
            if name and len(name) <= 60 and len(name.split()) <= 6 and not _NO_NAME.search(name):
                found.append(name)
    return list({fold(name): name for name in reversed(found)}.values())[::-1][:20]


def _apart(line: str) -> list[str]:
    """The names of a byline; commas only part them when every part is a full name ("García, Ana" is one)."""
    parts = [p for p in _BETWEEN.split(line) if p]
    whole = all(" " in p.strip() or not p.isascii() for p in parts)
    return parts if len(parts) < 2 or whole else [line]


def _marked(page: Page) -> list[str]:
    """Texts of elements named as byline; the innermost of each first one."""
    for element in page.tree.iter("a", "span", "div", "p", "address", "strong", "li", "cite"):
        names = (
            f"{element.get('class') or ''} {element.get('rel') or ''} {element.get('itemprop') or ''}".lower().replace(
                "_", "-"
            )
        )
        if _MARKED.search(names) and "comment" not in names and _is_name(text_of(element)):
            return [text_of(element)]
    return []


def _is_name(text: str) -> bool:
    """Reads like the name of a person: a few words, no sentence, no label."""
    words = _BY.sub("", text).split()
    return 5 < len(text) <= 60 and 2 <= len(words) <= 8 and not re.search(r"[:!?\d/（]", " ".join(words))
