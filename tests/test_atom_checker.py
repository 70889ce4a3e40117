"""The Atom checker itself: a sound document passes, and each broken one is caught for its own rule."""

from __future__ import annotations

import pytest

from tests.atom_checker import check

SOUND = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:fh="http://purl.org/syndication/history/1.0"
      xmlns:at="http://purl.org/atompub/tombstones/1.0" xmlns:georss="http://www.georss.org/georss" xml:lang="en">
<id>tag:example.org,2026:feed</id><title>Feed</title><updated>2026-01-02T00:00:00Z</updated>
<author><name>Desk</name></author><generator uri="https://g.example/">Made</generator>
<link rel="self" href="https://example.org/atom.xml"/><link href="https://example.org/"/>
<at:deleted-entry ref="tag:example.org,2026:gone" when="2026-01-01T00:00:00Z"/>
<entry><id>tag:example.org,2026:1</id><title>One</title><updated>2026-01-02T00:00:00Z</updated>
<published>2026-01-01T00:00:00+01:00</published><summary>Words.</summary><content type="html">&lt;p&gt;Words&lt;/p&gt;</content>
<link href="https://a.example/1" type="text/html" hreflang="en"/><category term="rally" scheme="tag:example.org,2026:form"/>
<source><id>https://a.example/</id><title>A</title><updated>2026-01-01T00:00:00Z</updated></source>
<georss:point>40.7 -74.0</georss:point></entry>
</feed>"""

BROKEN = [
    ("</feed>", "", "well-formed"),
    ("<feed ", "<rss ", "well-formed"),
    ("<id>tag:example.org,2026:feed</id>", "", "exactly one id"),
    ("<title>Feed</title>", "<title>Feed</title><title>Twice</title>", "exactly one title"),
    ("<author><name>Desk</name></author>", "", "4.1.1: an author"),
    ("<author><name>Desk</name></author>", "<author><name> </name></author>", "exactly one name"),
    ("<author><name>Desk</name></author>", "<author><name>D</name><uri>no iri</uri></author>", "at most one uri"),
    ('rel="self"', 'rel="related"', "rel=self"),
    ('rel="self"', 'rel="myself"', "rel is registered"),
    ('href="https://a.example/1"', "", "has an href"),
    ('href="https://a.example/1"', 'href="https://a.example/ 1"', "href is an IRI"),
    ('hreflang="en"', 'hreflang="english language"', "hreflang"),
    ('type="text/html"', 'type="html"', "media type"),
    ("<summary>", '<link href="https://b.example/" type="text/html" hreflang="en"/><summary>', "no two alternate"),
    ("2026-01-01T00:00:00+01:00", "2026-01-01T00:00:00", "RFC 3339"),
    ("2026-01-01T00:00:00+01:00", "2026-13-01T00:00:00Z", "RFC 3339"),
    ("2026-01-01T00:00:00+01:00", "2027-01-01T00:00:00Z", "published is not after updated"),
    ("<id>tag:example.org,2026:1</id>", "<id>one</id>", "absolute IRI"),
    ("<id>tag:example.org,2026:1</id>", "<id>tag:example.org:1</id>", "RFC 4151"),
    ("<title>One</title>", "<title></title>", "says something"),
    ("<title>One</title>", "<title>&lt;b&gt;One&lt;/b&gt;</title>", "no markup"),
    ("<title>One</title>", "<title><b>One</b></title>", "no child elements"),
    ('<content type="html">', '<content type="htm">', "media type"),
    ("&lt;p&gt;Words&lt;/p&gt;", "&lt;script&gt;x&lt;/script&gt;", "neither runs nor loads"),
    ("&lt;p&gt;Words&lt;/p&gt;", "&lt;img src='https://p.example/1'&gt;", "neither runs nor loads"),
    ("&lt;p&gt;Words&lt;/p&gt;", '&lt;a href="javascript:x"&gt;y&lt;/a&gt;', "neither runs nor loads"),
    ("&lt;p&gt;Words&lt;/p&gt;", '&lt;a href="page.html"&gt;y&lt;/a&gt;', "absolute http(s)"),
    ('term="rally"', "", "has a term"),
    ('scheme="tag:example.org,2026:form"', 'scheme="form"', "scheme is an IRI"),
    ("<source><id>https://a.example/</id>", "<source>", "source has its id"),
    ("40.7 -74.0", "40,7 -74", "GeoRSS"),
    ("40.7 -74.0", "140.7 -74.0", "GeoRSS"),
    ('xml:lang="en"', 'xml:lang="e n"', "xml:lang"),
    ("<updated>2026-01-02T00:00:00Z</updated>\n<author>", "<updated>2026-01-01T00:00:00Z</updated>\n<author>", "newest entry"),
    ('ref="tag:example.org,2026:gone"', 'ref="gone"', "ref is the id"),
    ('ref="tag:example.org,2026:gone"', 'ref="tag:example.org,2026:1"', "not both here and deleted"),
    ('when="2026-01-01T00:00:00Z"', 'when="yesterday"', "when is an RFC 3339"),
    ("<at:deleted-entry", "<fh:archive/><at:deleted-entry", "links to the current feed"),
    ('<link rel="self"', '<link rel="next-archive" href="x"/><link rel="self"', "subscription document"),
    ("<summary>", "<subtitle>x</subtitle><summary>", "no child of entry"),
    ("<summary>", "stray words<summary>", "no text between"),
    ("<summary>", '<point xmlns="">x</point><summary>', "in no namespace"),
]  # fmt: skip


def test_a_sound_document_passes() -> None:
    assert check(SOUND.encode()) == []


@pytest.mark.parametrize(
    ("was", "now", "rule"), BROKEN, ids=[f"{number}-{rule}" for number, (_, _, rule) in enumerate(BROKEN)]
)
def test_a_broken_document_is_caught(was: str, now: str, rule: str) -> None:
    assert was in SOUND
    problems = [str(problem) for problem in check(SOUND.replace(was, now, 1).encode())]
    assert any(rule in problem for problem in problems), problems


def test_one_entry_twice_is_caught() -> None:
    start, end = SOUND.index("<entry>"), SOUND.index("</entry>") + len("</entry>")
    twice = SOUND.replace("</feed>", SOUND[start:end] + "</feed>")
    assert any("same id" in str(problem) for problem in check(twice.encode()))


def test_entities_are_not_expanded() -> None:
    bomb = SOUND.replace("?>\n", '?>\n<!DOCTYPE feed [<!ENTITY a "xxx">]>\n', 1)
    assert any("document type" in str(problem) for problem in check(bomb.encode()))
