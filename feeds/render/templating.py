"""Templating: the one Jinja2 environment; everything is escaped unless it came out of `safe.html`."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Literal, get_args

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import escape

from feeds.render import times
from feeds.render.entry import Entry
from feeds.render.words import words

Level = Literal["full", "brief", "headlines"]
"""Of each source: its text, the first words of its summary, or its headline alone."""
LEVELS: tuple[Level, ...] = get_args(Level)

_TEXT = re.compile(r"""{{ text\((?:"([^"]*)"|'([^']*)')\) }}""")


class _Texts(Extension):
    """Puts texts without parts that vary into a template when it is compiled, once per language."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        text: Callable[[str], str] = self.environment.globals["text"]  # type: ignore[assignment]
        return _TEXT.sub(lambda found: text(found[1] or found[2]), source)


@lru_cache(maxsize=8)
def environment(language: str) -> Environment:
    """Templates that speak `language`: `say` and the filters `topic`, `count` are bound to it."""
    say = words(language)
    jinja = Environment(
        loader=PackageLoader("feeds.render"),
        autoescape=True,
        extensions=[_Texts],
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    jinja.globals.update(say=say, text=lru_cache(maxsize=None)(lambda key: escape(say(key))))
    jinja.filters.update(
        topic=say.topic,
        month=lambda day: times.month(day, say.language),
        monthyear=lambda day: times.month_name(times.month_key(day), say.language),
        daynumber=lambda day: times.day_number(day, say.language),
    )
    return jinja


def body(entry: Entry, language: str, level: Level = "full") -> str:
    """The HTML body of a feed entry, with as much of its sources as `level` says."""
    return environment(language).get_template("entry.html").render(entry=entry, level=level)
