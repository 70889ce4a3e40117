"""JSON of what the store keeps: frozen dataclasses in, text out, and back.

Fields that hold their default are left out, so that a field added later needs no migration; keys this version does not
know are ignored. A value of the open type `object` (in `Finding`) carries its type's name.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, cast

from feeds.action import Action, Conflict, Facts, Form, Part, Place, Status, When
from feeds.article import Article
from feeds.understand.reading import Reading

T = TypeVar("T")

_OPEN: dict[str, type] = {kind.__name__: kind for kind in (Form, Status, When, Place, Part, Conflict, datetime, date)}
"""What a `Finding` may hold besides JSON's own types; datetime before date, whose subclass it is."""


def instant(moment: datetime) -> str:
    """An aware instant as it is stored: ISO 8601 in UTC, to the second, so that text order is time order."""
    return moment.astimezone(UTC).replace(microsecond=0).isoformat()


def dumps(value: object) -> str:
    """Compact JSON, keys as given; what UTF-8 cannot carry is replaced."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def encode(value: object) -> object:
    """A dataclass as JSON data."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            name: _encode_open(held) if open_type else encode(held)
            for name, default, open_type in _fields(cast(Any, type(value)))
            if (held := getattr(value, name)) != default
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):  # and datetime
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [encode(item) for item in value]
    if isinstance(value, dict):
        return {str(key): encode(held) for key, held in value.items()}
    return value


def decode(kind: type[T], data: object) -> T:
    """The dataclass `kind` from JSON data. Raises KeyError, TypeError or ValueError on data of another shape."""
    return cast(T, _decoder(cast(Any, kind))(data))


def _encode_open(value: object) -> object:
    if isinstance(value, (tuple, list)):
        return [_encode_open(item) for item in value]
    for name, kind in _OPEN.items():
        if isinstance(value, kind):
            return {"is": name, "value": encode(value)}
    return value if isinstance(value, (str, int, float, bool, type(None))) else str(value)


def _decode_open(data: object) -> object:
    if isinstance(data, list):
        return tuple(_decode_open(item) for item in data)
    if isinstance(data, dict):
        return _decoder(_OPEN[data["is"]])(data["value"])
    return data


_MISSING = object()


@cache
def _fields(kind: Any) -> tuple[tuple[str, object, bool], ...]:
    """Name, default and openness of each field."""
    hints = typing.get_type_hints(kind)
    found = []
    for held in dataclasses.fields(kind):
        default: object = held.default
        if held.default_factory is not dataclasses.MISSING:
            default = held.default_factory()
        elif default is dataclasses.MISSING:
            default = _MISSING
        found.append((held.name, default, isinstance(hints[held.name], TypeVar)))
    return tuple(found)


def _plain(data: object) -> object:
    return data


@cache
def _decoder(kind: Any) -> Callable[[Any], Any]:
    """How a value of the type `kind` is read from JSON data."""
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if kind is object or isinstance(kind, TypeVar):
        return _decode_open
    if origin in (typing.Union, types.UnionType):
        return _optional(next(_decoder(arg) for arg in args if arg is not type(None)))
    if origin is tuple:
        return _tuple(args)
    if origin is dict:
        return _dict(_decoder(args[1]))
    if dataclasses.is_dataclass(origin or kind):
        return _dataclass(origin or kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if kind in (datetime, date):
        return cast(Callable[[Any], Any], kind.fromisoformat)
    return _plain


def _optional(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda data: None if data is None else read(data)


def _tuple(args: tuple[Any, ...]) -> Callable[[Any], Any]:
    if len(args) == 2 and args[1] is Ellipsis:
        read = _decoder(args[0])
        return tuple if read is _plain else lambda data: tuple(read(item) for item in data)
    reads = [_decoder(arg) for arg in args]
    return lambda data: tuple(read(item) for read, item in zip(reads, data, strict=True))


def _dict(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda data: {key: read(held) for key, held in data.items()}


def _dataclass(kind: Any) -> Callable[[Any], Any]:
    hints = typing.get_type_hints(kind)
    reads = {held.name: _decoder(hints[held.name]) for held in dataclasses.fields(kind)}
    return lambda data: kind(**{name: reads[name](held) for name, held in data.items() if name in reads})


def article_text(article: Article) -> str:
    """An article as stored."""
    return dumps(encode(article))


def article_from(text: str) -> Article:
    """A stored article."""
    return decode(Article, json.loads(text))


def reading_text(reading: Reading) -> str:
    """A reading as stored."""
    return dumps(encode(reading))


def reading_from(text: str) -> Reading:
    """A stored reading."""
    return decode(Reading, json.loads(text))


def facts_text(facts: Facts) -> str:
    """Facts as stored."""
    return dumps(encode(facts))


def facts_from(text: str) -> Facts:
    """Stored facts."""
    return decode(Facts, json.loads(text))


def action_text(action: Action) -> str:
    """An action as stored."""
    return dumps(encode(action))


def action_from(text: str) -> Action:
    """A stored action."""
    return decode(Action, json.loads(text))
