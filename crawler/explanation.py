"""What `scrapy explain` tells of a page: its fields and their origin, the verdict with its reasons, each fact with its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from feeds.article import Article
from feeds.store.codec import encode
from feeds.understand.reading import Finding, Reading

FIELDS = ("url", "title", "published", "modified", "language", "authors", "section", "tags", "licence", "republish")


def explanation(article: Article, reading: Reading, likes: Sequence[Mapping[str, Any]] = ()) -> dict[str, Any]:
    """Everything as plain JSON values; `likes` are the actions it would merge with, each with its reasons."""
    plain = encode(article)
    assert isinstance(plain, dict)
    verdict = reading.verdict
    return {
        "fields": {name: {"value": plain.get(name), "from": article.origins.get(name, "")} for name in FIELDS},
        "text": {"value": article.text, "from": article.origins.get("text", "")},
        "verdict": {
            "relevant": verdict.relevant,
            "action": verdict.action,
            "topics": list(verdict.topics),
            "score": round(verdict.score, 3),
            "reasons": [_reason(reason) for reason in verdict.reasons],
        },
        "facts": {name: [_finding(each) for each in found] for name, found in reading.findings.items() if found},
        "refused": {name: [_finding(each) for each in found] for name, found in reading.refused.items() if found},
        "conflicts": [encode(conflict) for conflict in reading.conflicts],
        "merges_with": list(likes),
    }


def lines(told: Mapping[str, Any]) -> Iterator[str]:
    """The explanation for a person, line by line."""
    yield from _fields(told)
    verdict = told["verdict"]
    word = "relevant" if verdict["relevant"] else "refused"
    topics = f", topics: {', '.join(verdict['topics'])}" if verdict["topics"] else ""
    yield ""
    yield f"verdict: {word} (score {verdict['score']}{topics})"
    for reason in verdict["reasons"]:
        quote = f'  "{reason["quote"]}" ({reason["spot"]})' if reason["quote"] else ""
        yield f"  {reason['weight']:+.2f}  {reason['name']}{quote}"
    for title in ("facts", "refused"):
        if told[title]:
            yield ""
            yield "facts, with the words they were read from:" if title == "facts" else "considered and refused:"
        for name, found in told[title].items():
            for each in found:
                why = f"  [{each['why']}]" if each["why"] else ""
                yield f'  {name}: {_short(each["value"])}  <- "{each["quote"]}" ({each["spot"]}, sure {each["sure"]:.2f}){why}'
    for conflict in told["conflicts"]:
        yield f"conflict in {conflict['field']}: " + "; ".join(
            f"{value} ({source})" for value, source in conflict["values"]
        )
    yield ""
    yield from _merges(told["merges_with"])


def _fields(told: Mapping[str, Any]) -> Iterator[str]:
    for name, field in told["fields"].items():
        if field["value"]:
            origin = f"  <- {field['from']}" if field["from"] else ""
            yield f"{name + ':':11} {_short(field['value'])}{origin}"
    text = told["text"]
    words = len(text["value"].split())
    yield f"{'text:':11} {words} words{'  <- ' + text['from'] if text['from'] else ''}"


def _merges(likes: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    if not likes:
        yield "merges with: no stored action"
    for like in likes:
        yield f"merges with: {like['title']} ({like['id']})"
        for reason in like["reasons"]:
            yield f"  {reason}"


def _reason(reason: Any) -> dict[str, Any]:
    evidence = reason.evidence
    return {
        "name": reason.name,
        "weight": round(reason.weight, 3),
        "quote": evidence.quote if evidence else "",
        "spot": evidence.spot if evidence else "",
    }


def _finding(finding: Finding[object]) -> dict[str, Any]:
    value = finding.value
    plain = encode(value) if hasattr(value, "__dataclass_fields__") else value
    return {
        "value": plain if isinstance(plain, str | int | float | bool | list | dict | None) else str(plain),
        "quote": finding.evidence.quote,
        "spot": finding.evidence.spot,
        "start": finding.evidence.start,
        "sure": round(finding.sure, 3),
        "why": finding.why,
    }


def _short(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {inner}" for key, inner in value.items() if inner not in (None, "", [], False))
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)
