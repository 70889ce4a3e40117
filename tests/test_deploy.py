"""The files of deploy/: their own programs accept them where they are installed; rules of good images hold."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.running import ROOT

DEPLOY = ROOT / "deploy"
PUBLISHED = {"html", "xml", "json", "ics", "opml", "css", "js", "svg"}


def _run(*words: object) -> subprocess.CompletedProcess[str]:
    program = shutil.which(
        str(words[0]), path=f"{Path(sys.executable).parent}:/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/bin"
    )
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


def test_the_image_has_nothing_to_find_fault_with() -> None:
    done = _run("hadolint", "--no-color", DEPLOY / "Dockerfile")
    assert done.returncode == 0 and not done.stdout, done.stdout


def test_the_image_runs_as_nobody_and_copies_what_is_there() -> None:
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    words = [line.split() for line in text.splitlines() if line.strip()]
    assert re.search(r"^USER [1-9]\d{3,}$", text, re.MULTILINE)
    copied = [word for line in words if line[0] == "COPY" and not line[1].startswith("--") for word in line[1:-1]]
    assert copied and all((ROOT / name).exists() for name in copied)
    assert words[-2][0] == "ENTRYPOINT"
