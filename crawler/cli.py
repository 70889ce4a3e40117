"""The program `solidarity`: scrapy with this project's settings, wherever it is run."""

from __future__ import annotations

import os
import sys

from scrapy.cmdline import execute


def main() -> None:
    """`solidarity update` is `scrapy update` without a scrapy.cfg."""
    os.environ["SCRAPY_SETTINGS_MODULE"] = "crawler.settings"
    execute(["solidarity", *sys.argv[1:]])
