"""Publish: put rendered files into a folder so that whoever reads it never sees a half-written or emptied feed.

First every changed file is written beside its final name and flushed, then all are renamed into place, in the order
given. A kill before the renames changes nothing a reader sees; the next publish completes an interrupted one.
A file that stands as it was published, of a draft whose digest is the same, is neither drawn nor read.
"""

from __future__ import annotations

import gc
import gzip
import json
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from feeds.errors import PublishError
from feeds.render.draft import Draft

OURS = ("by", "action", "archive")
"""Folders that hold nothing but what we publish; only there stale files are removed."""
_SUFFIXES = (".xml", ".json", ".ics", ".html", ".gz", ".partial")
_SYNC_EACH = 64
_FEEDS = ("feed.json", "atom.xml")

Mark = tuple[str, int, int]
"""A published file: its draft's digest, and its size and time of change (ns) as they were left."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a publish did, as paths relative to the folder."""

    written: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    """Files left as they stood because the new feed was empty or partial and the old one was not."""
    marks: Mapping[str, Mark] = field(default_factory=dict)
    """What stands there now, for the next publish."""


def publish(
    folder: Path,
    files: Mapping[str, bytes | Draft],
    *,
    allow_empty: bool = False,
    compress: bool = False,
    marks: Mapping[str, Mark] | None = None,
) -> Published:
    """Write `files` (relative path -> bytes, or a draft of them) into `folder`, creating it if needed.

    Unchanged files are not touched. A feed with entries is never replaced by one without: then only status.* is
    written, unless `allow_empty` says that a takedown emptied it. Files of earlier publishes are removed where `files`
    holds a whole folder (it has an atom.xml). `compress` puts a gzip copy beside each file, for web servers that send
    those as they are. `marks` are those of the last publish. Raises PublishError, with the old files still in place.
    """
    folder = _root(folder)
    drafts = {_checked(name): data if isinstance(data, Draft) else Draft.of(data) for name, data in files.items()}
    marks = marks or {}
    if not allow_empty and _empties(folder, drafts, marks):
        kept = tuple(name for name in drafts if not name.startswith("status."))
        status = {name: draft for name, draft in drafts.items() if name not in kept}
        done = publish(folder, status, compress=compress, marks=marks)
        return replace(done, removed=(), kept=kept, marks={**marks, **done.marks})
    names = [each for name in drafts for each in _copies(name, compress=compress)]
    try:
        with _seldom_collected():
            partials = _write_beside(folder, drafts, marks, compress=compress)
        for partial, name in partials:
            partial.replace(folder / name)
        removed = tuple(_sweep(folder, set(names))) if "atom.xml" in drafts else ()
        now = {each: _mark(folder, each, drafts[name]) for name in drafts for each in _copies(name, compress=compress)}
    except OSError as error:
        raise _cannot(error, folder) from error
    changed = {name for _, name in partials}
    written, unchanged = (tuple(name for name in names if (name in changed) is wanted) for wanted in (True, False))
    return Published(written, unchanged, removed, marks=now)


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """Drawing makes millions of objects without cycles; looking for cycles among them takes a fifth of the time."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _copies(name: str, *, compress: bool) -> tuple[str, ...]:
    return (f"{name}.gz", name) if compress else (name,)


def _mark(folder: Path, name: str, draft: Draft) -> Mark:
    known = os.lstat(f"{folder}/{name}")
    return draft.digest, known.st_size, known.st_mtime_ns


def _stands(folder: Path, name: str, draft: Draft, marks: Mapping[str, Mark]) -> bool:
    """Is the file there as it was left, drawn from the same?"""
    if name not in marks or marks[name][0] != draft.digest:
        return False
    try:
        known = os.lstat(f"{folder}/{name}")
    except OSError:
        return False
    return stat.S_ISREG(known.st_mode) and (known.st_size, known.st_mtime_ns) == tuple(marks[name][1:])


def _root(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return folder.resolve(strict=True)
    except OSError as error:
        raise _cannot(error, folder) from error


def _cannot(error: OSError, folder: Path) -> PublishError:
    path = str(error.filename or folder)
    why = error.strerror or str(error)
    return PublishError(
        f"cannot publish to {folder}: {path}: {why}; make the folder writable (or set PUBLISH_DIR to another) and run "
        "`scrapy publish`; what stood there still stands",
        path=path,
    )


def _checked(name: str) -> str:
    """`name` if it is a plain relative path that stays inside the folder."""
    path = PurePosixPath(name)
    plain = (
        path.parts
        and not path.is_absolute()
        and str(path) == name
        and not any(part.startswith(".") for part in path.parts)
    )
    if not plain or "\\" in name or "\0" in name:
        raise PublishError(f"refused to write {name!r}: not a plain path inside the publish folder", path=name)
    return name


def _empties(folder: Path, drafts: Mapping[str, Draft], marks: Mapping[str, Mark]) -> bool:
    """Would a feed that has entries be replaced by one that has none, or that is cut off?"""
    return any(
        name in drafts
        and not _stands(folder, name, drafts[name], marks)
        and not _has_entries(name, drafts[name].draw())
        and _has_entries(name, _read(folder / name))
        for name in _FEEDS
    )


def _has_entries(name: str, data: bytes) -> bool:
    if name.endswith(".xml"):
        return b"<entry" in data and data.rstrip().endswith(b"</feed>")
    try:
        return bool(json.loads(data)["items"])
    except (ValueError, KeyError, TypeError):
        return False


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes() if stat.S_ISREG(path.lstat().st_mode) else b""
    except OSError:
        return b""


def _same(folder: Path, name: str, data: bytes) -> bool:
    path = folder / name
    try:
        known = path.lstat()
        return stat.S_ISREG(known.st_mode) and known.st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _write_beside(
    folder: Path, drafts: Mapping[str, Draft], marks: Mapping[str, Mark], *, compress: bool
) -> list[tuple[Path, str]]:
    """Draw what may have changed, one file at a time, and write it under a temporary name in its folder if it has.

    Flushed to disk in the end; none of them is visible yet.
    """
    partials: list[tuple[Path, str]] = []
    parents: dict[str, Path] = {}
    try:
        for name, draft in drafts.items():
            if all(_stands(folder, each, draft, marks) for each in _copies(name, compress=compress)):
                continue
            data = draft.draw()
            for each in _copies(name, compress=compress):
                written = data if each == name else gzip.compress(data, 6, mtime=0)
                if not _same(folder, each, written):
                    within, _, last = each.rpartition("/")
                    if within not in parents:
                        parents[within] = _folder_for(folder, PurePosixPath(within))
                    partial = parents[within] / f".{last}.partial"
                    partials.append((partial, each))
                    _write(partial, written)
        _flush([partial for partial, _ in partials])
    except OSError:
        for partial, _ in partials:
            partial.unlink(missing_ok=True)
        raise
    return partials


def _flush(paths: list[Path]) -> None:
    if len(paths) > _SYNC_EACH:
        os.sync()  # one flush for thousands of files instead of one wait for each
        return
    for path in paths:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _folder_for(folder: Path, relative: PurePosixPath) -> Path:
    """The real folder `relative`, made if needed; a symbolic link on the way could lead out, so it is refused."""
    at = folder
    for part in relative.parts:
        at = at / part
        at.mkdir(exist_ok=True)
        if at.is_symlink():
            raise OSError(0, "is a symbolic link; remove it", str(at))
    return at


def _write(path: Path, data: bytes) -> None:
    path.unlink(missing_ok=True)  # left by a killed run, or planted as a link
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o666)
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)


def _sweep(folder: Path, names: set[str]) -> Iterator[str]:
    """Remove what earlier publishes left: stale files of our own folders, their empty folders, forgotten partials."""
    for path in folder.glob(".*.partial"):
        path.unlink(missing_ok=True)
    for path in folder.glob("*.gz"):
        if path.name not in names and path.name.removesuffix(".gz") in names and not path.is_symlink():
            path.unlink()
            yield path.name
    for ours in OURS:
        if not (folder / ours).is_symlink():
            yield from _sweep_folder(folder / ours, ours, names)


def _sweep_folder(here: Path, within: str, names: set[str]) -> Iterator[str]:
    try:
        with os.scandir(here) as scan:
            found = sorted(scan, key=lambda each: each.name)
    except (FileNotFoundError, NotADirectoryError):
        return
    for each in found:
        name = f"{within}/{each.name}"
        if each.is_dir(follow_symlinks=False):
            yield from _sweep_folder(here / each.name, name, names)
        elif name not in names and each.name.endswith(_SUFFIXES) and each.is_file(follow_symlinks=False):
            (here / each.name).unlink()
            if not each.name.endswith(".partial"):
                yield name
    if not any(here.iterdir()):
        here.rmdir()
