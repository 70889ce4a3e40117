"""The end of a run: articles become actions, actions become files, files are published."""

from __future__ import annotations

from dataclasses import dataclass

from crawler import health
from crawler.catalogue import Source
from crawler.session import Session
from feeds.publish import Published
from feeds.publish import publish as write
from feeds.render import FeedInfo, SourceInfo, render_all, status
from feeds.settle import Settled, settle
from feeds.takedown import Takedown

AUTHORITY = "solidarity-feed.invalid"
"""Of the `tag:` ids while PUBLIC_URL is not set (RFC 4151 wants a name; RFC 2606 keeps this one free)."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What a run's end did."""

    settled: Settled
    files: Published


def publish(session: Session) -> Publication:
    """Settle the store and write the folder. Raises StoreError or PublishError; what was published stays."""
    raise NotImplementedError
