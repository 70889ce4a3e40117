"""What people put right lasts over later runs: merges, splits, takedowns; and the commands say why things are as they are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.running import Place, sample

LATER = "2018-02-21T13:00:00Z"
KISS_IN_SITES = {"Kiss and March", "The Lavender Post", "Радуга-вестник"}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, warc: Path) -> Place:
    made = sample(tmp_path_factory.mktemp("by-hand"), warc)
    _run(made, "update", "--all")
    return made


def _run(place: Place, *words: str, **settings: object) -> str:
    done = place.run(*words, **settings)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _sources(item: dict[str, Any]) -> set[str]:
    return {source["url"] for source in item["_solidarity"]["sources"]}


def _gone(place: Place) -> str:
    """The tombstones of atom.xml, as text."""
    text = (place.public / "atom.xml").read_text(encoding="utf-8")
    return " ".join(part.partition(">")[0] for part in text.split("deleted-entry")[1:])


def test_show_and_explain_tell_the_reasons_with_their_weights(place: Place, tmp_path: Path) -> None:
    (kiss_in,) = [
        item for item in place.items() if {source["site"] for source in item["_solidarity"]["sources"]} >= KISS_IN_SITES
    ]
    told = _run(place, "actions", "show", kiss_in["id"])
    assert all(url in told for url in _sources(kiss_in))
    assert "+0.45  the same day, 2018-02-11" in told
    url = min(_sources(kiss_in))
    explained = json.loads(_run(place, "explain", "--json", url))
    (merge, *_) = explained["merges_with"]
    assert merge["id"] == kiss_in["id"]
    assert any(reason.startswith("+0.") for reason in merge["reasons"])


def test_merge_and_split_last_over_later_runs(place: Place) -> None:
    before = place.items()
    one, other = sorted(before, key=lambda item: (len(_sources(item)), item["id"]))[:2]
    _run(place, "actions", "merge", one["id"], other["id"])
    _run(place, "update", "--all", CLOCK=LATER)
    (merged,) = [item for item in place.items() if _sources(one) <= _sources(item)]
    assert _sources(merged) == _sources(one) | _sources(other)
    assert merged["id"] in {one["id"], other["id"]}
    (dropped,) = {one["id"], other["id"]} - {merged["id"]}
    assert dropped in _gone(place)
    _run(place, "actions", "split", merged["id"], *_sources(other))
    _run(place, "update", "--all", CLOCK=LATER)
    assert sorted(map(sorted, map(_sources, place.items()))) == sorted(map(sorted, map(_sources, before)))


def test_what_is_taken_down_goes_everywhere_and_stays_away(place: Place) -> None:
    by_url, by_id, by_word, *_ = sorted(place.items(), key=lambda item: (len(_sources(item)), item["id"]))
    (url,), (source, *_) = _sources(by_url), by_word["_solidarity"]["sources"]
    listed = [url, by_id["id"], source["title"]]
    (place.folder / "takedown.txt").write_text("\n".join(listed), encoding="utf-8")
    _run(place, "publish", CLOCK=LATER)
    for again in (False, True):
        if again:
            _run(place, "update", "--all", CLOCK="2018-02-23T13:00:00Z")
        ids = {item["id"] for item in place.items()}
        assert not ids & {by_url["id"], by_id["id"]}
        assert by_url["id"] in _gone(place)
        assert by_id["id"] in _gone(place)
        everything = {name: body.decode("utf-8") for name, body in place.published().items()}
        assert not [name for name, body in everything.items() if source["title"] in body]
        assert not [name for name, body in everything.items() if f'"{url}"' in body]
