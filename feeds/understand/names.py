"""Names in running text: the capitalised or quoted words that follow or precede a place in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from feeds.understand import lexicon

_TOKEN = re.compile(
    r"\[[^\]\n]{2,40}\]|[«“„\"‘「『《](?=\S)[^«»“”„\"\n「」『』《》]{2,60}[»”“\"’」』》]"
    r"|(?:[ldLD]|dell|all|dall|nell|sull|un|qu)['’](?=[^\W\d_])|[\w'’.&+!/@*-]+|[,:;()–—-]|\S"
)
_OPENING = '«“„"‘「『《'
_QUOTED = tuple(_OPENING + "[")
_WORDS: dict[str, list[str]] = lexicon.table("mul", "names")
_INSIDE = frozenset(_WORDS["inside"])
"""Small words that stand inside a name when another capital follows."""
_AND = frozenset(_WORDS["and"])
_ARTICLES = frozenset(_WORDS["articles"])
_AMONG = frozenset(_WORDS["among"])
_GROUPS = frozenset(word.rstrip("*") for word in lexicon.table("mul", "who")["groups"] if " " not in word)
_REACH = 240
_MOST_WORDS = 6
"""Spaces in a name: what is longer is a slogan."""


_HEADS = tuple(_WORDS["heads"])
"""How words for a group begin where only the first word of a name has a capital ("Харківська правозахисна група")."""
_ADJECTIVE = re.compile(
    r"(?:ск|ськ|цк|цьк|н|в)(?:ая|ое|ый|ий|ой|ого|ому|ым|им|ою|ую|ия|ият|ата|ото|ата|[аеіиійу]|ої)$|(?:sk|ck|dzk|[a-zé]n)[aáeéiíoyýou]\w{0,3}$|(?:dagi|dəki|daki|deki|даги)$"
)


def is_small(text: str) -> bool:
    """Is it nothing, or an article?"""
    return text.strip().lower() in ("", *_ARTICLES)


@dataclass(frozen=True, slots=True)
class Name:
    """A name: `text[start:end]`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str

    @property
    def capital(self) -> bool:
        char = self.text[0]
        if self.text.endswith(("'", "’")) and len(self.text) <= 5:
            return False  # "L'", "dell'"
        return char in _QUOTED or char.isupper() or (char.isdecimal() and any(c.isupper() for c in self.text))

    @property
    def small(self) -> bool:
        """An article, or an elided word: "the", "l'"."""
        return self.text.lower() in _ARTICLES or self.text.endswith(("'", "’"))

    @property
    def quoted(self) -> bool:
        return self.text[0] in _QUOTED and len(self.text) > 2


def after(text: str, start: int, *, gap: int = 4) -> list[Name]:
    """The names listed right after `start`: "by X, Y and the group Z". At most `gap` small words may precede a name."""
    end = _line_end(text, start)
    tokens = [_Token(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text, start, end)]
    names: list[Name] = []
    index = skipped = 0
    while index < len(tokens):
        token = tokens[index]
        if token.capital and not _shouted_stop(token):
            name, index = _run(text, tokens, index)
            names.append(grown(text, name) if name.text.lower() in _GROUPS else name)
            skipped = 0
            if tokens[index - 1].text.endswith((".", "!", "?")) and not tokens[index - 1].quoted:
                break
            continue
        if token.text in ",&" or token.text.lower() in _AND or token.text == "(":
            if not names and token.text == ",":
                break
        elif token.text in ".;:!?–—)":
            if token.text != ")" and (names or token.text not in ":–—"):
                break
        elif (
            token.text.lower() not in _GROUPS and token.text.lower() not in _AMONG and not token.text.startswith(_HEADS)
        ):
            skipped += not token.small
            if skipped > (gap if not names else 1):
                break
        if token.text.endswith((".", "!", "?")) and not token.capital:
            break
        index += 1
    return _paired(text, names)


def before(text: str, end: int) -> list[Name]:
    """The names right before `end`, with at most two small words between: "X and Y have called".

    What is put in between is left out: "X (HRC), the largest group of the country, is calling".
    """
    begin = max(_line_start(text, end), end - _REACH)
    tokens = [_Token(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text, begin, end)]
    while tokens and begin > 0 and tokens[0].start == begin and text[begin - 1].isalnum():
        tokens = tokens[1:]
    index = _before_aside(tokens, len(tokens) - 1)
    skipped = 0
    while index >= 0 and not tokens[index].capital:
        stop = tokens[index].text in ".;:!?(" or tokens[index].text.endswith((".", "!", "?"))
        skipped += tokens[index].text not in ",–—-"
        if stop or skipped > 2:
            return []
        index = _before_bracket(tokens, index) if tokens[index].text == ")" else index - 1
    names: list[Name] = []
    while index >= 0:
        first = _run_back(tokens, index)
        names.append(_named(text, tokens[first], tokens[index]))
        index = first - 1
        if index > 1 and tokens[index].small:
            index -= 1  # "X and the Y"
        if index < 1 or not (tokens[index].text == "," or tokens[index].text.lower() in _AND):
            break
        index -= 1
        while index >= 0 and tokens[index].text == ",":
            index -= 1
        led = _led(tokens, index) if index >= 0 and not tokens[index].capital else -1
        if led >= 0:
            names.append(_named(text, tokens[led], tokens[index]))
        if index < 0 or not tokens[index].capital:
            break
    return _paired(text, names[::-1])


def subject(text: str, begin: int, end: int) -> list[Name]:
    """Who a sentence begins with, where nothing but its place says so: a name in quotes, or one that ends in a word for
    a group, or several words that a comma sets off from the rest."""
    while begin < end and text[begin].isspace():
        begin += 1
    tokens = [_Token(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text, begin, min(end, begin + _REACH))]
    if not tokens or not tokens[0].capital:
        return []
    found: list[Name] = []
    index = 0
    while index < len(tokens) and tokens[index].capital:
        name, index = _run(text, tokens, index)
        following = tokens[index].text if index < len(tokens) else ""
        last = name.text.lower().split()[-1]
        if text[name.start] == "[" or name.text.count(" ") > _MOST_WORDS:
            return found
        apart = following == "," and " " in name.text
        if not (text[name.start - 1 : name.start] in tuple(_OPENING) or last in _GROUPS or apart or following in _AND):
            return found
        found.append(name)
        if following.lower() not in _AND:
            break
        index += 1
    return found


def _paired(text: str, names: list[Name]) -> list[Name]:
    """One name of two halves is one: "Movement for Equality and Freedom"."""
    kept: list[Name] = []
    for name in names:
        last = kept[-1] if kept else None
        if last is not None and _and_between(text, last, name) and _has_halves(last) and not name.text.isupper():
            kept[-1] = Name(last.start, name.end, text[last.start : name.end])
        else:
            kept.append(name)
    return kept


def _and_between(text: str, left: Name, right: Name) -> bool:
    gap = text[left.end : right.start]
    return gap.startswith(" ") and gap.endswith(" ") and gap.strip().lower() in _AND


def _has_halves(name: Name) -> bool:
    """A word for a group, what it is for, and there may be more of it: "Association of Lesbians"."""
    words = name.text.lower().split()
    return len(words) > 2 and words[-2] in _INSIDE and not _GROUPS.isdisjoint(words[:-2])


def around(text: str, start: int, end: int) -> Name | None:
    """The name that the word at `start` to `end` is a part of, or that follows it at once: "the Red Cross Society"."""
    tokens = [
        _Token(m.start(), m.end(), m.group())
        for m in _TOKEN.finditer(text, _line_start(text, start), _line_end(text, start))
    ]
    index = next((number for number, token in enumerate(tokens) if token.end >= end), None)
    if index is None:
        return None
    if tokens[index].capital:
        return _run(text, tokens, _run_back(tokens, index))[0]
    ahead = tokens[index + 1] if index + 1 < len(tokens) else None
    if ahead is not None and ahead.capital:
        return _run(text, tokens, index + 1)[0]
    if index > 0 and tokens[index - 1].quoted:
        return _run(text, tokens, index - 1)[0]  # «X» harakati
    return None


_MORE = re.compile(r"(?: [^\W\d_A-ZА-ЯІЇЄҐ][\w'’-]*){1,4}(?=[.,;:!?\n)]|\Z)")


def grown(text: str, name: Name) -> Name:
    """A name of one word with the small words that end its sentence: "Комітет солідарності з в'язнями"."""
    more = _MORE.match(text, name.end) if " " not in name.text else None
    return Name(name.start, more.end(), text[name.start : more.end()]) if more is not None else name


def _before_aside(tokens: list[_Token], index: int) -> int:
    """Where reading back goes on when an aside between commas stands before `index`."""
    if index < 3 or tokens[index].text not in (",", "–", "—"):
        return index
    mark = tokens[index].text
    for back in range(index - 2, max(-1, index - 22), -1):
        if tokens[back].text.endswith((".", "!", "?", ";")):
            return index
        if tokens[back].text == mark and not tokens[back + 1].capital:
            return back - 1
    return index


def _before_bracket(tokens: list[_Token], index: int) -> int:
    """The index before the bracket that ends at `index`."""
    for back in range(index - 1, max(-1, index - 8), -1):
        if tokens[back].text == "(":
            return back - 1
    return index - 1


def _run(text: str, tokens: list[_Token], index: int) -> tuple[Name, int]:
    """The name that begins at token `index`, and the index after it."""
    last = index
    if tokens[index].quoted:
        return _named(text, tokens[index], tokens[index]), index + 1
    while last + 1 < len(tokens) and not tokens[last].text.endswith((".", ":")):
        following = tokens[last + 1]
        ahead = tokens[last + 2] if last + 2 < len(tokens) else None
        beyond = tokens[last + 3] if last + 3 < len(tokens) else None
        if following.capital and not following.quoted:
            last += 1
        elif ahead is not None and ahead.capital and not ahead.quoted and _joins(tokens[last], following):
            last += 2
        elif ahead is not None and beyond is not None and beyond.capital and _inside(following) and _inside(ahead):
            last += 3  # "Ligue des droits de l'Homme"
        else:
            break
    if last == index and _ADJECTIVE.search(tokens[index].text):
        last = _head(tokens, index)
    return _named(text, tokens[index], tokens[last]), last + 1


def _head(tokens: list[_Token], index: int) -> int:
    """The word for a group that the adjective at `index` describes, three words after it at most, else `index`."""
    for ahead in range(index + 1, min(index + 4, len(tokens))):
        if not tokens[ahead].text[0].isalpha():
            break
        if tokens[ahead].text.lower().startswith(_HEADS):
            return ahead
    return index


def _led(tokens: list[_Token], index: int) -> int:
    """The capital from which the lower-case word for a group at `index` is described, else -1."""
    for back in range(index - 1, max(-1, index - 4), -1):
        if not tokens[back].text[0].isalpha():
            break
        if tokens[back].capital:
            return back if _ADJECTIVE.search(tokens[back].text) and _head(tokens, back) == index else -1
    return -1


def _inside(token: _Token) -> bool:
    return token.text.lower() in _INSIDE or token.text.lower() in ("d'", "d’", "l'", "l’", "dell'", "dell’")


def _joins(left: _Token, small: _Token) -> bool:
    """Does a small word keep the name together: "Friends of", "Lesben- und"?"""
    return _inside(small) or small.text == "&" or (left.text.endswith("-") and small.text.lower() in _AND)


def _run_back(tokens: list[_Token], index: int) -> int:
    first = index
    if tokens[index].quoted:
        return index
    while first > 0:
        previous = tokens[first - 1]
        further = tokens[first - 2] if first > 1 else None
        if previous.capital and not previous.text.endswith((".", ":", "!", "?")):
            first -= 1
        elif further is not None and further.capital and not further.quoted and _joins(further, previous):
            first -= 2
        else:
            break
    return first


def _named(text: str, first: _Token, last: _Token) -> Name:
    start, end = first.start, last.end
    if first.text[0] in _OPENING and first is last:
        start, end = start + 1, end - 1
    while end > start and text[end - 1] in ".,:;'’-/":
        end -= 1
    return Name(start, end, text[start:end])


def _shouted_stop(token: _Token) -> bool:
    return token.text in {"«", "“", "„", '"', "‘", "["}


def _line_end(text: str, start: int) -> int:
    stop = text.find("\n", start, start + _REACH)
    return stop if stop >= 0 else min(len(text), start + _REACH)


def _line_start(text: str, end: int) -> int:
    return text.rfind("\n", max(0, end - _REACH), end) + 1


def capitals(text: str) -> Iterator[str]:
    """Words that stand capitalised in the middle of a sentence: names, not beginnings."""
    for match in re.finditer(r"(?<=[\w,»”)] )[^\W\d_a-zа-яё][\w’'!-]*", text):
        yield match.group()
