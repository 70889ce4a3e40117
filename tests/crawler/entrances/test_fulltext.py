"""Whole text or taste?"""

from __future__ import annotations

import pytest

from crawler.entrances.fulltext import is_full, without_credit

TEXT = "People brought candles to the steps and read the names aloud. " * 12


@pytest.mark.parametrize(
    "end", ["[…]", "…", "[&#8230;]", "...", "Continue reading", "<a href='/x'>Read more »</a>",
            "Weiterlesen", "Читать далее", "Leer más"]
)  # fmt: skip
def test_a_cut_shows_at_the_end(end: str) -> None:
    assert not is_full(f"<p>{TEXT}</p> {end}", "", promised=True)
    assert is_full(f"<p>{TEXT}</p>", "", promised=True)


def test_short_or_no_more_than_the_summary_is_not_whole() -> None:
    assert not is_full("<p>Short.</p>", "", promised=True)
    assert not is_full(f"<p>{TEXT}</p>", TEXT, promised=True)


def test_a_description_must_look_like_an_article() -> None:
    assert not is_full(f"<p>{TEXT}</p>", "", promised=False)
    assert is_full(f"<p>{TEXT}</p>" * 3, "", promised=False)


@pytest.mark.parametrize(
    "words",
    ["The post {} appeared first on Y.", "Der Beitrag {} erschien zuerst auf Y.", "Запись {} впервые появилась Y."],
)
def test_the_blog_engine_s_credit_line_goes(words: str) -> None:
    credit = words.format('<a href="https://y.org/a?utm_source=rss">T</a>')
    assert without_credit(f"<p>Body.</p><p>{credit}</p>", "https://www.y.org/a/") == "<p>Body.</p>"


def test_a_last_line_of_the_author_s_stays() -> None:
    html = '<p>Body.</p><p>Sign <a href="https://y.org/petition">the petition</a>.</p>'
    assert without_credit(html, "https://y.org/a") == html
