"""An entry and the bytes of its page -> the article, or why it is none. One call, so that a worker can do it elsewhere."""

from __future__ import annotations

from crawler.entrances.entry import Entry
from crawler.entrances.merge import complete
from crawler.entrances.pagekind import refusal
from crawler.extract import extract
from crawler.items import ArticleItem


def read(
    body: bytes, url: str, entry: Entry, *, charset: str | None = None, source: str = ""
) -> tuple[ArticleItem | None, str]:
    """The item of `entry` whose page at `url` is `body`, and "" - or what the entry alone gives and the page's fault.

    A page that is no article leaves the entry alone, if that is whole; else there is no item. Never raises.
    """
    page = extract(body, url, charset=charset, source=source)
    reason = refusal(body, url, page, asked=entry.url)
    if reason == "listing" and entry.origin not in ("sitemap", "listing"):
        reason = ""  # the site itself calls it an article
    if not reason:
        return complete(entry, page, source=source), ""
    return (complete(entry, source=source) if entry.full else None), reason
