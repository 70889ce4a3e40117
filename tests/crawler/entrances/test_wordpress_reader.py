"""WordPress REST: whole posts, exact dates, paging, refusals."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.entrances import wordpress
from crawler.entrances.entry import Page

URL = "https://group.example.org/wp-json/wp/v2/posts?per_page=100&_embed=1"


def post(**more: Any) -> dict[str, Any]:
    return {
        "id": 12, "date": "2024-02-05T18:00:00", "date_gmt": "2024-02-05T17:00:00", "modified": "2024-02-06T18:00:00",
        "modified_gmt": "2024-02-06T17:00:00", "link": "https://group.example.org/a/", "status": "publish",
        "title": {"rendered": "Bread &#038; roses"}, "content": {"rendered": "<p>We meet at six.</p>", "protected": False},
        "excerpt": {"rendered": "<p>Six.</p>"},
        "_embedded": {"author": [{"name": "Ana"}],
                      "wp:term": [[{"name": "Vigils"}], [{"name": "Uncategorized"}, {"name": "City"}]]},
        **more,
    }  # fmt: skip


def read(data: Any, **headers: str) -> Page:
    return wordpress.read(json.dumps(data).encode(), URL, {k.replace("_", "-"): v for k, v in headers.items()})


def test_a_post_is_whole_and_its_date_carries_its_offset() -> None:
    (entry,) = read([post()]).entries
    assert entry.title == "Bread & roses"
    assert (entry.published, entry.modified) == ("2024-02-05T18:00:00+01:00", "2024-02-06T18:00:00+01:00")
    assert (entry.authors, entry.tags) == (("Ana",), ("Vigils", "City"))
    assert entry.full
    assert entry.aliases == ("https://group.example.org/?p=12",)


@pytest.mark.parametrize(
    ("local", "gmt", "told"),
    [
        ("2024-02-05T12:00:00", "2024-02-05T17:30:00", "2024-02-05T12:00:00-05:30"),
        ("2024-02-05T12:00:00", "0000-00-00T00:00:00", "2024-02-05T12:00:00"),
        ("", "2024-02-05T17:00:00", "2024-02-05T17:00:00Z"),
        ("2024-02-05T12:00:00", "2023-01-01T00:00:00", "2023-01-01T00:00:00Z"),
        ("rubbish", "", "rubbish"),
    ],
)
def test_offsets(local: str, gmt: str, told: str) -> None:
    (entry,) = read([post(date=local, date_gmt=gmt)]).entries
    assert entry.published == told


def test_a_protected_post_is_not_whole_and_a_draft_is_none() -> None:
    entries = read([post(content={"rendered": "", "protected": True}), post(status="draft")]).entries
    assert [entry.full for entry in entries] == [False]


def test_pages_follow_the_headers() -> None:
    assert read([post()], x_wp_totalpages="1").next is None
    following = read([post()], x_wp_totalpages="3").next
    assert following == "https://group.example.org/wp-json/wp/v2/posts?per_page=100&_embed=1&page=2"
    assert wordpress.read(json.dumps([post()]).encode(), following, {"x-wp-totalpages": "2"}).next is None
    link = '<https://group.example.org/wp-json/wp/v2/posts?page=2>; rel="next"'
    assert read([post()], link=link).next == "https://group.example.org/wp-json/wp/v2/posts?page=2"
    assert read([post()], link='<https://evil.example.com/>; rel="next"').next is None


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (b'{"code":"rest_cannot_access","data":{"status":401}}', "rest-refused"),
        (b"<html>no</html>", "not-json"),
        (b'{"routes":{}}', "not-posts"),
        (b"[1,2]", "not-posts"),
        (b"[" * 100_000, "not-json"),
    ],
)
def test_what_is_no_list_of_posts_says_so(body: bytes, fault: str) -> None:
    assert wordpress.read(body, URL).fault == fault


@pytest.mark.parametrize(
    ("root", "url"),
    [
        ("https://a.org/wp-json/", "https://a.org/wp-json/wp/v2/posts?per_page=100&_embed=1"),
        ("https://a.org/?rest_route=/", "https://a.org/?rest_route=/wp/v2/posts&per_page=100&_embed=1"),
    ],
)
def test_where_the_posts_are(root: str, url: str) -> None:
    assert wordpress.posts_url(root) == url


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["https://a.org/x", "2024-01-01T00:00:00"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(list(post())), inner, max_size=8),
    max_leaves=30,
)


@settings(max_examples=100, deadline=None)
@given(st.lists(JSON, max_size=3), st.dictionaries(st.sampled_from(["link", "x-wp-totalpages"]), st.text(max_size=30)))
def test_nothing_raises(data: Any, headers: dict[str, str]) -> None:
    for entry in wordpress.read(json.dumps(data).encode(), URL, headers).entries:
        assert entry.url.startswith(("http://", "https://"))
