"""From a home page to its entrances."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.entrances.detect import candidates, sitemaps

HOME = "https://group.example.org/"


def found(head: str = "", body: str = "", **more: object) -> list[tuple[str, str, str]]:
    page = f"<html><head>{head}</head><body>{body}</body></html>".encode()
    return [(c.kind, c.url, c.found) for c in candidates(page, HOME, **more)]  # type: ignore[arg-type]


def test_what_a_page_names_comes_best_first_and_needs_no_guesses() -> None:
    head = """<link rel="https://api.w.org/" href="/wp-json/"><link rel="alternate" type="application/rss+xml" href="/feed/">
      <link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed/">
      <link rel="alternate" type="text/calendar" href="/?ical=1">"""
    assert found(head, robots="User-agent: *\nSitemap: /sitemap_index.xml\n") == [
        ("feed", "https://group.example.org/feed/", "link"),
        ("calendar", "https://group.example.org/?ical=1", "link"),
        ("wordpress", "https://group.example.org/wp-json/wp/v2/posts?per_page=100&_embed=1", "link"),
        ("sitemap", "https://group.example.org/sitemap_index.xml", "robots"),
        ("listing", HOME, "home"),
    ]


@pytest.mark.parametrize(
    "kind",
    ["application/rss+xml", "application/atom+xml", "application/feed+json", "APPLICATION/RSS+XML; charset=utf-8"],
)
def test_every_type_of_feed(kind: str) -> None:
    assert found(f'<link rel="ALTERNATE" type="{kind}" href="f">')[0] == ("feed", "https://group.example.org/f", "link")


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="alternate" type="application/rss+xml" title="Blog » Kommentar-Feed" href="/f1">',
        '<link rel="alternate" type="application/rss+xml" href="/2024/01/a-post/comments/feed/">',
        '<link rel="alternate" type="application/json+oembed" href="/oembed">',
        '<link rel="alternate" hreflang="ru" href="/ru/">',
        '<link rel="alternate" type="application/rss+xml" href="javascript:x">',
    ],
)
def test_what_is_no_feed_of_posts(link: str) -> None:
    assert not [c for c in found(link) if c[2] == "link"]


def test_anchors_that_people_subscribe_by() -> None:
    body = '<a href="/rss.xml">RSS</a><a href="https://feeds.feedburner.com/group">Feed</a><a href="https://other.example.com/feed/">x</a>'
    assert [c[1] for c in found(body=body) if c[2] == "anchor"] == [
        "https://group.example.org/rss.xml",
        "https://feeds.feedburner.com/group",
    ]


def test_link_headers() -> None:
    api = '<https://group.example.org/?rest_route=/>; rel="https://api.w.org/"'
    header = f'{api}, </atom>; rel="alternate"; type="application/atom+xml"'
    kinds = {(kind, how) for kind, _, how in found(headers={"link": header})}
    assert {("wordpress", "header"), ("feed", "header")} <= kinds


def test_a_page_that_names_nothing_leaves_its_links_and_guesses() -> None:
    kinds = found()
    assert kinds[0] == ("listing", HOME, "home")
    assert ("sitemap", "https://group.example.org/sitemap.xml", "guess") in kinds
    assert ("feed", "https://group.example.org/feed/", "guess") in kinds


def test_sitemap_lines_of_robots_txt() -> None:
    robots = (
        "sitemap:https://a.org/1.xml\n  Sitemap : /2.xml\n# Sitemap: /3.xml\nSitemap: ftp://a.org/4.xml\n"
        + "Sitemap: /n.xml\n" * 50
    )
    assert sitemaps(robots, "https://a.org/") == ("https://a.org/1.xml", "https://a.org/2.xml", "https://a.org/n.xml")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.text(max_size=100), st.text(max_size=100))
def test_nothing_raises(body: bytes, robots: str, header: str) -> None:
    for candidate in candidates(body, HOME, robots=robots, headers={"link": header}):
        assert candidate.url.startswith(("http://", "https://"))
