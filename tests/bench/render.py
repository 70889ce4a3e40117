"""What publishing costs: every file of many actions, and again after one new one.

    python -m tests.bench.render --actions 10000 [--json]

The actions are of its own making, shaped like those of a recorded web: one to four sources each with a few paragraphs,
over ten years, in many countries, languages and forms. The clock runs from the actions to the renamed files.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import resource
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import get_args

from feeds.action import Action, Facts, Form, How, Part, Place, SourceLink, Status, When
from feeds.publish import Mark, Published, publish
from feeds.render import FeedInfo, SourceInfo, plan

TODAY = date(2024, 6, 1)
MAX_ATOM_MB = 1.5
MAX_FIRST_VIEW_KB = 150
CITIES = (
    ("New York", "US", "America/New_York", 40.71, -74.01), ("Berlin", "DE", "Europe/Berlin", 52.52, 13.4),
    ("Moscow", "RU", "Europe/Moscow", 55.75, 37.62), ("Kyiv", "UA", "Europe/Kyiv", 50.45, 30.52),
    ("Istanbul", "TR", "Europe/Istanbul", 41.01, 28.95), ("São Paulo", "BR", "America/Sao_Paulo", -23.55, -46.64),
    ("Buenos Aires", "AR", "America/Argentina/Buenos_Aires", -34.61, -58.38), ("Paris", "FR", "Europe/Paris", 48.85, 2.35),
    ("London", "GB", "Europe/London", 51.51, -0.13), ("Tbilisi", "GE", "Asia/Tbilisi", 41.69, 44.83),
    ("Beirut", "LB", "Asia/Beirut", 33.89, 35.5), ("Nairobi", "KE", "Africa/Nairobi", -1.28, 36.82),
    ("Sydney", "AU", "Australia/Sydney", -33.87, 151.21), ("Mexico City", "MX", "America/Mexico_City", 19.43, -99.13),
    ("Warsaw", "PL", "Europe/Warsaw", 52.23, 21.01), ("Madrid", "ES", "Europe/Madrid", 40.42, -3.7),
)  # fmt: skip
LANGUAGES = ("en", "ru", "es", "fr", "de", "pt", "tr", "ar", "uk", "pl", "ka")
WORDS = "people gather before the embassy in support of those who were detained and ask that they are set free at once".split()  # noqa: SIM905


def actions(count: int, seed: int = 7) -> list[Action]:
    """The same `count` actions each time."""
    chance = random.Random(seed)
    return [_action(number, chance) for number in range(count)]


def _action(number: int, chance: random.Random) -> Action:
    day = TODAY + timedelta(days=30 - int(chance.expovariate(1 / 900)) % 3_650)
    told = datetime(day.year, day.month, day.day, 9, tzinfo=UTC) - timedelta(days=chance.randint(0, 9))
    city, country, zone, latitude, longitude = chance.choice(CITIES)
    place = Place(city, country, f"Embassy {number % 90}", None, zone, latitude, longitude)
    dated = chance.random() < 0.8
    sources = tuple(_source(number, each, told, chance) for each in range(chance.choice((1, 1, 1, 2, 2, 3, 4))))
    facts = Facts(
        forms=tuple(chance.sample(list(Form), chance.choice((1, 1, 2)))),
        status=chance.choice(list(Status)),
        whens=(When(day, chance.choice((None, "13:00", "18:30")), zone=zone),) if dated else (),
        places=(place,) if chance.random() < 0.9 else (),
        organisers=(f"Group {number % 300}",),
        parts=tuple(Part(how) for how in chance.sample(get_args(How), chance.choice((0, 1, 2)))),
        deadline=None if dated else TODAY + timedelta(days=chance.randint(-900, 20)),
        topics=("lgbtq",),
    )
    id = f"tag:feed.example.org,2024:{number}"
    return Action(id, sources[0].title, sources[0].language, facts, sources, told, told + timedelta(days=1))


def _source(number: int, each: int, told: datetime, chance: random.Random) -> SourceLink:
    said = [" ".join(chance.choices(WORDS, k=60)) for _ in range(chance.randint(1, 6))]
    return SourceLink(
        url=f"https://site{number % 400}.example/{number}/{each}",
        title=f"Rally {number}: " + " ".join(chance.choices(WORDS, k=6)),
        site=f"Site {number % 400}",
        language=chance.choice(LANGUAGES),
        published=told + timedelta(hours=each),
        html="".join(f"<p>{paragraph}.</p>" for paragraph in said) if chance.random() < 0.5 else "",
        summary=said[0],
        home=f"https://site{number % 400}.example/",
    )


def measure(folder: Path, count: int) -> dict[str, float]:
    """Publish `count` actions, then one more, and say what it took."""
    many = actions(count + 1)
    # the newest, as it would come
    new = replace(many.pop(), published=datetime(2024, 6, 1, tzinfo=UTC), updated=datetime(2024, 6, 1, tzinfo=UTC))
    full_s, first = _timed(folder, many, {})
    # what a run remembers of the last one
    marks = {name: tuple(mark) for name, mark in json.loads(json.dumps(first.marks)).items()}
    one_new_s, second = _timed(folder, [*many, new], marks)
    atom_mb = (folder / "atom.xml").stat().st_size / 1e6
    view = (gzip.compress((folder / name).read_bytes(), 6) for name in ("index.html", "style.css", "page.js"))
    first_view_kb = sum(map(len, view)) / 1e3
    assert atom_mb <= MAX_ATOM_MB, atom_mb
    assert first_view_kb <= MAX_FIRST_VIEW_KB, first_view_kb
    return {
        "actions": count,
        "files": len(first.written),
        "full_s": round(full_s, 2),
        "one_new_s": round(one_new_s, 2),
        "one_new_files": len(second.written),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        "atom_mb": round(atom_mb, 3),
        "first_view_kb": round(first_view_kb, 1),
    }


def _timed(folder: Path, many: Sequence[Action], marks: dict[str, Mark]) -> tuple[float, Published]:
    info = FeedInfo(public_url="https://feed.example.org/", today=TODAY)
    sources = [
        SourceInfo(str(each), f"Site {each}", f"https://site{each}.example/", f"https://site{each}.example/feed")
        for each in range(400)
    ]
    started = time.perf_counter()
    done = publish(folder, plan(info, many, (), sources), marks=marks)
    return time.perf_counter() - started, done


def main() -> None:
    """Measure and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--actions", type=int, default=10_000)
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout and nothing else")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        result = measure(Path(folder), given.actions)
    print(json.dumps(result) if given.json else "  ".join(f"{name} {value}" for name, value in result.items()))


if __name__ == "__main__":
    main()
