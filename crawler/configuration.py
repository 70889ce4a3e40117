"""Our own settings, read once, checked and typed. Scrapy's own keep their names and stay with Scrapy."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

from scrapy.exceptions import UsageError

from crawler.recording import Recording
from feeds.clean.writers import Images
from feeds.render.words import LANGUAGES

PREFIX = "SOLIDARITY_"

_TRUE = {"true", "1", "yes", "on"}
_FALSE = {"false", "0", "no", "off"}
_HOURS = "a number of hours above 0, at most 8784"

T = TypeVar("T")
Network = IPv4Network | IPv6Network


class ConfigurationError(UsageError, ValueError):
    """A setting has a value that is not allowed; the message names the setting, the value and what is allowed.

    A UsageError, so that Scrapy's own commands, too, tell it in a line and exit with 2.
    """

    def __init__(self, setting: str, value: object, allowed: str) -> None:
        super().__init__(f"{setting}: {_shown(value)!r} is not allowed; give {allowed}", print_help=False)
        self.setting = setting
        self.value = value
        self.allowed = allowed


@dataclass(frozen=True, slots=True)
class Bounds:
    """The soonest and the latest that a source is visited again."""

    soonest: timedelta = timedelta(hours=1)
    latest: timedelta = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Ways:
    """How alerts are told; empty: not that way."""

    command: str = ""
    webhook: str = ""
    mail: str = ""
    """Addresses with commas between them."""
    smtp: str = "smtp://localhost"
    sender: str = ""
    patience: int = 1
    """A source is broken after so many failed visits in a row."""

    def named(self) -> list[str]:
        """The ways that are set."""
        return [name for name in ("command", "mail", "webhook") if getattr(self, name)]


@dataclass(frozen=True, slots=True)
class Proxy:
    """A SOCKS5 proxy, and as whom we come to it: Tor gives each user ways of its own."""

    host: str
    port: int = 1080
    user: str = ""
    password: str = ""


@dataclass(frozen=True, slots=True)
class Configuration:
    """The settings of `crawler/settings.py` that are ours; what each is for stands there."""

    sources: Path | None
    bundled: bool
    topics: frozenset[str]
    max_age_days: int
    keep_days: int
    keep_articles: int
    refuse_early: bool
    store_url: str
    publish_dir: Path
    public_url: str
    """Ends in "/"; empty when unset."""
    title: str
    language: str
    """One of `feeds.render.words.LANGUAGES`."""
    publisher: str
    websub_hub: str
    compress: bool
    max_entries: int
    min_entry_days: int
    takedown: Path
    redact: tuple[str, ...]
    images: Images
    replay_warc: Path | None
    record_warc: Path | None
    clock: datetime | None
    """Aware."""
    contact: str
    allow_addresses: tuple[Network, ...]
    allow_ports: frozenset[int]
    socks_proxy: Proxy | None
    bounds: Bounds
    """Between two visits to a source."""
    ways: Ways
    """By which alerts are told."""

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> Configuration:
        """Read and check our settings from Scrapy's; raises ConfigurationError."""

        def read(name: str, reader: Callable[[str], T], allowed: str) -> T:
            value = settings.get(name)
            try:
                return reader("" if value is None else str(value).strip())
            except ValueError as error:
                raise ConfigurationError(name, value, allowed) from error

        return cls(
            sources=read("SOURCES", _file, "the path of a TOML file that exists"),
            bundled=read("BUNDLED_SOURCES", boolean, "true or false"),
            topics=read("TOPICS", _topics, 'names of topics with commas between them (lower case), or "any"'),
            max_age_days=read("MAX_AGE_DAYS", _count, "a number of days, 0 for no limit"),
            keep_days=read("KEEP_DAYS", _count, "a number of days, 0 for ever"),
            keep_articles=read("KEEP_ARTICLES", _count, "a number of articles, 0 for no limit"),
            refuse_early=read("REFUSE_EARLY", boolean, "true or false"),
            store_url=read("STORE_URL", _store, 'a database URL such as "sqlite:///var/solidarity.db"'),
            publish_dir=read("PUBLISH_DIR", _path, "the path of a folder"),
            public_url=read("PUBLIC_URL", _folder_url, "the http(s) URL of the published folder, or nothing"),
            title=read("TITLE", _line, "one line of text"),
            language=read("LANGUAGE", _language, f"one of {', '.join(LANGUAGES)}"),
            publisher=read("PUBLISHER", _name, "one line of text, or nothing"),
            websub_hub=read("WEBSUB_HUB", _http, "an http(s) URL, or nothing"),
            compress=read("COMPRESS", boolean, "true or false"),
            max_entries=read("MAX_ENTRIES", _positive, "a number, 1 or more"),
            min_entry_days=read("MIN_ENTRY_DAYS", _count, "a number of days, 0 for none"),
            images=read("IMAGES", _images, "drop or keep"),
            redact=read("REDACT", _words, "words or names with commas between them, or nothing"),
            takedown=read("TAKEDOWN", _path, "the path of a text file (it need not exist)"),
            replay_warc=read("REPLAY_WARC", _file, "the path of a WARC file that exists"),
            record_warc=read("RECORD_WARC", _optional_path, "the path of a WARC file to append to"),
            clock=read("CLOCK", _instant, 'an ISO 8601 time such as "2026-11-01T12:00:00+00:00"'),
            contact=read("CONTACT", _contact, "one URL or mail address without spaces, or nothing"),
            allow_addresses=read("ALLOW_ADDRESSES", _networks, 'networks such as "127.0.0.0/8,::1"'),
            allow_ports=read("ALLOW_PORTS", _ports, 'ports such as "80,443"'),
            socks_proxy=read("SOCKS_PROXY", _socks, 'a URL such as "socks5://127.0.0.1:9050", or nothing'),
            bounds=Bounds(read("VISIT_SOONEST", _hours, _HOURS), read("VISIT_LATEST", _hours, _HOURS)),
            ways=Ways(
                command=read("ALERT_COMMAND", _command, "a command line, or nothing"),
                webhook=read("ALERT_WEBHOOK", _http, "an http(s) URL, or nothing"),
                mail=read("ALERT_MAIL", _addresses, "mail addresses with commas between them, or nothing"),
                smtp=read("ALERT_SMTP", _smtp, 'a URL such as "smtp://localhost" or "smtps://user:password@host"'),
                sender=read("ALERT_SENDER", _addresses, "a mail address, or nothing"),
                patience=read("ALERT_AFTER", _positive, "a number of visits, 1 or more"),
            ),
        )


def now(settings: Mapping[str, Any]) -> datetime:
    """What "now" is for this run, aware: CLOCK, else the newest date of REPLAY_WARC, else the real time (UTC)."""
    configuration = Configuration.of(settings)
    if configuration.clock:
        return configuration.clock
    newest = Recording.open(configuration.replay_warc).newest if configuration.replay_warc else None
    return newest or datetime.now(UTC)


def from_environment(environ: Mapping[str, str], values: Mapping[str, Any]) -> dict[str, Any]:
    """The settings in `values` that `environ` sets as SOLIDARITY_NAME, each typed after its value there.

    What cannot be typed is left as text, for `Configuration.of` to name.
    """
    plain = (name for name, value in values.items() if name.isupper() and isinstance(value, str | int | float | None))
    return {name: _typed(environ[PREFIX + name], values[name]) for name in plain if PREFIX + name in environ}


def boolean(text: str) -> bool:
    """true/false, yes/no, on/off, 1/0 in any case; raises ValueError."""
    if text.lower() in _TRUE:
        return True
    if text.lower() in _FALSE:
        return False
    raise ValueError(text)


def _typed(text: str, default: object) -> object:
    reader: Callable[[str], object]
    match default:
        case bool():
            reader = boolean
        case int():
            reader = int
        case float():
            reader = float
        case _:
            return text
    try:
        return reader(text.strip())
    except ValueError:
        return text


def _shown(value: object) -> object:
    """A value as an error may show it: without the password of a database."""
    return re.sub(r"(://[^:/@]*):[^@]*@", r"\1:***@", value) if isinstance(value, str) else value


def _optional_path(text: str) -> Path | None:
    return Path(text).expanduser() if text else None


def _path(text: str) -> Path:
    return Path(_line(text)).expanduser()


def _file(text: str) -> Path | None:
    path = _optional_path(text)
    if path and not path.is_file():
        raise ValueError(text)
    return path


def _count(text: str) -> int:
    if (count := int(text)) < 0:
        raise ValueError(text)
    return count


def _positive(text: str) -> int:
    if (count := int(text)) < 1:
        raise ValueError(text)
    return count


def _hours(text: str) -> timedelta:
    if not 0 < (hours := float(text)) <= 24 * 366:
        raise ValueError(text)
    return timedelta(hours=hours)


def _line(text: str) -> str:
    if not text or not text.isprintable():
        raise ValueError(text)
    return text


def _name(text: str) -> str:
    return _line(text) if text else ""


def _language(text: str) -> str:
    if text not in LANGUAGES:
        raise ValueError(text)
    return text


def _topics(text: str) -> frozenset[str]:
    topics = frozenset(part.strip() for part in text.split(",") if part.strip())
    if not topics or not all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", topic) for topic in topics):
        raise ValueError(text)
    return topics


def _images(text: str) -> Images:
    if text not in {"drop", "keep"}:
        raise ValueError(text)
    return "keep" if text == "keep" else "drop"


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for part in text.split(",") if (word := part.strip()))


def _store(text: str) -> str:
    if not re.match(r"[a-z][a-z0-9]*(\+[a-z0-9]+)?://", text):
        raise ValueError(text)
    return text


def _folder_url(text: str) -> str:
    if not text:
        return ""
    url = urlsplit(text)
    if url.scheme not in {"http", "https"} or not url.hostname or url.query or url.fragment or re.search(r"\s", text):
        raise ValueError(text)
    return text.rstrip("/") + "/"


def _command(text: str) -> str:
    shlex.split(text)  # raises ValueError where a quote is missing
    return text


def _http(text: str) -> str:
    if text and not (urlsplit(text).scheme in {"http", "https"} and urlsplit(text).hostname):
        raise ValueError(text)
    return text


def _smtp(text: str) -> str:
    url = urlsplit(text)
    if url.scheme not in {"smtp", "smtps"} or not url.hostname or (url.port is not None and url.port < 1):
        raise ValueError(text)
    return text


def _addresses(text: str) -> str:
    if text and not all(re.fullmatch(r"[^\s@,<>]+@[^\s@,<>]+", each.strip()) for each in text.split(",")):
        raise ValueError(text)
    return text


def _instant(text: str) -> datetime | None:
    if not text:
        return None
    instant = datetime.fromisoformat(text)
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def _contact(text: str) -> str:
    # It becomes part of a header and of a comment in it, which parentheses would end (RFC 9110, 5.6.5).
    if text and not re.fullmatch(r"[!-'*-~]+", text):
        raise ValueError(text)
    return text


def _socks(text: str) -> Proxy | None:
    """ "socks5h" is the same as "socks5": names are never resolved here."""
    if not text:
        return None
    url = urlsplit(text)
    user, password = unquote(url.username or ""), unquote(url.password or "")
    if url.scheme not in {"socks5", "socks5h"} or not url.hostname or url.path.strip("/") or url.query:
        raise ValueError(text)
    if max(len(user.encode()), len(password.encode())) > 255:  # RFC 1929, 2
        raise ValueError(text)
    return Proxy(url.hostname, url.port or 1080, user, password)


def _networks(text: str) -> tuple[Network, ...]:
    return tuple(ip_network(part.strip(), strict=False) for part in text.split(",") if part.strip())


def _ports(text: str) -> frozenset[int]:
    ports = frozenset(int(part) for part in text.split(",") if part.strip())
    if not all(0 < port < 65536 for port in ports):
        raise ValueError(text)
    return ports
