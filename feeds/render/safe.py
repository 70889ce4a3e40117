"""Safe: the last door before bytes. Whatever the store holds, what leaves is harmless text, links and HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from html import escape, unescape
from urllib.parse import quote, urlsplit

import nh3

# not Char of XML 1.0 (section 2.2), its discouraged C1 controls, and marks that reorder the text after them
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)
_SPACES = re.compile(r"\s+")
_MARKUP = re.compile(r"<(?=[^\W\d]|[/!?])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_URL_UNSAFE = re.compile(r"[\s<>\"'`\\^{}|]")

MAX_HTML = 100_000
"""Characters of one source's HTML: nh3 is quadratic in nesting depth, so size is capped first."""
MAX_TAGS = 4_000
MAX_LINE = 2_000

_TAGS = set(
    "a abbr b blockquote br caption code dd div dl dt em figcaption figure h3 h4 h5 h6 hr i li mark ol p pre q s small "  # noqa: SIM905
    "span strong sub sup table tbody td th thead time tr u ul".split()
)
_ATTRIBUTES = {"*": {"lang", "dir"}, "a": {"href", "hreflang"}, "ol": {"start"}, "time": {"datetime"}}
_DROPPED = {"script", "style", "template", "noscript", "svg", "math", "iframe", "object"}


def block(value: str) -> str:
    """Text with its line breaks, without characters that XML forbids or that reorder text."""
    return _FORBIDDEN.sub("", value).replace("\r\n", "\n").replace("\r", "\n").strip()


def line(value: str, most: int = MAX_LINE) -> str:
    """Text on one line, at most `most` characters, cut at a word.

    What looks like markup is defused ("<b>" becomes "\u2039b>"): many readers take a plain title for HTML.
    """
    if value.isprintable() and not ("<" in value or "&" in value or "  " in value):
        return shorten(value[: most * 4].strip(), most)  # what most texts are: nothing to clean
    value = _FORBIDDEN.sub("", value[: most * 4])
    if "&" in value:
        value = _FORBIDDEN.sub("", unescape(value))
    return shorten(_MARKUP.sub("\u2039", _ENTITY.sub("&\u200b", _SPACES.sub(" ", value))).strip(), most)


def shorten(value: str, most: int) -> str:
    """`value` cut at the last word that fits into `most` characters, with an ellipsis."""
    if len(value) <= most:
        return value
    cut = value[: most - 1]
    head, space, _ = cut.rpartition(" ")
    return (head if space and len(head) > most // 2 else cut).rstrip(" ,;:-\u2013") + "\u2026"


@lru_cache(maxsize=20_000)
def url(value: str) -> str:
    """An absolute http(s) address, or "" when `value` is anything else; never with credentials."""
    value = _FORBIDDEN.sub("", value).strip()
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc or len(value) > MAX_LINE:
        return ""
    value = f"{parts.scheme}://{parts.netloc.lower()}{value[len(parts.scheme) + 3 + len(parts.netloc) :]}"
    return _URL_UNSAFE.sub(lambda found: quote(found[0]), value)


def contact(value: str) -> str:
    """A contact as a link: an http(s) address, or `mailto:` for an e-mail address; "" for anything else."""
    value = line(value).removeprefix("mailto:")
    if re.fullmatch(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", value, re.ASCII):
        return f"mailto:{value}"
    return url(value)


def html(value: str) -> str:
    """HTML with nothing but text structure and http(s) links: no images, scripts, styles, frames, forms, handlers."""
    value = _FORBIDDEN.sub("", value)
    if len(value) > MAX_HTML or value.count("<") > MAX_TAGS:
        return ""
    return nh3.clean(
        value,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        clean_content_tags=_DROPPED,
        url_schemes={"http", "https"},
        link_rel="nofollow noopener noreferrer",
    )


def paragraphs(text: str) -> str:
    """Plain text as HTML paragraphs."""
    return "".join(f"<p>{escape(part.strip())}</p>" for part in block(text).split("\n") if part.strip())


def tree(value: object) -> object:
    """A JSON-like value with every string cleaned."""
    if isinstance(value, str):
        return block(value)
    if isinstance(value, Mapping):
        return {block(str(key)): tree(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [tree(part) for part in value]
    return value
