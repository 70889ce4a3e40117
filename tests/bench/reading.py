"""How well pages are read: `python -m tests.bench.reading SHARED [--worst N] [--topics lgbtq,...] [--json]`.

Scores relevance, and each fact on the relevant pages taken one by one (no merging), per field and per language, on the
recorded web of SHARED; and how many of the general pages are taken for an action.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from feeds.understand import read
from feeds.understand.reading import Reading
from tests.bench.corpus import Labelled, pages, web

TOPICS = frozenset({"lgbtq", "human-rights-defenders"})
FACTS = ("form", "status", "date", "time", "city", "country")
SETS = ("hashtags", "organisers", "participate")


@dataclass
class Score:
    """Counts so far."""

    tallies: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    languages: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    confusion: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    worst: list[tuple[int, str, list[str]]] = field(default_factory=list)

    def add(self, page: Labelled, reading: Reading) -> None:
        """Count one page of the web."""
        gold = page.gold
        relevant = reading.verdict.relevant
        self.tallies["relevance"]["right" if relevant and gold["relevant"] else "wrong" if relevant else "none"] += 1
        self.tallies["relevance"]["gold"] += bool(gold["relevant"])
        self.tallies["relevance"]["negatives"] += not gold["relevant"]
        self.languages[gold["lang"]]["right" if relevant == gold["relevant"] else "wrong"] += 1
        if relevant != gold["relevant"]:
            top = [f"{reason.name} {reason.weight:+.2f}" for reason in reading.verdict.reasons[:6]]
            self.worst.append((99, gold["url"], [f"relevant={relevant} {reading.verdict.score}", *top]))
        elif relevant:
            self._facts(gold, reading)

    def _facts(self, gold: dict[str, Any], reading: Reading) -> None:
        wrong = []
        for name, (got, wanted) in _single(gold, reading).items():
            outcome = _outcome(got, wanted)
            self.tallies[name][outcome] += 1
            if outcome in ("wrong", "missing", "spurious"):
                self.confusion[(name, str(got), "|".join(sorted(map(str, wanted))))] += 1
                wrong.append(f"{name}: {got} for {sorted(map(str, wanted))}")
        for name, (said, known) in _many(gold, reading).items():
            hits = _hits(name, said, known)
            self.tallies[name].update(hits=hits, said=len(said), known=len(known))
            if hits < len(said) or hits < len(known):
                wrong.append(f"{name}: {said} for {known}")
        if wrong:
            self.worst.append((len(wrong), gold["url"], wrong))

    def figures(self) -> dict[str, Any]:
        """One object: per field its figures."""
        relevance = self.tallies["relevance"]
        out: dict[str, Any] = {
            "relevance": {
                "recall": _ratio(relevance["right"], relevance["gold"]),
                "negatives_published": _ratio(relevance["wrong"], relevance["negatives"]),
            }
        }
        for name in FACTS:
            c = self.tallies[name]
            said = c["right"] + c["wrong"] + c["spurious"]
            known = c["right"] + c["wrong"] + c["missing"]
            out[name] = {
                "f1": _f1(c["right"], said, known),
                **{k: c[k] for k in ("right", "wrong", "missing", "spurious")},
            }
        for name in SETS:
            c = self.tallies[name]
            out[name] = {"f1": _f1(c["hits"], c["said"], c["known"]), "said": c["said"], "known": c["known"]}
        out["languages"] = {
            code: _ratio(c["right"], c["right"] + c["wrong"]) for code, c in sorted(self.languages.items())
        }
        return out


def _single(gold: dict[str, Any], reading: Reading) -> dict[str, tuple[Any, set[Any]]]:
    facts = reading.facts
    when = facts.whens[0] if facts.whens else None
    place = facts.places[0] if facts.places else None
    return {
        "form": (facts.forms[0] if facts.forms else None, set(gold["forms"])),
        "status": (facts.status, {gold["status"]} - {None}),
        "date": (when.date.isoformat() if when else None, {s[:10] for s in gold["starts"]}),
        "time": (when.time if when else None, {s[11:16] for s in gold["starts"] if len(s) > 10}),
        "city": (place.city if place else None, {gold["city"]} - {None}),
        "country": (place.country if place else None, {gold["country"]} - {None}),
    }


def _many(gold: dict[str, Any], reading: Reading) -> dict[str, tuple[list[str], list[str]]]:
    facts = reading.facts
    return {
        "hashtags": ([tag.lower() for tag in facts.hashtags], [tag.lower() for tag in gold["hashtags"]]),
        "organisers": (list(facts.organisers), list(gold["organisers"])),
        "participate": (
            [_canon(part.url) for part in facts.parts if part.url],
            [_canon(part["url"]) for part in gold["participate"] if part["url"]],
        ),
    }


def _outcome(got: Any, wanted: set[Any]) -> str:
    if not wanted:
        return "spurious" if got else "absent"
    return "missing" if got is None else "right" if got in wanted else "wrong"


def _hits(name: str, said: list[str], known: list[str]) -> int:
    if name != "organisers":
        return len(set(said) & set(known))
    return sum(any(_same_name(one, other) for other in said) for one in known)


def _same_name(one: str, other: str) -> bool:
    left, right = set(one.lower().split()), set(other.lower().split())
    return bool(left & right) and len(left & right) / min(len(left), len(right)) >= 0.6


def _canon(url: str) -> str:
    parts = urlsplit(url)
    return parts.netloc.lower().removeprefix("www.") + (parts.path.rstrip("/") or "/")


def _ratio(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _f1(hits: int, said: int, known: int) -> float:
    return _ratio(2 * hits, said + known)


def score(found: Iterable[Labelled], topics: frozenset[str]) -> Score:
    """Read and count the pages of a recorded web."""
    result = Score()
    for page in found:
        if not page.gold.get("borderline"):
            result.add(page, read(page.article, topics=topics))
    return result


def general(shared: Path, topics: frozenset[str]) -> dict[str, float]:
    """Which part of the general pages is taken for an action."""
    taken = total = 0
    for name in ("news", "segments"):
        for page in pages(shared / "pages", name):
            total += 1
            taken += read(page.article, topics=topics).verdict.relevant
    return {"pages": total, "taken": _ratio(taken, total)}


def main() -> None:
    """Read, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="the folder with web/ and pages/")
    parser.add_argument("--topics", default=",".join(sorted(TOPICS)))
    parser.add_argument("--worst", type=int, default=10)
    parser.add_argument("--general", action="store_true", help="read the general pages too (minutes)")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    topics = frozenset(arguments.topics.split(","))
    folder = arguments.shared / "web"
    result = score(web(folder / "dev.warc.gz", folder / "dev.gold.jsonl"), topics)
    figures = result.figures()
    if arguments.general:
        figures["general"] = general(arguments.shared, topics)
    if arguments.json:
        json.dump(figures, sys.stdout, ensure_ascii=False)
        return
    for name, row in figures.items():
        print(f"{name:12}", "  ".join(f"{key} {value}" for key, value in row.items()))
    for (name, got, wanted), count in result.confusion.most_common(30):
        print(f"  {count} x {name}: {got} for {wanted}")
    for _, url, wrong in sorted(result.worst, key=lambda row: -row[0])[: arguments.worst]:
        print(url, *wrong, sep="\n    ")


if __name__ == "__main__":
    main()
