"""Which links of a listing are articles?"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.entrances import links, listing

URL = "https://paper.example.org/"
FURNITURE = (
    """<header><nav><a href="/news/">News</a><a href="/about-us/">About us and our work since 1994</a></nav></header>"""
)
FOOT = """<footer><a href="/2020/01/privacy-notice-for-all-readers">Privacy notice for all readers</a>
<a href="/donate/">Donate to keep us going today</a><a href="/wp-login.php">Log in</a></footer>"""


def urls(body: str) -> list[str]:
    return [entry.url for entry in listing.read(f"<html><body>{FURNITURE}{body}{FOOT}</body></html>", URL).entries]


LOOKS = {
    "headings": '<main><h2><a href="/city/queer-vigil">Vigil tonight in front of the town hall</a></h2></main>',
    "cards": '<div class="card"><a href="/city/queer-vigil"></a><h3><a href="/city/queer-vigil">Vigil tonight</a></h3></div>',
    "heading in link": '<a class="teaser" href="/city/queer-vigil"><h3>Vigil tonight</h3><p>Bring candles.</p></a>',
    "bare table": '<table><tr><td><a href="/city/queer-vigil">Vigil tonight in front of the town hall</a></td></tr></table>',
    "list": '<ul><li><a href="/city/queer-vigil">Vigil tonight in front of the town hall</a></li></ul>',
    "one letter off": '<main><h2><a href="city/queer-vigil#more"> Vigil tonight in front of the town hall </a></h2></main>',
}


@pytest.mark.parametrize("look", LOOKS)
def test_articles_are_found_in_every_look_and_nothing_else(look: str) -> None:
    assert urls(LOOKS[look]) == ["https://paper.example.org/city/queer-vigil"]


@pytest.mark.parametrize(
    "link",
    [
        '<h2><a href="/tag/vigils/">Everything we ever wrote about vigils</a></h2>',
        '<h2><a href="/category/city/page/2/">All the older articles of the city desk</a></h2>',
        '<h2><a href="/author/ana-reyes/">Ana Reyes has written for us since 2010</a></h2>',
        '<h2><a rel="tag" href="/vigils-and-other-gatherings">Vigils and other gatherings in town</a></h2>',
        '<h2><a href="https://other.example.com/2024/01/a-story-of-others">A long story on another site entirely</a></h2>',
        '<h2><a href="/2024/01/annual-report.pdf">Our annual report for last year, to read</a></h2>',
        '<h2><a href="/?s=vigil">Search for everything about vigils in town</a></h2>',
        '<h2><a href="/#content">Skip all of this and go to the content</a></h2>',
        '<div class="sidebar"><a href="/2019/05/most-read-story-of-all-time">The most read story of all time</a></div>',
        '<ul class="pagination"><li><a href="/archive-2024-02-older">Older stories from this same month</a></li></ul>',
        '<a href="mailto:desk@paper.example.org">Write a letter to the editors of this paper</a>',
    ],
)
def test_what_is_no_article_is_left_out(link: str) -> None:
    assert urls(link) == []


def test_titles_dates_order_and_the_next_page() -> None:
    page = listing.read(
        """<html lang="es"><head><title>Portada</title><link rel="next" href="/page/2/"></head><body>
        <article><a href="/a/una-noche-de-velas"><img></a><h2><a href="/a/una-noche-de-velas">Una noche de velas</a></h2>
        <time datetime="2024-02-05T18:00:00Z">lunes</time><a href="/a/una-noche-de-velas">Leer más</a></article>
        <article><h2><a href="/?p=93">Otra noche</a></h2></article></body></html>""",
        URL,
    )
    assert [(e.url, e.title, e.published) for e in page.entries] == [
        ("https://paper.example.org/a/una-noche-de-velas", "Una noche de velas", "2024-02-05T18:00:00Z"),
        ("https://paper.example.org/?p=93", "Otra noche", ""),
    ]
    assert (page.next, page.language, page.title) == ("https://paper.example.org/page/2/", "es", "Portada")


@pytest.mark.parametrize("charset", ["windows-1251", "utf-8", "koi8-r"])
def test_legacy_charsets(charset: str) -> None:
    body = f'<meta charset="{charset}"><h2><a href="/news/17">Пикет у посольства прошёл спокойно вчера</a></h2>'
    (entry,) = listing.read(body.encode(charset), URL).entries
    assert entry.title == "Пикет у посольства прошёл спокойно вчера"


def test_base_href_is_honoured() -> None:
    assert urls(
        '<base href="https://paper.example.org/es/"><h2><a href="una-noche-de-velas">Una noche de velas</a></h2>'
    ) == ["https://paper.example.org/es/una-noche-de-velas"]


@pytest.mark.parametrize(
    ("url", "may_be"),
    [
        ("https://a.org/2024/05/17/vigil/", True),
        ("https://a.org/?p=12", True),
        ("https://a.org/detail.php?article_id=30936", True),
        ("https://a.org/story/amp/", True),
        ("https://a.org/2017/lgbt-march/index.html", True),
        ("https://a.org/", False),
        ("https://a.org/en/", False),
        ("https://a.org/kontakt", False),
        ("https://a.org/blog/page/3/", False),
        ("https://a.org/tag/x", False),
        ("https://a.org/a.jpg", False),
        ("https://a.org/?replytocom=3&p=12", False),
        ("http://[", False),
    ],
)
def test_what_a_url_may_be(url: str, may_be: bool) -> None:
    assert links.may_be_article(url) is may_be


def test_dates_and_slugs_weigh_more_than_sections() -> None:
    ladder = [
        "https://a.org/news",
        "https://a.org/news/city",
        "https://a.org/city/vigil-at-the-gate",
        "https://a.org/2024/05/vigil-at-the-gate",
    ]
    assert sorted(ladder, key=links.score) == ladder


@settings(max_examples=80, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.lists(st.sampled_from(
    ["<a href='/a-b-c-d-e'>", "</a>", "<a href='http://['>", "<base href='//['>", "<h2>",
    "<nav>", "words of a headline here", "\x00", "<time datetime='x'>", "<![CDATA[", "<a href=''>"]
), max_size=30).map(lambda p: "".join(p).encode())))  # fmt: skip
def test_nothing_raises(body: bytes) -> None:
    assert all(entry.url.startswith("https://paper.example.org/") for entry in listing.read(body, URL).entries)
