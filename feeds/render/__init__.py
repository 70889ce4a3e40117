"""Render: (feed info, actions) -> bytes. No I/O, no clock: the same actions on the same day give the same bytes.

`render_all` gives every file of the published folder; each module beside it draws one kind of file.
"""

from feeds.render.folder import render_all
from feeds.render.info import FeedInfo, SourceInfo

__all__ = ["FeedInfo", "SourceInfo", "render_all"]
