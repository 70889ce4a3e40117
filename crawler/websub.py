"""WebSub: tell a hub which feeds have changed, so that their subscribers need not poll. Nothing here fails a run."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from urllib.parse import urlencode
from urllib.request import Request, urlopen

SECONDS = 10
"""For the hub's answer."""

logger = logging.getLogger(__name__)


def ping(hub: str, public_url: str, written: Iterable[str]) -> bool:
    """POST the addresses of the feeds among the files `written` to `hub` (PubSubHubbub 0.4, section 7).

    False when there was nothing to tell, or it failed: then one line is logged.
    """
    feeds = [public_url + path for path in written if path.endswith(("atom.xml", "feed.json"))]
    if not (hub and public_url and feeds):
        return False
    body = urlencode([("hub.mode", "publish"), *(("hub.url", url) for url in feeds)]).encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded", "User-Agent": "SolidarityFeed"}
    try:
        with urlopen(Request(hub, body, headers), timeout=SECONDS):
            return True
    except (OSError, ValueError) as error:  # URLError and HTTPError are OSErrors; whatever a hub does, the feed stands
        logger.warning("WEBSUB_HUB: %s could not be told of %d changed feeds: %s", hub, len(feeds), error)
        return False
