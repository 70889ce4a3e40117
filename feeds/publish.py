"""Publish: put rendered files into a folder so that whoever reads it never sees a half-written or emptied feed.

First every changed file is written beside its final name and flushed, then all are renamed into place, in the order
given. A kill before the renames changes nothing a reader sees; the next publish completes an interrupted one.
"""

from __future__ import annotations

import gzip
import json
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from feeds.errors import PublishError

OURS = ("by", "action", "archive")
"""Folders that hold nothing but what we publish; only there stale files are removed."""
_SUFFIXES = (".xml", ".json", ".ics", ".html", ".gz", ".partial")
_SYNC_EACH = 64
_FEEDS = ("feed.json", "atom.xml")


@dataclass(frozen=True, slots=True)
class Published:
    """What a publish did, as paths relative to the folder."""

    written: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    """Files left as they stood because the new feed was empty or partial and the old one was not."""


def publish(folder: Path, files: Mapping[str, bytes], *, allow_empty: bool = False) -> Published:
    """Write `files` (relative path -> bytes) into `folder`, creating it if needed.

    Unchanged files are not touched. A feed with entries is never replaced by one without: then only status.json is
    written, unless `allow_empty` says that a takedown emptied it. Files of earlier publishes are removed where `files`
    holds a whole folder (it has an atom.xml). Raises PublishError, with the old files still in place.
    """
    folder = _root(folder)
    names = [_checked(name) for name in files]
    if not allow_empty and _empties(folder, files):
        kept = tuple(name for name in names if name != "status.json")
        done = publish(folder, {name: files[name] for name in names if name == "status.json"})
        return Published(done.written, done.unchanged, (), kept)
    changed = [name for name in names if not _same(folder, name, files[name])]
    try:
        partials = _write_beside(folder, {name: files[name] for name in changed})
        for partial, name in partials:
            partial.replace(folder / name)
        removed = tuple(_sweep(folder, set(names))) if "atom.xml" in files else ()
    except OSError as error:
        raise _cannot(error, folder) from error
    touched = set(changed)
    return Published(tuple(changed), tuple(name for name in names if name not in touched), removed)


def compressed(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """`files` with a gzip copy beside each, for web servers that send those as they are. The same bytes every time."""
    return {name: data for each in files for name, data in ((f"{each}.gz", _gzip(files[each])), (each, files[each]))}


def _gzip(data: bytes) -> bytes:
    return gzip.compress(data, 6, mtime=0)


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


def _empties(folder: Path, files: Mapping[str, bytes]) -> bool:
    """Would a feed that has entries be replaced by one that has none, or that is cut off?"""
    return any(
        name in files and not _has_entries(name, files[name]) and _has_entries(name, _read(folder / name))
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


def _write_beside(folder: Path, files: Mapping[str, bytes]) -> list[tuple[Path, str]]:
    """Write each file under a temporary name in its folder and flush it to disk; none of them is visible yet."""
    partials: list[tuple[Path, str]] = []
    each_synced = len(files) <= _SYNC_EACH
    try:
        for name, data in files.items():
            parent = _folder_for(folder, PurePosixPath(name).parent)
            partial = parent / f".{PurePosixPath(name).name}.partial"
            partials.append((partial, name))
            _write(partial, data, sync=each_synced)
    except OSError:
        for partial, _ in partials:
            partial.unlink(missing_ok=True)
        raise
    if not each_synced:
        os.sync()  # one flush for thousands of files instead of one wait for each
    return partials


def _folder_for(folder: Path, relative: PurePosixPath) -> Path:
    """The real folder `relative`, made if needed; a symbolic link on the way could lead out, so it is refused."""
    at = folder
    for part in relative.parts:
        at = at / part
        at.mkdir(exist_ok=True)
        if at.is_symlink():
            raise OSError(0, "is a symbolic link; remove it", str(at))
    return at


def _write(path: Path, data: bytes, *, sync: bool) -> None:
    path.unlink(missing_ok=True)  # left by a killed run, or planted as a link
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o666)
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
        stream.flush()
        if sync:
            os.fsync(stream.fileno())


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
            yield from _sweep_folder(folder / ours, folder, names)


def _sweep_folder(here: Path, folder: Path, names: set[str]) -> Iterator[str]:
    try:
        with os.scandir(here) as scan:
            found = sorted(scan, key=lambda each: each.name)
    except (FileNotFoundError, NotADirectoryError):
        return
    for each in found:
        path = Path(each.path)
        name = path.relative_to(folder).as_posix()
        if each.is_dir(follow_symlinks=False):
            yield from _sweep_folder(path, folder, names)
        elif each.is_file(follow_symlinks=False) and name not in names and each.name.endswith(_SUFFIXES):
            path.unlink()
            if not each.name.endswith(".partial"):
                yield name
    if not any(here.iterdir()):
        here.rmdir()
