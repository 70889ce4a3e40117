"""A failure of the wire -> the name of its cause."""

from __future__ import annotations

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.internet import error
from twisted.python.failure import Failure

from crawler.middlewares.guard import Forbidden

_NAMES: tuple[tuple[type[BaseException], str], ...] = (
    (CannotResolveHostError, "dns"),
    (error.DNSLookupError, "dns"),
    (DownloadConnectionRefusedError, "refused"),
    (error.ConnectionRefusedError, "refused"),
    (DownloadTimeoutError, "timeout"),
    (error.TimeoutError, "timeout"),
    (error.TCPTimedOutError, "timeout"),
    (TimeoutError, "timeout"),
    (ResponseDataLossError, "cut-short"),
    (DownloadCancelledError, "too-big"),
    (UnsupportedURLSchemeError, "scheme"),
    (Forbidden, "forbidden-address"),
)


def cause_of(failure: Failure | BaseException) -> str:
    """The cause by name: "dns", "refused", "timeout", "tls", "reset", "robots", "redirects", "too-big", ..."""
    found = failure.value if isinstance(failure, Failure) else failure
    if isinstance(found, HttpError):
        return f"http-{found.response.status}"
    said = " ".join(
        str(x) for x in (type(found), found, getattr(found, "__cause__", ""), getattr(found, "reasons", ""))
    )
    said = said.lower()
    for kind, name in _NAMES:
        if isinstance(found, kind):
            return name
    if isinstance(found, IgnoreRequest):
        return "robots" if "robots.txt" in said else "redirects" if "redirect" in said else "ignored"
    if any(word in said for word in ("ssl", "tls", "certificate", "handshake")):
        return "tls"
    if any(word in said for word in ("reset", "connectionlost", "connectiondone", "responsefailed", "neverreceived")):
        return "reset"
    return "error"
