"""The action's own hashtags: not those for everything, of other matters, or of the page's list of tags."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from feeds.understand import lexicon
from feeds.understand.phrases import Phrases, fold
from feeds.understand.reading import Evidence, Finding
from feeds.understand.scan import SHARED, Scan

# Arabic writes "and" before it without a space, Chinese any word; Weibo closes a tag with a second sign.
_TAG = re.compile(
    r"(?<![&/#＃])(?<![^\W\u0600-\u06ff\u2e80-\u9fff])"
    r"(?:([#＃][^\s#＃]{0,30}[\u2e80-\u9fff][^\s#＃]{0,30}[#＃])|[#＃](\w{2,60}))"
)
_CREDIT = re.compile(
    r" ?(?:post shared|publication partagée|beitrag geteilt|publicación compartida|publicação (?:partilhada|compartilhada)|"
    r"post condiviso|bericht gedeeld|inlägg delat|post udostępniony)",
    re.I,
)
_ARTICLE = re.compile(r"(?:A|An|Une?|Ein|Una|Uma|Een|Ett|Post)$")
_SEVERAL_WORDS = re.compile(r"[a-zа-яёà-ÿ][A-ZА-ЯЁÀ-Þİ]\w*[a-zа-яёà-ÿ]|_\w|\d[A-Z]")
_WORLD = frozenset(map(fold, lexicon.table(SHARED, "hashtags")["everywhere"]))
_ELSEWHERE = Phrases(("elsewhere", word) for word in lexicon.table(SHARED, "hashtags")["elsewhere"])
_YEAR = re.compile(r"_?(?:19|20)\d\d$")
_BETWEEN = " \t,;·•|."
_MANY = 80
"""Tags looked at: a page with more is a list."""


def find(scan: Scan) -> tuple[list[Finding[str]], list[Finding[str]]]:
    """The action's own hashtags as most often written, and those refused."""
    spellings: dict[str, Counter[str]] = {}
    first: dict[str, Evidence] = {}
    for spot, text in (("title", scan.title), ("text", scan.text)):
        for start, tag in _tags(text):
            key = fold(tag).strip("#")
            spellings.setdefault(key, Counter())[tag] += 2 if spot == "text" else 1
            quote = text[start : start + len(tag)]
            first.setdefault(key, Evidence(quote, "title" if spot == "title" else "text", start))
    told = _in_sentences(scan)
    own = {key for key in told if key in spellings and not _no_hashtag(scan, key, spellings)}
    found, refused = [], []
    for key, counts in spellings.items():
        finding = Finding(counts.most_common(1)[0][0], first[key], 0.9, "used on the page")
        why = _no_hashtag(scan, key, spellings)
        if not why and key not in told and (own or (_is_one_word(counts) and _campaigns(spellings))):
            why = "only in the page's list of tags"
        if why:
            refused.append(Finding(finding.value, finding.evidence, 0.1, why))
        else:
            found.append(finding)
    return found, refused


def _tags(text: str) -> Iterator[tuple[int, str]]:
    """Where hashtags begin, and they as they are written, without the credit of a post that is glued to one."""
    for match in islice(_TAG.finditer(text), _MANY):
        closed, tag = match.groups()
        if closed:
            yield match.start(), f"#{closed[1:-1]}#"
        elif _CREDIT.match(text, match.end()) and len(bare := _ARTICLE.sub("", tag)) > 1:
            yield match.start(), f"#{bare}"
        else:
            yield match.start(), f"#{tag}"


def _in_sentences(scan: Scan) -> set[str]:
    """Keys of hashtags that stand in the title or in running text, not in a row of tags that ends a line."""
    tags = list(_tags(scan.text))
    row: list[tuple[int, str]] = []
    told = [tag for _, tag in _tags(scan.title)]
    for index, (start, tag) in enumerate(tags):
        row.append((start, tag))
        follows = tags[index + 1][0] if index + 1 < len(tags) else len(scan.text)
        between = scan.text[start + len(tag) : follows].partition("\n")
        if between[0].strip(_BETWEEN):  # words stand after it
            told += [one for _, one in row]
        elif between[1] or follows == len(scan.text):  # the line ends here
            told += [one for _, one in row] if len(row) == 1 else []
        else:
            continue
        row = []
    return {fold(tag).strip("#") for tag in told}


def _no_hashtag(scan: Scan, key: str, spellings: dict[str, Counter[str]]) -> str:
    """Why this tag is not the action's own, or nothing."""
    counts, titled = spellings[key], f"#{key}" in scan.low_title
    if key in _WORLD or _YEAR.sub("", key) in _WORLD:
        return "a tag for everything"
    if key.isdecimal():
        return "a number"
    for other in spellings:
        if other != key and key.startswith(other) and (key[len(other) :].isdecimal() or len(key) - len(other) <= 2):
            return "another tag with letters glued to it"
    if counts.total() <= 2 and not titled and _is_plain_word(scan, key, counts):
        return "a plain word of the text"
    if not titled and _of_others(scan, key):
        return "named as one of other matters"
    return ""


def _is_one_word(counts: Counter[str]) -> bool:
    return not any(tag.endswith("#") or _SEVERAL_WORDS.search(tag) for tag in counts)


def _campaigns(spellings: dict[str, Counter[str]]) -> bool:
    return any(not _is_one_word(counts) for counts in spellings.values())


def _is_plain_word(scan: Scan, key: str, counts: Counter[str]) -> bool:
    """Does the text use it as a word, and nobody is asked to post with it?"""
    if not _is_one_word(counts):
        return False
    if not re.search(rf"(?<![#\w]){re.escape(key)}(?!\w)", scan.low_title + "\n" + scan.low_text):
        return False
    at = scan.low_text.find(f"#{key}")
    asked = {scan.sentences.at(hit.start) for hit in scan.named("how.post")}
    return at < 0 or scan.sentences.at(at) not in asked


def _of_others(scan: Scan, key: str) -> bool:
    """Does it only stand where the page tells what else is talked about?"""
    places = [match.start() for match in islice(re.finditer(rf"#{re.escape(key)}(?!\w)", scan.low_text), _MANY)]
    spans = [scan.sentences.span(scan.sentences.at(at)) for at in places]
    return bool(spans) and all(_ELSEWHERE.any(scan.low_text[start:end][:600]) for start, end in spans)
