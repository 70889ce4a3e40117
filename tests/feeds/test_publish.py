"""Publishing a folder: atomic, quiet about what did not change, never emptying a feed, never outside the folder."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from feeds import publish as publishing
from feeds.errors import PublishError
from feeds.publish import publish

FULL = b'<feed xmlns="http://www.w3.org/2005/Atom"><entry/></feed>'
EMPTY = b'<feed xmlns="http://www.w3.org/2005/Atom"></feed>'
FILES = {"action/a.html": b"a", "by/form/rally/atom.xml": FULL, "feed.json": b'{"items": [1]}', "atom.xml": FULL}


def standing(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_writes_what_is_given_and_makes_the_folder(tmp_path: Path) -> None:
    done = publish(tmp_path / "deep" / "public", FILES)
    assert done.written == tuple(FILES)
    assert standing(tmp_path / "deep" / "public") == FILES


def test_leaves_unchanged_files_alone(tmp_path: Path) -> None:
    publish(tmp_path, FILES)
    os.utime(tmp_path / "atom.xml", ns=(1, 1))
    before = (tmp_path / "atom.xml").stat()
    done = publish(tmp_path, FILES | {"feed.json": b'{"items": [2]}'})
    after = (tmp_path / "atom.xml").stat()
    assert done.written == ("feed.json",)
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)


def test_removes_stale_files_of_its_own_folders_only(tmp_path: Path) -> None:
    publish(tmp_path, FILES)
    (tmp_path / "mine.html").write_bytes(b"mine")
    (tmp_path / "by" / "notes.txt").write_bytes(b"mine too")
    done = publish(tmp_path, {"atom.xml": FULL, "feed.json": b'{"items": [1]}'})
    assert set(done.removed) == {"action/a.html", "by/form/rally/atom.xml"}
    assert set(standing(tmp_path)) == {"atom.xml", "feed.json", "mine.html", "by/notes.txt"}
    assert not (tmp_path / "action").exists()


def test_part_of_a_folder_removes_nothing(tmp_path: Path) -> None:
    publish(tmp_path, FILES)
    done = publish(tmp_path, {"status.json": b"{}"})
    assert (done.written, done.removed) == (("status.json",), ())
    assert set(standing(tmp_path)) == {*FILES, "status.json"}


@pytest.mark.parametrize(
    "poor",
    [
        {"atom.xml": EMPTY},
        {"feed.json": b'{"items": []}'},
        {"feed.json": b'{"items": [1'},
        {"atom.xml": FULL[:-9]},
        {"atom.xml": b""},
    ],
)
def test_never_empties_a_feed(tmp_path: Path, poor: dict[str, bytes]) -> None:
    publish(tmp_path, FILES)
    done = publish(tmp_path, {"index.html": b"new", **FILES, **poor, "status.json": b"{}"})
    assert done.written == ("status.json",)
    assert "atom.xml" in done.kept and "index.html" in done.kept
    assert standing(tmp_path) == FILES | {"status.json": b"{}"}


def test_a_takedown_may_empty_it(tmp_path: Path) -> None:
    publish(tmp_path, FILES)
    publish(tmp_path, {"feed.json": b'{"items": []}', "atom.xml": EMPTY}, allow_empty=True)
    assert standing(tmp_path) == {"feed.json": b'{"items": []}', "atom.xml": EMPTY}


def test_a_first_empty_feed_is_published(tmp_path: Path) -> None:
    assert publish(tmp_path, {"atom.xml": EMPTY}).written == ("atom.xml",)


@pytest.mark.parametrize(
    "name", ["../x", "/etc/x", "a/../../x", ".hidden", "a/.git/x", "", "a//b", "a\\b", "a\0b", ".", "./a"]
)
def test_never_writes_outside(tmp_path: Path, name: str) -> None:
    with pytest.raises(PublishError, match="not a plain path"):
        publish(tmp_path / "public", {name: b"x"})
    assert not any((tmp_path / "public").rglob("*"))


def test_links_lead_nowhere(tmp_path: Path) -> None:
    outside, public = tmp_path / "outside", tmp_path / "public"
    outside.mkdir()
    (outside / "secret.html").write_bytes(b"secret")
    public.mkdir()
    (public / "by").symlink_to(outside)
    with pytest.raises(PublishError, match="symbolic link"):
        publish(public, {"by/secret.html": b"x", "atom.xml": FULL})
    assert standing(outside) == {"secret.html": b"secret"}
    assert not (public / "atom.xml").exists(), "all or nothing"
    publish(public, {"atom.xml": FULL})
    assert standing(outside) == {"secret.html": b"secret"}, "nothing behind the link is swept"


def test_a_linked_file_is_replaced_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_bytes(b"keep")
    public = tmp_path / "public"
    public.mkdir()
    (public / "atom.xml").symlink_to(target)
    (public / ".atom.xml.partial").symlink_to(target)
    publish(public, {"atom.xml": FULL})
    assert target.read_bytes() == b"keep"
    assert not (public / "atom.xml").is_symlink() and (public / "atom.xml").read_bytes() == FULL


def test_a_kill_before_the_renames_shows_nothing_and_is_completed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, FILES)
    new = {
        name: data.replace(b"a", b"b").replace(b"1", b"2").replace(b"<entry/>", b"<entry>2</entry>")
        for name, data in FILES.items()
    }

    class Killed(BaseException):
        pass

    written = publishing._write

    def dies(path: Path, data: bytes) -> None:
        if path.name == ".atom.xml.partial":
            raise Killed
        written(path, data)

    monkeypatch.setattr(publishing, "_write", dies)
    with pytest.raises(Killed):
        publish(tmp_path, new)
    assert {name: data for name, data in standing(tmp_path).items() if not name.endswith(".partial")} == FILES
    monkeypatch.undo()
    publish(tmp_path, new)
    assert standing(tmp_path) == new


def test_a_full_disk_leaves_the_old_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path, FILES)

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(PublishError, match="No space left"):
        publish(tmp_path, FILES | {"atom.xml": FULL + b"\n"})
    assert standing(tmp_path) == FILES


def test_a_file_in_the_way_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "public").write_bytes(b"a file")
    with pytest.raises(PublishError, match="scrapy publish"):
        publish(tmp_path / "public", FILES)


def test_many_files_are_written_too(tmp_path: Path) -> None:
    many = {f"action/{number}.html": b"x" for number in range(100)} | {"atom.xml": FULL}
    assert len(publish(tmp_path, many).written) == 101
    assert publish(tmp_path, many).written == ()


def test_compressed_copies_go_with_their_originals(tmp_path: Path) -> None:
    first = publish(tmp_path, FILES, compress=True)
    assert gzip.decompress((tmp_path / "action/a.html.gz").read_bytes()) == b"a"
    assert len(first.written) == 2 * len(FILES)
    assert publish(tmp_path, FILES, compress=True).written == ()
    without = {name: data for name, data in FILES.items() if name != "action/a.html"}
    assert set(publish(tmp_path, without, compress=True).removed) == {"action/a.html", "action/a.html.gz"}
    publish(tmp_path, FILES)
    assert standing(tmp_path) == FILES
