"""The normal form of HTML, what stands for embeds, images, and the text of it all."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from feeds.article import Link
from feeds.clean.html import clean_html, html_links, html_text

BASE = "https://example.org/news/a.html"
REL = ' rel="noopener noreferrer"'


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("<p>One</p><p>Two", "<p>One</p><p>Two</p>"),
        ("Loose<br><br>text<br>here", "<p>Loose</p><p>text<br>here</p>"),
        ("<div>One<div>Two</div>Three</div>", "<p>One</p><p>Two</p><p>Three</p>"),
        ("<p>a <b>bold </b>word <i></i></p><p> </p>", "<p>a <strong>bold</strong> word</p>"),
        ("<em><div>One</div><div>Two</div></em>", "<p><em>One</em></p><p><em>Two</em></p>"),
        ("<h2>Where <span style='color:red'>and</span> when</h2>", "<h2>Where and when</h2>"),
        ("<ul><li>a<li>b<ul><li>c</ul></ul>", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>"),
        ("<li>stray</li>", "<p>stray</p>"),
        ("<ul>loose<li>a</li></ul>", "<ul><li>loose</li><li>a</li></ul>"),
        ("<ol start=3><li>x</ol>", '<ol start="3"><li>x</li></ol>'),
        (
            "<table><tr><th>When<td>Sunday<tr><th>Where<td>Embassy</table>",
            "<table><tbody><tr><th>When</th><td>Sunday</td></tr><tr><th>Where</th><td>Embassy</td></tr></tbody></table>",
        ),
        ("<table><tr><td><p>Laid</p><p>out</p></td></tr></table>", "<p>Laid</p><p>out</p>"),
        ("<table><tr><td>Name<td><input><tr><td>Mail<td><input></table>", "<p>Name</p><p>Mail</p>"),
        ("<pre>a   <span>  </span>  # b</pre>", "<pre>a       # b</pre>"),
        ("<blockquote>Come!</blockquote>", "<blockquote><p>Come!</p></blockquote>"),
        (
            "<figure><img src=a.jpg><figcaption>The crowd</figcaption></figure>",
            "<figure><figcaption>The crowd</figcaption></figure>",
        ),
        ("<p dir=rtl>سلام</p>", '<p dir="rtl">سلام</p>'),
        ("<div dir=rtl><p>سلام</p></div>", '<p dir="rtl">سلام</p>'),
        ("<pre>a\n  b</pre>", "<pre>a\n  b</pre>"),
        ("5 &lt; 6 &amp; 7", "<p>5 &lt; 6 &amp; 7</p>"),
        ("two\n\nlines", "<p>two</p><p>lines</p>"),
        ("&lt;p&gt;escaped once&lt;/p&gt;", "<p>escaped once</p>"),
        ("<p>Pride <img class=emoji alt='🏳️‍🌈' src=e.png></p>", "<p>Pride 🏳️‍🌈</p>"),
        ("<p>a</p><div class=comments><p>Troll: no</p></div><p style='display: none'>secret</p>", "<p>a</p>"),
        ("", ""),
    ],
)
def test_the_normal_form(raw: str, clean: str) -> None:
    assert clean_html(raw, BASE) == clean
    assert clean_html(clean, BASE) == clean


def test_links_are_absolute_and_say_nothing_of_the_reader() -> None:
    raw = (
        "<p><a href='/a?utm_source=x&id=1' target=_blank onclick=x>one</a> <a href='#top'>top</a> "
        "<a href=javascript:x>bad</a> <a href=mailto:a@b.example>mail</a></p>"
    )
    assert clean_html(raw, BASE) == f'<p><a href="https://example.org/a?id=1"{REL}>one</a> top bad mail</p>'
    assert html_links(raw, BASE) == (Link("https://example.org/a?id=1", "one"),)
    assert (
        clean_html("<a href='https://t.co/x'>target.example/a</a>")
        == f'<p><a href="https://target.example/a"{REL}>target.example/a</a></p>'
    )


def link(url: str, words: str) -> str:
    return f'<a href="{url}"{REL}>{words}</a>'


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        (
            "<blockquote class=instagram-media data-instgrm-permalink='https://www.instagram.com/p/AbC/?igsh=1'>"
            "<p>We kiss! #kiss4all @joe</p>"
            "<p>A post shared by Joe (@joe)</p></blockquote>",
            link("https://www.instagram.com/p/AbC/", "a post on Instagram") + " #kiss4all",
        ),
        (
            "<blockquote class=twitter-tweet>"
            "<p>Come <a href='https://twitter.com/hashtag/pride?src=hash'>#pride</a></p>&mdash; Joe (@joe)"
            " <a href='https://twitter.com/joe/status/123?ref_src=t'>May 5</a></blockquote>",
            link("https://twitter.com/i/status/123", "a post on X") + " #pride",
        ),
        (
            "<blockquote class=tiktok-embed cite='https://www.tiktok.com/@joe/video/1'><section>x</section></blockquote>",
            "a post on TikTok",
        ),
        (
            "<iframe src='https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fjoe%2Fposts%2F1'></iframe>",
            "a post on Facebook",
        ),
        (
            "<iframe src='//www.youtube-nocookie.com/embed/AbCdEfGh_12?autoplay=1'></iframe>",
            link("https://www.youtube.com/watch?v=AbCdEfGh_12", "a video on YouTube"),
        ),
        (
            "<iframe src='https://player.vimeo.com/video/12345'></iframe>",
            link("https://vimeo.com/12345", "a video on Vimeo"),
        ),
        (
            "<iframe src='https://docs.google.com/forms/d/e/X/viewform?embedded=true'></iframe>",
            link("https://docs.google.com/forms/d/e/X/viewform?embedded=true", "a document on Google Docs"),
        ),
        ("<iframe src='https://maps.example/m'></iframe>", link("https://maps.example/m", "a page on maps.example")),
        ("<video src=/v.mp4></video>", link("https://example.org/v.mp4", "a video on example.org")),
        (
            "<amp-youtube data-videoid=AbCdEfGh></amp-youtube>",
            link("https://www.youtube.com/watch?v=AbCdEfGh", "a video on YouTube"),
        ),
    ],
)
def test_embeds_become_words_and_a_link(raw: str, clean: str) -> None:
    assert clean_html(raw, BASE) == f"<p>{clean}</p>"


@pytest.mark.parametrize(
    "raw",
    [
        "<iframe src='https://securepubads.g.doubleclick.net/x'></iframe>",
        "<iframe src=about:blank></iframe>",
        "<iframe src='https://a.example/' width=1 height=1></iframe>",
    ],
)
def test_advertisements_and_hidden_frames_leave_nothing(raw: str) -> None:
    assert clean_html(raw, BASE) == ""


def test_images_are_dropped_or_kept_but_pixels_never() -> None:
    raw = (
        "<p>a<img src=/i.jpg alt='The crowd' width=640 height=480 srcset='/x 2x' onerror=x><img src=/p.gif width=1 height=1>"
        "<img src=https://stats.example/pixel.gif?id=1><img src=data:image/gif;base64,x data-src=/lazy.jpg></p>"
    )
    assert clean_html(raw, BASE) == "<p>a</p>"
    assert clean_html(raw, BASE, images="keep") == (
        '<p>a<img src="https://example.org/i.jpg" alt="The crowd" width="640" height="480">'
        '<img src="https://example.org/lazy.jpg" alt=""></p>'
    )


def test_text_has_a_line_for_each_block() -> None:
    raw = """<h2>When</h2><p>Sunday,<br>noon</p>
      <table><tr><td>Where<td>Embassy<tr><td>Bring<td>flags</table><ul><li>one<li>two</ul>
      <blockquote class=twitter-tweet><p>We are here @joe #pride</p>&mdash; Joe (@joe)</blockquote><script>x</script><iframe src=https://a.example/></iframe>"""
    assert html_text(raw).split("\n") == [
        "When",
        "Sunday,",
        "noon",
        "Where | Embassy",
        "Bring | flags",
        "one",
        "two",
        "We are here #pride",
    ]
    assert html_text("plain &amp; simple") == "plain & simple"
    assert html_text("") == ""


def test_real_pages_settle_at_once(shared: Path) -> None:
    pages = sorted((shared / "pages").glob("*/*.html.gz"))[::40]
    assert pages
    for page in pages:
        clean = clean_html(gzip.decompress(page.read_bytes()).decode("utf-8", "replace"), BASE, images="keep")
        assert clean_html(clean, BASE, images="keep") == clean
