"""ArticleItem: what a spider yields, raw. `crawler.pipelines.Understand` turns it into a `feeds.article.Article`."""

from __future__ import annotations

from dataclasses import dataclass, field

from feeds.article import Event


@dataclass(slots=True)
class ArticleItem:
    """One article as found: strings as the page or the entrance gave them, nothing cleaned yet."""

    url: str
    source: str
    title: str = ""
    html: str = ""
    """Body as found: syndicated HTML, or the article's part of the page."""
    text: str = ""
    """Body as plain text when the extractor gave one (one line per block); empty: made from `html`."""
    summary: str = ""
    """What the entrance or the page's metadata gave as a summary (may be HTML)."""
    language: str = ""
    """As stated by page or entrance; empty: told from the text."""
    published: str = ""
    """As stated, any format."""
    modified: str = ""
    authors: list[str] = field(default_factory=list)
    section: str = ""
    tags: list[str] = field(default_factory=list)
    licence: str = ""
    aliases: list[str] = field(default_factory=list)
    syndicated: bool = False
    """The source itself syndicates the whole text (then it may be shown in full)."""
    events: list[Event] = field(default_factory=list)
    origins: dict[str, str] = field(default_factory=dict)
    """Where each field came from."""
    fetched: str = ""
    """ISO 8601, set by the spider from its clock."""
