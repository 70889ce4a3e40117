"""A small web server on loopback for tests: serves a folder with ETag and Last-Modified, answers 304, and keeps a log."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import formatdate, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

TYPES = {
    ".xml": "application/atom+xml",
    ".json": "application/feed+json",
    ".ics": "text/calendar; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".css": "text/css",
    ".js": "text/javascript",
    ".opml": "text/x-opml",
}


@dataclass
class Served:
    """A running server: its address, and (path, status) of every answer it gave."""

    url: str
    answers: list[tuple[str, int]] = field(default_factory=list)


@contextmanager
def serve(folder: Path) -> Iterator[Served]:
    """Serve `folder` on a free port of the loopback interface."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            file = (folder / unquote(path).lstrip("/")).resolve()
            if not file.is_file() or folder.resolve() not in file.parents:
                self._answer(path, 404, b"")
                return
            data = file.read_bytes()
            etag = f'"{hashlib.sha256(data).hexdigest()[:16]}"'
            headers = {
                "ETag": etag,
                "Last-Modified": formatdate(file.stat().st_mtime, usegmt=True),
                "Content-Type": TYPES.get(file.suffix, "application/octet-stream"),
            }
            if self._known(etag, int(file.stat().st_mtime)):
                self._answer(path, 304, b"", headers)
            else:
                self._answer(path, 200, data, headers)

        def _known(self, etag: str, modified: int) -> bool:
            asked = self.headers.get("If-None-Match")
            if asked is not None:
                return etag in asked
            since = self.headers.get("If-Modified-Since")
            return since is not None and modified <= parsedate_to_datetime(since).timestamp()

        def _answer(self, path: str, status: int, data: bytes, headers: dict[str, str] | None = None) -> None:
            served.answers.append((path, status))
            self.send_response(status)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            if status != 304:
                self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *args: object) -> None:
            """The log is `answers`."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served = Served(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
