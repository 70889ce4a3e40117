"""How long one turn of the reactor takes: every callback of a crawl timed, the slow ones with what they were doing.

    python -m tests.bench.turns [--pages N] [--json]

{"turns", "longest_ms", "over_50_ms", "slow": [[ms, "file:line function <- ..."], ..]}, in processor time of the reactor's
thread (a busy machine takes its processor away in the middle of anything), from the first request until publishing begins.
The web: a feed of 5 MB, a sitemap of 50,000 addresses, a home page of 1 MB, and N pages.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import FrameType
from typing import Any

LONG = 0.05
"""Seconds that no callback may take."""
SAMPLED = 0.02
"""Seconds after which it is noted what a callback is doing."""
WORDS = "People held candles on the square and read the names of the imprisoned aloud, one after another. "
ROOT = Path(__file__).resolve().parents[2]


class Turns:
    """Times every callback of the running loop while it is on; `stop` ends it."""

    def __init__(self) -> None:
        self.count, self.longest = 0, 0.0
        self.slow: list[tuple[float, str]] = []
        self._began: float | None = None
        self._doing: tuple[float, str] | None = None
        self._over = False
        self._thread = threading.get_ident()

    def start(self) -> None:
        run = asyncio.Handle._run

        def timed(handle: asyncio.Handle) -> None:
            if self._over or threading.get_ident() != self._thread:
                run(handle)
                return
            self._began, began = time.perf_counter(), time.thread_time()
            run(handle)
            took = time.thread_time() - began
            self._note(took)

        asyncio.Handle._run = timed  # type: ignore[assignment, method-assign]
        Thread(target=self._watch, daemon=True).start()

    def stop(self) -> None:
        self._over = True

    def plain(self) -> dict[str, Any]:
        slow = sorted(self.slow, reverse=True)
        return {
            "turns": self.count,
            "longest_ms": round(1000 * self.longest, 1),
            "over_50_ms": sum(took > LONG for took, _ in slow),
            "slow": [[round(1000 * took, 1), what] for took, what in slow[:10]],
        }

    def _note(self, took: float) -> None:
        if self._over:  # it was publishing that ended it
            return
        doing = self._doing[1] if self._doing and self._doing[0] == self._began else ""
        self._began = None
        self.count += 1
        self.longest = max(self.longest, took)
        if took > SAMPLED:
            self.slow.append((took, doing))

    def _watch(self) -> None:
        """Note what the reactor's thread is at, where that takes long."""
        while not self._over:
            time.sleep(SAMPLED / 2)
            began = self._began
            if began and time.perf_counter() - began > SAMPLED and (frame := sys._current_frames().get(self._thread)):
                self._doing = (began, _where(frame))


def _where(frame: FrameType) -> str:
    stack = [each for each in traceback.extract_stack(frame)[::-1] if "importlib" not in each.filename]
    return " <- ".join(f"{Path(each.filename).name}:{each.lineno} {each.name}" for each in stack[:9])


@contextmanager
def big_web(pages: int) -> Iterator[int]:
    """A server of one site with large entrances; its port."""
    long = f"<p>{WORDS * 3}</p>" * 8

    def story(n: int) -> bytes:
        title = f"A vigil for prisoner number {n}"
        body = f"<article><h1>{title}</h1>{long}</article>"
        return f"<html lang=en><head><title>{title}</title></head><body>{body}</body></html>".encode()

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            home = f"http://{self.headers['host']}"
            body, kind = self.answer(home)
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def answer(self, home: str) -> tuple[bytes, str]:
            if self.path == "/":
                links = "".join(
                    f'<h2><a href="/2026/10/story-{n}">A headline of story number {n}</a></h2>' for n in range(400)
                )
                return f"<html><body><main>{links}{long * 400}</main></body></html>".encode(), "text/html"
            if self.path == "/feed.xml":
                items = "".join(
                    f"<item><title>A vigil for prisoner number {n}</title><link>{home}/2026/11/story-{n}</link>"
                    f"<description>{WORDS * (2 if n < pages else 25)}</description></item>"
                    for n in range(2000)
                )
                return (
                    f'<rss version="2.0"><channel><title>T</title>{items}</channel></rss>'.encode(),
                    "application/rss+xml",
                )
            if self.path == "/sitemap.xml":
                urls = "".join(
                    f"<url><loc>{home}/2026/09/a-story-of-the-day-{n}</loc><lastmod>2026-09-02</lastmod></url>"
                    for n in range(50_000)
                )
                return (
                    f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'.encode(),
                    "application/xml",
                )
            if self.path.startswith("/2026/"):
                return story(int(self.path.rpartition("-")[2])), "text/html"
            return b"", "text/plain"

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def crawl(port: int, pages: int, folder: Path) -> dict[str, Any]:
    """Update from the big web, twice (the second time everything is known), and time the turns; run in a process of its own."""
    from crawler import publication, run
    from crawler.loader import SourceLoader
    from crawler.session import Session
    from crawler.spiders.update import UpdateSpider
    from tests.running import project

    home = f"http://127.0.0.1:{port}/"
    names = {"feed": "feed.xml", "sitemap": "sitemap.xml", "front": ""}
    (folder / "sources.toml").write_text(
        "".join(f'[{name}]\nhome = "{home}"\nentrances = ["{home}{path}"]\n' for name, path in names.items())
    )
    settings = project(
        folder, ALLOW_ADDRESSES="127.0.0.0/8", ALLOW_PORTS=str(port), DOWNLOAD_DELAY=0, LOG_INSTALL_ROOT_HANDLER=False,
        MAX_ARTICLES_PER_SOURCE=pages, WORKERS=2,
    )  # fmt: skip
    spiders = [SourceLoader.from_settings(settings).load(name) for name in names]
    turns, finish = Turns(), publication.finish

    def finish_untimed(crawler: Any) -> None:
        turns.stop()
        finish(crawler)

    publication.finish = finish_untimed
    begin = UpdateSpider.start

    async def start(spider: UpdateSpider) -> AsyncIterator[Any]:
        turns.start()
        async for each in begin(spider):
            yield each

    UpdateSpider.start = start  # type: ignore[assignment, method-assign]
    with Session.open(settings, lock=True) as session:
        outcome = run.visit(settings, session, spiders, show=False)
        told = {name: [after.report.entries, after.report.items] for name, after in outcome.visited.items()}
        return {**turns.plain(), "stored": session.store.count(), "told": told}


def measure(pages: int) -> dict[str, Any]:
    """The turns of a first update and of a second one."""
    with tempfile.TemporaryDirectory() as folder, big_web(pages) as port:
        command = [sys.executable, "-m", "tests.bench.turns", "--crawl", str(port), folder, "--pages", str(pages)]
        runs = [
            subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout for _ in range(2)
        ]
    first, again = (json.loads(out.splitlines()[-1]) for out in runs)
    return {**first, "again": again}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=60, metavar="N")
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout and nothing else")
    parser.add_argument("--crawl", nargs=2, metavar=("PORT", "FOLDER"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.crawl:
        print(json.dumps(crawl(int(options.crawl[0]), options.pages, Path(options.crawl[1]))))
        return 0
    found = measure(options.pages)
    print(json.dumps(found) if options.json else json.dumps(found, indent=1))
    return 1 if (found["over_50_ms"] or found["again"]["over_50_ms"]) and not options.json else 0


if __name__ == "__main__":
    sys.exit(main())
