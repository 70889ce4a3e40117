"""What a spider asks its memory: what is known already, what was refused, what has moved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from scrapy import Spider
from scrapy.http import Response

from crawler.catalogue import Source
from crawler.entrances.entry import Entry
from crawler.entrances.merge import changed
from crawler.ledger import CHECKED, Ledger, between_looks
from crawler.spiders.report import SourceReport
from crawler.state import State

PERMANENT = {301, 308}
"""Statuses of redirects that are for good (RFC 9110, 15.4)."""


class Remembering(Spider):
    """The part of SourceSpider that remembers; without a memory nothing is known and nothing moves."""

    source: ClassVar[Source]
    stored: dict[str, object]
    """What the store has of the addresses that it was asked about; None: nothing."""
    memory: State | None
    ledger: Ledger | None
    now: datetime
    report: SourceReport

    def is_known(self, url: str) -> bool:
        """Whether an address needs no request: its article is stored, or it was found to be of no use."""
        return bool(self.stored.get(url)) or bool(self.ledger and self.ledger.refused(url, self.now))

    def has_brought(self) -> bool:
        """Whether a visit before this one brought what it should."""
        return bool(self.memory and self.memory.visit(self.source.name).succeeded)

    def moved(self, url: str) -> str:
        """Where an address has moved for good, if it has: nobody is to be asked the way at each visit."""
        return self.memory.moved(self.source.name, url) if self.memory else url

    def note_move(self, response: Response) -> None:
        """Remember a redirect that is permanent at every step."""
        meta = response.request.meta if response.request else {}
        if self.memory and meta.get("redirect_urls") and set(meta["redirect_reasons"]) <= PERMANENT:
            asked = meta["redirect_urls"][0]
            self.memory.move(self.source.name, asked, response.url)
            self.report.moved[asked] = response.url
            self.logger.info("%s: %s has moved to %s for good", self.source.name, asked, response.url)

    def forget_move(self, url: str) -> None:
        """Nothing is left where an address was said to have moved: the next visit asks where it was."""
        if self.memory:
            self.memory.move(self.source.name, url, url)

    def is_due(self, entry: Entry, known: object) -> bool:
        """Whether a known article is to be looked at again: its entrance says so, and the last look is long enough ago."""
        stored: datetime | None = getattr(known, "stored", None)
        if stored is None or not changed(entry, stored):
            return False
        checked = (self.ledger.checked(entry.url) if self.ledger else None) or stored
        starts: Callable[[str], datetime | None] = getattr(self.crawler, "starts", lambda url: None)
        published = getattr(known, "published", stored)
        if self.now - checked < between_looks(self.now, published, starts(entry.url)):
            return False
        if self.ledger:
            self.ledger.note(entry.url, CHECKED, self.now)
        return True

    def note(self, entry: Entry, why: str, *, lasting: bool = True) -> str:
        """Remember that an entry's page is of no use, so that it is not fetched at each visit; gives back `why`."""
        if why and self.ledger:
            for url in (entry.url, *entry.aliases):
                self.ledger.note(url, why, self.now, lasting=lasting)
        return why
