"""Runs the trial of `scrapy add` for many sites in one process: recording and home pages as arguments; writes JSON."""

from __future__ import annotations

import json
import sys

from scrapy.settings import Settings

from crawler import catalogue, trial
from crawler.catalogue import Source
from crawler.commands.add import SAMPLES, described, shown


def main() -> None:
    settings = Settings()
    settings.setmodule("crawler.settings")
    own = {"REPLAY_WARC": sys.argv[1], "LOG_ENABLED": False, "WORKERS": 0, "REFUSE_EARLY": False}
    sources = [Source(name=f"{catalogue.name_of(url)}_{at}", home=url) for at, url in enumerate(sys.argv[2:])]
    tried = trial.visit(settings, sources, MAX_ARTICLES_PER_SOURCE=SAMPLES, **own)
    json.dump(
        {
            each.source.home: {
                "worked": each.report.worked,
                "cause": each.report.cause,
                "shown": shown(each),
                "toml": catalogue.dump(described(each)),
            }
            for each in tried.values()
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main()
