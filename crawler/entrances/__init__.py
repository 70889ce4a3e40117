"""Entrances: pure readers of what a site offers a crawler. Bytes in, `Page`s of `Entry`s out; no network, no exception.

`sniff.read` reads any of them; `detect.candidates` finds them on a home page; `plan.Plan` says which to ask;
`merge.complete` makes an item of an entry.
"""

from crawler.entrances.entry import Entry, Kind, Page

__all__ = ["Entry", "Kind", "Page"]
