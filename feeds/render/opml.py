"""OPML 2.0: every source, so that a reader can subscribe to them too."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from feeds.render import safe
from feeds.render.info import FeedInfo, SourceInfo


def render(info: FeedInfo, sources: Sequence[SourceInfo]) -> bytes:
    """sources.opml: sources with a feed as `rss` outlines, the others as `link` outlines."""
    opml = etree.Element("opml", version="2.0")
    head = etree.SubElement(opml, "head")
    etree.SubElement(head, "title").text = info.title
    if info.publisher:
        etree.SubElement(head, "ownerName").text = info.publisher
    if info.contact:
        etree.SubElement(head, "ownerId").text = info.contact
    body = etree.SubElement(opml, "body")
    for source in sorted(sources, key=lambda each: (each.title.casefold(), each.name)):
        marks = _outline(source)
        if marks:
            etree.SubElement(body, "outline", marks)
    written: bytes = etree.tostring(opml, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return written


def _outline(source: SourceInfo) -> dict[str, str]:
    title, home, feed = safe.line(source.title or source.name), safe.url(source.home), safe.url(source.feed)
    if not (home or feed):
        return {}
    kind = {"type": "rss", "xmlUrl": feed, "htmlUrl": home} if feed else {"type": "link", "url": home}
    # the specification's `language` is one tag; the first is the source's main language
    marks = {
        "text": title or home,
        "title": title,
        **kind,
        "language": safe.line(source.languages[0] if source.languages else ""),
    }
    return {name: value for name, value in marks.items() if value}
