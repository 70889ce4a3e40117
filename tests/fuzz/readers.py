"""The readers that are fuzzed, each as a function of bytes that raises only what it may, and documents to start from."""

from __future__ import annotations

import gzip
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from hypothesis import strategies as st

from crawler import catalogue, refuse
from crawler.catalogue import CatalogueError
from crawler.entrances import page, sniff
from crawler.entrances.entry import Entry
from crawler.recording import Recording

URL = "https://a.example/feed"
TOPICS = frozenset(("lgbtq",))
RSS = b"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>T</title><ttl>60</ttl><skipHours><hour>1</hour></skipHours><item><title>A &amp; B</title>
<link>https://a.example/1</link><pubDate>Mon, 02 Nov 2026 10:00:00 +0100</pubDate><guid>1</guid>
<content:encoded><![CDATA[<p>Text <b>bold</b></p>]]></content:encoded></item></channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/"><title>T</title><link rel="next" href="?p=2"/>
<entry><id>tag:a.example,2026:1</id><title type="html">A</title><link href="1"/><updated>2026-11-02T10:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Text</p></div></content></entry></feed>"""
JSON_FEED = b"""{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [{"id": "1", "url": "https://a.example/1",
"title": "A", "content_html": "<p>Text</p>", "date_published": "2026-11-02T10:00:00Z", "tags": ["x"]}]}"""
POSTS = b"""[{"id": 1, "link": "https://a.example/1", "date_gmt": "2026-11-02T10:00:00", "title": {"rendered": "A"},
"content": {"rendered": "<p>Text</p>", "protected": false}, "_embedded": {"author": [{"name": "B"}]}}]"""
SITEMAP = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://a.example/2026/11/a</loc><lastmod>2026-11-02</lastmod></url></urlset>"""
CALENDAR = b"""BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Europe/Berlin:20261102T180000\r
SUMMARY:Vigil\r\nURL:https://a.example/1\r\nLOCATION:Square\\, Berlin\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"""
PAGE = b"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A vigil</title>
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "A vigil", "datePublished": "2026-11-02"}</script></head>
<body><nav><a href="/">Home</a></nav><article><h1>A vigil</h1><p>On Friday at 6 pm people hold a vigil for gay men.</p>
<table><tr><td>one</td><td>two</td></tr></table><blockquote><p>Words</p></blockquote></article></body></html>"""
TOML = b"""[one]
home = "https://a.example/"
title = "One"
languages = ["en"]
timezone = "Europe/Berlin"
entrances = ["https://a.example/feed"]
include = ["/news/"]
"""
_RECORD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>text"
WARC = (
    b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\nWARC-Date: 2026-11-02T10:00:00Z\r\n"
    b"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\nContent-Type: application/http; msgtype=response\r\n"
    b"Content-Length: %d\r\n\r\n%s\r\n\r\n" % (len(_RECORD), _RECORD)
)
_SHARP = (
    b"<", b">", b"&", b"]]>", b"<![CDATA[", b"<!--", b"-->", b'"', b"\0", b"\xff", b"\r\n", b"&#x0;", b"&#55296;",
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
    b"{", b"}", b"[", b"1e999", b"9" * 40, b"-1", b"null", b"\\ud800", b"\xef\xbb\xbf", b"\xff\xfe", b"\x1f\x8b",
    b"<a>" * 500, b"[" * 500, b"<div>" * 2000,
    b"2026-99-99", b"0000-00-00T00:00:00Z", b"Mon, 31 Feb 99999", b"http://[", b"javascript:", b"//",
    b"https://\xc3\xa4.example:99999/", b"a" * 5000,
    "\u202e\u0130\ud7ff".encode(), b"\xed\xa0\x80", b"%00", b"<svg><math><table><p>", b"</", b"<script>", b"xml:base='http://['",
)  # fmt: skip


def document(seed: bytes) -> st.SearchStrategy[bytes]:
    """The seed with pieces cut out, repeated, and sharp things put in; now and then nothing but noise."""
    where = st.integers(0, len(seed))
    change = st.tuples(
        where, st.integers(0, 40), st.one_of(st.sampled_from(_SHARP), st.binary(max_size=20)), st.integers(0, 3)
    )

    def changed(changes: Sequence[tuple[int, int, bytes, int]]) -> bytes:
        body = seed
        for at, cut, put, times in changes:
            body = body[:at] + put * (10**times if len(put) < 50 else 1) + body[at + cut :]
        return body[:300_000]

    made = st.lists(change, min_size=1, max_size=6).map(changed)
    return st.one_of(made, made.map(gzip.compress), st.binary(max_size=300))


def entrance(body: bytes) -> None:
    sniff.read(body, URL, charset=None, headers={})


def whole_page(body: bytes) -> None:
    refuse.read(body, "https://a.example/1", Entry("https://a.example/1", title="A vigil"), topics=TOPICS)
    page.read(body, "https://a.example/1", Entry("https://a.example/1"))


def sources(body: bytes) -> None:
    with tempfile.NamedTemporaryFile(suffix=".toml") as file:
        Path(file.name).write_bytes(body)
        try:
            catalogue.load(Path(file.name), False)
        except CatalogueError:
            return


def warc(body: bytes) -> None:
    with tempfile.NamedTemporaryFile(suffix=".warc") as file:
        Path(file.name).write_bytes(body)
        recording = Recording.open(Path(file.name))
        recording.find("https://a.example/")


READERS: dict[str, tuple[Callable[[bytes], object], tuple[bytes, ...]]] = {
    "feed": (entrance, (RSS, ATOM, JSON_FEED, POSTS, CALENDAR)),
    "sitemap": (entrance, (SITEMAP,)),
    "page": (whole_page, (PAGE,)),
    "catalogue": (sources, (TOML,)),
    "warc": (warc, (WARC,)),
}
