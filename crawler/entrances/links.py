"""What the URL of a page says about it: an article, or a home page, section, pager, form, file?

The words that say so are data: `links.toml`.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from feeds.clean.urls import is_home

_FILE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|ico|avif|mp[34]|m4a|ogg|webm|avi|mov|pdf|docx?|xlsx?|pptx?|zip|rar|gz|css|js|json|xml|rss|atom|ics|txt|apk|exe)$",
    re.IGNORECASE,
)
_KNOWN: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("links.toml").read_text("utf-8"))
_FURNITURE = frozenset(_KNOWN["furniture"])
_LISTS = frozenset(_KNOWN["lists"])
_ASKS = frozenset(_KNOWN["asks"])
_INDEX = re.compile(r"(?:index|default)\.(?:html?|php\d?|aspx?)")
_ID_KEY = re.compile(r"^(?:p|id|\w*_id|\w*id|aid|nid|sid|story|article|news|item|post|n|a|content)$", re.IGNORECASE)
_DATE = re.compile(r"(?:^|[/_-])(?:19|20)\d\d[/_-]?(?:0?[1-9]|1[0-2]|[a-z]{3})(?:[/_-]|\d|$)", re.IGNORECASE)


def segments(url: str) -> list[str]:
    """The parts of a URL's path, unquoted, lower case, without a default file at its end."""
    try:
        path = [unquote(part).lower() for part in urlsplit(url).path.split("/") if part]
    except ValueError:
        return []
    return path[:-1] if path and _INDEX.fullmatch(path[-1]) else path


def article_ids(url: str) -> list[str]:
    """The values of query parameters which look like the id of an article."""
    try:
        query = parse_qsl(urlsplit(url).query)
    except ValueError:
        return []
    return [value for key, value in query if _ID_KEY.match(key) and value]


def is_front(url: str) -> bool:
    """A front page, of the site or of one of its languages; "/?p=12" is not one."""
    return is_home(url) and not article_ids(url)


def may_be_article(url: str) -> bool:
    """Whether a URL could be an article's: not a home page, section, pager, form or file, as far as its words tell."""
    try:
        parts = urlsplit(url)
        query = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        return False
    path = segments(url)
    if any(key.lower() in _ASKS for key, _ in query):
        return False
    if not path or (len(path) == 1 and path[0] in _FURNITURE):
        return bool(article_ids(url))
    if _FILE.search(path[-1]) or any(part in _LISTS for part in path[:-1]) or path[-1] in _FURNITURE:
        return False
    return not (len(path) >= 2 and path[-2] in ("page", "seite", "pagina", "strana", "p") and path[-1].isdecimal())


def score(url: str) -> float:
    """How much the URL alone looks like an article's: about -1 (a section) to 3 (date and slug); 0 says nothing."""
    path = segments(url)
    if not path:
        return 1.0 if article_ids(url) else -1.0
    last = re.sub(r"\.\w{2,5}$", "", path[-1])
    words = [word for word in re.split(r"[-_+\s.]+", last) if word]
    points = 0.0
    if _DATE.search(urlsplit(url).path):
        points += 1.0
    if len(words) >= 4 or (len(last) >= 25 and len(words) >= 2):
        points += 1.2
    elif len(words) == 3:
        points += 0.6
    if re.search(r"\d{4,}", last) or article_ids(url):
        points += 0.6
    if len(path) >= 2:
        points += 0.3
    if len(path) == 1 and len(words) <= 2 and not any(c.isdigit() for c in last):
        points -= 0.8
    return points
