"""The interface texts: every one of them is in every catalogue, with the same placeholders."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from feeds.action import Place
from feeds.render import words as module
from feeds.render.glance import place_name
from feeds.render.words import FIELDS, FORMS, HOWS, LANGUAGES, STATUSES, TOPICS, words

RENDER = Path(str(files("feeds.render")))
IN_TEMPLATE = re.compile(r"""\b(?:say|text)\((?:"([^"]*)"|'([^']*)')""")
COUNTS = re.compile(r"""say\.count\("([^"]*)", "([^"]*)\"""")
ONE_WORD = {"JSON", "Atom"}


def texts() -> Iterator[str]:
    """Every text that code or templates ask for."""
    for labels in (FORMS, HOWS, STATUSES, TOPICS, FIELDS):
        yield from labels.values()
    for template in (RENDER / "templates").glob("*.html"):
        for double, single in IN_TEMPLATE.findall(template.read_text(encoding="utf-8")):
            yield double or single
    for source in RENDER.glob("*.py"):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = ast.unparse(node.func)
                if name == "say" or name.startswith("words("):
                    yield str(node.args[0].value)


def counts() -> set[tuple[str, str]]:
    return {
        pair
        for page in (RENDER / "templates").glob("*.html")
        for pair in COUNTS.findall(page.read_text(encoding="utf-8"))
    }


def fields(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def test_there_are_texts() -> None:
    assert {"Upcoming", "Read safely", "Where the sources disagree", "Kiss-in"} <= set(texts())
    assert ("{n} source", "{n} sources") in counts()


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_every_text_is_in_every_catalogue(language: str) -> None:
    one, many, _ = module._catalogue(language)
    wanted = set(texts())
    assert wanted - set(one) == set()
    assert set(one) - wanted == set(), "texts that nothing asks for"
    assert {pair[0] for pair in counts()} == set(many)
    for text, said in one.items():
        assert fields(text) == fields(said), text
    for text, forms in many.items():
        assert all(fields(form) <= fields(text) for form in forms)


def test_plurals() -> None:
    said = [words("ru").count("{n} source", "{n} sources", n) for n in (1, 3, 5, 21)]
    assert said == ["1 источник", "3 источника", "5 источников", "21 источник"]
    assert words("en").count("{n} source", "{n} sources", 1) == "1 source"
    assert len({words("ar").count("{n} source", "{n} sources", n) for n in (0, 1, 2, 3, 11, 100)}) == 6


def test_direction_and_unknown_language() -> None:
    assert words("ar").direction == "rtl"
    assert words("xx").language == "en"


@pytest.mark.parametrize(
    ("language", "city", "country", "said"),
    [
        ("ru", "New York", "US", "Нью-Йорк"),
        ("ru", "São Paulo", "BR", "Сан-Паулу"),
        ("de", "Kyiv", "UA", "Kiew"),
        ("ar", "Tbilisi", "GE", "تبليسي"),
        ("en", "Kyiv", "UA", "Kyiv"),
        ("ru", "Moscow", "US", "Moscow"),
        ("ru", "Nowhere", "", "Nowhere"),
    ],
)
def test_a_city_has_its_name_in_the_language(language: str, city: str, country: str, said: str) -> None:
    assert words(language).city(city, country) == said
    assert place_name(Place(city, country), words(language)).startswith(said)
