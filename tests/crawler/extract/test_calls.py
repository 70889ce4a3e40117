"""Calls that are a link alone on their line: they stay, with their address; menus, shares and pointers do not."""

from __future__ import annotations

import time

import pytest

from crawler.extract import extract
from crawler.extract.calls import mark_calls
from crawler.extract.page import parse

URL = "https://paper.example/2024/05/17/vigil"
RUN = (
    "About two hundred people stood in silence outside the embassy on Friday evening, holding candles and photographs. "
)


def page(call: str) -> bytes:
    body = f"<article><h1>Vigil for eleven</h1><p>{RUN}</p><p>{RUN * 2}</p>{call}<p>{RUN}</p></article>"
    return f'<!doctype html><html lang="en"><body>{body}</body></html>'.encode()


@pytest.mark.parametrize(
    ("call", "words", "url"),
    [
        ('<p><a href="https://act.example/p/1">Sign the petition</a></p>', "Sign the petition", "https://act.example/p/1"),
        ('<p><strong><a href="https://www.change.org/p/eleven">Here</a></strong></p>', "Here", "https://www.change.org/p/eleven"),
        ('<div><a href="https://www.facebook.com/events/77/?ref=1">Facebook</a></div>', "Facebook", "https://www.facebook.com/events/77/"),
        ('<p><a href="https://spende.example/x">Jetzt spenden</a></p>', "Jetzt spenden", "https://spende.example/x"),
        ('<p><a href="https://imza.example/x">Kampanyaya katıl</a></p>', "Kampanyaya katıl", "https://imza.example/x"),
        ('<p><a href="https://grupa.example/x">Подписать обращение</a></p>', "Подписать обращение", "https://grupa.example/x"),
        ('<ul><li><a href="https://www.gofundme.com/f/eleven">Bail fund</a></li></ul>', "Bail fund", "https://www.gofundme.com/f/eleven"),
    ],
)  # fmt: skip
def test_a_call_alone_on_its_line_stays(call: str, words: str, url: str) -> None:
    item = extract(page(call), URL)
    assert words in item.text.split("\n")
    assert url in item.html
    assert f">{words}</a>" in item.html


@pytest.mark.parametrize(
    "line",
    [
        '<p><a href="https://www.facebook.com/sharer.php?u=x">Join the conversation on Facebook</a></p>',
        '<p><a href="https://shop.example/x">Buy our book about the sea</a></p>',
        '<p><a href="https://www.paper.example/donate">Donate to the paper</a></p>',
        '<p><a href="https://give.paper.example/donate">Donate to the paper</a></p>',
        '<nav><p><a href="https://www.change.org/p/eleven">Sign the petition</a></p></nav>',
        '<p><a href="https://letter.example/x">Sign up for our newsletter</a></p>',
    ],
)
def test_what_is_no_call_is_left_to_the_rest(line: str) -> None:
    found = parse(page(line), URL)
    before = "".join(map(str, found.tree.itertext()))
    mark_calls(found.tree, found.base)
    assert "".join(map(str, found.tree.itertext())) == before


def test_a_page_of_links_is_looked_at_in_bounded_time() -> None:
    many = '<p><a href="https://act.example/p/1">Sign the petition</a></p>' * 20_000 + "<b>" * 150
    found = parse(page(many + '<a href="//x.example/p">x</a>' * 20_000), URL)
    start = time.process_time()
    mark_calls(found.tree, found.base)
    assert time.process_time() - start < 1.0
