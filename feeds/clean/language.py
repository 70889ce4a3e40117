"""Which language a text is in, as a BCP 47 tag: "en", "pt", "uz-Cyrl"."""

from __future__ import annotations

import re

import py3langid

ENOUGH = 60
"""Letters; a shorter text does not outvote what its page states."""
LOOK_AT = 1500
"""Characters of the text that are looked at."""

_COMMON_MISTAKES = {
    "iw": "he", "in": "id", "ji": "yi", "mo": "ro", "ua": "uk", "cz": "cs", "gr": "el", "jp": "ja", "kr": "ko", "cn": "zh", "dk": "da",
    "by": "be", "kz": "kk", "nb": "no", "rs": "sr", "vn": "vi", "ir": "fa", "il": "he",
}  # fmt: skip
_ALIKE = (
    {"no", "nn", "da", "sv"}, {"hr", "bs", "sr", "sl", "mk"}, {"id", "ms", "jv"}, {"cs", "sk"}, {"ru", "uk", "be", "bg", "mk"}, {"es", "ca", "gl", "an", "oc"},
    {"pt", "gl"}, {"fa", "ps", "ur", "ar", "ug", "ku"}, {"nl", "af"}, {"az", "tr", "tk", "uz", "crh"}, {"kk", "ky", "tt", "uz-Cyrl", "tg", "ba"},
    {"de", "lb"}, {"hi", "mr", "ne"}, {"zu", "xh"}, {"fr", "wa", "oc"}, {"fi", "et"}, {"it", "co", "la"}, {"zh", "ja"}, {"ku", "tr"},
)  # fmt: skip
_SCRIPTS = {
    name: re.compile(f"[{span}]")
    for name, span in {
        "Latn": "A-Za-zÀ-ɏḀ-ỿ", "Cyrl": "Ѐ-ӿ", "Arab": "؀-ۿݐ-ݿﭐ-﷿ﹰ-ﻼ", "Hebr": "א-ת", "Grek": "Ͱ-Ͽἀ-῾",
        "Geor": "Ⴀ-ჿᲐ-Ჿ", "Armn": "Ա-և", "Deva": "ऀ-ॿ", "Thai": "ก-๛", "Hang": "가-힣", "Kana": "ぁ-ヿ", "Hani": "一-鿿",
        "Beng": "ঀ-৿", "Ethi": "ሀ-፿", "Taml": "஀-௿", "Telu": "ఀ-౿", "Gujr": "઀-૿", "Guru": "਀-੿", "Mlym": "ഀ-ൿ",
        "Knda": "ಀ-೿", "Sinh": "඀-෿", "Mymr": "က-႟", "Khmr": "ក-៿", "Laoo": "຀-໿", "Tibt": "ༀ-࿿",
    }.items()
}  # fmt: skip
_OF_SCRIPT = {
    "Geor": "ka", "Armn": "hy", "Grek": "el", "Thai": "th", "Hang": "ko", "Kana": "ja", "Hani": "zh", "Beng": "bn", "Taml": "ta", "Telu": "te",
    "Gujr": "gu", "Guru": "pa", "Mlym": "ml", "Knda": "kn", "Sinh": "si", "Mymr": "my", "Khmr": "km", "Laoo": "lo", "Tibt": "bo", "Ethi": "am",
}  # fmt: skip
_CYRILLIC = {
    "ru", "uk", "be", "bg", "mk", "sr", "kk", "ky", "tg", "mn", "tt", "ba", "cv", "os", "ab", "ce", "av", "sah", "bs", "tk", "az", "uz", "kv",
    "udm", "cu",
}  # fmt: skip
_ARABIC = {"ar", "fa", "ps", "ur", "ug", "ckb", "ku", "sd", "pnb", "prs", "az"}
_UZBEK_LATIN = re.compile(
    r"\b(?:va|bilan|uchun|ham|emas|lekin|haqida|kerak|bo[ʻʼ‘’'`]l\w+|o[ʻʼ‘’'`]z\w*|qil\w+|yo[ʻʼ‘’'`]q)\b", re.I
)
_UZBEK_MARK = re.compile(r"[og][ʻʼ‘’'`](?=[a-z])", re.I)


def language_of(text: str, stated: str = "") -> str:
    """The language of `text`; `stated` (any spelling of a tag) is taken when the text does not speak against it.

    "" when neither tells. Short texts trust what is stated as long as the script fits.
    """
    stated = normalise(stated)
    sample = text[:LOOK_AT]
    script, letters = _script(sample)
    if not letters:
        return stated
    if stated and not _fits(stated, script):
        stated = ""
    if letters < 12 and stated:
        return stated
    told = _told(sample, script)
    if not stated or told == stated:
        return told if letters >= 12 or script in _OF_SCRIPT else ""
    if letters < ENOUGH or _alike(told, stated) or not told:
        return _with_script(stated, script)
    return told


def normalise(tag: str) -> str:
    """A language tag without region, with the script only where it matters: "en_US" -> "en", "uz-Cyrl-UZ" -> "uz-Cyrl"."""
    parts = re.split(r"[-_.,;\s]+", tag.strip())
    base = parts[0].lower()
    base = _COMMON_MISTAKES.get(base, base)
    if not re.fullmatch(r"[a-z]{2,3}", base) or base in ("und", "mul", "zxx", "mis"):
        return ""
    cyrillic = any(p.lower() in ("cyrl", "cyr") for p in parts[1:])
    return "uz-Cyrl" if base == "uz" and cyrillic else base


def _script(text: str) -> tuple[str, int]:
    """The script most of the letters are in, and how many letters there are."""
    counts = {name: len(found) for name, pattern in _SCRIPTS.items() if (found := pattern.findall(text))}
    if not counts:
        return "", 0
    if counts.get("Kana", 0) * 8 > counts.get("Hani", 0) and "Hani" in counts:
        counts["Kana"] += counts.pop("Hani")
    best = max(counts, key=lambda name: counts[name])
    return best, sum(counts.values())


def _fits(tag: str, script: str) -> bool:
    """Can a text in this script be in this language?"""
    base = tag.partition("-")[0]
    if script == "Cyrl":
        return base in _CYRILLIC
    if script == "Arab":
        return base in _ARABIC
    if script == "Hebr":
        return base in ("he", "yi")
    if script == "Deva":
        return base in ("hi", "mr", "ne", "sa")
    if script == "Ethi":
        return base in ("am", "ti")
    if script in _OF_SCRIPT:
        return base == _OF_SCRIPT[script] or (script == "Hani" and base in ("ja", "zh", "yue"))
    return (
        tag != "uz-Cyrl"
        and base not in _OF_SCRIPT.values()
        and base not in ("ru", "uk", "be", "bg", "mk", "ar", "fa", "ur", "he", "hi")
    )


def _with_script(tag: str, script: str) -> str:
    return "uz-Cyrl" if tag == "uz" and script == "Cyrl" else tag


def _told(text: str, script: str) -> str:
    """The language the letters and words tell."""
    if script == "Cyrl" and (rare := _rare_cyrillic(text)):
        return rare
    if script == "Latn" and len(_UZBEK_LATIN.findall(text)) + len(_UZBEK_MARK.findall(text)) > 3 + len(text) // 200:
        return "uz"
    if script in _OF_SCRIPT and script != "Ethi":
        return _OF_SCRIPT[script]
    told: str = py3langid.classify(text.lower() if script == "Latn" and text.isupper() else text)[0]
    told = "no" if told == "nb" else told
    return told if _fits(told, script) else ""


def _rare_cyrillic(text: str) -> str:
    """Cyrillic languages the identifier does not know or confuses, by the letters only they have."""
    text = text.lower()
    seen = {c: n for c in "ўқғҳҷӣӯәіңөұүһҗїєґыэъёјљњђћѓќѕў" if (n := text.count(c))}
    has = seen.keys().__contains__
    few = max(2, len(text) // 400)
    if sum(seen.get(c, 0) for c in "ҷӣӯ") >= few:
        return "tg"
    kazakh = sum(seen.get(c, 0) for c in "әіңөұүһ")
    uzbek = sum(seen.get(c, 0) for c in "ўқғҳ")
    if uzbek >= few and kazakh * 4 < uzbek and not (has("і") and not has("қ")):
        return "uz-Cyrl"
    if kazakh >= few and (has("ә") or has("ұ") or has("қ")) and not has("җ"):
        return "kk" if has("қ") or has("ғ") or has("ұ") else ""
    if sum(seen.get(c, 0) for c in "їєґ") >= 1 and not has("ы") and not has("ъ"):
        return "uk"
    if has("ў") and has("і"):
        return "be"
    return ""


def _alike(one: str, other: str) -> bool:
    return any(one in group and other in group for group in _ALIKE)
