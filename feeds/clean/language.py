"""Which language a text is in, as a BCP 47 tag: "en", "pt", "uz-Cyrl". Letters and tags are data: `language.toml`."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Any

import py3langid

ENOUGH = 60
"""Letters; a shorter text does not outvote what its page states."""
SOME = 12
"""Letters; from fewer nothing is told."""
LOOK_AT = 1500
"""Characters of the text that are looked at."""

_KNOWN: dict[str, Any] = tomllib.loads(Path(__file__).with_name("language.toml").read_text("utf-8"))
_ALIKE = [frozenset(group) for group in _KNOWN["alike"]]
_LETTERS = {script: re.compile(f"[{letters}]") for script, letters in _KNOWN["letters"].items()}
_WRITTEN: dict[str, list[str]] = _KNOWN["written"]
_NOT_LATIN = {tag for tags in _WRITTEN.values() for tag in tags} - set(_KNOWN["also_latin"])
_APOSTROPHE = "[ʻʼ‘’'`]"
_UZBEK = re.compile(rf"\b(?:{'|'.join(_KNOWN['uzbek'])})\b|[og]'(?=[a-z])".replace("'", _APOSTROPHE), re.I)


def language_of(text: str, stated: str = "") -> str:
    """The language of `text`; `stated` (any spelling of a tag) is taken when the text does not speak against it.

    "" when neither tells. Short texts trust what is stated as long as the script fits.
    """
    stated = normalise(stated)
    text = text[:LOOK_AT]
    script, letters = _script(text)
    if not script:
        return stated
    if stated == "uz" and script == "Cyrl":
        stated = "uz-Cyrl"
    if stated and not _fits(stated, script):
        stated = ""
    if letters < SOME:
        return stated or (_WRITTEN[script][0] if len(_WRITTEN.get(script, ())) == 1 else "")
    told, sure = _told(text, script)
    if not stated or stated == told:
        return told
    if not told or letters < ENOUGH or (not sure and _alike(told, stated)):
        return stated
    return told


def normalise(tag: str) -> str:
    """A language tag without region, with the script only where it matters: "en_US" -> "en", "uz-Cyrl-UZ" -> "uz-Cyrl"."""
    base, *rest = re.split(r"[-_.,;\s]+", tag.strip().lower()[:80])
    base = _KNOWN["meant"].get(base, base)
    if not re.fullmatch(r"[a-z]{2,3}", base) or base in ("und", "mul", "zxx", "mis"):
        return ""
    return "uz-Cyrl" if base == "uz" and not {"cyrl", "cyr"}.isdisjoint(rest) else base


def _script(text: str) -> tuple[str, int]:
    """The script most of the letters are in ("" when there are none), and how many letters there are."""
    counts: Counter[str] = Counter()
    for character, times in Counter(text).items():
        if script := _script_of(character):
            counts[script] += times
    if not counts:
        return "", 0
    if counts.get("Kana", 0) * 8 > counts.get("Hani", 0) > 0:
        counts["Kana"] += counts.pop("Hani")
    return max(counts, key=lambda script: counts[script]), sum(counts.values())


@lru_cache(maxsize=4096)
def _script_of(character: str) -> str:
    return next((script for script, letters in _LETTERS.items() if letters.match(character)), "")


def _fits(tag: str, script: str) -> bool:
    """Can a text in this script be in this language?"""
    return tag in _WRITTEN[script] if script in _WRITTEN else tag not in _NOT_LATIN


def _alike(one: str, other: str) -> bool:
    return any(one in group and other in group for group in _ALIKE)


def _told(text: str, script: str) -> tuple[str, bool]:
    """The language the letters and words tell, and whether its neighbours are ruled out."""
    if script == "Cyrl" and (told := _by_letters(text.lower())):
        return told, True
    if script == "Latn" and len(_UZBEK.findall(text)) > 3 + len(text) // 200:
        return "uz", True
    if len(only := _WRITTEN.get(script, [])) == 1:
        return only[0], True
    sample = text[:150] + text[150 + len(text) // 3 :][:250]  # the identifier costs 1 ms for 1,000 characters
    told = py3langid.classify(sample.lower() if sample.isupper() else sample)[0]
    told = _KNOWN["meant"].get(told, told)
    return (told, False) if _fits(told, script) else ("", False)


def _by_letters(text: str) -> str:
    """Cyrillic languages that the identifier does not know or confuses, by letters that only they have."""

    def seen(letters: str) -> int:
        return sum(text.count(c) for c in letters)

    few = max(2, len(text) // 400)
    if seen("ҷӣӯ") >= few:
        return "tg"
    kazakh, uzbek = seen("әіңөұүһ"), seen("ўқғҳ")
    if uzbek >= few and kazakh * 4 < uzbek and "і" not in text:
        return "uz-Cyrl"
    if kazakh >= few and seen("қғұ") >= few:
        return "kk"
    if seen("їєґ") and not seen("ыъэ"):
        return "uk"
    if "ў" in text and "і" in text:
        return "be"
    if seen("ыэ") >= few and not seen("іўїєґңөүәқғђјљњћџѓќ"):
        return "ru"
    return ""
