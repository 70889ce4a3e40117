"""Entrances are asked whether they have changed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crawler.middlewares.revalidate import max_age
from tests.crawler.middlewares.local_web import Crawl, Server

FEED = b"<rss><channel/></rss>"


def entrance(server: Server, path: str) -> dict[str, object]:
    return {"url": server.url(path), "meta": {"revalidate": True, "source": "site"}}


def tagged(path: str, headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
    if headers.get("if-none-match") == '"v1"' and headers.get("if-modified-since") == "Mon, 02 Nov 2026 00:00:00 GMT":
        return 304, {}, b""
    return 200, {"ETag": '"v1"', "Last-Modified": "Mon, 02 Nov 2026 00:00:00 GMT"}, FEED


def test_validators_are_sent_once_the_source_is_committed(server: Server, crawl: Crawl) -> None:
    server.pages["/feed"] = tagged
    killed = crawl(entrance(server, "/feed"))
    assert killed.memory.get("validators") is None  # what a killed run did not store is asked for in full again
    first = crawl(entrance(server, "/feed"), memory=killed.memory, commit=("site",))
    assert first.responses[0]["body"] == FEED.decode()
    second = crawl(entrance(server, "/feed"), memory=first.memory, commit=("site",))
    assert (second.responses[0]["status"], second.responses[0]["flags"]) == (304, ["unchanged"])
    assert second.memory == first.memory
    assert second.stats["revalidate/unchanged"] == 1


def test_without_validators_an_equal_body_is_unchanged(server: Server, crawl: Crawl) -> None:
    bodies = iter([FEED, FEED, b"<rss>new</rss>"])
    server.pages["/feed"] = lambda path, headers: (200, {}, next(bodies))
    first = crawl(entrance(server, "/feed"), commit=("site",))
    second = crawl(entrance(server, "/feed"), memory=first.memory, commit=("site",))
    third = crawl(entrance(server, "/feed"), memory=second.memory, commit=("site",))
    assert [crawled.responses[0]["flags"] for crawled in (first, second, third)] == [[], ["unchanged"], []]
    assert third.responses[0]["body"] == "<rss>new</rss>"


def test_a_redirect_does_not_carry_validators_to_another_url(server: Server, crawl: Crawl) -> None:
    server.pages |= {"/old": (301, {"Location": "/feed"}, b""), "/feed": tagged}
    known = {"validators": {server.url("/old"): {"etag": '"old"', "modified": "", "digest": ""}}}
    crawled = crawl(entrance(server, "/old"), memory=known)
    sent = {path: headers.get("if-none-match") for path, headers, _ in server.asked}
    assert sent["/old"] == '"old"'
    assert sent["/feed"] is None
    assert crawled.responses[0]["status"] == 200


def test_an_error_is_never_noted(server: Server, crawl: Crawl) -> None:
    server.pages["/feed"] = (500, {"ETag": '"broken"'}, b"sorry")
    crawled = crawl(entrance(server, "/feed"), commit=("site",))
    assert crawled.memory.get("validators") is None


@pytest.mark.parametrize(
    ("said", "fresh"),
    [
        ("max-age=3600", timedelta(hours=1)),
        ("public, Max-Age = 60", timedelta(minutes=1)),
        ('max-age="60"', timedelta(minutes=1)),
        ("s-maxage=60", None),
        ("no-cache, max-age=3600", None),
        ("max-age=0", None),
        ("max-age=-1", None),
        ("", None),
    ],
)
def test_how_long_an_answer_stays_fresh(said: str, fresh: timedelta | None) -> None:
    assert max_age({"Cache-Control": said.encode()}) == fresh


def test_other_requests_are_left_alone(server: Server, crawl: Crawl) -> None:
    server.pages["/page"] = tagged
    known = {"validators": {server.url("/page"): {"etag": '"v1"', "modified": "", "digest": ""}}}
    crawl(server.url("/page"), memory=known)
    assert all("if-none-match" not in headers for _, headers, _ in server.asked)
