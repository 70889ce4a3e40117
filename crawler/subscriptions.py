"""Subscriptions: an OPML file (opml.org/spec2.opml), as feed readers export it -> sources for the catalogue. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import etree

from crawler import catalogue
from crawler.catalogue import Source
from crawler.entrances.markup import UnreadableError, named, plain, tree
from feeds.clean.urls import identity

MAX_FEEDS = 10_000


@dataclass(frozen=True, slots=True)
class Subscriptions:
    """What a file holds that the catalogue does not."""

    sources: tuple[Source, ...]
    duplicates: int
    """Feeds that the catalogue, or the file itself, had before."""
    unusable: int
    """Outlines whose feed has no http(s) address."""


def read(body: bytes, known: Mapping[str, Source]) -> Subscriptions:
    """The feeds of an OPML document that no source of `known` reads. Raises ValueError when it is none."""
    try:
        root, _ = tree(body)
    except UnreadableError as error:
        raise ValueError(f"is not OPML ({error})") from error
    if next(named(root, "outline"), None) is None:
        raise ValueError("is not OPML: it holds no outline")
    taken = {identity(url) for source in known.values() for url in (source.entrances or (source.home,))}
    names = set(known)
    sources: list[Source] = []
    duplicates = unusable = 0
    for title, feed, home in _feeds(root):
        if not feed:
            unusable += 1
        elif {identity(feed), identity(home)} & taken:
            duplicates += 1
        else:
            source = Source(_name(home, names), home, title=title, entrances=(feed,), known="imported")
            taken.add(identity(feed))
            names.add(source.name)
            sources.append(source)
    return Subscriptions(tuple(sources), duplicates, unusable)


def _feeds(root: etree._Element) -> Iterator[tuple[str, str, str]]:
    """(title, feed, home) of each outline that is a subscription; the feed is empty where it has no http(s) address."""
    for outline in list(named(root, "outline"))[:MAX_FEEDS]:
        stated = {str(key).lower(): str(value).strip() for key, value in outline.attrib.items()}
        if not stated.get("xmlurl"):
            continue  # a folder
        feed = _address(stated["xmlurl"])
        parts = urlsplit(feed)
        home = _address(stated.get("htmlurl", "")) or f"{parts.scheme}://{parts.netloc}/"
        yield catalogue.one_line(plain(stated.get("title") or stated.get("text", ""))), feed, home


def _address(url: str) -> str:
    """An address that a catalogue may hold, or nothing; feed: is how some programs write http:."""
    url = url.removeprefix("feed:") if url.startswith("feed:http") else url.replace("feed://", "http://", 1)
    return url if catalogue.is_url(url) else ""


def _name(home: str, taken: set[str]) -> str:
    """A name for the source that is still free: "gay_it", "gay_it_2"."""
    name = catalogue.name_of(home)
    return next(free for n in range(1, len(taken) + 2) if (free := name if n == 1 else f"{name}_{n}") not in taken)
