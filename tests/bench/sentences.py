"""Score the reading of single sentences: `python -m tests.bench.sentences FOLDER [--json] [--errors]`.

FOLDER holds `dates.jsonl` ({lang, published, text, gold: [[date, time or null], ...]}) and `places.jsonl`
({lang, text, countries, city}). Prints right, wrong and spurious answers; --json prints one object alone.
"""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

from feeds.understand import when, where


def rows(path: Path) -> list[dict[str, Any]]:
    """One object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def score_dates(sentences: list[dict[str, Any]]) -> tuple[dict[str, float], list[str]]:
    """Dates found, dates found with their time, and finds that are none."""
    total = dates = timed = spurious = 0
    errors = []
    for row in sentences:
        found = when.find(
            row["text"], language=row["lang"], published=date.fromisoformat(row["published"]), zone=row.get("zone")
        )
        got = [(m.date.isoformat(), m.time) for m in found if m.date is not None]
        gold = [(day, time) for day, time in row["gold"]]
        total += len(gold)
        right = sum(any(day == other for other, _ in got) for day, _ in gold)
        both = sum(pair in got for pair in gold)
        extra = sum(all(day != other for other, _ in gold) for day, _ in got)
        dates, timed, spurious = dates + right, timed + both, spurious + extra
        if both < len(gold) or extra:
            errors.append(f"{row['lang']}: {row['text']} gold {gold} got {got}")
    share = max(1, total)
    return {
        "total": total,
        "dates": round(dates / share, 4),
        "timed": round(timed / share, 4),
        "spurious": spurious,
    }, errors


def score_places(sentences: list[dict[str, Any]]) -> tuple[dict[str, float], list[str]]:
    """Precision and recall of the countries named, and how often the city is right."""
    right = given = wanted = cities = named = spurious = 0
    errors = []
    for row in sentences:
        found = where.find(row["text"], language=row["lang"], home_country=row.get("country"))
        got = {mention.country for mention in found if mention.country}
        gold = set(row["countries"])
        city = where.city_of_action(row["text"], found, language=row["lang"])
        name = city.city if city is not None else None
        right, given, wanted = right + len(got & gold), given + len(got), wanted + len(gold)
        named += row["city"] is not None
        cities += row["city"] is not None and _plain(name) == _plain(row["city"])
        spurious += row["city"] is None and name is not None
        if got != gold or _plain(name) != _plain(row["city"]):
            errors.append(f"{row['lang']}: {row['text']} gold {sorted(gold)} {row['city']} got {sorted(got)} {name}")
    p, r = right / max(1, given), right / max(1, wanted)
    return {
        "p": round(p, 4),
        "r": round(r, 4),
        "city": round(cities / max(1, named), 4),
        "city_spurious": spurious,
    }, errors


def _plain(name: str | None) -> str:
    return unicodedata.normalize("NFKD", name or "").encode("ascii", "ignore").decode().lower()


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", action="store_true")
    arguments = parser.parse_args()
    dates, date_errors = score_dates(rows(arguments.folder / "dates.jsonl"))
    places, place_errors = score_places(rows(arguments.folder / "places.jsonl"))
    if arguments.json:
        json.dump({"dates": dates, "places": places}, sys.stdout)
        return
    print("dates ", dates)
    print("places", places)
    for error in (date_errors + place_errors) if arguments.errors else []:
        print("  ", error)


if __name__ == "__main__":
    main()
