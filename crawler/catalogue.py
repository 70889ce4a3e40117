"""The catalogue: which sources there are. Nothing else parses its TOML."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Literal, get_args
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from babel import Locale
from scrapy.exceptions import UsageError

Known = Literal["fetched", "verified", "crawled", "engine", "listed", "detected", "tried", "imported"]
"""How the entrances of a source are known, the surest first: `KNOWN` says what each means."""
Kind = Literal["group", "organisation", "lgbtq-press", "press", "petitions", "events", "blog", "fediverse"]

KINDS = get_args(Kind)
KNOWN: dict[str, str] = {
    "fetched": "a recorded fetch of it was seen",
    "verified": "somebody states that it was verified",
    "crawled": "a maintained crawler, or a captured fixture, uses it",
    "engine": "the source code of its engine says where it is",
    "listed": "it stands in public lists or code",
    "detected": "none was seen: they are looked for from the home page",
    "tried": "`scrapy add` read it",
    "imported": "from a feed reader's subscriptions",
}
NAME = re.compile(r"[a-z0-9_]+")
# BCP 47 as far as a source needs it: "pt", "pt-BR", "uz-Cyrl", "zh-Hant-TW".
LANGUAGE = re.compile(r"([a-z]{2,3})(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")


@dataclass(frozen=True, slots=True)
class Source:
    """One source as declared. Only `home` is required; everything else has a default or is detected."""

    name: str
    home: str
    title: str = ""
    languages: tuple[str, ...] = ()
    timezone: str = ""
    country: str = ""
    kind: Kind | None = None
    entrances: tuple[str, ...] = ()
    known: Known | None = None
    """How the entrances are known."""
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    republish: Literal["summary", "full"] | None = None
    verify_certificate: bool = True
    note: str = ""


class CatalogueError(UsageError, ValueError):
    """A catalogue file breaks its rules; the message says file, line, key and what is allowed.

    A UsageError, so that Scrapy's own commands, too, tell it in a line and exit with 2.
    """

    def __init__(self, file: str, line: int, problem: str, *, key: str = "") -> None:
        super().__init__(f"{file}:{line}: {f'{key}: ' if key else ''}{problem}", print_help=False)
        self.file = file
        self.line = line
        self.key = key
        self.problem = problem


def load(sources: Path | None, bundled: bool = True) -> dict[str, Source]:
    """All sources by name, sorted: the bundled ones and those of the file `sources`, which replace them.

    Raises CatalogueError.
    """
    catalogue: dict[str, Source] = {}
    for file in _bundled() if bundled else ():
        for name, source in read(file.read_text("utf-8"), file.name).items():
            if name in catalogue:
                raise CatalogueError(file.name, 1, f"the source {name!r} also stands in another bundled file")
            catalogue[name] = source
    if sources:
        catalogue |= read(_text(sources), str(sources))
    return dict(sorted(catalogue.items()))


def read(text: str, file: str) -> dict[str, Source]:
    """The sources of one TOML text; `file` is the name for errors. Raises CatalogueError."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _syntax_error(error, text, file) from error
    except (RecursionError, ValueError):  # lists without end, numbers without end
        raise CatalogueError(file, 1, "it nests too deeply, or holds too long a number, to be read") from None
    return {name: _source(name, table, text, file) for name, table in tables.items()}


def dump(source: Source) -> str:
    """The source as TOML to paste into a catalogue; keys that hold their default are left out."""
    lines = [f"[{source.name}]"]
    for field in fields(Source)[1:]:
        value = getattr(source, field.name)
        if field.name == "home" or value != field.default:
            lines.append(f"{field.name} = {_toml(value)}")
    return "\n".join(lines) + "\n"


def append(path: Path, lines: str) -> None:
    """Add the lines of sources to a catalogue file, made if need be. Raises CatalogueError, and then writes nothing."""
    old = _text(path) if path.exists() else ""
    new = f"{old.rstrip()}\n\n{lines}".lstrip()
    read(new, str(path))
    partial = path.with_name(f"{path.name}.part")
    partial.write_text(new, encoding="utf-8")
    partial.replace(path)


def name_of(url: str) -> str:
    """A name for the source of this home page: "www.gay.it" -> "gay_it"."""
    host = re.sub(r"^www\.", "", (urlsplit(url).hostname or "").lower())
    return re.sub(r"[^a-z0-9]+", "_", host.encode("idna").decode() if not host.isascii() else host).strip("_") or "site"


def is_url(text: str) -> bool:
    """Whether a catalogue may hold this address."""
    try:
        return _url(text) == text
    except ValueError:
        return False


def one_line(text: str) -> str:
    """A text from elsewhere as a catalogue may hold it: one line, printable, not endless."""
    return " ".join("".join(c if c.isprintable() else " " for c in text[:500]).split())[:120]


def _bundled() -> list[Traversable]:
    folder = resources.files("crawler") / "sources"
    return sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise CatalogueError(str(path), 1, f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise CatalogueError(str(path), line, "is not UTF-8; save the file as UTF-8") from error


def _source(name: str, table: object, text: str, file: str) -> Source:
    def wrong(problem: str, key: str = "", *, at: str = "") -> CatalogueError:
        """Where it stands is looked for only now: thousands of sources are read in a moment."""
        return CatalogueError(file, _line(text, name, at), problem, key=key)

    if not isinstance(table, dict):
        raise wrong("stands outside a source; begin one with a line like [name]", name)
    if not NAME.fullmatch(name):
        raise wrong(f"the name {name!r} may hold only a-z, 0-9 and _")
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in CHECKS:
            raise wrong(f"is not a key of a source; {_alternatives(key, CHECKS)}", key, at=key)
        try:
            values[key] = CHECKS[key](value)
        except ValueError as error:
            raise wrong(str(error), key, at=key) from error
    if "home" not in values:
        raise wrong(f'the source {name!r} has no home; add home = "https://..."', "home")
    return Source(name=name, **values)


def _line(text: str, name: str, key: str = "") -> int:
    """The line, from 1, on which the source `name`, or its `key`, stands; the best guess when it is written oddly."""
    lines = text.splitlines()
    header = re.compile(rf"""\s*\[\s*["']?{re.escape(name)}["']?\s*\]""")
    start = next((at for at, line in enumerate(lines, 1) if header.match(line)), 0)
    wanted = re.compile(rf"""\s*["']?{re.escape(key or name)}["']?\s*[.=]""")
    if key or not start:
        return next((at for at, line in enumerate(lines[start:], start + 1) if wanted.match(line)), max(start, 1))
    return start


def _syntax_error(error: tomllib.TOMLDecodeError, text: str, file: str) -> CatalogueError:
    """tomllib says "(at line 3, column 1)"; a name given twice is told in our words."""
    message = str(error)
    at = re.search(r"\(at line (\d+), column \d+\)|\(at end of document\)", message)
    line = int(at[1]) if at and at[1] else text.count("\n") + 1
    told = message[: at.start()].strip() if at else message
    headers = Counter(re.findall(r"""^[ \t]*\[[ \t]*["']?([^\]"'\s]{1,200})["']?[ \t]*\]""", text, re.MULTILINE))
    twice = next((name for name, times in headers.items() if times > 1), "")
    if twice and "twice" in told:
        return CatalogueError(file, line, f"the source {twice!r} stands twice in this file; give one another name")
    if "overwrite" in told:
        return CatalogueError(file, line, "this key stands twice in its source; keep one of them")
    return CatalogueError(file, line, f"is not TOML: {told[:1].lower()}{told[1:]}")


def _alternatives(given: object, allowed: Iterable[str]) -> str:
    """ "did you mean 'home'?" or, when nothing is close, all that is allowed."""
    allowed = list(allowed)
    close = difflib.get_close_matches(str(given), allowed, n=1, cutoff=0.7)
    return f"did you mean {close[0]!r}?" if close else f"allowed: {', '.join(allowed)}"


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f'{value!r} is not text; write it in quotes: "..."')
    if not value.strip() or not value.isprintable():
        raise ValueError(f"{value!r} must be one line of text")
    return value


def _url(value: object) -> str:
    text = _string(value)
    problem = ValueError(f"{text!r} is not a URL; allowed: http:// or https://, a host, no spaces, no password")
    try:
        url = urlsplit(text)
        port_is_valid = url.port is None or url.port > 0
    except ValueError as error:
        raise problem from error
    host = url.hostname or ""
    well_formed = url.scheme in {"http", "https"} and re.fullmatch(r"[^\s/\\%<>\"{}|^`]+", host) and port_is_valid
    if not well_formed or "@" in url.netloc or re.search(r"\s", text) or ("." not in host and ":" not in host):
        raise problem
    return text


def _list(check: Callable[[object], str]) -> Callable[[object], tuple[str, ...]]:
    def checked(value: object) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise ValueError(f"{value!r} is not a list; write it in brackets: [...]")
        return tuple(check(part) for part in value)

    return checked


def _language(value: object) -> str:
    text = _string(value)
    match = LANGUAGE.fullmatch(text)
    if not match or match[1] not in _languages():
        raise ValueError(f'{text!r} is not a language; allowed: BCP 47 such as "en", "pt-BR", "uz-Cyrl"')
    return text


def _timezone(value: object) -> str:
    text = _string(value)
    if text not in _timezones():
        close = difflib.get_close_matches(text, _timezones(), n=1, cutoff=0.7)
        hint = f"did you mean {close[0]!r}?" if close else 'allowed: IANA names such as "Europe/Berlin"'
        raise ValueError(f"{text!r} is not a time zone; {hint}")
    return text


def _country(value: object) -> str:
    text = _string(value)
    if text not in _countries():
        hint = f"did you mean {text.upper()!r}?" if text.upper() in _countries() else 'allowed: ISO 3166-1 such as "US"'
        raise ValueError(f"{text!r} is not a country; {hint}")
    return text


def _one_of(kind: Any) -> Callable[[object], str]:
    allowed = get_args(kind)

    def checked(value: object) -> str:
        if value not in allowed:
            raise ValueError(f"{value!r} is unknown; {_alternatives(value, allowed)}")
        return str(value)

    return checked


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{value!r} is neither true nor false (without quotes)")
    return value


@cache
def _timezones() -> frozenset[str]:
    return frozenset(available_timezones())


@cache
def _languages() -> frozenset[str]:
    return frozenset(code for code in map(str, Locale("en").languages) if "_" not in code)


@cache
def _countries() -> frozenset[str]:
    codes = map(str, Locale("en").territories)
    return frozenset(code for code in codes if re.fullmatch(r"[A-Z]{2}", code)) - _NO_COUNTRY


# CLDR's territories that are no country of ISO 3166-1.
_NO_COUNTRY = frozenset({"ZZ", "EU", "UN", "EZ", "QO", "XA", "XB", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"})

CHECKS: dict[str, Callable[[object], Any]] = {
    "home": _url,
    "title": _string,
    "languages": _list(_language),
    "timezone": _timezone,
    "country": _country,
    "kind": _one_of(Kind),
    "entrances": _list(_url),
    "known": _one_of(Known),
    "include": _list(_string),
    "exclude": _list(_string),
    "republish": _one_of(Literal["summary", "full"]),
    "verify_certificate": _truth,
    "note": _string,
}


def _toml(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            escaped = value.replace("\\", "\\\\").replace('"', '\\"')
            return '"' + "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in escaped) + '"'
        case tuple():
            return f"[{', '.join(_toml(part) for part in value)}]"
    raise TypeError(f"a source holds no {type(value).__name__}")
