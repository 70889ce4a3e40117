"""What a person can do about a cause of failure, in a few words."""

from __future__ import annotations

_WAIT = "nothing to do yet: it is tried again by itself"
_ADVICE = {
    "dns": "the name is not known; if it stays so, the site has moved: look for its new address",
    "refused": _WAIT,
    "timeout": _WAIT,
    "reset": _WAIT,
    "cut-short": _WAIT,
    "over-budget": "raise MAX_REQUESTS_PER_SOURCE or MAX_SECONDS_PER_SOURCE, or name its feed as an entrance",
    "tls": "its certificate is not valid; if you trust it nonetheless, set verify_certificate = false",
    "too-big": "what it sends is larger than DOWNLOAD_MAXSIZE; name a smaller entrance",
    "not-http": "what answers there does not speak HTTP; check the address",
    "redirects": "it redirects in circles or to nowhere; check the address in a browser",
    "forbidden-address": "its name leads to a private address; allow it with ALLOW_ADDRESSES only if it is yours",
    "proxy": "the proxy of SOCKS_PROXY did not connect: see that it runs, and the log for what it says",
    "scheme": "only http and https are read; correct the address",
    "robots": "its robots.txt asks robots not to come: ask its owner, or drop the source",
    "http-401": "it wants a password: drop the source, or ask for a public feed",
    "http-403": "it refuses robots: set CONTACT, ask its owner, or name a feed as an entrance",
    "http-404": "the page is gone: look for the new address with `scrapy add`",
    "http-410": "it is gone for good: drop the source, or look for its new address",
    "http-429": "it was asked too often: raise DOWNLOAD_DELAY",
    "http-451": "it may not be read here, for legal reasons: drop the source",
    "bot-wall": "it shows robots a wall: ask its owner, or name a feed as an entrance",
    "parked": "its domain is for sale: drop the source, or look for its new address",
    "soft-404": "an error page says that it is fine: look for the new address with `scrapy add`",
    "not-an-entrance": "a web page stands where its feed stood: look for the new address with `scrapy add`",
    "not-xml": "what stands there is no feed: look for the new address with `scrapy add`",
    "not-a-feed": "what stands there is no feed: look for the new address with `scrapy add`",
    "not-a-sitemap": "what stands there is no sitemap: look for the new address with `scrapy add`",
    "rest-refused": "its REST interface is closed: name its feed as an entrance",
    "shrunk": "it told of articles and tells of none any more: look whether the site has moved",
    "entities": "its XML defines entities, which can be an attack: tell its owner",
    "titles-missing": "its articles have no titles any more: look at one with `scrapy explain`",
    "dates-missing": "its articles state no dates any more: look at one with `scrapy explain`",
    "texts-missing": "its articles have no texts any more: look at one with `scrapy explain`",
    "authors-missing": "its articles name no authors any more: look at one with `scrapy explain`",
    "titles-repeat": "its articles all have the same title: look at one with `scrapy explain`",
    "texts-shorter": "its texts are much shorter than they were: look at one with `scrapy explain`",
    "nothing-found": "no entrance was found: name one with `entrances = [...]`",
}


def advice(cause: str) -> str:
    """What to do about a cause, as a `SourceReport` names it; for one that nobody can mend, that it will be tried again."""
    return _ADVICE.get(cause, _WAIT if cause.startswith("http-5") else "see the log, or try `scrapy crawl` by hand")
