"""A body is believed rather than its Content-Encoding."""

from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scrapy import Request
from scrapy.http import Response

from crawler.middlewares.encoding import Encoding, is_encoded

PACKED = gzip.compress(b"text", mtime=0)  # it names tests: workers that start a second apart must agree


@pytest.mark.parametrize(
    ("encoding", "body", "said"),
    [
        ("gzip", PACKED, True),
        ("X-GZIP", PACKED, True),
        ("br, gzip", PACKED, True),
        ("gzip", b"<p>text", False),
        ("deflate", zlib.compress(b"text"), True),
        ("deflate", zlib.compress(b"text")[2:-4], True),
        ("deflate", b"<p>text", False),
        ("zstd", b"<p>text", False),
        ("br", b"  <p>text", False),
        ("br", b"\x0b\x01\x80text\x03", True),
        ("sdch", b"text", True),
    ],
)
def test_the_body_is_believed_rather_than_the_header(encoding: str, body: bytes, said: bool) -> None:
    assert is_encoded(body, encoding) is said
    response = Response("https://a.org/", headers={"Content-Encoding": encoding}, body=body)
    Encoding().process_response(Request("https://a.org/"), response)
    assert ("Content-Encoding" in response.headers) is said


@given(st.binary(max_size=600))
@settings(max_examples=60)
def test_what_is_packed_is_taken_for_packed(body: bytes) -> None:
    raw = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    assert is_encoded(gzip.compress(body), "gzip")
    assert is_encoded(zlib.compress(body), "deflate")
    assert is_encoded(raw.compress(body) + raw.flush(), "deflate")
