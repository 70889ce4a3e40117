"""Adoption: a feed published elsewhere goes on here with its ids and dates."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.adopt import Adopted, NotAFeed, adopt
from feeds.article import Article
from feeds.settle import settle
from feeds.store.store import Store
from feeds.takedown import Takedown
from feeds.understand.reading import Reading
from tests.told import NOW, facts, reading, tell

ITEM = {
    "id": "tag:old.example,2024-05-01:kiss-in-new-york-1a2b",
    "url": "https://old.example/by/1a2b.html",
    "title": "[17 May 2024] kiss-in - New York",
    "summary": "People kiss in front of the consulate.",
    "date_published": "2024-05-01T10:00:00+00:00",
    "date_modified": "2024-05-03T10:00:00+00:00",
    "_solidarity": {
        "forms": ["kiss-in"], "status": "announced", "starts": ["2024-05-17T13:00:00-04:00"],
        "timezone": "America/New_York", "venue": "Consulate", "city": "New York", "country": "US",
        "organisers": ["Voices4"], "participate": [{"how": "sign", "url": "https://e.org/p"}], "attendance": [50, 60],
        "sources": [
            {"url": "https://group.org/come", "title": "Come", "site": "Group", "language": "en",
             "published": "2024-05-01T10:00:00+00:00"},
            {"url": "https://paper.com/plans", "title": "Plans", "site": "Paper", "language": "en",
             "published": "2024-05-03T10:00:00+00:00"},
        ],
    },
}  # fmt: skip


def _feed(*items: object) -> bytes:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}).encode()


def _read(article: Article) -> Reading:
    return reading(facts("vigil"))


def test_an_entry_is_published_as_it_was(store: Store) -> None:
    assert adopt(store, _feed(ITEM), NOW, read=_read) == Adopted(taken=1)
    settle(store, NOW, takedown=Takedown())
    (action,) = store.actions()
    assert (action.id, action.title) == (ITEM["id"], "Come")
    assert action.published.isoformat() == ITEM["date_published"]
    assert action.updated.isoformat() == ITEM["date_modified"]
    when = action.facts.whens[0]
    assert (str(when.date), when.time, when.zone) == ("2024-05-17", "13:00", "America/New_York")
    assert [source.url for source in action.sources] == ["https://group.org/come", "https://paper.com/plans"]
    assert store.count() == 2


def test_the_same_article_found_here_keeps_the_id_and_dates(store: Store) -> None:
    adopt(store, _feed(ITEM), NOW, read=_read)
    (before,) = store.actions()
    later = NOW + timedelta(days=2)
    tell(store, "https://group.org/come", before.facts, "2024-05-01T10:00:00", title="Come", language="en", now=later)
    settle(store, later, takedown=Takedown())
    (after,) = store.actions()
    assert (after.id, after.published, after.updated) == (before.id, before.published, before.updated)


def test_adopting_twice_changes_nothing(store: Store) -> None:
    adopt(store, _feed(ITEM), NOW, read=_read)
    assert adopt(store, _feed(ITEM), NOW, read=_read) == Adopted(known=1)
    assert len(store.actions()) == 1


def test_entries_of_other_programs(store: Store) -> None:
    plain = {"id": "x1", "url": "https://blog.org/1", "title": "A vigil", "date_published": "2024-01-02"}
    assert adopt(store, _feed(plain, {"id": "no address"}, 7), NOW, read=_read) == Adopted(taken=1, unusable=2)
    atom = b"""<feed xmlns="http://www.w3.org/2005/Atom"><id>f</id><title>T</title><updated>2024-01-01T00:00:00Z</updated>
      <entry><id>urn:x:2</id><title>Another</title><link href="https://blog.org/2"/><updated>2024-02-03T04:05:06Z</updated>
      <published>2024-02-01T00:00:00Z</published><summary>Candles.</summary></entry></feed>"""
    assert adopt(store, atom, NOW, read=_read) == Adopted(taken=1)
    found = {action.id: action.updated.isoformat() for action in store.actions()}
    assert found == {"x1": "2024-01-02T00:00:00+00:00", "urn:x:2": "2024-02-03T04:05:06+00:00"}
    for other in (b"", b"hello", b"{]", b'{"items": 1, "x"'):
        with pytest.raises(NotAFeed):
            adopt(store, other, NOW, read=_read)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted({*ITEM, "sources", "url"})), inner)
    ),
    max_leaves=12,
)


@settings(max_examples=40, deadline=None)
@given(st.lists(JSON, max_size=4), st.dictionaries(st.sampled_from(sorted(ITEM["_solidarity"])), JSON))
def test_no_entry_breaks_the_others(items: list[object], told: dict[str, object]) -> None:
    with Store.open("sqlite://") as store:
        came = adopt(store, _feed(*items, ITEM | {"id": "y", "_solidarity": told}, ITEM), NOW, read=_read)
        assert came.taken + came.known + came.unusable == len(items) + 2
        assert store.actions()
