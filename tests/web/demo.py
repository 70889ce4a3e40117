"""`make demo`: crawl the sample web into public/, show the actions that were found and how to subscribe."""

from __future__ import annotations

import argparse
import functools
import http.server
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from crawler import progress
from tests.web import recording

WORK = Path("var/demo")
MARK = WORK / "published"
"""Stands where an earlier demo published, so that a real feed is never overwritten."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="make demo", description=__doc__)
    parser.add_argument("--serve", action="store_true", help="serve the published folder on loopback afterwards")
    parser.add_argument("--out", type=Path, default=Path("public"), help="folder to publish into (public)")
    parser.add_argument("--port", type=int, default=8000)
    options = parser.parse_args()
    console = progress.console()
    if (options.out / "feed.json").exists() and not MARK.exists():
        console.print(f"{options.out}/ holds a feed that no demo made; name another folder with --out")
        return 2
    WORK.mkdir(parents=True, exist_ok=True)
    MARK.touch()
    started = time.monotonic()
    code = crawl(recording.write(WORK / "web.warc.gz"), WORK / "solidarity.db", options.out)
    if code:
        return code
    show(console, options.out, time.monotonic() - started)
    if options.serve:
        serve(console, options.out, options.port)
    return 0


def crawl(warc: Path, store: Path, out: Path) -> int:
    """Run `scrapy update` over the recording with a fresh store; returns its exit code."""
    for leftover in store.parent.glob(f"{store.name}*"):
        leftover.unlink()
    settings = {
        "REPLAY_WARC": warc,
        "SOURCES": recording.SOURCES,
        "BUNDLED_SOURCES": "false",
        "STORE_URL": f"sqlite:///{store}",
        "PUBLISH_DIR": out,
        "TITLE": "Solidarity Feed (sample web)",
    }
    flags = [word for name, value in settings.items() for word in ("-s", f"{name}={value}")]
    return subprocess.run([sys.executable, "-m", "scrapy", "update", "--all", *flags], check=False).returncode


def show(console: Console, out: Path, seconds: float) -> None:
    """Print a table of the published actions and the addresses to subscribe to."""
    items = json.loads((out / "feed.json").read_text(encoding="utf-8"))["items"]
    table = Table("what", "when", "where", "status", "sources", title=f"{len(items)} actions, found in {seconds:.1f} s")
    for item in items:
        table.add_row(*_row(item["_solidarity"]))
    console.print(table)
    root = out.resolve().as_uri()
    console.print(f"Read it:    {root}/index.html")
    console.print(f"Subscribe:  {root}/atom.xml in a feed reader, {root}/actions.ics in a calendar")
    console.print("Served on http://127.0.0.1:8000/ by `make demo SERVE=1`")


def _row(facts: dict[str, Any]) -> tuple[str, str, str, str, str]:
    where = ", ".join(filter(None, (facts.get("venue"), facts.get("city"), facts.get("country"))))
    starts = facts.get("starts") or [""]
    sites = ", ".join(dict.fromkeys(source["site"] for source in facts["sources"]))
    return facts["forms"][0], starts[0], where or "online" * bool(facts.get("online")), facts.get("status") or "", sites


def serve(console: Console, out: Path, port: int) -> None:
    """Serve the folder on loopback until interrupted."""
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(out))
    console.print(f"Serving http://127.0.0.1:{port}/ - stop with Ctrl-C")
    with http.server.ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            console.print("Stopped.")


if __name__ == "__main__":
    sys.exit(main())
