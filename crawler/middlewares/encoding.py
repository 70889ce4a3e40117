"""A body is believed rather than its Content-Encoding: servers and recorders unpack bodies and leave the header."""

from __future__ import annotations

import zlib

from scrapy import Request
from scrapy.http import Response

GZIP = b"\x1f\x8b"
ZSTD = b"\x28\xb5\x2f\xfd"


class Encoding:
    """Downloader middleware, just before decompression: drops a Content-Encoding that is not true."""

    def process_response(self, request: Request, response: Response) -> Response:
        encoding = response.headers.get("Content-Encoding")
        if encoding and not is_encoded(response.body, encoding.decode("latin-1")):
            response.headers.pop("Content-Encoding")
        return response


def is_encoded(body: bytes, encoding: str) -> bool:
    """Whether `body` can be in this Content-Encoding, as far as its first bytes tell; of several the last one counts."""
    match encoding.rpartition(",")[2].strip().lower():
        case "gzip" | "x-gzip":
            return body.startswith(GZIP)
        case "zstd":
            return body.startswith(ZSTD)
        case "deflate":
            return _inflates(body)
        case "br":  # has no mark of its own, but pages begin with these
            return not body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"{", b"["))
        case _:
            return True


def _inflates(body: bytes) -> bool:
    for window in (zlib.MAX_WBITS, -zlib.MAX_WBITS):  # RFC 9110 wants the first, some servers send the second
        try:
            zlib.decompressobj(window).decompress(body[:512], 1024)
        except zlib.error:
            continue
        return True
    return False
