"""A quiet run: 150 sources with nothing new are asked whether they have something, and for nothing else."""

from __future__ import annotations

from pathlib import Path

from feeds.store.store import Store
from tests.crawler.middlewares.local_web import Server, serving
from tests.running import Place

SOURCES = 150
TEXT = "<p>Neighbours came to the square with candles and read the names aloud, one after another. {}</p>"


def _web(server: Server) -> str:
    """A third of the sources answer with an ETag, a third with a Last-Modified, a third with neither; their catalogue."""
    lines = []
    for number in range(SOURCES):
        home = f"http://127.0.{3 + number // 250}.{number % 250 + 1}:{server.port}"
        story = f"/{number}/a-story-of-the-square.html"
        item = f"<item><title>A story of the square</title><link>{home}{story}</link></item>"
        feed = f'<rss version="2.0"><channel><title>Source {number}</title>{item}</channel></rss>'.encode()
        validators = ({"ETag": f'"{number}"'}, {"Last-Modified": "Mon, 05 Feb 2024 18:00:00 GMT"}, {})[number % 3]

        def answer(_: str, asked: dict[str, str], feed: bytes = feed, own: dict[str, str] = validators) -> object:
            known = asked.get("if-none-match") or asked.get("if-modified-since")
            return (304, own, b"") if known and known in own.values() else (200, own, feed)

        server.pages[f"/{number}/feed"] = answer  # type: ignore[assignment]
        head = "<head><title>A story of the square</title></head>"
        page = "<html lang=en>" + head + "<body><nav>{}</nav><article>{}</article></body></html>"
        body = page.format("<a href='/'>Home</a>" * 400, "".join(TEXT.format(f"{number} {n}") for n in range(8)))
        server.pages[story] = (200, {"Content-Type": "text/html"}, body.encode())
        lines.append(f'[s{number}]\nhome = "{home}/"\nentrances = ["{home}/{number}/feed"]\n')
    return "\n".join(lines)


def test_a_quiet_run_fetches_no_article_and_moves_next_to_nothing(tmp_path: Path) -> None:
    with serving("0.0.0.0") as server:
        (tmp_path / "sources.toml").write_text(_web(server))
        place = Place(tmp_path, {
            "SOURCES": tmp_path / "sources.toml", "BUNDLED_SOURCES": "false", "REFUSE_EARLY": "false", "DOWNLOAD_DELAY": 0,
            "ALLOW_ADDRESSES": "127.0.0.0/8", "ALLOW_PORTS": server.port,
        })  # fmt: skip
        assert place.run("update").returncode == 0
        first, articles = server.sent, sum(path.endswith(".html") for path in server.paths)
        assert articles == SOURCES
        before = place.published()
        server.asked.clear()
        assert place.run("update", "--all").returncode == 0
    assert sorted(server.paths) == sorted(f"/{number}/feed" for number in range(SOURCES))
    assert len(server.asked) == SOURCES, "robots.txt is kept for a day"
    assert 0 < server.sent - first < 0.02 * first
    assert place.published() == before
    with Store.open(f"sqlite:///{tmp_path / 'solidarity.db'}") as store:
        assert store.count() == SOURCES
