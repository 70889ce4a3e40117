"""Sitemaps: index, news, gzip, plain text."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.entrances import sitemap

URL = "https://paper.example.org/sitemap.xml"
NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def urlset(*rows: tuple[str, str]) -> bytes:
    inside = "".join(f"<url><loc>{loc}</loc>{f'<lastmod>{mod}</lastmod>' if mod else ''}</url>" for loc, mod in rows)
    return f'<?xml version="1.0"?><urlset {NS}>{inside}</urlset>'.encode()


def test_articles_come_newest_first_and_furniture_is_left_out() -> None:
    body = urlset(
        ("https://paper.example.org/2023/01/old-story-about-a-march", "2023-01-02"),
        ("https://paper.example.org/", "2024-05-05"),
        ("https://paper.example.org/tag/march/", "2024-05-05"),
        ("https://paper.example.org/about/", "2024-05-05"),
        ("https://other.example.com/2024/story-of-others", "2024-05-05"),
        ("https://paper.example.org/undated-story-of-the-vigil", ""),
        ("https://paper.example.org/2024/01/new-story-about-a-march", "2024-01-02T10:00:00+01:00"),
    )
    page = sitemap.read(body, URL)
    assert [e.url.rsplit("/", 1)[1] for e in page.entries] == [
        "new-story-about-a-march", "old-story-about-a-march", "undated-story-of-the-vigil"
    ]  # fmt: skip
    assert page.entries[0].modified == "2024-01-02T10:00:00+01:00"


def test_gzip_and_a_truncated_gzip() -> None:
    rows = [(f"https://paper.example.org/story-number-{i}-of-many", "2024-01-01") for i in range(2000)]
    packed = gzip.compress(urlset(*rows))
    assert len(sitemap.read(packed, URL).entries) == 2000
    assert 0 < len(sitemap.read(packed[: len(packed) // 2], URL).entries) < 2000


def test_news_sitemaps_bring_title_date_and_language() -> None:
    body = f"""<urlset {NS} xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
      <url><image:image><image:loc>https://paper.example.org/a.jpg</image:loc></image:image><loc>https://paper.example.org/a-b-c-d</loc>
      <news:news><news:publication><news:name>P</news:name><news:language>uk</news:language></news:publication>
      <news:publication_date>2024-03-01T09:00:00Z</news:publication_date><news:title>Марш</news:title></news:news></url></urlset>""".encode()
    (entry,) = sitemap.read(body, URL).entries
    assert (entry.url, entry.title, entry.published, entry.language) == (
        "https://paper.example.org/a-b-c-d", "Марш", "2024-03-01T09:00:00Z", "uk"
    )  # fmt: skip


def test_an_index_names_post_sitemaps_first_the_newest_first_and_no_tag_sitemaps() -> None:
    names = [
        "category-sitemap",
        "page-sitemap",
        "post-sitemap",
        "post-sitemap2",
        "post_tag-sitemap",
        "author-sitemap",
        "sitemap-misc",
    ]
    parts = "".join(f"<sitemap><loc>https://paper.example.org/{n}.xml</loc></sitemap>" for n in names)
    page = sitemap.read(f"<sitemapindex {NS}>{parts}</sitemapindex>".encode(), URL)
    assert [u.rsplit("/", 1)[1] for u in page.more] == ["post-sitemap2.xml", "post-sitemap.xml", "page-sitemap.xml"]


def test_wordpress_core_s_index() -> None:
    names = [
        "wp-sitemap-posts-post-1",
        "wp-sitemap-posts-post-2",
        "wp-sitemap-posts-page-1",
        "wp-sitemap-taxonomies-category-1",
        "wp-sitemap-users-1",
    ]
    parts = "".join(f"<sitemap><loc>https://paper.example.org/{n}.xml</loc></sitemap>" for n in names)
    more = sitemap.read(f"<sitemapindex {NS}>{parts}</sitemapindex>".encode(), URL).more
    assert [u.rsplit("/", 1)[1][:-4] for u in more] == [names[1], names[0], names[2]]


def test_lastmod_orders_parts_of_one_kind() -> None:
    rows = [("news-a", "2020-01-01"), ("news-b", "2024-01-01"), ("news-c", "2022-01-01")]
    parts = "".join(
        f"<sitemap><loc>https://paper.example.org/{n}.xml</loc><lastmod>{d}</lastmod></sitemap>" for n, d in rows
    )
    more = sitemap.read(f"<sitemapindex {NS}>{parts}</sitemapindex>".encode(), URL).more
    assert [u.rsplit("/", 1)[1] for u in more] == ["news-b.xml", "news-c.xml", "news-a.xml"]


def test_plain_text() -> None:
    page = sitemap.read(
        b"https://paper.example.org/first-story-of-all\nrubbish\nhttps://paper.example.org/second-story-of-all\n", URL
    )
    assert len(page.entries) == 2


@pytest.mark.parametrize("body", [b"", b"<html></html>", b"no links here", b"<!DOCTYPE x [<!ENTITY a 'b'>]><urlset/>"])
def test_what_is_no_sitemap_has_a_fault(body: bytes) -> None:
    assert sitemap.read(body, URL).fault


@settings(max_examples=80, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.lists(st.sampled_from(
    ["<urlset>", "<url>", "<loc>", "https://paper.example.org/a-b-c-d", "</loc>", "<lastmod>",
    "2024", "</url>", "<sitemapindex>", "<sitemap>", "&", "\x00", "<news:news>"]
), max_size=30).map(lambda p: "".join(p).encode())))  # fmt: skip
def test_nothing_raises(body: bytes) -> None:
    page = sitemap.read(body, URL)
    assert all(entry.url.startswith("http") for entry in page.entries)


def test_a_surrogate_by_number_where_a_tag_looks_like_text() -> None:
    """libxml2 mends this into a tag whose name is no UTF-8, which lxml cannot tell."""
    number = b"&#55296;" * 999
    body = (
        b"<?xml version='1.0'?><urlset xmlns=\"http://www." + b"}" * 66 + b"<<<<}}}296;" + number + b"{" * 999
        + number + b"<![CDATA[<![CDATA[296;" + number + b"chemas\"><url><loc>https://a.example/1</loc></url></urlset>"
    )  # fmt: skip
    assert sitemap.read(body, URL).kind == "sitemap"
