"""A local server that counts what it is asked for, and a crawl in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from ssl import SSLContext
from threading import Thread
from time import monotonic
from typing import Any

Answer = tuple[int, dict[str, str], bytes]
Page = Callable[[str, dict[str, str]], Answer] | Answer


@dataclass
class Server:
    """Answers from `pages` (path -> (status, headers, body), or a function of path and request headers); else 404."""

    port: int = 0
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str], float]] = field(default_factory=list)
    connections: int = 0
    sent: int = 0
    """Bytes of bodies."""

    scheme: str = "http"

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"{self.scheme}://{host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        """What was asked for, robots.txt apart."""
        return [path for path, _, _ in self.asked if path != "/robots.txt"]


@contextmanager
def serving(address: str = "127.0.0.1", port: int = 0, *, tls: SSLContext | None = None) -> Iterator[Server]:
    """A server on its own threads while the block lasts."""
    counted = Server(scheme="https" if tls else "http")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            counted.asked.append((self.path, headers, monotonic()))
            page = counted.pages.get(self.path, (404, {}, b"nothing here"))
            status, fields, body = page(self.path, headers) if callable(page) else page
            self.send_response(status)
            for name, value in fields.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            counted.sent += len(body)

        def log_message(self, *_: object) -> None:
            pass

    class Counting(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """A client that hangs up is no news."""

        def get_request(self) -> Any:
            counted.connections += 1
            return super().get_request()

    httpd = Counting((address, port), Handler)
    if tls:
        httpd.socket = tls.wrap_socket(httpd.socket, server_side=True, do_handshake_on_connect=False)
    counted.port = httpd.server_address[1]
    thread = Thread(target=httpd.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield counted
    finally:
        httpd.shutdown()
        httpd.server_close()
        thread.join()


@dataclass(frozen=True)
class Crawled:
    """What one crawl brought."""

    responses: list[dict[str, Any]]
    errors: list[dict[str, str]]
    stats: dict[str, Any]
    memory: dict[str, Any]
    held: dict[str, str | None]
    log: str

    def at(self, url: str) -> dict[str, Any]:
        return next(response for response in self.responses if response["url"] == url)


Crawl = Callable[..., Crawled]


class Worker:
    """A process that runs crawls, one after another."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("crawl_worker.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=_environment(),
        )

    def crawl_in(self, folder: Path, local: dict[str, Any]) -> Crawl:
        """A function that runs one crawl in `folder`; `local` are its settings unless the call says otherwise."""

        def run(
            *urls: str | dict[str, Any],
            settings: dict[str, Any] | None = None,
            memory: dict[str, Any] | None = None,
            commit: tuple[str, ...] = (),
            environment: dict[str, str] | None = None,
        ) -> Crawled:
            plan = {
                "environment": environment or {},
                "folder": str(folder),
                "requests": [{"url": url} if isinstance(url, str) else url for url in urls],
                "settings": local | (settings or {}),
                "memory": memory or {},
                "commit": commit,
            }
            return self._run(json.dumps(plan, default=str))

        return run

    def _run(self, plan: str) -> Crawled:
        assert self._process.stdin
        assert self._process.stdout
        print(plan, file=self._process.stdin, flush=True)
        happened = json.loads(self._process.stdout.readline())
        assert "failed" not in happened, happened["failed"]
        return Crawled(**happened)

    def close(self) -> None:
        self._process.communicate(timeout=20)


def _environment() -> dict[str, str]:
    """The environment without proxies and settings of ours, which would steer the crawl."""
    kept = {k: v for k, v in os.environ.items() if "proxy" not in k.lower() and not k.startswith("SOLIDARITY_")}
    return kept | {"PYTHONPATH": str(Path(__file__).resolve().parents[3])}
