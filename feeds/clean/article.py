"""Raw fields of one article, as a spider found them -> a clean, frozen `Article`. Everything in `feeds.clean` is applied here."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from functools import wraps
from itertools import islice
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from feeds.article import Article, Event, Link, Republish
from feeds.clean.dates import parse_instant
from feeds.clean.embeds import without_credits
from feeds.clean.html import clean_html, html_and_links, html_text
from feeds.clean.privacy import redact
from feeds.clean.text import clean_line, clean_text, clean_title, language_of, name_key, names_of
from feeds.clean.text import sentences as spans
from feeds.clean.text import summary as shortened
from feeds.clean.urls import clean_url, identity, is_home, same_site, site_of
from feeds.clean.writers import Images
from feeds.errors import NotAnArticle

P = ParamSpec("P")
T = TypeVar("T")

LONGEST_TEXT = 400_000
"""Characters of text that are kept."""
LONGEST_TITLE = 300
MOST = 50
"""Tags, authors or other addresses that are looked at."""

_KNOWN: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("article.toml").read_text("utf-8"))
_OPEN = tuple(_KNOWN["open"])
_NOBODY = frozenset(_KNOWN["nobody"])


def _alternatives(key: str) -> str:
    return "|".join(re.escape(w) for w in sorted(_KNOWN[key], key=len, reverse=True))


_BY = re.compile(rf"^(?:(?:{_alternatives('by')})(?:\s*[:：|]\s*|\s+)|[:：|•·–—-]\s*)+", re.I)
_BETWEEN = re.compile(rf"\s*[,;|/•·、،]\s*|\s+(?:{_alternatives('between')})\s+", re.I)
_NO_NAME = re.compile(r"\([^()]*\)|<[^<>]*>|\S*(?:://|www\.|@)\S*|\d{3,}|[<>{}\[\]]")
_URL_DATE = re.compile(r"(?<!\d)((?:19|20)\d{2})[/_.-]?(0[1-9]|1[0-2])(?:[/_.-]?(0[1-9]|[12]\d|3[01]))?(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """The fields of a spider's item as found, what its source says of itself, and our settings."""

    url: str
    source: str
    now: datetime
    """Aware."""
    title: str = ""
    html: str = ""
    text: str = ""
    summary: str = ""
    language: str = ""
    published: str = ""
    modified: str = ""
    authors: Iterable[str] = ()
    section: str = ""
    tags: Iterable[str] = ()
    licence: str = ""
    aliases: Iterable[str] = ()
    """May hold the canonical address a page states: the article's when it is on the same site and not its front page."""
    syndicated: bool = False
    events: Iterable[Event] = ()
    origins: Mapping[str, str] | None = None
    fetched: str = ""
    site: str = ""
    """The source's title."""
    home: str = ""
    timezone: str = ""
    country: str = ""
    own: bool = False
    languages: Iterable[str] = ()
    republish: Republish | None = None
    redact_words: Iterable[str] = ()
    images: Images = "drop"


def _taking(fields: Callable[P, Raw]) -> Callable[[Callable[[Raw], T]], Callable[P, T]]:
    """Lets a function of a record be called with the record's fields."""

    def with_fields(function: Callable[[Raw], T]) -> Callable[P, T]:
        @wraps(function)
        def called(*args: P.args, **kwargs: P.kwargs) -> T:
            return function(fields(*args, **kwargs))

        return called

    return with_fields


@_taking(Raw)
def clean_article(raw: Raw) -> Article:
    """The article that raw fields tell of: called with those of `Raw`, by name.

    Raises NotAnArticle when there is no usable address, or neither title nor text.
    """
    address, twins = _addresses(raw.url, list(islice(raw.aliases, MOST)), raw.home)
    words = tuple(raw.redact_words)
    title, body, language = _told(raw, address, words)
    safe, links = _safe(raw, address, language, words)
    licence = open_licence(raw.licence, address)
    first, last = _instants(raw.published, raw.modified, address, raw.timezone, language, raw.now)
    return Article(
        url=address,
        source=raw.source,
        site=clean_line(raw.site),
        title=title or _first_words(body, language),
        text=body,
        html=safe,
        summary=redact(_summary(body, raw.summary, language), language, words=words),
        language=language,
        published=first,
        modified=last,
        authors=clean_authors(raw.authors, raw.site, site_of(address)),
        section=clean_line(raw.section)[:100],
        tags=_tags(raw.tags),
        licence=licence,
        republish=raw.republish or ("full" if raw.syndicated or licence else "summary"),
        home=clean_url(raw.home),
        timezone=raw.timezone,
        country=raw.country.upper(),
        own=raw.own,
        aliases=twins,
        links=_links(links, address, words),
        events=tuple(_event(event, words) for event in islice(raw.events, MOST)),
        origins=dict(raw.origins or {}) | ({"published": "url"} if first and not raw.published.strip() else {}),
        fetched=parse_instant(raw.fetched, now=raw.now) or raw.now,
    )


def _told(raw: Raw, address: str, words: tuple[str, ...]) -> tuple[str, str, str]:
    """The article's title, its text, and the language they are in; without what must not be published."""
    text = raw.text[: 2 * LONGEST_TEXT]
    body = without_credits(clean_text(text, entities=False)) if text.strip() else html_text(raw.html)
    body = body[:LONGEST_TEXT]
    title = clean_title(raw.title[: 4 * LONGEST_TITLE], raw.site, site_of(address))[:LONGEST_TITLE]
    if not title and not body:
        raise NotAnArticle("neither a title nor a text", url=address)
    language = language_of(f"{title}\n{body}", raw.language) or _only(raw.languages)
    return redact(title, language, words=words), redact(body, language, words=words), language


def _safe(raw: Raw, address: str, language: str, words: tuple[str, ...]) -> tuple[str, tuple[Link, ...]]:
    """The article's safe HTML and its links."""
    safe, links = html_and_links(raw.html, address, images=raw.images)
    if (redacted := redact(safe, language, words=words)) != safe:
        safe = clean_html(redacted, address, images=raw.images)  # what is published has passed the gate last
    return safe, links


def _addresses(url: str, aliases: list[str], home: str) -> tuple[str, tuple[str, ...]]:
    """The article's own address, and its twins.

    `url` is what the page calls itself: it holds unless it is a front page or on a site that none of the other addresses
    (those it was fetched by) is on, as when a copy names the first publisher.
    """
    clean = [_article_url(u) for u in (url, *aliases)]
    known = list(dict.fromkeys(u for u in clean if u))
    own = [u for u in known if not is_home(u)] or known
    if home and any(same_site(u, home) for u in own):
        own = [u for u in own if same_site(u, home)]
    elif len(own) > 1 and own[0] == clean[0] and not any(same_site(own[0], u) for u in own[1:]):
        own = own[1:]
    if not own:
        raise NotAnArticle("no address on the web", url=url)
    return own[0], tuple(u for u in known if u != own[0])


def _article_url(url: str) -> str:
    """Clean and without a fragment, which names a place in the article (but in a #! application, the article)."""
    clean = clean_url(url)
    bare, mark, fragment = clean.partition("#")
    return clean if mark and fragment.startswith("!") else bare


def _instants(
    published: str, modified: str, url: str, timezone: str, language: str, now: datetime
) -> tuple[datetime | None, datetime | None]:
    """When it was published and last changed; what lies in the future, or was changed before it was published, is unknown."""
    first = parse_instant(published, timezone=timezone, language=language, now=now)
    if first is None:
        first = _by_url(published, url, timezone, now)
    last = parse_instant(modified, timezone=timezone, language=language, now=now)
    if first and first > now:  # a clock or zone a little ahead
        first = now.astimezone(first.tzinfo) if first - now < timedelta(days=1) else None
    if last and (last > now or (first and last <= first)):
        last = None
    return first, last


def _by_url(published: str, url: str, timezone: str, now: datetime) -> datetime | None:
    """The day that the article's address states, when no other is; where 3/4/2018 can be read in two ways, it decides."""
    found = _URL_DATE.search(url)
    if not found:
        return None
    year, month, day = found.groups()
    if not published.strip():
        return parse_instant(f"{year}-{month}-{day}", timezone=timezone, now=now) if day else None
    for language, zone in (("de", ""), ("en", "America/New_York")):
        read = parse_instant(published, timezone=zone, language=language, now=now)
        if read and f"{read:%Y%m%d}".startswith(year + month + (day or "")):
            return parse_instant(read.replace(tzinfo=None).isoformat(), timezone=timezone, now=now)
    return None


def clean_authors(authors: Iterable[str], site: str = "", host: str = "") -> tuple[str, ...]:
    """Names of people and groups, each once: no "by", no addresses or handles, not the site itself."""
    names: dict[str, str] = {}
    site_names, host_names = names_of(clean_line(site), ""), names_of("", host)
    for author in islice(authors, MOST):
        line = clean_line(author[:500])
        line = _BY.sub("", _NO_NAME.sub(" ", line)).strip()
        for name in _split_names(line):
            name = " ".join(_BY.sub("", name).split()).strip(" -–—|:;,.·•*\"'«»“”()")
            if name.isupper() and " " in name:
                name = name.title()
            key = name.casefold()
            if (
                name_key(name) not in site_names
                and key not in _NOBODY
                and 1 < len(name) <= 60
                and any(c.isalpha() for c in name)
            ):
                names.setdefault(key, name)
    people = [name for name in names.values() if name_key(name) not in host_names]
    return tuple(people or names.values())[:20]


def _split_names(line: str) -> list[str]:
    """Several names on one line; "Surname, Name" stays one."""
    parts = [p for p in _BETWEEN.split(line) if p.strip()]
    comma = line.count(",") == 1 and len(parts) == 2 and all(" " not in p.strip() for p in parts)
    return [" ".join(p.strip() for p in reversed(parts))] if comma else parts


def open_licence(licence: str, base: str = "") -> str:
    """The address of an open licence, or "" when it is none."""
    url = clean_url(licence.strip(), base) if licence.strip() else ""
    bare = url.partition("://")[2].removeprefix("www.").replace("/deed.", "/").lower()
    return url if bare.startswith(_OPEN) else ""


def _tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Each tag once, whatever its case."""
    kept: dict[str, str] = {}
    for tag in islice(tags, MOST):
        name = clean_line(tag[:200]).strip(" ,;|")
        if name and len(name) <= 80 and not name.isdigit():
            kept.setdefault(name.lstrip("#").casefold(), name)
    return tuple(kept.values())


def _summary(text: str, stated: str, language: str) -> str:
    """Whole sentences of the text; of what was stated as a summary when there is no text."""
    return shortened(text, language) or shortened(_plain(stated), language)


def _plain(text: str) -> str:
    """What may be HTML, as text; without the mark of a cut ("[...]", "Read more")."""
    text = html_text(text[:20_000]) if "<" in text or "&" in text else clean_text(text[:20_000])
    return re.sub(r"\s*(?:\[…\]|\[\.\.\.\]|\(…\))\s*$", "…", text)


def _links(links: Iterable[Link], url: str, words: tuple[str, ...]) -> tuple[Link, ...]:
    """The links of the body, without those back to itself."""
    own = identity(url)
    return tuple(Link(link.url, redact(link.text, words=words)) for link in links if identity(link.url) != own)


def _event(event: Event, words: tuple[str, ...]) -> Event:
    """What structured data stated, as clean as the rest."""

    def told(value: str) -> str:
        return redact(clean_line(value[: 4 * LONGEST_TITLE])[:LONGEST_TITLE], words=words)

    plain = (f.name for f in fields(event) if f.name != "url")
    strings: dict[str, Any] = {name: told(v) for name in plain if isinstance(v := getattr(event, name), str)}
    return replace(
        event, **strings, organisers=tuple(map(told, event.organisers)), url=clean_url(event.url or "") or None
    )


def _only(languages: Iterable[str]) -> str:
    """The language of a source that has but one."""
    known = tuple(languages)
    return known[0] if len(known) == 1 else ""


def _first_words(text: str, language: str) -> str:
    """A title for an article that has none (a post of the fediverse): its first sentence, cut between words."""
    line = text.partition("\n")[0]
    found = spans(line, language)
    first = line[found[0][0] : found[0][1]] if found else line
    if len(first) <= 100:
        return first
    return first[:100].rpartition(" ")[0].rstrip(" ,;:–—") + "…" if " " in first[:100] else first[:100] + "…"
