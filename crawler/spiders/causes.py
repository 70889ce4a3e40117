"""A failure of the wire -> the name of its cause."""

from __future__ import annotations

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.internet import error
from twisted.python.failure import Failure

from crawler.middlewares.budget import OverBudget
from crawler.middlewares.guard import Forbidden
from crawler.middlewares.pace import ComeLater
from crawler.middlewares.socks import ProxyError

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
    (OverBudget, "over-budget"),
    (ComeLater, "come-later"),
    (ProxyError, "proxy"),
)
_IGNORED = {"robots.txt": "robots", "redirect": "redirects", "download_maxsize": "too-big", "size": "too-big"}
"""Words of the message of an ignored request -> its cause."""


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
        return next((name for words, name in _IGNORED.items() if words in said), "ignored")
    if isinstance(found, ValueError) and "missing scheme" in said:  # a redirect to what is no address
        return "redirects"
    if any(word in said for word in ("ssl", "tls", "certificate", "handshake", "verificationerror")):
        return "tls"
    if isinstance(found, DownloadFailedError) and any(word in said for word in ("parseerror", "valueerror")):
        return "not-http"
    if "connectionaborted" in said:  # by us, on a head that does not end
        return "too-big"
    if any(word in said for word in ("reset", "connectionlost", "connectiondone", "responsefailed", "neverreceived")):
        return "reset"
    return "error"
