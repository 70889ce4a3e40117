"""How well independent texts are read: `python -m tests.bench.gold [FILE ...] [--json] [--errors]`.

The texts in gold/ were written, with their answers, by people who never saw this code. They are scored as the recorded
web is, one by one, per field and per language, in two halves by the parity of their ids. Weights are fitted on both: what
is fair of relevance is what `python -m tests.bench.weights` prints under cross-validation.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from feeds.article import Article, Link
from feeds.understand import may_be_action, read
from feeds.understand.phrases import fold
from feeds.understand.reading import Reading
from tests.bench.corpus import lines
from tests.bench.reading import TOPICS

GOLD = Path(__file__).parent / "gold"
SINGLE = ("form", "status", "date", "time", "city", "country", "deadline", "attendance")
SETS = ("hashtags", "organisers", "participate")
_BUSY = ("wrong", "missing", "spurious")


@dataclass
class Half:
    """Counts of one half: per field, per language, and what went wrong."""

    fields: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    languages: dict[str, dict[str, Counter[str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(Counter))
    )
    errors: list[tuple[str, str, str]] = field(default_factory=list)

    def count(self, gold: dict[str, Any], name: str, **counts: int) -> None:
        """Add to a field's counts, in all and in the text's language."""
        self.fields[name].update(counts)
        self.languages[gold["lang"]][name].update(counts)

    def add(self, gold: dict[str, Any], article: Article, topics: frozenset[str]) -> None:
        """Read one text and count it."""
        reading = read(article, topics=topics)
        said, wanted = reading.verdict.relevant, bool(gold["relevant"])
        screened = may_be_action(f"{article.title}\n{article.text}")
        self.count(gold, "relevance", hits=said and wanted, said=said, known=wanted, false=said and not wanted,
                   negatives=not wanted, screened=wanted and not screened)  # fmt: skip
        if said != wanted:
            why = ", ".join(f"{reason.name} {reason.weight:+.1f}" for reason in reading.verdict.reasons[:9])
            self.errors.append((gold["id"], "relevance", f"{said} {reading.verdict.score:.2f} ({why})"))
        elif said:
            self._facts(gold, reading)

    def _facts(self, gold: dict[str, Any], reading: Reading) -> None:
        for name, (got, wanted) in single(gold, reading).items():
            outcome = ("spurious" if got else "absent") if not wanted else (
                "missing" if not got else "right" if got in wanted else "wrong")  # fmt: skip
            self.count(gold, name, **{outcome: 1})
            if outcome in _BUSY:
                self.errors.append((gold["id"], name, f"{got} for {sorted(map(str, wanted))}"))
        for name, (said, known) in many(gold, reading).items():
            hits = sum(any(_same(name, one, other) for other in said) for one in known)
            self.count(gold, name, hits=min(hits, len(said)), said=len(said), known=len(known))
            if hits < max(len(said), len(known)):
                self.errors.append((gold["id"], name, f"{said} for {known}"))

    def figures(self) -> dict[str, Any]:
        """Per field its figures, and per language the F1 of each."""
        found: dict[str, Any] = {name: _figures(self.fields[name]) for name in ("relevance", *SINGLE, *SETS)}
        found["languages"] = {
            code: {name: _figures(counts)["f1"] for name, counts in sorted(per.items())}
            for code, per in sorted(self.languages.items())
        }
        return found


def single(gold: dict[str, Any], reading: Reading) -> dict[str, tuple[Any, set[Any]]]:
    """Fields of one answer: (what was read, the answers that are right)."""
    facts = reading.facts
    when = facts.whens[0] if facts.whens else None
    place = facts.places[0] if facts.places else None
    crowd, known = facts.attendance, gold["attendance"]
    return {
        "form": (facts.forms[0] if facts.forms else None, set(gold["forms"])),
        "status": (facts.status, {gold["status"]} - {None}),
        "date": (when.date.isoformat() if when else None, {start[:10] for start in gold["starts"]}),
        "time": (when.time if when else None, {start[11:16] for start in gold["starts"] if len(start) > 10}),
        "city": (fold(place.city) if place and place.city else None, {fold(gold["city"] or "")} - {""}),
        "country": (place.country if place else None, {gold["country_of_action"]} - {None}),
        "deadline": (facts.deadline.isoformat() if facts.deadline else None, {gold["deadline"]} - {None}),
        "attendance": (tuple(crowd) if crowd else None, {tuple(known)} if known else set()),
    }


def many(gold: dict[str, Any], reading: Reading) -> dict[str, tuple[list[str], list[str]]]:
    """Fields of several answers: (what was read, what is there)."""
    facts = reading.facts
    return {
        "hashtags": ([tag.lower() for tag in facts.hashtags], [tag.lower() for tag in gold["hashtags"]]),
        "organisers": (list(facts.organisers), list(gold["organisers"])),
        "participate": (
            [_canon(part.url) for part in facts.parts if part.url],
            [_canon(part["url"]) for part in gold["participate"] if part["url"]],
        ),
    }


def _same(name: str, one: str, other: str) -> bool:
    if name != "organisers":
        return one == other
    left, right = set(fold(one).split()), set(fold(other).split())
    return bool(left & right) and len(left & right) / min(len(left), len(right)) >= 0.6


def _canon(url: str) -> str:
    return url.partition("://")[2].removeprefix("www.").rstrip("/").lower()


def _figures(counts: Counter[str]) -> dict[str, Any]:
    """F1, and the counts behind it; `bad` is the part of the answers given that is wrong or spurious."""
    if counts["said"] or counts["known"] or counts["negatives"]:
        hits, said, known = counts["hits"], counts["said"], counts["known"]
    else:
        hits = counts["right"]
        said, known = hits + counts["wrong"] + counts["spurious"], hits + counts["wrong"] + counts["missing"]
    return {
        "f1": round(2 * hits / (said + known), 3) if said + known else None,
        "bad": round((said - hits) / said, 3) if said else 0.0,
        **{name: count for name, count in counts.items() if name != "absent"},
    }


def article_of(gold: dict[str, Any]) -> Article:
    """The article as a crawler would bring it."""
    published = datetime.fromisoformat(gold["published"]) if gold["published"] else None
    return Article(
        url=f"https://source.example/{gold['id']}", source="gold", site="", title=gold["title"], text=gold["text"],
        language=gold["lang"], published=published, timezone=gold["timezone"] or "", country=gold["country"] or "",
        own=bool(gold["own"]), links=tuple(Link(link["url"], link["text"]) for link in gold["links"]),
    )  # fmt: skip


def _is_odd(gold: dict[str, Any]) -> bool:
    return int(gold["id"][1:]) % 2 == 1


def measure(files: Iterable[Path], topics: frozenset[str] = TOPICS) -> dict[str, Half]:
    """Both halves, "odd" and "even"."""
    halves = {"odd": Half(), "even": Half()}
    for path in files:
        for gold in lines(path):
            halves["odd" if _is_odd(gold) else "even"].add(gold, article_of(gold), topics)
    return halves


def main() -> None:
    """Read, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="*", help="JSON Lines with texts and answers (default: gold/*.jsonl)")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", action="store_true", help="what went wrong in the odd half")
    parser.add_argument("--languages", action="store_true", help="F1 per language and field")
    arguments = parser.parse_args()
    halves = measure(arguments.files or sorted(GOLD.glob("*.jsonl")))
    figures = {name: half.figures() for name, half in halves.items()}
    if arguments.json:
        json.dump(figures, sys.stdout, ensure_ascii=False)
        return
    for name, found in figures.items():
        print(name)
        for key, row in found.items():
            if key != "languages":
                print(f"  {key:12}", "  ".join(f"{part} {value}" for part, value in row.items()))
        for code, row in found["languages"].items() if arguments.languages else ():
            print(f"  {code:8}", "  ".join(f"{part} {value}" for part, value in row.items()))
    if arguments.errors:
        for id, key, text in sorted(halves["odd"].errors, key=lambda row: (row[1], row[0])):
            print(f"{key:12} {id} {text}")


if __name__ == "__main__":
    main()
