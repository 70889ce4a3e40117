"""How to take part: the ways a page offers, with the page where it is done where there is one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from feeds.action import Form, How, Part, Status
from feeds.understand import lexicon, links
from feeds.understand.form import STANDING
from feeds.understand.links import HOWS, OF_FORM
from feeds.understand.phrases import Hit, Phrases
from feeds.understand.reading import Evidence, Finding
from feeds.understand.scan import SHARED, Scan

_OVER = frozenset((Status.HAPPENED, Status.CANCELLED))
_THERE: frozenset[How] = frozenset(("attend", "volunteer"))
"""What one does where and when it is held: not after it."""
_NEEDS: dict[How, Form] = {"boycott": Form.BOYCOTT}
"""Ways that count only at an action of that form: the words are used of others too."""


def find_parts(
    scan: Scan,
    forms: Sequence[Form],
    status: Status | None = None,
    *,
    online: bool = False,
    hashtags: Sequence[Finding[str]] = (),
) -> list[Finding[Part]]:
    """The ways of taking part, those with a page first, each once.

    One attends what is to come, or goes on in a street; an action that is over or called off is not attended.
    """
    found = links.find(scan, forms)
    if status is Status.CANCELLED:
        found = [finding for finding in found if finding.value.how not in _THERE]
    linked = {finding.value.how for finding in found}
    said = {finding.value.how: finding for finding in _of_words(scan, forms, status, online=online)}
    for finding in _of_form(scan, forms, status, online=online):
        said.setdefault(finding.value.how, finding)
    for finding in _of_hashtags(scan, hashtags) if status not in _OVER else ():
        said.setdefault(finding.value.how, finding)
    return found + [said[how] for how in HOWS if how in said and how not in linked]


def _of_words(scan: Scan, forms: Sequence[Form], status: Status | None, *, online: bool) -> Iterator[Finding[Part]]:
    """What the page asks for in words."""
    for how in HOWS:
        hits = [(hit, False) for hit in scan.named(f"how.{how}")]
        hits += [(hit, True) for hit in scan.named(f"how.{how}", title=True)]
        if how == "volunteer":
            hits = [(hit, titled) for hit, titled in hits if titled or _sought(scan, hit)]
        if not hits or (how in _NEEDS and _NEEDS[how] not in forms):
            continue
        if (how in _THERE and status in _OVER) or (how == "attend" and online):
            continue
        if how == "sign" and (status in _OVER or not {Form.PETITION, Form.OPEN_LETTER} & set(forms)):
            continue
        yield _finding(scan, how, *hits[0], "the page asks for it")


def _of_form(scan: Scan, forms: Sequence[Form], status: Status | None, *, online: bool) -> Iterator[Finding[Part]]:
    """What one does at an action of this form, asked for or not: what is announced is to be attended."""
    if not forms or status in _OVER or status is None:
        return
    main = forms[0]
    meets = main not in STANDING or not online
    how: How = "attend" if meets else OF_FORM[main]
    if how == "attend" and (online or status is Status.ONGOING):
        return
    titled = scan.named(f"form.{main}", title=True)
    hits = titled or scan.named(f"form.{main}") or scan.named("form.")
    if hits:
        yield _finding(scan, how, hits[0], bool(titled), "so one takes part in such an action")
    if hits and main is Form.LETTER_WRITING and how == "attend":
        yield _finding(scan, "write", hits[0], bool(titled), "what one comes to do")


def _of_hashtags(scan: Scan, hashtags: Sequence[Finding[str]]) -> Iterator[Finding[Part]]:
    """A hashtag of the action that stands within a sentence is to be posted with."""
    for finding in hashtags:
        at = scan.text.find(finding.value)
        if at >= 0 and len(scan.text[scan.sentences.span(scan.sentences.at(at))[0] : at].split()) >= _FEW:
            yield Finding(Part("post"), Evidence(finding.value, "text", at), 0.5, "its hashtag is named")


_FEW = 2
"""Words before a hashtag in its sentence."""


def _sought(scan: Scan, hit: Hit) -> bool:
    """Are volunteers looked for, not only spoken of?"""
    start, end = scan.sentences.span(scan.sentences.at(hit.start))
    return _seekers(scan.language).any(scan.low_text[start:end][:600])


@cache
def _seekers(language: str) -> Phrases:
    codes = dict.fromkeys((language, SHARED))
    return Phrases(("seek", word) for code in codes for word in lexicon.table(code, "links").get("seek", ()))


def _finding(scan: Scan, how: How, hit: Hit, titled: bool, why: str) -> Finding[Part]:
    whole = scan.title if titled else scan.text
    evidence = Evidence(whole[hit.start : hit.end], "title" if titled else "text", hit.start)
    return Finding(Part(how), evidence, 0.6, why)
