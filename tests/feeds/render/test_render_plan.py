"""Drafts: what is drawn again after a change, and that it comes to the same as drawing everything."""

from __future__ import annotations

import gzip
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feeds.action import Action, Status
from feeds.publish import Mark, publish
from feeds.render import Draft, plan, render_all
from feeds.render.desk import Desk
from feeds.render.glance import glance, slug
from feeds.render.templating import LEVELS
from feeds.render.words import words
from tests.feeds.render.made import ACTIONS, GONE, INFO, KISS_IN, MERGED, PETITION, SOURCES, actions

MANY = tuple(
    replace(
        (KISS_IN, PETITION)[n % 2],
        id=f"tag:x.example,2018:{n}",
        published=datetime(2017, n % 12 + 1, 3, tzinfo=UTC),
        updated=datetime(2017, n % 12 + 1, 3 + n % 9, tzinfo=UTC),
    )
    for n in range(24)
)


def standing(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def drawn(folder: Path, many: Sequence[Action], marks: dict[str, Mark]) -> list[str]:
    """Publish, and name the files that were drawn for it; `marks` are brought up to date."""
    names: list[str] = []

    def watched(name: str, draft: Draft) -> Draft:
        def draw() -> bytes:
            names.append(name)
            return draft.draw()

        return Draft(draft.digest, draw)

    files = {name: watched(name, draft) for name, draft in plan(INFO, many, (GONE, MERGED), SOURCES).items()}
    done = publish(folder, files, marks=marks, allow_empty=True)
    marks.clear()
    marks.update(done.marks)
    return names


def test_nothing_is_drawn_when_nothing_changed(tmp_path: Path) -> None:
    marks: dict[str, Mark] = {}
    assert set(drawn(tmp_path, MANY, marks)) == set(standing(tmp_path))
    assert drawn(tmp_path, tuple(reversed(MANY)), marks) == []


def test_a_new_action_draws_its_own_page_and_the_lists_it_is_in(tmp_path: Path) -> None:
    marks: dict[str, Mark] = {}
    drawn(tmp_path, MANY[1:], marks)
    again = set(drawn(tmp_path, MANY, marks))
    new = slug(MANY[0].id)
    assert {name for name in again if name.startswith("action/")} == {f"action/{new}.html"}
    assert {"atom.xml", "feed.json", "actions.ics", "index.html", "by/form/kiss-in/atom.xml"} <= again
    assert not {name for name in again if name.startswith(("by/form/petition", "by/how/sign"))}
    assert standing(tmp_path) == render_all(INFO, MANY, (GONE, MERGED), SOURCES)


def test_what_was_touched_or_lost_is_drawn_again(tmp_path: Path) -> None:
    marks: dict[str, Mark] = {}
    drawn(tmp_path, MANY, marks)
    before = standing(tmp_path)
    (tmp_path / "by/index.html").write_bytes(b"mine")
    (tmp_path / "by/form/kiss-in/atom.xml").unlink()
    assert set(drawn(tmp_path, MANY, marks)) == {"by/index.html", "by/form/kiss-in/atom.xml"}
    assert standing(tmp_path) == before


def test_what_is_taken_down_is_gone_from_every_file(tmp_path: Path) -> None:
    info = replace(INFO, max_entries=5)
    word = "Подпишите петицию"
    done = publish(tmp_path, plan(info, MANY, (), SOURCES), compress=True)
    assert [name for name, data in standing(tmp_path).items() if word in opened(name, data)]
    left = [each for each in MANY if each.title != word]
    publish(tmp_path, plan(info, left, (), SOURCES), compress=True, marks=done.marks)
    files = standing(tmp_path)
    assert [name for name, data in files.items() if word in opened(name, data)] == []
    assert {name for name in files if name.startswith("archive/")}, "archives were among them"


def opened(name: str, data: bytes) -> str:
    return (gzip.decompress(data) if name.endswith(".gz") else data).decode()


@given(actions)
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_size_of_an_entry_is_known_before_it_is_drawn(action: Action) -> None:
    desk, seen = Desk(INFO), glance(action, words(INFO.language))
    sizes = {level: desk.size(seen, level) for level in LEVELS}
    assert sizes == {level: len(desk.atom(seen, level).body) for level in LEVELS}


def test_another_title_draws_everything() -> None:
    one, other = (plan(replace(INFO, title=title), MANY, (), SOURCES) for title in ("One", "Other"))
    assert {name for name in one if one[name].digest == other[name].digest} == {"style.css", "page.js"}


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_step_by_step_comes_to_the_same_as_at_once(data: st.DataObject) -> None:
    hostile = data.draw(st.lists(actions, max_size=2, unique_by=lambda each: each.id))
    known = {each.id: each for each in (*ACTIONS, *MANY, *hostile)}
    with tempfile.TemporaryDirectory() as scratch:
        marks: dict[str, Mark] = {}
        for step in range(3):
            chosen = data.draw(st.lists(st.sampled_from(sorted(known)), unique=True, max_size=12))
            some = [known[id] for id in chosen]
            if some:
                changed = replace(some[0], facts=replace(some[0].facts, status=Status.CANCELLED),
                                  updated=datetime(2019, 1, 1, tzinfo=UTC) + timedelta(days=step))  # fmt: skip
                known[changed.id] = some[0] = changed
            drawn(Path(scratch), some, marks)
            assert standing(Path(scratch)) == render_all(INFO, some, (GONE, MERGED), SOURCES)
