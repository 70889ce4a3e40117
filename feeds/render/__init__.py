"""Render: (feed info, actions) -> bytes. No I/O, no clock: the same actions on the same day give the same bytes.

`render_all` gives every file of the published folder, `plan` the same as drafts that are drawn when asked for; each
module beside them draws one kind of file.
"""

from feeds.render.draft import Draft
from feeds.render.folder import plan, render_all
from feeds.render.info import FeedInfo, SourceInfo

__all__ = ["Draft", "FeedInfo", "SourceInfo", "plan", "render_all"]
