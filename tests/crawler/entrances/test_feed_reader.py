"""Feeds of every age and state of repair."""

from __future__ import annotations

import json
import time
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.entrances import feed
from crawler.entrances.entry import Entry, Page

URL = "https://news.example.org/feed/"
LONG = "<p>" + "Neighbours stood together in the square. " * 20 + "</p>"


def rss(items: str, head: str = "") -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
      xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
      xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0" xmlns:atom="http://www.w3.org/2005/Atom"
      ><channel><title>Square News</title>{head}{items}</channel></rss>""".encode()


def only(page: Page) -> Entry:
    assert page.fault == ""
    assert len(page.entries) == 1
    return page.entries[0]


def test_rss_2_brings_all_an_item_states() -> None:
    entry = only(
        feed.read(
            rss(f"""<item><title>A vigil &amp; a song</title><link>https://news.example.org/a</link>
        <guid isPermaLink="false">https://news.example.org/?p=7</guid><pubDate>Mon, 05 Feb 2024 18:00:00 +0100</pubDate>
        <dc:creator>Ana Reyes</dc:creator><category>Vigils</category><category>City</category>
        <description>Short.</description><content:encoded><![CDATA[{LONG}]]></content:encoded>
        <enclosure url="https://news.example.org/a.mp3" type="audio/mpeg"/></item>"""),
            URL,
        )
    )
    assert entry.url == "https://news.example.org/a"
    assert entry.title == "A vigil & a song"
    assert entry.published == "Mon, 05 Feb 2024 18:00:00 +0100"
    assert entry.authors == ("Ana Reyes",)
    assert entry.tags == ("Vigils", "City")
    assert entry.summary == "Short."
    assert entry.html == LONG
    assert entry.full
    assert entry.aliases == ("https://news.example.org/?p=7",)


@pytest.mark.parametrize("stated", ["25.03.2021 19:20", "2021-03-25", "Thu, 25 Mar 2021 16:20:00 GMT", "март 2021"])
def test_dates_stay_as_they_are_stated(stated: str) -> None:
    item = f"<item><title>T</title><link>/a</link><dc:date>{stated}</dc:date></item>"
    assert only(feed.read(rss(item), URL)).published == stated


def test_no_date_and_no_title_stay_empty() -> None:
    entry = only(feed.read(rss("<item><link>/a</link><description>words</description></item>"), URL))
    assert (entry.title, entry.published, entry.full) == ("", "", False)


@pytest.mark.parametrize(
    ("item", "url"),
    [
        ("<link>/2024/a</link>", "https://news.example.org/2024/a"),
        ("<guid>https://news.example.org/perma</guid>", "https://news.example.org/perma"),
        ("<link>https://feeds.example.com/~r/1</link><feedburner:origLink>https://news.example.org/real</feedburner:origLink>",
         "https://news.example.org/real"),
        ("<atom:link rel='replies' href='/comments'/><link>/post</link>", "https://news.example.org/post"),
        ("<enclosure url='https://news.example.org/x.mp3'/><link>/post?id=3</link>", "https://news.example.org/post?id=3"),
    ],
)  # fmt: skip
def test_the_article_s_link(item: str, url: str) -> None:
    assert only(feed.read(rss(f"<item><title>T</title>{item}</item>"), URL)).url == url


def test_a_guid_that_is_no_permalink_is_no_link() -> None:
    assert (
        feed.read(rss("<item><title>T</title><guid isPermaLink='false'>https://x.org/1</guid></item>"), URL).entries
        == ()
    )


def test_links_that_are_no_web_addresses_are_dropped() -> None:
    items = "<item><link>javascript:alert(1)</link></item><item><link>mailto:a@b.org</link></item><item><link>http://[</link></item>"
    assert feed.read(rss(items), URL).entries == ()


def test_atom_with_xml_base_xhtml_and_next_page() -> None:
    page = feed.read(
        f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="pt" xml:base="https://blog.example.org/pt/">
        <title>Blog</title><link rel="next" href="?page=2"/>
        <entry xml:base="2024/"><title type="html">A &lt;b&gt;vigília&lt;/b&gt;</title><id>tag:x,2024:1</id>
        <link rel="edit" href="edit/1"/><link rel="alternate" href="1"/><published>2024-02-05T18:00:00Z</published>
        <updated>2024-02-06T18:00:00Z</updated><author><name>Rui</name></author><category term="c" label="Cidade"/>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{LONG}</div></content></entry></feed>""".encode(),
        URL,
    )
    entry = only(page)
    assert page.next == "https://blog.example.org/pt/?page=2"
    assert page.language == "pt"
    assert entry.url == "https://blog.example.org/pt/2024/1"
    assert entry.title == "A vigília"
    assert (entry.published, entry.modified) == ("2024-02-05T18:00:00Z", "2024-02-06T18:00:00Z")
    assert entry.tags == ("Cidade",)
    assert "<p>Neighbours" in entry.html
    assert "xmlns" not in entry.html
    assert entry.full


def test_rss_1_items_stand_beside_the_channel() -> None:
    body = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://a.org/"><title>A</title></channel>
        <item rdf:about="https://a.org/1"><title>One</title><dc:date>2024-01-01T10:00:00Z</dc:date></item></rdf:RDF>"""
    assert only(feed.read(body, URL)).url == "https://a.org/1"


@pytest.mark.parametrize("version", ["https://jsonfeed.org/version/1", "https://jsonfeed.org/version/1.1"])
def test_json_feed(version: str) -> None:
    data = {
        "version": version, "title": "J", "language": "ka", "next_url": "/feed.json?page=2",
        "items": [{"id": 5, "url": "/a", "title": "T", "content_html": LONG, "date_published": "2024-01-01T10:00:00Z",
                   "authors": [{"name": "Nino"}], "tags": ["x"]}, {"id": "nothing"}, 7],
    }  # fmt: skip
    page = feed.read(json.dumps(data).encode(), URL)
    entry = only(page)
    assert page.next == "https://news.example.org/feed.json?page=2"
    assert (entry.url, entry.authors, entry.tags, entry.full) == ("https://news.example.org/a", ("Nino",), ("x",), True)


ILL = {
    "bare ampersand": ("<title>Bread & roses</title>", "Bread & roses"),
    "html entity": ("<title>Caf&eacute; &nbsp;talk</title>", "Café talk"),
    "control character": ("<title>\x0bA \x00vigil\x1f</title>", "A vigil"),
    "number of a control character": ("<title>A&#x0B; vigil&#2;</title>", "A vigil"),
    "unclosed tag": ("<title>One <b>two</title>", "One two"),
    "stray end": ("<title>Fine</title></nothing><broken & tag>", "Fine"),
}


@pytest.mark.parametrize("name", ILL)
def test_ill_formed_feeds_are_read_all_the_same(name: str) -> None:
    broken, title = ILL[name]
    item = f"<item>{broken}<link>/1</link></item>"
    page = feed.read(rss(f"{item}<item><title>Next</title><link>/2</link></item>"), URL)
    assert [e.title for e in page.entries] == [title, "Next"]
    assert [e.url for e in page.entries] == ["https://news.example.org/1", "https://news.example.org/2"]


def test_a_feed_that_breaks_off_gives_what_came() -> None:
    whole = rss("".join(f"<item><title>T{i}</title><link>/{i}</link></item>" for i in range(9)))
    found = feed.read(whole[: whole.index(b"T7")], URL).entries
    assert [e.title for e in found][:7] == [f"T{i}" for i in range(7)]


@pytest.mark.parametrize(
    ("encoding", "declared"), [("windows-1251", "windows-1251"), ("utf-16", "utf-16"),
                              ("utf-8", "windows-1251"), ("utf-8-sig", "utf-8")]
)  # fmt: skip
def test_the_encoding_is_what_the_bytes_are(encoding: str, declared: str) -> None:
    text = rss("<item><title>Пикет у посольства</title><link>/1</link></item>").decode()
    assert only(feed.read(text.replace("UTF-8", declared).encode(encoding), URL)).title == "Пикет у посольства"


def test_entities_are_refused_and_a_mere_doctype_is_not() -> None:
    item = b"<rss><channel><item><title>&b;</title><link>/1</link></item></channel></rss>"
    bomb = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + item
    assert feed.read(bomb, URL).fault == "entities"
    old = b'<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://my.netscape.com/rss-0.91.dtd">'
    assert only(
        feed.read(
            old + b"<rss version='0.91'><channel><item><title>T</title><link>/1</link></item></channel></rss>", URL
        )
    )


def test_an_external_entity_is_not_loaded() -> None:
    body = b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]><rss><channel><item><title>&x;</title><link>/1</link></item></channel></rss>'
    assert feed.read(body, URL).entries == ()


@pytest.mark.parametrize("body", [b"", b"<html><body>404</body></html>", b"{}", b'{"items": 3}', b"[1", b"\x00\xff"])
def test_what_is_no_feed_has_a_fault(body: bytes) -> None:
    page = feed.read(body, URL)
    assert page.entries == ()
    assert page.fault


def test_posts_of_the_fediverse_are_whole_without_a_title() -> None:
    head = "<generator>Mastodon v4.2.1</generator>"
    entry = only(
        feed.read(
            rss(
                "<item><guid>https://news.example.org/@a/1</guid>"
                "<description>&lt;p&gt;Vigil at six!&lt;/p&gt;</description></item>",
                head,
            ),
            URL,
        )
    )
    assert (entry.full, entry.short, entry.html, entry.title) == (True, True, "<p>Vigil at six!</p>", "")


def test_an_event_feed_states_its_facts_in_the_titles() -> None:
    entry = only(
        feed.read(
            rss("<item><title>[2024-05-17] Rainbow picnic @ Mill Garden</title><link>/event/p</link></item>"), URL
        )
    )
    assert entry.title == "Rainbow picnic"
    assert [(e.starts, e.venue, e.url) for e in entry.events] == [("2024-05-17", "Mill Garden", entry.url)]


PIECES = st.sampled_from(
    ["<rss>", "<channel>", "<item>", "</item>", "<title>", "</title>", "<link>", "/x", "</link>", "<![CDATA[", "]]>",
     "&", "&amp;", "&#x0;",
     "<entry>", "<link href='/y'/>", "<content:encoded>", "<!--", "-->",
     "<feed xmlns='http://www.w3.org/2005/Atom'>", "{", '"items":[', "]", "\x00", "é"]
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.binary(max_size=400), st.lists(PIECES, max_size=40).map(lambda p: "".join(p).encode())))
def test_nothing_raises_and_every_link_is_of_the_web(body: bytes) -> None:
    for entry in feed.read(body, URL).entries:
        assert entry.url.startswith(("http://", "https://"))


def test_a_long_word_in_a_broken_feed_takes_no_time() -> None:
    """What libxml2 cannot mend is asked of feedparser, whose guess of the encoding takes seconds for 10 KB of letters."""
    noise = b"\xe0\xdb\x02\xdfw\xafNB\xf0'\x19\x8f&\xe8pP>\x91\x81\xfc" * 10
    body = b'<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content' + noise + b"/>\n<channel><ti"
    body += b"a" * 10_000 + b"<item><title>One</title><link>https://a.example/1</link></item></channel></rss>"
    began = time.process_time()
    assert feed.read(body, URL).kind == "feed"
    assert time.process_time() - began < 1


def test_a_base_for_every_element_of_a_broken_feed_takes_no_memory() -> None:
    deep = "<div>" * 4000
    body = f'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https:/>{deep}<entry><title>A</title><link href="1"/></entry>'
    tracemalloc.start()
    feed.read(body.encode(), URL)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20 << 20
