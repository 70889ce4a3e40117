"""Frames, players and posts of other sites -> plain words and a link, so that nothing is loaded from elsewhere."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from lxml import etree

from feeds.clean.urls import clean_url, site_of

_KNOWN: dict[str, Any] = tomllib.loads(Path(__file__).with_name("html.toml").read_text("utf-8"))["embeds"]
_POSTS: dict[str, str] = _KNOWN["posts"]
_HOSTS: dict[str, list[str]] = _KNOWN["hosts"]
_ADVERTISERS = tuple(_KNOWN["advertisers"])
_CREDITS = tuple(_KNOWN["credits"])
_POST_CREDITS = tuple(_KNOWN["post_credits"])

_FRAMES = frozenset(_KNOWN["frames"])
_SOURCES = tuple(_KNOWN["sources"])
_HASHTAG = re.compile(r"(?<![\w&/])#[^\W\d]\w*|(?<![\w&/])#\d+[^\W\d]\w*")
_HANDLE = re.compile(r"(?<![\w./@])@[A-Za-z0-9_](?:[A-Za-z0-9_.]*[A-Za-z0-9_])?")
_ADDRESS = re.compile(r"https?://\S{1,300}")
_PICTURE_ONLY = re.compile(r"\bpic\.(?:twitter|x)\.com/\w+")
_SIGNATURE = re.compile(r"\s*[—–]\s?[^\n—–]{1,60}\(@\w{1,30}\)(?:\s+\S+){0,6}$")
_PICTURE = re.compile(r"\bpic\.(?:twitter|x)\.com/\w+|https?://\S+")
_NAMES_A_PERSON = re.compile(r"/@|/profile/|/posts/|/videos?/|/stories/|/user/|/u/|/photos/|/story\.php|\bid\d+|/wall")
_STATUS = re.compile(r"/status(?:es)?/(\d+)")


@dataclass(frozen=True, slots=True)
class Embed:
    """What stands for something embedded: words, where it is ("" when its address names a person), its public hashtags."""

    words: str
    url: str
    hashtags: tuple[str, ...] = ()
    post: bool = False
    """What somebody wrote, not a player, map or form."""


def embed_of(element: etree._Element, base: str) -> Embed | None:
    """What is embedded by `element`: None when it embeds nothing, words of "" when it is an advertisement or empty."""
    tag = element.tag
    post = _post_class(element)
    if post is None and (alone := _alone(element)):
        return Embed(" ".join(_named(site_of(alone), "")), _public(alone, "a post on"), (), True)
    if post is None and tag not in _FRAMES:
        return None
    if _invisible(element):
        return Embed("", "")
    url = _address(element, base)
    host = site_of(url)
    if any(host == ad or host.endswith("." + ad) for ad in _ADVERTISERS):
        return Embed("", "")
    if post is None and not url:
        return Embed("", "")
    what, name = _named(host, post)
    if tag in ("video", "audio") and host not in _HOSTS:
        what, name = ("a video on" if tag == "video" else "audio on"), host
    hashtags = (
        tuple(dict.fromkeys(_HASHTAG.findall(" ".join(map(str, element.itertext()))))) if post is not None else ()
    )
    return Embed(f"{what} {name}".removesuffix(" on "), _public(url, what), hashtags, post is not None)


def post_words(text: str) -> str:
    """What a post says, line by line, without who wrote it: no credit lines, handles or picture addresses."""
    lines = []
    for line in text.split("\n"):
        line = _PICTURE.sub("", line)
        if line.strip().lower().startswith(_CREDITS + _POST_CREDITS):
            continue
        line = " ".join(_HANDLE.sub("", line).split())
        if any(c.isalnum() for c in line):
            lines.append(line)
    return "\n".join(lines)


def without_credits(text: str) -> str:
    """An article's text without the lines and ends of lines that say who wrote an embedded post."""
    lines = (_PICTURE_ONLY.sub("", _SIGNATURE.sub("", line)).rstrip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line and not (len(line) < 200 and line.lower().startswith(_CREDITS)))


def _post_class(element: etree._Element) -> str | None:
    """The name of the site whose post this is ("" unknown), or None."""
    if element.tag in _POSTS:
        return _POSTS[element.tag]
    classes = element.get("class")
    if not classes:
        return None
    for name in classes.lower().split():
        if name in _POSTS:
            return _POSTS[name]
    return None


def _alone(element: etree._Element) -> str:
    """The address of a post that is all a block says: what an editor leaves for a script to dress up."""
    text = (element.text or "").strip()
    if element.tag not in ("p", "div", "figure") or len(element) or not _ADDRESS.fullmatch(text):
        return ""
    url = clean_url(text)
    return url if _named(site_of(url), None)[0] == "a post on" and urlsplit(url).path.count("/") > 1 else ""


def _invisible(element: etree._Element) -> bool:
    return (
        element.get("width", "") in ("0", "1")
        or element.get("height", "") in ("0", "1")
        or element.get("hidden") is not None
    )


def _address(element: etree._Element, base: str) -> str:
    """The page for people behind an embed."""
    for name in _SOURCES:
        if (value := element.get(name)) and (url := clean_url(value, base)):
            return _for_people(url)
    for attribute, pattern in _BY_ID:
        if value := element.get(attribute):
            return clean_url(pattern.format(re.sub(r"[^\w-]", "", value)))
    links = [clean_url(a.get("href") or "", base) for a in element.iter("a")]
    found = [url for url in links if site_of(url) in _HOSTS and "/hashtag/" not in url and "/tags/" not in url]
    if found:
        return _for_people(found[-1])  # the last link of a tweet is the tweet
    for source in element.iter("source", "param", "iframe", "embed"):
        if url := clean_url(source.get("src") or source.get("value") or "", base):
            return _for_people(url)
    return ""


_BY_ID = (
    ("data-shortcode", "https://www.instagram.com/p/{}/"),
    ("data-tweetid", "https://twitter.com/i/status/{}"),
    ("data-tweet-id", "https://twitter.com/i/status/{}"),
    ("data-videoid", "https://www.youtube.com/watch?v={}"),
    ("videoid", "https://www.youtube.com/watch?v={}"),
    ("data-telegram-post", "https://t.me/{}"),
)


def _for_people(url: str) -> str:
    """A player's or plugin's address -> that of the page it shows."""
    parts = urlsplit(url)
    host, path, query = site_of(url), parts.path, parse_qs(parts.query)
    if host in ("youtube.com", "youtube-nocookie.com") and (
        found := re.match(r"/(?:embed|v|shorts|live)/([\w-]{6,})", path)
    ):
        listed = query.get("list", [""])[0]
        if found[1] == "videoseries":
            return clean_url(f"https://www.youtube.com/playlist?list={listed}")
        return f"https://www.youtube.com/watch?v={found[1]}"
    if host == "youtu.be" and len(path) > 6:
        return clean_url(f"https://www.youtube.com/watch?v={path[1:]}")
    if host == "player.vimeo.com" and (found := re.match(r"/video/(\d+)", path)):
        return f"https://vimeo.com/{found[1]}"
    if host == "facebook.com" and path.startswith("/plugins/"):
        return clean_url((query.get("href") or [""])[0])
    if host == "w.soundcloud.com":
        return clean_url((query.get("url") or [""])[0])
    if host == "platform.twitter.com" and "id" in query:
        return clean_url(f"https://twitter.com/i/status/{query['id'][0]}")
    path = re.sub(r"/(?:embed(?:/captioned)?|embedded)/?$", "/", path)
    return clean_url(parts._replace(path=path).geturl())


def _public(url: str, what: str) -> str:
    """The address without a person's handle: a post's by its number alone, else none."""
    host = site_of(url)
    if host in ("twitter.com", "x.com", "mobile.twitter.com"):
        found = _STATUS.search(url)
        return f"https://twitter.com/i/status/{found[1]}" if found else ""
    if what == "a post on" and host not in ("t.me", "telegram.org") and _NAMES_A_PERSON.search(urlsplit(url).path):
        return ""
    return url


@cache
def _named(host: str, post: str | None) -> tuple[str, str]:
    labels = host.split(".")
    known = next((_HOSTS[h] for i in range(len(labels)) if (h := ".".join(labels[i:])) in _HOSTS), None)
    if post is not None:
        return "a post on", post or (known[1] if known else host)
    if known and known[1] == "Google":
        return {
            "maps": ("a map on", "Google Maps"),
            "docs": ("a document on", "Google Docs"),
            "calendar": ("a calendar on", "Google"),
        }.get(labels[0], ("a page on", "Google"))
    return (known[0], known[1]) if known else ("a page on", host)
