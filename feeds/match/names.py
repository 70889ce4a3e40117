"""Names across scripts, spellings and cases: "Зелимхана Бакаева" and "Zelimkhan Bakayev" are one."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from itertools import pairwise

_LATIN = str.maketrans(
    {
        **dict(zip("абвгдеёзийклмнопрстуфхцыэіїєґўәөүұқғңһҳ", "abvgdeeziiklmnoprstufhcieiieguaouukgnhh", strict=True)),
        "ж": "zh",
        "ч": "ch",
        "ш": "sh",
        "щ": "sh",
        "ю": "iu",
        "я": "ia",
        "ъ": "",
        "ь": "",
        "џ": "ch",
        "љ": "l",
        "њ": "n",
        "ј": "i",
        "ћ": "ch",
        "ђ": "ch",
        "ҷ": "ch",
        "җ": "zh",
        **dict(zip("αβγδεζηθικλμνξοπρσςτυφχω", "avgdezitiklmnxoprsstifho", strict=True)),
        "ψ": "ps",
        **dict(zip("აბგდევზთიკლმნოპრსტუფქღყხჯჰ", "abgdevztiklmnoprstupkgkhjh", strict=True)),
        "ჟ": "zh",
        "შ": "sh",
        "ჩ": "ch",
        "ც": "c",
        "ძ": "dz",
        "წ": "c",
        "ჭ": "ch",
        **dict(zip("աբգդեզէըթիլխծկհձղմյնոպջռսվտրցփքօֆ", "abgdezeetilhckhdgminopjrsvtrcpkof", strict=True)),
        "ժ": "zh",
        "ճ": "ch",
        "շ": "sh",
        "չ": "ch",
        "ւ": "u",
        "և": "ev",
        **dict(zip("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", "abttjhhddrzsssdtzagfklmnhui".ljust(28, "i"), strict=True)),
        "ø": "o",
        "đ": "d",
        "ł": "l",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ə": "a",
        "ı": "i",
        "þ": "t",
        "ð": "d",
    }
)
_SOUNDS = (  # spellings of one sound, longest first; C is the first sound of "Chechnya"
    ("tsch", "C"), ("dsch", "z"), ("shch", "s"), ("tch", "C"), ("sch", "s"), ("dzh", "z"), ("kh", "h"), ("ch", "C"),
    ("sh", "s"), ("cz", "C"), ("sz", "s"), ("zh", "z"), ("ph", "f"), ("th", "t"), ("gh", "g"), ("ck", "k"), ("ts", "s"),
    ("x", "ks"), ("q", "k"), ("w", "v"), ("c", "k"), ("j", "i"), ("y", "i"), ("z", "s"),
)  # fmt: skip
_VOWELS = frozenset("aeiouh")  # h comes and goes between spellings
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PART = re.compile(r"[^\W_]+")


@lru_cache(maxsize=65536)
def latin(word: str) -> str:
    """A word in plain lower-case Latin letters, without accents; scripts without a table stay as they are."""
    word = word.casefold()
    if word.isascii():
        return word
    bare = "".join(c for c in unicodedata.normalize("NFKD", word.translate(_LATIN)) if not unicodedata.combining(c))
    return bare.translate(_LATIN)


@lru_cache(maxsize=65536)
def skeleton(word: str, length: int = 4) -> str:
    """The sound of a word: its first `length` consonants, an opening vowel counted. Spellings and cases share it."""
    plain = latin(word)
    for spelling, sound in _SOUNDS:
        plain = plain.replace(spelling, sound)
    if not plain:
        return ""
    kept = ["i" if plain[0] == "e" else plain[0]]
    for before, letter in pairwise(plain):
        if letter not in _VOWELS and letter != before:
            kept.append(letter)
    return "".join(kept[:length])


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """A name of a group or a place for comparing: Latin, lower case, words in their order, no signs."""
    return " ".join(latin(word) for word in _PART.findall(name))


def full_names(text: str) -> Counter[str]:
    """Names of two capitalised words or more, as pairs of skeletons, and how often each stands in the text.

    Scripts without capitals have none.
    """
    found: Counter[str] = Counter()
    end, before = -2, ""
    for match in _WORD.finditer(text):
        word = match.group()
        capital = word[0].isupper() and len(word) > 1 and not word.isupper()
        if capital and before and text[end : match.start()] == " ":
            found[f"{skeleton(before, 3)} {skeleton(word, 3)}"] += 1
        before, end = (word if capital else ""), match.end()
    return found


def proper_words(text: str) -> Counter[str]:
    """Skeletons of the capitalised words inside sentences, and how often each stands in the text."""
    found: Counter[str] = Counter()
    for match in _WORD.finditer(text):
        word, start = match.group(), match.start()
        if (
            len(word) > 3
            and word[0].isupper()
            and not word.isupper()
            and text[max(0, start - 2) : start].strip(" «“\"'(").isalpha()
        ):
            found[skeleton(word)] += 1
    return found


def same_name(one: str, other: str) -> bool:
    """Do these name one group: "Voices4" and "Voices 4", "Amnesty" and "Amnesty International"?"""
    a, b = fold(one), fold(other)
    if not a or not b:
        return False
    if a.replace(" ", "") == b.replace(" ", ""):
        return True
    short, long = sorted((set(a.split()), set(b.split())), key=len)
    return short <= long and sum(map(len, short)) >= 4
