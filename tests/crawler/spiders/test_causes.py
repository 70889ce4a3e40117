"""Every failure of the wire has a name."""

from __future__ import annotations

import pytest
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.internet import error
from twisted.python.failure import Failure

from crawler.middlewares.guard import Forbidden
from crawler.middlewares.socks import ProxyError
from crawler.spiders.causes import cause_of


@pytest.mark.parametrize(
    ("failed", "cause"),
    [
        (HttpError(Response("https://a.org/", status=503)), "http-503"),
        (CannotResolveHostError("a.org"), "dns"),
        (error.DNSLookupError("a.org"), "dns"),
        (error.ConnectionRefusedError(), "refused"),
        (DownloadTimeoutError("took longer than 30 seconds"), "timeout"),
        (error.TCPTimedOutError(), "timeout"),
        (DownloadCancelledError("over DOWNLOAD_MAXSIZE"), "too-big"),
        (DownloadFailedError("[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed"), "tls"),
        (DownloadFailedError("[<Failure service_identity.exceptions.VerificationError: DNSMismatch>]"), "tls"),
        (ProxyError("the proxy hung up"), "proxy"),
        (DownloadFailedError("[<twisted.python.failure.Failure twisted.internet.error.ConnectionLost>]"), "reset"),
        (IgnoreRequest("Forbidden by robots.txt"), "robots"),
        (IgnoreRequest("max redirections reached"), "redirects"),
        (Forbidden("10.0.0.1 is not a public address"), "forbidden-address"),
        (ValueError("anything else"), "error"),
    ],
)
def test_names(failed: Exception, cause: str) -> None:
    assert cause_of(Failure(failed)) == cause
    assert cause_of(failed) == cause
