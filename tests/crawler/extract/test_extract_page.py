"""Whole pages through `extract`: the article and nothing but the article, in several looks and languages."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extract import extract

FIRST = (
    "About two hundred people stood in silence outside the embassy on Friday evening, holding candles and photographs."
)
SECOND = "The organisers read out eleven names, one for each person arrested since the spring, and promised to return."
LAST = "“We will be here every week until they are free,” said one of the speakers, who came with her mother."
URL = "https://paper.example/2024/05/17/vigil"


def page(body: str, head: str = "", lang: str = "en") -> bytes:
    return f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'.encode()


def article(inside: str) -> str:
    return (
        f'<nav><a href="/">Home</a></nav><main><article class="post"><h1>Vigil for eleven</h1>{inside}</article></main>'
    )


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def test_keeps_first_and_last_paragraph_and_drops_the_title() -> None:
    item = extract(page(article(paragraphs(FIRST, SECOND, LAST))), URL)
    assert item.text.split("\n") == [FIRST, SECOND, LAST]
    assert item.title == "Vigil for eleven"


@pytest.mark.parametrize(
    "box",
    [
        '<div class="newsletter-box"><p>Get our best stories, once a week, for nothing at all.</p></div>',
        "<p>Sign up for our newsletter and never miss a story.</p>",
        '<p>READ MORE: <a href="/2024/05/16/court">Court hears the case against eleven activists in the capital</a></p>',
        '<p>Lesen Sie auch: <a href="/2024/05/16/court">Gericht verhandelt gegen elf Aktivisten</a></p>',
        '<p>Читайте также: <a href="/2024/05/16/court">Суд рассмотрел дело против одиннадцати активистов</a></p>',
        '<p><a href="/2024/05/16/court">Court hears the case against eleven activists in the capital city</a></p>',
        "<p>Advertisement</p>",
        "<p>Реклама</p>",
        "<p>Tags: vigil, embassy, candles</p>",
        "<p>The post Vigil for eleven appeared first on The Paper.</p>",
        '<div class="sharedaddy"><h3>Share this:</h3><a href="#">Facebook</a></div>',
        '<section class="related-posts"><h3>Other things</h3><p>Something else happened in another town.</p></section>',
    ],
)
def test_boxes_inside_the_text_go(box: str) -> None:
    item = extract(page(article(paragraphs(FIRST, SECOND) + box + paragraphs(LAST))), URL)
    assert item.text.split("\n") == [FIRST, SECOND, LAST]


@pytest.mark.parametrize(
    "line",
    [
        '<a href="https://paper.example/petition/free-the-eleven">Add your name to the petition to free the eleven</a>',
        "Share your photo with #FreeTheEleven and follow us on the square.",
        "Consulate General, 801 2nd Ave, New York, NY 10017",
    ],
)
def test_ways_to_take_part_stay(line: str) -> None:
    item = extract(page(article(paragraphs(FIRST, line, SECOND, LAST))), URL)
    assert line.replace("</a>", "").rpartition(">")[2] in item.text.split("\n")


@pytest.mark.parametrize(
    "tail",
    [
        "<h3>Another vigil in another town</h3><h3>A third one, elsewhere</h3>",
        "<p>© 2024 The Paper</p>",
        '<p>Tags<br><a href="/tag/vigil">vigil</a>, <a href="/tag/embassy">embassy</a>, <a href="/tag/candles">candles</a></p>',
        '<p>DON\'T MISS<br><a href="/1">Court hears the case of eleven</a> [NEWS]<br><a href="/2">Second day in court</a></p>',
    ],
)
def test_what_hangs_under_the_text_goes(tail: str) -> None:
    item = extract(page(article(paragraphs(FIRST, SECOND, LAST) + tail)), URL)
    assert item.text.split("\n") == [FIRST, SECOND, LAST]


def test_structure_survives_in_the_html() -> None:
    inside = (
        paragraphs(FIRST)
        + "<h2>What they ask</h2><ul><li>Free all eleven people now.</li><li>Let lawyers see them.</li></ul>"
        + f"<blockquote><p>{SECOND}</p></blockquote>"
        + '<figure><img src="/a.jpg"><figcaption>Candles at the gate. Photo: A. Person</figcaption></figure>'
        + f'<p>{LAST} The <a href="/call">call</a> is online.</p>'
    )
    html = extract(page(article(inside)), URL).html
    for piece in (
        "<h2>What they ask</h2>",
        "<li>Free all eleven people now.</li>",
        "<blockquote>",
        "<figcaption>Candles at the gate.",
    ):
        assert piece in html
    assert '<a href="https://paper.example/call">call</a>' in html


def test_an_embedded_post_keeps_what_it_says_but_not_who_says_it() -> None:
    post = (
        '<blockquote class="twitter-tweet"><p>We are still at the gate #FreeTheEleven</p>&mdash; Private Person (@private1) '
        '<a href="https://twitter.com/private1/status/17?ref_src=x">May 17, 2024</a></blockquote>'
    )
    item = extract(page(article(paragraphs(FIRST, SECOND) + post + paragraphs(LAST))), URL)
    assert "We are still at the gate #FreeTheEleven" in item.text
    assert "private1" not in item.text + item.html
    assert "#FreeTheEleven" in item.html
    assert "still at the gate" not in item.html


def test_layout_tables_of_old_pages_are_opened() -> None:
    column = "<td width=160><font size=1>Advertisement<br>Contact<br>Our forum</font></td>"
    story = f"<font size=2>{FIRST}<br><br><h2>Names</h2><br><br>{SECOND}<br><br><ul><li>Bring a candle.</li></ul>{LAST}</font>"
    inner = (
        f"<table><tr><td><b>Vigil for eleven</b></td></tr><tr><td>17.05.2024</td></tr><tr><td>{story}</td></tr></table>"
    )
    head = "<title>paper.example :: Vigil for eleven</title>"
    item = extract(page(f"<table><tr>{column}<td>{inner}</td></tr></table>", head), URL)
    assert item.text.split("\n") == [FIRST, "Names", SECOND, "Bring a candle.", LAST]
    assert item.title == "Vigil for eleven"


def test_a_lead_above_the_body_is_its_first_paragraph() -> None:
    lead = "Rund zweihundert Menschen haben vor der Botschaft mit Kerzen an elf Gefangene erinnert und ihre Freilassung verlangt."
    rest = [
        "Die Mahnwache begann am Freitag um sieben Uhr abends, wie die Gruppe mitteilte, und dauerte bis in die Nacht hinein.",
        "Am Ende lasen zwei Frauen die Namen aller Gefangenen vor, und viele blieben noch lange auf dem Platz stehen.",
        "Die nächste Mahnwache soll nach Angaben der Veranstalterinnen in zwei Wochen stattfinden, wieder vor der Botschaft.",
    ]
    head = f'<header><h1>Mahnwache für elf Gefangene</h1><div class="lead">{lead}</div></header>'
    body = f'{head}<div class="article-body">{paragraphs(*rest)}</div>'
    assert extract(page(body, lang="de"), URL).text.split("\n") == [lead, *rest]
    standfirst = body.replace('class="lead"', 'class="standfirst"')
    assert lead not in extract(page(standfirst, lang="de"), URL).text


def test_metadata_from_json_ld() -> None:
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Vigil for eleven",
        "datePublished": "2024-05-17T20:15:00+02:00",
        "dateModified": "2024-05-18T08:00:00+02:00",
        "author": [{"@type": "Person", "name": "Ana García and Li Wei"}],
        "articleSection": "World",
        "keywords": ["vigil", "embassy"],
        "publisher": {"name": "The Paper"},
    }
    head = (
        f'<script type="application/ld+json">{json.dumps(data)}</script><link rel="canonical" href="/vigil">'
        '<link rel="amphtml" href="/vigil/amp"><link rel="license" href="https://creativecommons.org/licenses/by/4.0/">'
    )
    item = extract(page(article(paragraphs(FIRST, SECOND, LAST)), head), URL, source="paper")
    assert (item.url, item.aliases) == ("https://paper.example/vigil", [URL, "https://paper.example/vigil/amp"])
    assert (item.published, item.modified) == ("2024-05-17T20:15:00+02:00", "2024-05-18T08:00:00+02:00")
    assert item.authors == ["Ana García", "Li Wei"]
    assert (item.section, item.tags, item.language, item.source) == ("World", ["vigil", "embassy"], "en", "paper")
    assert item.licence == "https://creativecommons.org/licenses/by/4.0/"
    assert item.origins["published"] == "json-ld"
    assert item.origins["text"].startswith("trafilatura")


HOSTILE = {
    "nesting": "<div>" * 50_000 + FIRST,
    "closed nesting": "<div>" * 20_000 + FIRST + "</div>" * 20_000,
    "tables in tables": "<table><tr><td>" * 20_000,
    "a long text": "word " * 2_000_000,
    "links": "<p><a href=/x>some text of a link</a></p>" * 50_000,
    "attributes": "<p " + " ".join(f"a{i}=1" for i in range(200_000)),
    "json": '<script type="application/ld+json">' + '{"a":' * 100_000 + "</script>",
    "scripts without end": "<script>" * 50_000,
    "nul": "<p>a\0b</p>" * 1_000,
    "surrogates": "<p>&#xD800; &#0; &#x110000;</p>" * 100,
    "comments": "<!--" * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_take_bounded_time(name: str) -> None:
    start = time.process_time()
    item = extract(f"<html><body>{HOSTILE[name]}".encode(), URL)
    assert time.process_time() - start < 5
    assert "\0" not in item.text + item.html


@settings(max_examples=40, deadline=None)
@given(
    st.binary(max_size=2_000)
    | st.text(alphabet="<>/=\"'&;#abpdivtle \ud7ff\ue0c1\ue0e1\ue0e2", max_size=400).map(str.encode)
)
def test_never_raises(body: bytes) -> None:
    item = extract(body, URL)
    assert "\ue0e1" not in item.text + item.html


def test_a_short_article_keeps_its_paragraphs_where_a_character_is_half_a_word() -> None:
    told = [
        "周日，人们聚集在大使馆前，声援上周被拘留的活动人士及其家属，并要求立即释放他们。",
        "组织者表示，他们将在每个周日返回，直到法院释放所有被拘留者为止，并呼吁更多人加入。",
    ]
    body = f"<article><h1>声援</h1><p>{told[0]}</p><p>分享到</p><p>{told[1]}</p><p>发表评论</p></article>"
    item = extract(f"<html lang=zh><body>{body}</body></html>".encode(), "https://paper.example/a")
    assert item.text.split("\n") == told
