"""Ways of taking part, their links, hashtags, the last day."""

from __future__ import annotations

from dataclasses import replace

import pytest

from feeds.action import Form, Part
from feeds.article import Link
from feeds.understand import how
from feeds.understand.scan import Scan, scan
from tests.feeds.understand.pages import Page, article


def page(text: str, *links: Link, title: str = "", language: str = "en") -> Scan:
    return scan(replace(article(Page(language, title, text)), links=links))


def parts(seen: Scan, form: Form = Form.PETITION) -> list[Part]:
    return [finding.value for finding in how.find_parts(seen, (form,))]


@pytest.mark.parametrize(
    ("url", "text", "wanted"),
    [
        ("https://www.change.org/p/free-danil", "here", "sign"),
        ("https://www.facebook.com/events/123456/", "Facebook", "attend"),
        ("https://www.gofundme.com/f/danil", "more", "donate"),
        ("https://rainbow.example/act", "Sign the petition", "sign"),
        ("https://rainbow.example/give", "Donate to the network", "donate"),
    ],
)
def test_where_a_link_leads(url: str, text: str, wanted: str) -> None:
    assert parts(page("A petition.", Link(url, text)))[0] == Part(wanted, url)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("https://news.example/about", "Read more"),
        ("https://www.change.org/", "Change.org"),
        ("https://campaigns.example/petitions/new", "Start your petition"),
        ("https://news.example/en", "Sign here"),
    ],
)
def test_what_is_no_way_to_take_part(url: str, text: str) -> None:
    assert all(part.url is None for part in parts(page("A petition.", Link(url, text))))


def test_an_address_written_out_beside_the_call() -> None:
    assert parts(page("To sign: www.freedanil.org"))[0] == Part("sign", "https://www.freedanil.org")


def test_words_without_a_link() -> None:
    hows = {
        part.how for part in parts(page("Please bring a candle, join us, and share this with friends."), Form.VIGIL)
    }
    assert {"attend", "share"} <= hows


def test_the_own_hashtags_as_most_often_written() -> None:
    seen = page("Use #FreeDanil! Post with #freedanil1 and #FreeDanil. #lgbt #pride #2024", title="#FreeDanil now")
    found, refused = how.find_hashtags(seen)
    assert [finding.value for finding in found] == ["#FreeDanil"]
    assert {finding.value for finding in refused} >= {"#lgbt", "#pride", "#2024"}
