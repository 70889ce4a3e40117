"""Ways of taking part: asked for in words, known from the form; behind links see test_links."""

from __future__ import annotations

from dataclasses import replace

import pytest

from feeds.action import Form, Part, Status
from feeds.article import Link
from feeds.understand import hashtags, how
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


@pytest.mark.parametrize(
    ("form", "status", "online", "wanted"),
    [
        (Form.RALLY, Status.ANNOUNCED, False, {"attend"}),
        (Form.RALLY, Status.POSTPONED, False, {"attend"}),
        (Form.RALLY, Status.ONGOING, False, set()),
        (Form.RALLY, Status.HAPPENED, False, set()),
        (Form.RALLY, Status.CANCELLED, False, set()),
        (Form.PETITION, Status.ONGOING, True, {"sign"}),
        (Form.PETITION, Status.HAPPENED, True, set()),
        (Form.FUNDRAISER, Status.ONGOING, True, {"donate"}),
        (Form.LETTER_WRITING, Status.ANNOUNCED, False, {"attend", "write"}),
    ],
)
def test_what_is_to_come_is_attended(form: Form, status: Status, online: bool, wanted: set[str]) -> None:
    names = {Form.RALLY: "rally", Form.PETITION: "petition", Form.FUNDRAISER: "fundraiser"}
    seen = page(f"The {names.get(form, 'letter-writing')} for Lena.")
    assert {found.value.how for found in how.find_parts(seen, (form,), status, online=online)} == wanted


def test_an_action_that_is_over_or_called_off_is_not_attended() -> None:
    seen = page("The vigil is over. Join us! We need volunteers. Donate to the fund.")
    for status in (Status.HAPPENED, Status.CANCELLED):
        assert {found.value.how for found in how.find_parts(seen, (Form.VIGIL,), status)} == {"donate"}


@pytest.mark.parametrize(
    ("language", "sought", "told"),
    [
        ("en", "We are looking for volunteers.", "A volunteer was hurt."),
        ("de", "Wir suchen Freiwillige.", "Freiwillige verteilten Tee."),
        ("fr", "Nous cherchons des bénévoles.", "Des bénévoles ont parlé."),
        ("ru", "Нужны волонтёры.", "Волонтёры раздали воду."),
        ("cs", "Hledáme dobrovolníky.", "Dobrovolníci nalévali čaj."),
        ("zh", "我們招募義工。", "義工小組說。"),
    ],
)
def test_volunteers_are_looked_for_not_only_spoken_of(language: str, sought: str, told: str) -> None:
    assert Part("volunteer") in parts(page(sought, language=language), Form.MARCH)
    assert Part("volunteer") not in parts(page(told, language=language), Form.MARCH)


def test_a_hashtag_of_the_action_within_a_sentence_is_posted_with() -> None:
    for text, wanted in (("Stay at home and show #FreeLena on your door.", True), ("Come at six.\n#FreeLena", False)):
        seen = page(text)
        tags = hashtags.find(seen)[0]
        found = how.find_parts(seen, (Form.RALLY,), Status.ANNOUNCED, hashtags=tags)
        assert (Part("post") in [one.value for one in found]) is wanted
