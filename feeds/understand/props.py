"""What is brought, done or told at an action ("candles", "outside the embassy", "doors at eight"): it hints at the form.

A page need not name what it calls for. `data/props.toml` holds, for each language, what goes with each form.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from feeds.action import Form
from feeds.understand.phrases import Hit, Phrases
from feeds.understand.scan import Scan

_READ = 5_000
"""Characters in which what an action is like is told."""
_ASKED = {"how.donate": Form.FUNDRAISER, "how.write": Form.LETTER_WRITING, "how.boycott": Form.BOYCOTT,
          "how.sign": Form.PETITION, "how.post": Form.HASHTAG_CAMPAIGN, "relevance.gather": Form.RALLY,
          "relevance.front": Form.RALLY}  # fmt: skip
"""Words of the lexicon that hint at a form as well."""


def props(scan: Scan) -> dict[Form, list[Hit]]:
    """What hints at each form, each word once, by place; nothing of sentences that tell of an earlier action."""
    past = {scan.sentences.at(hit.start) for hit in scan.named("relevance.recall")}
    hits = [
        hit for hit in _phrases(scan.language).find(scan.low_text[:_READ]) if scan.sentences.at(hit.start) not in past
    ]
    hits += [Hit(hit.start, hit.end, _ASKED[hit.name]) for hit in scan.text_hits if hit.name in _ASKED]
    seen: dict[tuple[str, str], Hit] = {}
    for hit in sorted(hits, key=lambda hit: hit.start):
        seen.setdefault((hit.name, scan.low_text[hit.start : hit.end]), hit)
    found: dict[Form, list[Hit]] = {}
    for hit in seen.values():
        found.setdefault(Form(hit.name), []).append(hit)
    return found


@cache
def _phrases(language: str) -> Phrases:
    path = resources.files(__package__) / "data" / "props.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8")).get(language, {})
    return Phrases((form, phrase) for form, phrases in table.items() for phrase in phrases)
