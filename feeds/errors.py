"""Every error that this package raises on purpose.

    FeedsError                 base: catch this to catch them all
    |-- StoreError             the store cannot be opened, read or written
    |   |-- StoreBusy          another process holds the store's lock
    |   `-- StoreOutdated      the store was written by a newer version than this one
    |-- NotAnArticle           what was found cannot be cleaned into an article
    |-- PublishError           the folder cannot be written; what stood there still stands
    |-- UnknownAction          no action has this id
    `-- LexiconError           a lexicon file breaks its own rules (raised while loading)

Each carries what a person needs to act: the message says what to do, attributes carry the parts.
"""

from __future__ import annotations


class FeedsError(Exception):
    """Base of all errors of this package."""


class StoreError(FeedsError):
    """The store at `url` cannot be opened, read or written."""

    def __init__(self, message: str, *, url: str = "") -> None:
        super().__init__(message)
        self.url = url


class StoreBusy(StoreError):
    """Another run holds the store's lock; `holder` says who (host, process id, since when)."""

    def __init__(self, message: str, *, url: str = "", holder: str = "") -> None:
        super().__init__(message, url=url)
        self.holder = holder


class StoreOutdated(StoreError):
    """The store's schema is newer than this version of the program."""


class PublishError(FeedsError):
    """The publish folder `path` cannot be written."""

    def __init__(self, message: str, *, path: str = "") -> None:
        super().__init__(message)
        self.path = path


class UnknownAction(FeedsError):
    """No action has the id `id`."""

    def __init__(self, id: str) -> None:
        super().__init__(f"no action has the id {id!r}; `scrapy actions show` without an id lists them")
        self.id = id


class LexiconError(FeedsError):
    """The lexicon file `path` is not well-formed."""

    def __init__(self, message: str, *, path: str = "") -> None:
        super().__init__(message)
        self.path = path


class NotAnArticle(FeedsError):
    """What was found at `url` has no usable address, or neither title nor text; the message is the reason."""

    def __init__(self, message: str, *, url: str = "") -> None:
        super().__init__(message)
        self.url = url
