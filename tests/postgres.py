"""A PostgreSQL of its own for a test run: a cluster in a temporary folder, on a socket in it, never run by root."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

PROGRAMS = Path("/usr/lib/postgresql")
SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "listen_addresses": "''"}


class Absent(Exception):
    """There is no PostgreSQL here, or nobody who may run it; the message says which."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running server; `folder` holds its data and its socket."""

    folder: Path
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def url(self, database: str) -> str:
        """The STORE_URL of one of its databases."""
        return f"postgresql+psycopg://solidarity@/{database}?host={self.folder}"

    def create(self, *, template: str = "template1") -> str:
        """The name of a new database, a copy of `template`."""
        name = f"test_{next(self._numbers)}"
        self.execute(f'CREATE DATABASE {name} TEMPLATE "{template}"')
        return name

    def execute(self, statement: str) -> None:
        import psycopg  # here, since it is an extra

        with psycopg.connect(f"host={self.folder} user=solidarity dbname=postgres", autocommit=True) as connection:
            connection.execute(statement.encode())


def programs() -> Path:
    """The folder of the newest server's programs. Raises Absent."""
    found = sorted(PROGRAMS.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    on_path = shutil.which("initdb")
    if not found and not on_path:
        raise Absent("PostgreSQL's server is not installed; on Debian: apt install postgresql")
    return found[-1].parent if found else Path(on_path or "").resolve().parent


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A server while the block lasts. Raises Absent."""
    bin = programs()
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    user = _user()
    try:
        if user:
            shutil.chown(folder, user, user)
        data = folder / "data"
        # an order of letters that is not that of code points, as most servers have
        _run(user, bin / "initdb", "-D", data, "-U", "solidarity", "-A", "trust", "-E", "UTF8", "--no-sync",
             "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-US")  # fmt: skip
        given = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
        _run(user, bin / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", f"-k {folder} {given}", "start")
        try:
            yield Cluster(folder)
        finally:
            _run(user, bin / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _user() -> str | None:
    """Who runs it: us, unless we are root, whom PostgreSQL refuses. Raises Absent."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    raise Absent("PostgreSQL does not run as root, and there is no user `postgres`")


def _run(user: str | None, *command: str | Path) -> None:
    words = [str(word) for word in command]
    done = subprocess.run(
        words, check=False, capture_output=True, text=True, cwd="/", user=user, group=user, stdin=subprocess.DEVNULL,
        extra_groups=[] if user else None,
    )  # fmt: skip
    if done.returncode:
        raise Absent(f"{words[0]} failed: {done.stderr.strip() or done.stdout.strip()}")
