"""Each kind of entrance is told by its content, whatever its header says."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.entrances import sniff

WP = "https://a.org/wp-json/wp/v2/posts"


@pytest.mark.parametrize(
    ("body", "url", "kind"),
    [
        (b"\xef\xbb\xbf \n<?xml version='1.0'?><!-- made by hand --><rss/>", "https://a.org/x", "feed"),
        ("<?xml version='1.0'?><feed/>".encode("utf-16"), "https://a.org/x", "feed"),
        (b"<rdf:RDF>", "https://a.org/x", "feed"),
        (b'{"version": "https://jsonfeed.org/version/1.1"}', "https://a.org/x", "feed"),
        (b"[]", WP, "wordpress"),
        (b'{"code": "rest_no_route"}', WP, "wordpress"),
        (b"<?xml?><!DOCTYPE x><urlset>", "https://a.org/x", "sitemap"),
        (gzip.compress(b"<sitemapindex>", mtime=0), "https://a.org/sitemap.xml.gz", "sitemap"),
        (b"https://a.org/one\nhttps://a.org/two\n", "https://a.org/sitemap.txt", "sitemap"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR", "https://a.org/x", "calendar"),
        (b"<!DOCTYPE html><html><body>", "https://a.org/feed/", "listing"),
        (b"", "https://a.org/", "listing"),
    ],
)
def test_kinds(body: bytes, url: str, kind: str) -> None:
    assert sniff.kind_of(body, url) == kind
    assert sniff.read(body, url).kind == kind


def test_only_where_the_content_says_nothing_the_header_does() -> None:
    assert sniff.kind_of(b"<item>", "https://a.org/x", "application/rss+xml") == "feed"
    assert sniff.kind_of(b"<html>", "https://a.org/x", "application/rss+xml") == "listing"


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=200),
    st.sampled_from([b"", b"{", b"[", b"<rss>", b"<urlset>", b"BEGIN:VCALENDAR\r\n", b"\x1f\x8b", b"<html>"]),
    st.text(max_size=20),
)
def test_nothing_raises(body: bytes, start: bytes, header: str) -> None:
    page = sniff.read(start + body, WP, headers={"content-type": header}, charset=header)
    assert isinstance(page.entries, tuple)
