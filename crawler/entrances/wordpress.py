"""WordPress REST: posts as JSON (developer.wordpress.org/rest-api/reference/posts), whole texts with exact dates."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from crawler.entrances.entry import Entry, Page
from crawler.entrances.fulltext import is_full, without_credit
from crawler.entrances.markup import decoded, plain

PER_PAGE = 100
"""The API's own maximum."""
_NEXT = re.compile(r"<([^<>]{1,2000})>\s*;[^,]{0,200}\brel=\"?next\"?")


def posts_url(root: str) -> str:
    """The first page of posts for an API root: "https://x/wp-json/" or "https://x/?rest_route=/"."""
    parts = urlsplit(root)
    query = parse_qsl(parts.query, keep_blank_values=True)
    if any(key == "rest_route" for key, _ in query):
        query = [(k, v.rstrip("/") + "/wp/v2/posts") if k == "rest_route" else (k, v) for k, v in query]
        path = parts.path
    else:
        path = parts.path.rstrip("/") + "/wp/v2/posts"
    query += [("per_page", str(PER_PAGE)), ("_embed", "1")]
    return urlunsplit((parts.scheme, parts.netloc, path, urlencode(query, safe="/"), ""))


def is_posts_url(url: str) -> bool:
    """Whether a URL is that of a REST collection, whatever it answers."""
    return "/wp-json/" in url or "rest_route=" in url


def read(body: bytes, url: str, headers: Mapping[str, str] | None = None) -> Page:
    """The posts of one page of the API. Never raises; refusals and error pages come back as a `fault`.

    `headers`: lower-case names; `x-wp-totalpages` and `link` say whether there is a next page.
    """
    headers = headers or {}
    try:
        data = json.loads(decoded(body), strict=False)
    except (ValueError, RecursionError):
        return Page("wordpress", fault="not-json")
    if isinstance(data, dict):
        return Page("wordpress", fault="rest-refused" if "code" in data else "not-posts")
    if not isinstance(data, list):
        return Page("wordpress", fault="not-posts")
    posts = [post for post in data[:PER_PAGE] if isinstance(post, dict)]
    entries = tuple(entry for post in posts if (entry := _entry(post, url)))
    if data and not entries:
        return Page("wordpress", fault="not-posts")
    return Page("wordpress", entries, _next(url, headers) if entries else None)


def _next(url: str, headers: Mapping[str, str]) -> str | None:
    link = _NEXT.search(headers.get("link", ""))
    if link:
        found = urljoin(url, link[1])
        return found if urlsplit(found).netloc == urlsplit(url).netloc else None
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    pages, page = headers.get("x-wp-totalpages", ""), query.get("page", "1")
    if not (pages.isdecimal() and page.isdecimal() and len(pages) < 9 and int(page) < int(pages)):
        return None
    query["page"] = str(int(page) + 1)
    return urlunsplit(parts._replace(query=urlencode(query, safe="/")))


def _entry(post: dict[str, Any], base: str) -> Entry | None:
    link = post.get("link")
    if not isinstance(link, str) or not link or post.get("status", "publish") != "publish":
        return None
    try:
        url = urljoin(base, link)
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    html = without_credit(_rendered(post, "content"), url)
    summary = _rendered(post, "excerpt")
    content = post.get("content")
    protected = isinstance(content, dict) and bool(content.get("protected"))
    language = post.get("lang")
    number = post.get("id")
    shortlink = f"{parts.scheme}://{parts.netloc}/?p={number}" if isinstance(number, int) else ""
    return Entry(
        url=url,
        title=plain(_rendered(post, "title")),
        html=html,
        summary=summary,
        published=_instant(post, "date"),
        modified=_instant(post, "modified"),
        language=language if isinstance(language, str) else "",
        authors=tuple(_embedded(post, "author")),
        tags=tuple(_embedded(post, "wp:term"))[:50],
        guid=shortlink,
        # this is the very content the page is made from: however short, it is all of it
        full=bool(html) and not protected and (len(html) > len(summary) or is_full(html, summary, promised=True)),
        aliases=(shortlink,) if shortlink and shortlink != url else (),
        origin="wordpress",
    )


def _rendered(post: dict[str, Any], key: str) -> str:
    value = post.get(key)
    text = value.get("rendered") if isinstance(value, dict) else value
    return text.strip() if isinstance(text, str) else ""


def _instant(post: dict[str, Any], key: str) -> str:
    """A post's date with the offset that `date` and `date_gmt` together tell; either one alone as it is stated."""
    local, gmt = post.get(key), post.get(key + "_gmt")
    local = local if isinstance(local, str) else ""
    gmt = gmt if isinstance(gmt, str) else ""
    if gmt.startswith("0000"):
        gmt = ""
    try:
        here, there = datetime.fromisoformat(local), datetime.fromisoformat(gmt)
        minutes = round((here - there).total_seconds() / 60)
    except (ValueError, TypeError, OverflowError):
        return gmt + ("" if gmt.endswith("Z") or not gmt else "Z") if gmt else local
    if abs(minutes) > 14 * 60:
        return gmt + "Z"
    return f"{local}{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _embedded(post: dict[str, Any], key: str) -> Iterator[str]:
    """Names of the authors or terms that `_embed` brought."""
    embedded = post.get("_embedded")
    stack = [embedded.get(key)] if isinstance(embedded, dict) else []
    while stack:
        value = stack.pop(0)
        if isinstance(value, list):
            stack = value[:100] + stack
        elif isinstance(value, dict) and isinstance(value.get("name"), str):
            name = plain(value["name"])
            if name and name.lower() != "uncategorized":
                yield name
