"""What holds of every cleaner: it never raises, doing it twice changes nothing, and a feed can carry the result."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import etree

from feeds.article import Article
from feeds.clean.article import clean_article
from feeds.clean.dates import parse_instant
from feeds.clean.html import clean_html, html_text
from feeds.clean.privacy import redact
from feeds.clean.text import clean_text, clean_title, language_of, sentences, summary
from feeds.clean.urls import clean_url, identity
from feeds.errors import NotAnArticle

NOW = datetime(2026, 11, 21, tzinfo=UTC)
BASE = "https://example.org/news/article.html"

some = settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))

anything = st.text(st.characters(codec=None, exclude_categories=()), max_size=60)
words = st.sampled_from(
    [
        "Kiss-in",
        "на площади",
        "مع",
        "集会です。",
        "1 000 000",
        "+7 999 123-45-67",
        "joe@example.org",
        "Tel.",
        "contact",
        "ï»¿cafÃ©",
        "e\u0301",
        "\u202e",
        "\u2067",
        "\u2069",
        "\u200d",
        "\u200c",
        "👩\u200d❤️\u200d👩",
        "\ud83d",
        "\x00",
        "\u0085",
        "\n",
        "\r\n",
        "  ",
        "\u00a0",
        "&amp;",
        "&lt;p&gt;",
        "&#8217;",
        "...",
        "!!!",
        "«",
        "»",
        "#tag",
        "@who",
        "https://a.example/?utm_source=x&id=1",
    ]
)
text = st.lists(words | anything, max_size=14).map(" ".join)
tags = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<b>",
        "</b>",
        "<i>",
        "</em>",
        "<ul>",
        "<li>",
        "</li>",
        "</ul>",
        "<ol start=3>",
        "<table>",
        "<tr>",
        "<td>",
        "<td colspan=2>",
        "<th>",
        "</td>",
        "</tr>",
        "</table>",
        "<tbody>",
        "<dl>",
        "<dt>",
        "<dd>",
        "</dl>",
        "<blockquote>",
        "</blockquote>",
        "<figure>",
        "<figcaption>",
        "</figure>",
        "<h2>",
        "</h2>",
        "<h2 dir=rtl>",
        "<pre>",
        "</pre>",
        "<br>",
        "<br><br>",
        "<hr>",
        "<a href=/x?utm_source=1>",
        "<a href='https://t.co/x' title='https://e.example/'>",
        "</a>",
        "<a href=javascript:x>",
        "<img src=/i.png alt='<p>'>",
        "<img src=/e.png alt='🏳️\u200d🌈'>",
        "<blockquote class=twitter-tweet>",
        "<iframe src='https://www.youtube.com/embed/abcdefgh'>",
        "</iframe>",
        "<svg>",
        "<math>",
        "<style>",
        "</style>",
        "<script>",
        "</script>",
        "<textarea>",
        "<template>",
        "<!--",
        "-->",
        "<caption>",
        "<code>",
        "<q>",
        "<sub>",
        "<span dir=rtl>",
        "<select>",
        "<option>",
        "<form>",
        "<address>",
        "<u>",
    ]
)
soup = st.lists(tags | words | st.text(max_size=6), max_size=30).map("".join)


@some
@given(anything | text | st.builds("http://{}/{}?{}#{}".format, anything, anything, anything, anything))
@example("https://www.google.com/url?q=https://www.google.com/url?q=https://e.example/%25")
@example("http://a.example/a/./../b//c;jsessionid=1?b=2&a=1&&utm_x=1#:~:text=x")
def test_addresses_settle_at_once(url: str) -> None:
    clean = clean_url(url, BASE)
    assert clean_url(clean) == clean
    assert not clean or (clean.isascii() and clean.startswith(("http://", "https://")))
    key = identity(url)
    assert identity(key) == key
    assert not clean_url(url) or identity(clean_url(url)) == key


@some
@given(anything | text)
def test_text_settles_at_once(raw: str) -> None:
    clean = clean_text(raw, entities=False)
    assert clean_text(clean, entities=False) == clean
    etree.Element("x").text = clean  # XML can carry it
    clean_title(raw, "Site", "site.example")
    language_of(raw, raw[:10])
    assert redact(redact(clean)) == redact(clean)
    spans = sentences(clean, "de")
    assert all(start < end for start, end in spans)
    assert [end for _, end in spans[:-1]] <= [start for start, _ in spans[1:]]
    for word in summary(clean, "en").rstrip("…").split():
        assert word in clean


@some
@given(
    anything | text | st.from_regex(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}( \d{1,2}:\d\d)?( [+-]\d{2,6})?", fullmatch=True)
)
def test_dates_are_aware_or_none(raw: str) -> None:
    for language in ("en", "ru", "fa", raw[:3]):
        instant = parse_instant(raw, timezone=raw[:20], language=language, now=NOW)
        assert instant is None or (instant.tzinfo is not None and 1989 < instant.year < 2027)


@settings(some, max_examples=300)
@given(soup)
@example("<p>&lt;p&gt;</p>")
@example("<ul>x<li>y<p>z</ul>")
@example("<table><tr><td>a<tr><td>b<td>c<p>d</table>")
@example("<pre>\n\n a\n</pre>")
def test_html_settles_at_once(raw: str) -> None:
    for images in ("drop", "keep"):
        clean = clean_html(raw, BASE, images=images)
        assert clean_html(clean, BASE, images=images) == clean
        assert redact(redact(clean)) == redact(clean)
        etree.fromstring(
            f"<x>{clean.replace('&nbsp;', '&#160;').replace('<br>', '<br/>').replace('alt=', 'alt=')}</x>".encode()
        ) if images == "drop" else None
    assert html_text(clean_html(html_text(raw))) == html_text(clean_html(html_text(raw)))


@some
@given(text, soup, text, text, anything, st.lists(text, max_size=3))
def test_articles_are_whole_or_refused(
    title: str, html: str, date: str, author: str, url: str, names: list[str]
) -> None:
    try:
        article = clean_article(
            url="https://example.org/" + url,
            source="x",
            now=NOW,
            title=title,
            html=html,
            published=date,
            modified=date,
            summary=html,
            authors=[author, *names],
            tags=names,
            section=author,
            licence=url,
            aliases=names,
            fetched=date,
            site=author,
            home="https://example.org/",
        )
    except NotAnArticle as refused:
        assert str(refused)
        return
    assert article.title and article.url.startswith("https://example.org/")
    assert article.published is None or article.published <= NOW
    for field in fields(Article):
        for value in _strings(getattr(article, field.name)):
            etree.Element("x").text = value


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [s for v in value for s in _strings(v)] if isinstance(value, tuple) else []
