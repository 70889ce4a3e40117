"""A PostgreSQL of its own for a test run: a cluster in a temporary folder, on a socket in it, never run by root."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROGRAMS = Path("/usr/lib/postgresql")
SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "listen_addresses": "''"}

_TRUNCATE = """
DO $$ DECLARE tables text; queue text;
BEGIN
  SELECT string_agg(quote_ident(tablename), ',') INTO tables FROM pg_tables
    WHERE schemaname = 'public' AND tablename <> 'alembic_version';
  EXECUTE 'TRUNCATE ' || tables || ' RESTART IDENTITY';
  FOR queue IN SELECT nspname FROM pg_namespace WHERE nspname LIKE 'queue%' LOOP
    EXECUTE 'DROP SCHEMA ' || quote_ident(queue) || ' CASCADE';
  END LOOP;
END $$
"""


class Absent(Exception):
    """There is no PostgreSQL here, or nobody who may run it; the message says which."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running server; `folder` holds its data and its socket."""

    folder: Path

    @property
    def url(self) -> str:
        """The STORE_URL of its one database."""
        return f"postgresql+psycopg://solidarity@/postgres?host={self.folder}"

    def empty(self, *, drop: bool = False) -> None:
        """Empty every table, or drop them all: a hundred times faster than a new database."""
        import psycopg  # here, since it is an extra

        with psycopg.connect(f"host={self.folder} user=solidarity dbname=postgres", autocommit=True) as connection:
            connection.execute("DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public" if drop else _TRUNCATE)


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
