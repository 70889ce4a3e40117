"""A web of many sites made from real pages, served by a process of its own on loopback: `python -m tests.bench.webserver FOLDER`.

FOLDER holds `N.html` for N = 0, 1, ...; site K (`kK.example`) has a feed of SITE of them, with titles alone. The port is
printed; `/served` says how many pages were served and how many bytes went out.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import sys
from collections.abc import Sequence
from html import escape
from pathlib import Path

SITE = 20
"""Pages of a site."""
SHARE = 0.3
"""Of the words of a repeated page, how many are replaced."""
_PARTS = re.compile(r"(<(script|style)\b.*?</\2\s*>|<!--.*?-->|<[^<>]*>)", re.DOTALL | re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{4,}")
_TITLE = re.compile(r"<title[^<>]*>([^<]{1,300})", re.IGNORECASE)


def write(pages: Sequence[str], order: Sequence[int], folder: Path) -> None:
    """Write page `order[n]` as `n.html`; one that was written before gets other words, so that no two are twins."""
    folder.mkdir(parents=True, exist_ok=True)
    seen: set[int] = set()
    titles = []
    for number, index in enumerate(order):
        page = varied(pages[index], number) if index in seen else pages[index]
        seen.add(index)
        (folder / f"{number}.html").write_text(page, encoding="utf-8", errors="replace")
        found = _TITLE.search(page)
        titles.append(" ".join(found[1].split()) if found else f"Page {number}")
    (folder / "titles.json").write_text(json.dumps(titles), encoding="utf-8")


def varied(page: str, seed: int) -> str:
    """The page with SHARE of its words replaced by other words of its own; markup and scripts stay."""
    chance = random.Random(seed)
    parts = _PARTS.split(page)
    texts, kept = parts[::3], parts[1::3]  # every third is the tag's name
    words = _WORD.findall(" ".join(texts)) or ["word"]
    fresh = [_WORD.sub(lambda found: chance.choice(words) if chance.random() < SHARE else found[0], t) for t in texts]
    return "".join(text + part for text, part in zip(fresh, [*kept, ""], strict=True))


def feed(site: int, titles: Sequence[str], port: int) -> bytes:
    """The site's RSS: title and link alone."""
    home = f"http://k{site}.example:{port}/"
    items = "".join(
        f"<item><title>{escape(titles[n])}</title><link>{home}2026/{n}.html</link></item>"
        for n in range(site * SITE, min((site + 1) * SITE, len(titles)))
    )
    return f'<rss version="2.0"><channel><title>Site {site}</title><link>{home}</link>{items}</channel></rss>'.encode()


class Site(asyncio.Protocol):
    """HTTP/1.1 with connections kept, as little of it as a crawler needs."""

    folder = Path()
    titles: Sequence[str] = ()
    port = 0
    served = bytes_out = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport, self.buffer = transport, b""

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while b"\r\n\r\n" in self.buffer:
            head, _, self.buffer = self.buffer.partition(b"\r\n\r\n")
            answer = self.answer(head.decode("latin-1"))
            Site.bytes_out += len(answer)
            self.transport.write(answer)

    def answer(self, head: str) -> bytes:
        """What a request gets: a page, a feed (or 304), the count, or 404."""
        path = head.split(" ", 2)[1]
        host = re.search(r"^host:\s*k(\d+)\.", head, re.IGNORECASE | re.MULTILINE)
        if path == "/served":
            return self.say(
                200, json.dumps({"pages": self.served, "bytes": self.bytes_out}).encode(), "application/json"
            )
        if path == "/feed.xml" and host:
            tag = f'"{host[1]}"'
            if f"if-none-match: {tag}" in head.lower():
                return self.say(304, b"", "application/rss+xml", tag)
            return self.say(200, feed(int(host[1]), self.titles, self.port), "application/rss+xml", tag)
        if found := re.fullmatch(r"/2026/(\d+)\.html", path):
            Site.served += 1
            return self.say(200, (self.folder / f"{found[1]}.html").read_bytes(), "text/html; charset=utf-8")
        return self.say(404, b"nothing here", "text/plain")

    @staticmethod
    def say(status: int, body: bytes, kind: str, tag: str = "") -> bytes:
        etag = f"ETag: {tag}\r\n" if tag else ""
        head = f"HTTP/1.1 {status} x\r\nContent-Type: {kind}\r\n{etag}Content-Length: {len(body)}\r\n\r\n"
        return head.encode() + body


async def serve(folder: Path) -> None:
    Site.folder, Site.titles = folder, json.loads((folder / "titles.json").read_text(encoding="utf-8"))
    server = await asyncio.get_running_loop().create_server(Site, "127.0.0.1", 0)
    Site.port = server.sockets[0].getsockname()[1]
    print(Site.port, flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1])))
