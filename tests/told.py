"""Articles for tests of matching and settling: what an article says in, a stored article out."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from feeds.action import Facts, Form, Part, Place, Status, When
from feeds.article import Article
from feeds.match.action import keys
from feeds.match.known import Known, Traits
from feeds.match.text import fingerprint
from feeds.store.articles import Kept
from feeds.store.store import Store
from feeds.understand.reading import Reading, Verdict

NOW = datetime(2024, 7, 1, 12, tzinfo=UTC)

_WORDS = ("people", "candles", "flags", "songs", "letters", "names", "friends", "rain", "police", "night", "until")


def prose(seed: str, words: int = 120) -> str:
    """Text that no other seed shares a shingle with."""
    return " ".join(f"{_WORDS[n % len(_WORDS)]}{seed}{n * 7 % 97}" for n in range(words)).lower() + "."


def facts(  # the shorthand of every test here
    form: str = "vigil",
    day: str | None = None,
    city: str | None = None,
    *,
    hour: str | None = None,
    by: tuple[str, ...] = (),
    status: str | None = None,
    tags: tuple[str, ...] = (),
    sign: str | None = None,
    venue: str | None = None,
    online: bool = False,
    who: tuple[str, ...] = (),
    **more: Any,
) -> Facts:
    """Facts, told briefly."""
    return Facts(
        forms=tuple(Form(one) for one in form.split()),
        whens=(When(date.fromisoformat(day), hour),) if day else (),
        places=(Place(city=city, venue=venue),) if city or venue else (),
        organisers=by,
        status=Status(status) if status else None,
        hashtags=tags,
        parts=(Part("sign", sign),) if sign else (),
        online=online,
        beneficiaries=who,
        **more,
    )


def article(url: str, published: str | None = "2024-05-10", text: str = "", **more: Any) -> Article:
    """An article at `url` with text of its own."""
    more = {"source": "s", "site": "S", "title": f"Headline of {url}", "language": "en"} | more
    when = datetime.fromisoformat(published).replace(tzinfo=UTC) if published else None
    return Article(url=url, published=when, text=text or prose(url.replace("/", "").replace(":", "")), **more)


def reading(told: Facts, *, relevant: bool = True) -> Reading:
    """A reading with these facts."""
    return Reading(Verdict(relevant, relevant, ("lgbtq",)), told)


def traits(url: str, told: Facts, published: str = "2024-05-10", text: str = "") -> Traits:
    """What matching sees of such an article."""
    made = article(url, published, text)
    assert made.published
    return Traits(url, made.published, keys(made, reading(told)), told, fingerprint(made.text))


def known(url: str, told: Facts, published: str = "2024-05-10", **more: Any) -> Known:
    """What composing sees of such an article."""
    made = article(url, published, **more)
    assert made.published
    return Known(url, made, reading(told), made.published)


def tell(
    store: Store, url: str, told: Facts, published: str | None = "2024-05-10", *, now: datetime = NOW, **more: Any
) -> Kept:
    """Keep such an article."""
    relevant = more.pop("relevant", True)
    made, read = article(url, published, **more), reading(told, relevant=relevant)
    return store.keep(made, read, fingerprint(made.text), keys(made, read), now)
