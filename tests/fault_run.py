"""One update over the sources of a plan (JSON on standard input); what came of each as JSON on standard output."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from crawler import run
from crawler.loader import SourceLoader
from crawler.session import Session
from tests.running import project


def main() -> None:
    plan: dict[str, Any] = json.load(sys.stdin)
    folder = Path(plan["folder"])
    toml = "".join(
        f"[{name}]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in words.items())
        for name, words in plan["sources"].items()
    )
    (folder / "sources.toml").write_text(toml)
    settings = project(
        folder,
        ALLOW_ADDRESSES="127.0.0.0/8",
        ALLOW_PORTS=",".join(map(str, plan["ports"])),
        DOWNLOAD_DELAY=0,
        DOWNLOAD_TIMEOUT=8,
        DOWNLOAD_MAXSIZE=1024 * 1024,
        CONCURRENT_REQUESTS=16,
        CONCURRENT_REQUESTS_PER_DOMAIN=200,
        RETRY_ENABLED=False,
        REFUSE_EARLY=False,
        WORKERS=1,
        PACE_MAX_DELAY=1,
        MAX_REQUESTS_PER_SOURCE=30,
    )
    loader = SourceLoader.from_settings(settings)
    with Session.open(settings, lock=True) as session:
        outcome = run.visit(settings, session, [loader.load(name) for name in plan["sources"]], show=False)
        urls = [stored.article.url for stored in session.store.articles()]
    reports = {name: after.report for name, after in outcome.visited.items()}
    told = {
        name: {
            "told": sorted({report.cause, *report.failures, *report.skipped} - {""}) or ["fine"],
            "items": report.items,
            "pending": report.pending,
        }
        for name, report in reports.items()
    }
    log = (folder / "run.log").read_text(encoding="utf-8", errors="replace")
    answer = {
        "reports": told,
        "stored": len(urls),
        "urls": urls,
        "published": outcome.publication is not None,
        "log": log,
    }
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
