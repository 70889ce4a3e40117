"""The files of deploy/: their own programs accept them where they are installed; rules of good images hold."""

from __future__ import annotations

import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest

from tests.running import ROOT

DEPLOY = ROOT / "deploy"
PUBLISHED = {"html", "xml", "json", "ics", "opml", "css", "js", "svg"}


def _run(*words: object) -> subprocess.CompletedProcess[str]:
    program = shutil.which(str(words[0]), path="/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/bin")
    if not program:
        pytest.skip(f"{words[0]} is not installed")
    return subprocess.run([program, *map(str, words[1:])], check=False, capture_output=True, text=True)


@pytest.mark.parametrize("unit", sorted(path.name for path in DEPLOY.glob("*.service")))
def test_units_are_valid_and_hardened(unit: str) -> None:
    text = (DEPLOY / unit).read_text(encoding="utf-8")
    for line in ("NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes", "SystemCallFilter=@system-service"):
        assert line in text
    assert re.search(r"^User=(?!root)", text, re.MULTILINE)
    done = _run("systemd-analyze", "verify", DEPLOY / unit)
    said = [line for line in done.stderr.splitlines() if unit in line and "is not executable" not in line]
    assert said == []


def test_nginx_accepts_its_snippet(tmp_path: Path) -> None:
    made = _run(
        "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=x",
        "-keyout", tmp_path / "key", "-out", tmp_path / "certificate", "-days", "1",
    )  # fmt: skip
    assert made.returncode == 0
    keys = f"ssl_certificate {tmp_path}/certificate; ssl_certificate_key {tmp_path}/key;"
    whole = f"pid {tmp_path}/pid;\nevents {{}}\nhttp {{ {keys} access_log off; include {DEPLOY}/nginx.conf; }}\n"
    (tmp_path / "whole.conf").write_text(whole)
    done = _run("nginx", "-t", "-e", tmp_path / "log", "-c", tmp_path / "whole.conf")
    assert done.returncode == 0, done.stderr


def test_caddy_accepts_its_snippet() -> None:
    done = _run("caddy", "validate", "--adapter", "caddyfile", "--config", DEPLOY / "Caddyfile")
    assert done.returncode == 0, done.stderr


def test_every_published_kind_of_file_has_a_type() -> None:
    """The block `types` replaces nginx's own table: what it does not name would be served as text/plain."""
    block = re.search(r"types \{(.*?)\}", (DEPLOY / "nginx.conf").read_text(encoding="utf-8"), re.DOTALL)
    assert block
    named = {suffix for line in block[1].split(";") for suffix in line.split()[1:]}
    assert named >= PUBLISHED


def test_the_image_is_small_and_runs_as_nobody() -> None:
    """Rules of hadolint (DL3002, DL3006, DL3007, DL3042, DL3059, DL3020, DL3025) that concern such a file."""
    lines = [
        line for line in (DEPLOY / "Dockerfile").read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    ]
    text = "\n".join(lines).replace("\\\n", " ")
    words = [line.split() for line in text.splitlines() if line.strip()]
    users = [line[1] for line in words if line[0] == "USER"]
    assert users and users[-1] not in {"root", "0"}, "DL3002"
    for line in words:
        if line[0] == "FROM":
            assert re.search(r":\d", line[1]), "DL3006, DL3007: a version"
    assert "ADD" not in {line[0] for line in words}, "DL3020"
    for line in (line for line in text.splitlines() if "pip install" in line):
        assert line.count("--no-cache-dir") == line.count("pip install"), "DL3042"
    for name in ("ENTRYPOINT", "CMD"):
        assert all(line[1].startswith("[") for line in words if line[0] == name), "DL3025"
    assert not [1 for first, second in pairwise(words) if first[0] == second[0] == "RUN"], "DL3059"
    copied = [word for line in words if line[0] == "COPY" and not line[1].startswith("--") for word in line[1:-1]]
    assert all((ROOT / name).exists() for name in copied)
    assert words[-2][0] == "ENTRYPOINT"
