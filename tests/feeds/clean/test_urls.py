"""Links: absolute, without tracking, unwrapped; and which addresses are one article."""

from __future__ import annotations

import pytest

from feeds.clean.urls import clean_url, identity, is_home, same_site, stated_target

BASE = "https://example.org/news/a.html"


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        ("b.html", "https://example.org/news/b.html"),
        ("/x?id=5&utm_source=feed&utm_medium=rss", "https://example.org/x?id=5"),
        ("//Other.Example:443/a/../b", "https://other.example/b"),
        ("HTTP://user:secret@Example.ORG:80/%7euser/%e2%82%ac", "http://example.org/~user/%E2%82%AC"),
        ("https://пример.рф/путь", "https://xn--e1afmkfd.xn--p1ai/%D0%BF%D1%83%D1%82%D1%8C"),
        (
            "https://example.org/?article_id=7&fbclid=abc&gclid=1&mc_cid=2&igshid=3&ref_src=t",
            "https://example.org/?article_id=7",
        ),
        ("https://example.org/?p=12&source=rss", "https://example.org/?p=12&source=rss"),
        ("https://example.org/?ref=12", "https://example.org/?ref=12"),
        ("https://example.org/a?PHPSESSID=0123456789abcdef&id=1", "https://example.org/a?id=1"),
        ("https://example.org/a;jsessionid=AB12?id=1", "https://example.org/a?id=1"),
        ("https://example.org/a#part", "https://example.org/a#part"),
        ("https://example.org/a#:~:text=some%20words", "https://example.org/a"),
        ("https://example.org/a b", "https://example.org/a%20b"),
        (" https://exa\nmple.org/\t", "https://example.org/"),
    ],
)
def test_a_link_is_written_in_one_way(url: str, clean: str) -> None:
    assert clean_url(url, BASE) == clean


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " JaVa\nScript:alert(1)",
        "data:text/html,x",
        "mailto:a@example.org",
        "ftp://example.org/",
        "http://",
        "http://[::1",
        "http://a b/",
        "https://example.org:99999/",
        "https://" + "a" * 300 + ".example/",
        "https://example.org/" + "a" * 5000,
        "file:///etc/passwd",
        "https://www.google.com/url?q=javascript:alert(1)",
    ],
)
def test_what_is_no_place_for_readers_is_refused(url: str) -> None:
    assert clean_url(url, BASE) == ""


TARGET = "https://target.example/a?id=1"
QUOTED = "https%3A%2F%2Ftarget.example%2Fa%3Fid%3D1%26utm_source%3Dx"


@pytest.mark.parametrize(
    "wrapper",
    [
        "https://l.facebook.com/l.php?u={}&h=AT0",
        "https://www.facebook.com/l.php?u={}",
        "https://l.instagram.com/?u={}&e=1",
        "https://www.google.com/url?sa=t&url={}&ved=1",
        "https://www.google.co.uk/url?q={}",
        "https://out.reddit.com/t3_x?url={}",
        "https://vk.com/away.php?to={}&cc_key=",
        "https://www.youtube.com/redirect?q={}&v=x",
        "https://ok.ru/dk?st.cmd=outLinkWarning&st.rfn={}",
        "https://anon.to/?https://target.example/a?id=1",
        "https://eur02.safelinks.protection.outlook.com/?url={}&data=x",
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.google.com%2Furl%3Fq%3Dhttps%253A%252F%252Ftarget.example%252Fa%253Fid%253D1",
    ],
)
def test_wrappers_give_way_to_their_target(wrapper: str) -> None:
    assert clean_url(wrapper.format(QUOTED)) == TARGET


def test_amp_caches_give_way_to_the_page() -> None:
    assert (
        clean_url("https://www-target-example.cdn.ampproject.org/c/s/www.target.example/a/amp/")
        == "https://www.target.example/a/amp/"
    )
    assert clean_url("https://www.google.com/amp/s/target.example/a") == "https://target.example/a"


def test_a_shortener_gives_way_only_to_a_stated_target() -> None:
    assert stated_target("https://t.co/abc", "https://target.example/a", "x") == "https://target.example/a"
    assert stated_target("https://t.co/abc", "", "target.example/a") == "https://target.example/a"
    assert stated_target("https://t.co/abc", "", "target.example/a-long-na…") == ""
    assert stated_target("https://t.co/abc", "", "read this") == ""
    assert stated_target("https://other.example/", "https://target.example/", "") == ""


@pytest.mark.parametrize(
    "twin",
    [
        "http://example.org/2018/02/kiss-in",
        "https://www.example.org/2018/02/kiss-in/",
        "https://m.example.org/2018/02/kiss-in/?utm_source=x",
        "https://amp.example.org/2018/02/kiss-in",
        "https://example.org/2018/02/kiss-in/amp/",
        "https://example.org/amp/2018/02/kiss-in",
        "https://example.org/2018/02/kiss-in?amp=1",
        "https://example.org/2018/02/kiss-in?outputType=amp",
        "https://example.org/2018/02/kiss-in/index.html",
        "https://example.org/2018/02/kiss-in#comments",
        "https://example.org/2018/02/kiss-in?PHPSESSID=1",
        "https://example.org//2018/02/kiss-in;jsessionid=9",
    ],
)
def test_twins_are_one_article(twin: str) -> None:
    assert identity(twin) == "example.org/2018/02/kiss-in"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/?article_id=1", "https://example.org/?article_id=2"),
        ("https://example.org/?p=1", "https://example.org/"),
        ("https://example.org/a", "https://example.org/A"),
        ("https://kyiv.example.org/a", "https://example.org/a"),
        ("https://example.org/#!/a", "https://example.org/#!/b"),
        ("https://example.org/show.php?id=1&page=2", "https://example.org/show.php?id=1"),
    ],
)
def test_different_articles_stay_apart(one: str, other: str) -> None:
    assert identity(one) != identity(other)


def test_the_order_of_parameters_does_not_count() -> None:
    assert identity("https://example.org/?b=2&a=1") == identity("http://example.org?a=1&b=2")
    assert identity("https://name.blogspot.de/2013/05/x.html") == identity("https://name.blogspot.com/2013/05/x.html")


def test_sites_and_their_front_pages() -> None:
    assert same_site("https://www.example.org/a", "http://news.example.org/")
    assert not same_site("https://badexample.org/", "https://example.org/")
    assert not same_site("", "")
    assert is_home("https://www.example.org/index.php") and is_home("https://example.org/en/")
    assert not is_home("https://example.org/?p=1") and not is_home("https://example.org/news")


def test_what_may_be_an_id_is_dropped_only_from_links_in_texts_and_for_comparing() -> None:
    assert clean_url("https://example.org/?p=12&source=rss&ref=34", bare=True) == "https://example.org/?p=12&ref=34"
    assert identity("https://example.org/?p=12&source=rss") == identity("https://example.org/?p=12")
