"""Asks entrances "has it changed?" and tells the spider when it has not (RFC 9110, 13)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler import configuration, state
from crawler.state import Validators

UNCHANGED = "unchanged"
"""Stands in `response.flags` of an answer whose body is the one that was last taken in."""


class Revalidate:
    """Downloader middleware for requests with `meta["revalidate"] = True` (and `meta["source"]`, the source's name).

    The spider gets either a new body, or an answer with UNCHANGED in its flags (status 304, or 200 with the known
    body), and may end early. What came is noted in the State; `State.commit` makes it count.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._recording = bool(crawler.settings.get("RECORD_WARC"))

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Revalidate:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        memory = state.of(self._crawler)
        if memory is None or not request.meta.get("revalidate"):
            return
        # A redirect carries over the headers of the request before it; another URL has other validators.
        request.headers.pop("If-None-Match", None)
        request.headers.pop("If-Modified-Since", None)
        # A 304 must reach the spider; a list is replaced, not changed, for it may be shared between requests.
        request.meta["handle_httpstatus_list"] = [*request.meta.get("handle_httpstatus_list", ()), 304]
        # A recording is to hold bodies, not "not modified".
        known = None if self._recording else memory.validators(request.url)
        if known and known.etag:
            request.headers["If-None-Match"] = known.etag
        if known and known.modified:
            request.headers["If-Modified-Since"] = known.modified

    def process_response(self, request: Request, response: Response) -> Response:
        memory = state.of(self._crawler)
        if memory is None or not request.meta.get("revalidate"):
            return response
        source = request.meta.get("source") or (self._crawler.spider.name if self._crawler.spider else "")
        if fresh := max_age(response.headers):
            memory.hold(source, configuration.now(self._crawler.settings) + fresh)
        if response.status == 304:
            return self._unchanged(response)
        if response.status != 200 or "partial" in response.flags or "dataloss" in response.flags:
            return response
        known = memory.validators(request.url)
        memory.note(source, request.url, _validators(response))
        return self._unchanged(response) if known and known.match(response.body) else response

    def _unchanged(self, response: Response) -> Response:
        self._crawler.stats.inc_value("revalidate/unchanged")
        return response.replace(flags=[*response.flags, UNCHANGED])


def max_age(headers: Mapping[str, Any]) -> timedelta | None:
    """How long an answer says it stays fresh (Cache-Control: max-age, RFC 9111, 5.2.2.1); None when it does not say."""
    said = (headers.get("Cache-Control") or b"").decode("latin-1").lower()
    found = re.search(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,9})", said)
    stale = re.search(r"(?:^|[\s,])no-(?:cache|store)", said)
    return timedelta(seconds=int(found[1])) if found and int(found[1]) and not stale else None


def _validators(response: Response) -> Validators:
    def header(name: str) -> str:
        return (response.headers.get(name) or b"").decode("latin-1")

    return Validators.of(etag=header("ETag"), modified=header("Last-Modified"), body=response.body)
