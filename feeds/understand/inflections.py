"""From a place name as it stands in a sentence to the forms a dictionary may list: case endings taken off.

Works on folded words (no accents: Russian "й" is "и", Polish "ó" is "o"). Each rule is (ending, what may stand there instead).
The gazetteer decides which candidate is a name, so rules may be generous.
"""

from __future__ import annotations

from functools import lru_cache

_EAST_SLAVIC = "ах:ы,а,и ях:и,я ами:ы ями:и ого:ии,ыи,ое его:ии ому:ии,ыи ем:ь,ии,и, ом:,о,ыи,ии ым:ыи,ое им:ии,ое,ь ои:а,ая еи:я,ь,ья ью:ь ию:ия ии:ия,ии еве:ев ове:ов ев:ы ов:ы е:,а,ь,о,я,и,ы,е у:,а,о и:ь,я,а,и,ы, ы:а,ы, ю:ь,я,и,е а:,о,ь я:ь,и,е,я о: "  # fmt: skip
_RULES: dict[str, str] = {
    "ru": _EAST_SLAVIC,
    "uk": _EAST_SLAVIC + " ові:ів,ов еві:ів,ев єві:їв,ів,ив,ієв ові:ів єві:їв еві:ів ові:ів ова:ів єва:їв,ив іві:ів і:а,ь,я,о,е,и,,і ї:я,ї зі:га,г сі:ха,х ці:ка,к єю:я ею:я ою:а ків:ки у:,ь ов:ів ом: ем:ь ові:ов",
    "be": _EAST_SLAVIC,
    "bg": "та:а,о, ия:ия а: ът: я:",
    "sr": _EAST_SLAVIC,
    "pl": "owie:ow,ow iu:ia,ie,, ach:e,y,i,a, iach:ie ami:y ego:e,y emu:e,y ej:a,ia im:ie ym:e ie:,a,o,ia dzie:d,da cie:t,ta,c zie:z,za,ga dze:ga ce:ka,c,ca rze:r,ra le:l,la sci:sc si:sia si:s zi:z,za u:,o,e,ow i:,ia,a,ie,e y:a,e, a:,o e:a,ia em:,o iem: a:o om:y ow:y a:e skiego:ski skim:ski a:y",
    "cs": "e:,a,o,e ze:ha,ga ce:ka,c,ca re:ra,r,ro u:,o,a,e y:a,y i:e,,i,a,ice ich:e,i,y icich:ice ech:y,e ach:y,a em:,o,e ou:a ove:ov a:,o ě:a,o ove:ova i:",
    "sk": "e:,a,o ach:e,y,a iach:ice,ie,e och:e,y u:,o,a y:a,y i:e,,i,a,ia om:,o em: ou:a ej:a,e a:,o ovi: ii:ia iou:ia",
    "hr": "u:,a,o i:a,e e:,a a:,o om:,o em: ama:a,e",
    "tr": "daki:,a deki: ndaki:,i taki: teki: dan: den: tan: ten: da: de: ta: te: nin: nin:a in: un: nun: ya: ye: yi: yu: a: e: i: u: nde:i nda:i nden:i ndan:i na:i ne:i si: li: lu: nu: lilar: liler: nda:",
    "az": "daki:,a dəki: dan: dən: da: də: nin: nun: in: un: ya: yə: a: ə: i: u: ni: nu: nda:i ndə:i li: lu: dakı: na:i nə:i ında:i",
    "uz": "dagi: dan: da: ning: ga: ni: lik: liklar: cha: gacha: qa: ka: i: si: dagi:",
    "uz-Cyrl": "даги: дан: да: нинг: га: ни: лик: ча: гача: қа: ка: и: си:",
    "hu": "ban: ben: bol: ba: be: on: en: n: rol: ra: re: nal: nel: tol: hoz: hez: ig: ot: et: at: t: i: ban:a ben:e nak: nek: al: el: val: vel: ban:o aban:a eben:e oban:o on: an:a en:e ai:a ei:e oi:o szagi:szag szagon:szag orszagban:orszag bol:a abol:a",
    "ka": "ში:ი,, იდან:ი, დან:ა,ი, ისთვის:ი ის:ი, ს:ა,ი,ე,ო, ით:ი თან:ი,ა, სთან:ი,ა ზე:ი,ა, მდე:ი,ა, შია:ი,ა,  აში:ა, ელი:ი,ა ური:ა,ი, ული:ი,ა ის:ი სა:ა",
    "el": "ου:ος,ο,ον,οι,ες, ης:η,α ας:α,ας ων:α,ες,αι,οι ους:οι ο:ος η: α: ιου:ι,ιο ς: ν: τη:",
    "ro": "ului:,u,ul ul: a:,e ei:a,ia,e ii:ia,ie iei:ia,ie i:,e lui: ului:u esti: esteni:esti tei:ta",
    "de": "s: er: ern: ner:n",
    "nl": "s: se: er:",
    "sv": "s: borna:", "no": "s:", "da": "s:",
    "fi": "ssa:,a,i ssä: ssa: sta:,i lla:,i llä: n:,i an:a in:i iin:i oon:o aan:a ssa: ista:i issa:i ksi: na:",
    "et": "s: st: le: l: sse: i: is:i",
    "fr": "", "en": "", "es": "", "pt": "", "it": "", "fa": "", "zh": "", "ja": "",
}  # fmt: skip
_ARABIC_PREFIXES = ("وبال", "بال", "وال", "فال", "كال", "لل", "ال", "وب", "ول", "و", "ب", "ل", "ف")


@lru_cache(maxsize=64)
def _rules(language: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    name = language if language in _RULES else language.partition("-")[0]
    parts = (part.partition(":") for part in _RULES.get(name, "").split())
    found = {(end, tuple(instead.split(","))) for end, _, instead in parts}
    return tuple(sorted(found, key=lambda rule: (-len(rule[0]), rule)))


@lru_cache(maxsize=16384)
def candidates(word: str, language: str) -> tuple[str, ...]:
    """Forms of which `word` may be an inflection, itself first, the longest ending first; at most 24."""
    found = [word]
    if "'" in word:
        head, _, tail = word.partition("'")
        found += [part for part in (head, tail) if len(part) > 2]
    if language.startswith("ar"):
        found += [
            word.removeprefix(prefix)
            for prefix in _ARABIC_PREFIXES
            if word.startswith(prefix) and len(word) - len(prefix) >= 3
        ]
        return tuple(dict.fromkeys(found))
    for ending, instead in _rules(language):
        stem = word.removesuffix(ending)
        if len(stem) < len(word) and len(stem) >= 2:
            found += [stem + other for other in instead]
    return tuple(dict.fromkeys(found))[:24]
