"""sources.opml and status.json."""

from __future__ import annotations

import json

from lxml import etree

from feeds.render import FeedInfo, SourceInfo, opml, status


def test_opml_lists_feeds_and_homes_by_title() -> None:
    sources = (
        SourceInfo("b", "Beta", "https://b.example/", "", ("ru",)),
        SourceInfo("a", "alpha", "https://a.example/", "https://a.example/feed", ("en", "ru")),
        SourceInfo("c", "Nowhere", "javascript:alert(1)"),
    )
    tree = etree.fromstring(opml.render(FeedInfo(title="Feed <b>"), sources))
    assert [dict(outline.attrib) for outline in tree.iter("outline")] == [
        {
            "text": "alpha", "title": "alpha", "type": "rss", "xmlUrl": "https://a.example/feed",
            "htmlUrl": "https://a.example/", "language": "en",
        },
        {"text": "Beta", "title": "Beta", "type": "link", "url": "https://b.example/", "language": "ru"},
    ]  # fmt: skip


def test_status_is_clean_json() -> None:
    said = json.loads(
        status.render({"sources": {"a\ud800": {"error": "x\x00y", "count": 1, "last": None}}, "list": ("a",)})
    )
    assert said == {"sources": {"a": {"error": "xy", "count": 1, "last": None}}, "list": ["a"]}
