"""Running scrapy commands of this project in a folder of their own, as a person or cron would."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scrapy.settings import Settings

from tests.web import recording

ROOT = Path(__file__).resolve().parents[1]


def kept_in(folder: Path) -> dict[str, object]:
    """The settings with which a run keeps all it writes in `folder`."""
    return {
        "STORE_URL": f"sqlite:///{folder / 'solidarity.db'}",
        "PUBLISH_DIR": str(folder / "public"),
        "RUN_LOG": str(folder / "run.log"),
        "TAKEDOWN": str(folder / "takedown.txt"),
    }


def project(folder: Path, **own: object) -> Settings:
    """The settings of the project for a run in this process: `folder` holds sources.toml and all that it writes."""
    settings = Settings()
    settings.setmodule("crawler.settings")
    here = {"SOURCES": str(folder / "sources.toml"), "BUNDLED_SOURCES": False, **kept_in(folder)}
    settings.setdict({**here, **own}, "cmdline")
    return settings


@dataclass(frozen=True, slots=True)
class Place:
    """A folder with its own store and published folder, and the settings a run in it gets."""

    folder: Path
    settings: Mapping[str, object]

    @property
    def public(self) -> Path:
        return self.folder / "public"

    def command(self, *words: str, **settings: object) -> list[str]:
        """The command line of `scrapy WORDS` here."""
        own = {**kept_in(self.folder), **self.settings, **settings}
        flags = [word for name, value in own.items() for word in ("-s", f"{name}={value}")]
        return [sys.executable, "-m", "scrapy", *words, *flags]

    def start(self, *words: str, **settings: object) -> subprocess.Popen[str]:
        """Start the command; its output is piped."""
        environ = {name: value for name, value in os.environ.items() if not name.startswith("SOLIDARITY_")}
        return subprocess.Popen(
            self.command(*words, **settings),
            cwd=ROOT,
            env=environ,
            text=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def run(self, *words: str, **settings: object) -> subprocess.CompletedProcess[str]:
        """Run the command to its end."""
        with self.start(*words, **settings) as process:
            out, err = process.communicate(timeout=180)
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def items(self) -> list[dict[str, Any]]:
        """The published entries of feed.json."""
        items: list[dict[str, Any]] = json.loads((self.public / "feed.json").read_text(encoding="utf-8"))["items"]
        return items

    def published(self) -> dict[str, bytes]:
        """Every published file but status.json: relative path -> bytes."""
        files = (path for path in sorted(self.public.rglob("*")) if path.is_file() and path.name != "status.json")
        return {str(path.relative_to(self.public)): path.read_bytes() for path in files}

    def exported(self) -> list[dict[str, Any]]:
        """The rows of `scrapy export`."""
        done = self.run("export")
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]


def sample(folder: Path, warc: Path) -> Place:
    """A place that replays the sample web."""
    settings = {"REPLAY_WARC": warc, "SOURCES": recording.SOURCES, "BUNDLED_SOURCES": "false", "REFUSE_EARLY": "false"}
    return Place(folder, settings)
