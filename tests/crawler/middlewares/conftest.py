"""Fixtures of the wire."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from local_web import Crawl, Server, Worker, serving


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as counted:
        yield counted


@pytest.fixture(scope="session")
def worker() -> Iterator[Worker]:
    worker = Worker()
    yield worker
    worker.close()


@pytest.fixture
def crawl(server: Server, worker: Worker, tmp_path: Path) -> Crawl:
    """Run one crawl; the local server is allowed, and asked without delay, unless the settings say otherwise."""
    local = {
        "ALLOW_ADDRESSES": "127.0.0.0/8",
        "ALLOW_PORTS": f"80,443,{server.port}",
        "DOWNLOAD_DELAY": 0,
        "BUNDLED_SOURCES": False,
        "RETRY_TIMES": 0,
    }
    return worker.crawl_in(tmp_path, local)
