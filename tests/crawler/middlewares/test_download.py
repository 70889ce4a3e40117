"""Certificates are verified, but for a source that says otherwise."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crawler.middlewares.local_web import Crawl, Server, serving


@pytest.fixture
def server(selfmade: ssl.SSLContext) -> Iterator[Server]:
    with serving(tls=selfmade) as counted:
        counted.pages["/"] = (200, {}, b"hello")
        yield counted


def test_a_certificate_nobody_signed_is_refused(server: Server, crawl: Crawl) -> None:
    crawled = crawl(server.url("/"))
    assert server.asked == []
    assert crawled.responses == []


def test_a_source_may_opt_out_for_its_own_host(server: Server, crawl: Crawl, tmp_path: Path) -> None:
    home = server.url("/")
    (tmp_path / "mine.toml").write_text(f'[old]\nhome = "{home}"\nverify_certificate = false\n')
    crawled = crawl(home, settings={"SOURCES": str(tmp_path / "mine.toml")})
    assert crawled.responses[0]["body"] == "hello"
    (tmp_path / "mine.toml").write_text('[old]\nhome = "https://elsewhere.org/"\nverify_certificate = false\n')
    assert crawl(home, settings={"SOURCES": str(tmp_path / "mine.toml")}).responses == []
