"""Which images are meant to be seen: not those that count readers, and emoji as the characters they are."""

from __future__ import annotations

import re

from lxml import etree

from feeds.clean.urls import clean_url

_PIXEL = re.compile(
    r"(?:^|[/._-])(?:pixel|beacon|track(?:er|ing)?|1x1|spacer|blank|clear|transparent|impression)(?:[/._?-]|\d|$)", re.I
)
_SIZE = re.compile(r"(\d{1,4})(?:px)?")


def is_emoji(element: etree._Element, alt: str) -> bool:
    """Is `alt` the character that the image stands for?"""
    return 0 < len(alt) <= 8 and not alt.isascii() and not any(c.isalpha() for c in alt)


def picture(element: etree._Element, base: str) -> str:
    """The address of a picture meant to be seen; "" for what only counts readers."""
    for name in ("width", "height"):
        if (element.get(name) or "").strip().removesuffix("px") in ("0", "1", "2"):
            return ""
    for name in ("data-src", "data-lazy-src", "data-original", "src"):
        value = element.get(name) or ""
        if value and not value.startswith("data:") and (url := clean_url(value, base)):
            return "" if _PIXEL.search(url.partition("://")[2].partition("/")[2]) else url
    return ""


def pixels(value: str | None) -> int:
    """A width or height in pixels; 0 when it says none."""
    found = _SIZE.fullmatch((value or "").strip())
    return int(found[1]) if found else 0
