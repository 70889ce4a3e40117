"""Turns our settings into Scrapy's before a crawl starts, wherever they were set (file, environment, `-s`)."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from scrapy.settings import BaseSettings

from crawler.configuration import Configuration

# A replay waits for nobody: no delay, no address guard, no retry of what is not in the recording.
REPLAY = {
    "DOWNLOAD_DELAY": 0,
    "DOWNLOAD_SLOTS": {},
    "AUTOTHROTTLE_ENABLED": False,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
    "RETRY_ENABLED": False,
    "HTTPPROXY_ENABLED": False,
    "DOWNLOAD_HANDLERS": {
        "http": "crawler.middlewares.replay.Replay",
        "https": "crawler.middlewares.replay.Replay",
        "file": None,
        "data": None,
        "ftp": None,
        "s3": None,
    },
}


class Wire:
    """Scrapy add-on: the user agent with its contact, and the replay of a recording."""

    def update_settings(self, settings: BaseSettings) -> None:
        """Called by Scrapy once for each crawl; raises ConfigurationError."""
        configuration = Configuration.of(settings)
        if not settings.get("USER_AGENT"):
            settings.set("USER_AGENT", user_agent(configuration.contact), priority="cmdline")
        if configuration.socks_proxy:
            settings.set("HTTPPROXY_ENABLED", False, priority="cmdline")  # no environment leads around it
        if configuration.replay_warc:
            for name, value in REPLAY.items():
                settings.set(name, value, priority="cmdline")


def user_agent(contact: str) -> str:
    """Who we are and whom to ask: "SolidarityFeed/0.1.0 (+https://example.org/)"."""
    try:
        release = version("solidarity-feed")
    except PackageNotFoundError:  # run from a checkout that is not installed
        release = "0"
    return f"SolidarityFeed/{release} (+{contact})" if contact else f"SolidarityFeed/{release}"
