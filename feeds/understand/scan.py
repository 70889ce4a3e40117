"""One pass over an article for every word of the lexicon: what all readers of this package look at."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Any

from feeds.article import Article
from feeds.understand import lexicon
from feeds.understand.phrases import Hit, Phrases, Sentences, flatten, fold

TABLES = ("form", "status", "relevance", "who", "how")
SHARED = "mul"
_NEIGHBOURS = {"no": ("sv",), "nb": ("sv",), "nn": ("sv",), "da": ("sv",), "be": ("ru", "uk"), "mk": ("bg",), "sr": ("bg",),
               "ca": ("es", "fr"), "gl": ("es", "pt"), "kk": ("ru",), "ky": ("ru",), "af": ("nl",), "": ("en",)}  # fmt: skip
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LONGEST = 60_000
"""Characters of an article that are read: what stands later never made a page an action."""


@dataclass(frozen=True)
class Scan:
    """An article with all its hits. Offsets are those of `title` and `text` (the beginning of the article's own)."""

    article: Article
    language: str
    title: str
    text: str
    low_title: str
    low_text: str
    title_hits: tuple[Hit, ...]
    text_hits: tuple[Hit, ...]
    sentences: Sentences

    def named(self, name: str, *, title: bool = False) -> list[Hit]:
        """The hits of one name ("form.vigil") or of one table ("form."), in the text or in the title, by place."""
        return (self._in_title if title else self._in_text).get(name, [])

    @cached_property
    def _in_text(self) -> dict[str, list[Hit]]:
        return _by_name(self.text_hits)

    @cached_property
    def _in_title(self) -> dict[str, list[Hit]]:
        return _by_name(self.title_hits)


def _by_name(hits: tuple[Hit, ...]) -> dict[str, list[Hit]]:
    found: dict[str, list[Hit]] = {}
    for hit in hits:
        found.setdefault(hit.name, []).append(hit)
        found.setdefault(hit.name.partition(".")[0] + ".", []).append(hit)
    return found


def lexicon_language(language: str, text: str) -> str:
    """The code of the lexicon file for a language tag: "pt-BR" is read as "pt", Uzbek by its script."""
    code = language.split("-")[0].lower()
    if code == "uz" and (language.lower().startswith("uz-cyrl") or _mostly_cyrillic(text[:400])):
        return "uz-Cyrl"
    return code


def _mostly_cyrillic(text: str) -> bool:
    return 2 * len(_CYRILLIC.findall(text)) > sum(char.isalpha() for char in text)


def scan(article: Article) -> Scan:
    """Read the words of an article: its language's own, those many languages share, and those of the topics."""
    text = article.text[:_LONGEST]
    title = article.title[:1000]
    language = lexicon_language(article.language, text)
    phrases = phrases_of(language)
    low_title, low_text = fold(title), fold(text)
    return Scan(
        article, language, title, text, low_title, low_text,
        tuple(_unmasked(phrases.find(low_title))), tuple(_unmasked(phrases.find(low_text))), Sentences(text),
    )  # fmt: skip


def _unmasked(hits: list[Hit]) -> Iterator[Hit]:
    """Without forms that lie within a phrase of another meaning ("air strike") or within a wider one ("pride march")."""
    mask: Hit | None = None
    for hit in hits:
        if hit.name in ("form.none", "form.pride") and (mask is None or hit.end > mask.end):
            mask = hit
        if hit.name == "form.none" or (
            hit.name.startswith("form.") and mask is not None and mask is not hit and hit.end <= mask.end
        ):
            continue
        yield hit


@cache
def phrases_of(language: str) -> Phrases:
    """All phrases that are looked for in a text of this language."""
    codes = [language] if language in lexicon.languages() else list(_NEIGHBOURS.get(language, ()))
    return Phrases((pair for code in codes for pair in _pairs(code)), beside=_shared())


@cache
def _shared() -> Phrases:
    """The phrases that are looked for in every text, once for all languages."""
    return Phrases([*_pairs(SHARED), *topic_phrases()])


def _pairs(code: str) -> Iterator[tuple[str, str]]:
    return (pair for name in TABLES for pair in flatten(name, lexicon.table(code, name)))


@cache
def topic_phrases() -> tuple[tuple[str, str], ...]:
    """("topic.lgbtq", phrase) of every topic, in all languages; "persecuted.TOPIC" for words that need more beside them."""
    found = []
    for topic, words in topics().items():
        for language, group in words.items():
            if language == "persecuted":
                found += [(f"persecuted.{topic}", phrase) for phrases in group.values() for phrase in phrases]
            else:
                found += [(f"topic.{topic}", phrase) for phrase in group]
    return tuple(found)


@cache
def topics() -> dict[str, dict[str, Any]]:
    """The bundled topics: {topic: {language: phrases}}, and under "persecuted" those that need persecution beside them."""
    return tomllib.loads((resources.files(__package__) / "topics.toml").read_text(encoding="utf-8"))


@cache
def every_action_word() -> Phrases:
    """The words for forms of action, and for what people are asked to do, in all languages: the screen before reading."""
    pairs = [
        (name, phrase)
        for code in lexicon.languages()
        for table in ("form", "how")
        for name, phrase in flatten(table, lexicon.table(code, table))
        if name not in ("form.generic", "form.none", "how.attend", "how.share", "how.volunteer")
    ]
    return Phrases(pairs)


_HINTS = frozenset(("relevance.gather", "relevance.call", "relevance.support", "relevance.demand", "relevance.front",
                    "relevance.against", "relevance.captive", "form.generic", "how.attend"))  # fmt: skip
_GLANCE = 20_000
"""Characters in which what is told without a word for its form must show itself."""


def hints_at_action(folded: str) -> bool:
    """Does folded text tell of people who act, without a word for how, on a bundled topic?

    One hint does where those whom a topic is of are named; where only people who may be persecuted are (a writer, a
    student), several kinds must: people who gather and one more, or any three.
    """
    glance = folded[:_GLANCE]
    named = {hit.name.partition(".")[0] for hit in words_of(frozenset(topics())).find(glance)}
    if not named:
        return False
    kinds = {hit.name for hit in _hints().find(glance)}
    return bool(kinds) if "topic" in named else len(kinds) >= (2 if "relevance.gather" in kinds else 3)


@cache
def words_of(wanted: frozenset[str]) -> Phrases:
    """Every word, in any language, of those that the wanted topics are of."""
    return Phrases((name, phrase) for name, phrase in topic_phrases() if name.partition(".")[2] in wanted)


@cache
def _hints() -> Phrases:
    pairs = (
        pair
        for code in lexicon.languages()
        for table in ("form", "how", "relevance")
        for pair in flatten(table, lexicon.table(code, table))
    )
    return Phrases(pair for pair in pairs if pair[0] in _HINTS)
