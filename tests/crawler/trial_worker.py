"""Runs a trial of every source of a catalogue: recording and catalogue as arguments, what they would publish as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from scrapy.settings import Settings

from crawler import catalogue, trial


def main() -> None:
    warc, sources = sys.argv[1:]
    settings = Settings()
    settings.setmodule("crawler.settings")
    own = {"REPLAY_WARC": warc, "LOG_ENABLED": False, "WORKERS": 0, "CLOCK": "2024-05-20T12:00:00Z"}
    tried = trial.visit(settings, list(catalogue.load(Path(sources), bundled=False).values()), **own)
    json.dump({name: each.plain() for name, each in tried.items()}, sys.stdout)


if __name__ == "__main__":
    main()
