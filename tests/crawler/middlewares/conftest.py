"""Fixtures of the wire."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.crawler.middlewares.local_web import Crawl, Server, Worker, serving


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as counted:
        yield counted


@pytest.fixture(scope="session")
def worker() -> Iterator[Worker]:
    worker = Worker()
    yield worker
    worker.close()


@pytest.fixture
def crawl(server: Server, worker: Worker, tmp_path: Path) -> Crawl:
    """Run one crawl; the local server is allowed, and asked without delay, unless the settings say otherwise."""
    local = {
        "ALLOW_ADDRESSES": "127.0.0.0/8",
        "ALLOW_PORTS": f"80,443,{server.port}",
        "DOWNLOAD_DELAY": 0,
        "BUNDLED_SOURCES": False,
        "RETRY_TIMES": 0,
    }
    return worker.crawl_in(tmp_path, local)


@pytest.fixture
def selfmade(tmp_path: Path) -> ssl.SSLContext:
    """A server's context with a certificate that nobody signed but itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path / "server.pem"
    plain = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file.write_bytes(key.private_bytes(*plain) + certificate.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context
