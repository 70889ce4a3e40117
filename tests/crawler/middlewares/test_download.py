"""Certificates are verified, but for a source that says otherwise."""

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
from local_web import Crawl, Server, serving


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


@pytest.fixture
def server(selfmade: ssl.SSLContext) -> Iterator[Server]:
    with serving(tls=selfmade) as counted:
        counted.pages["/"] = (200, {}, b"hello")
        yield counted


def test_a_certificate_nobody_signed_is_refused(server: Server, crawl: Crawl) -> None:
    crawled = crawl(server.url("/"))
    assert server.asked == []
    assert crawled.responses == []


def test_a_source_may_opt_out_for_its_own_host(server: Server, crawl: Crawl, tmp_path: Path) -> None:
    home = server.url("/")
    (tmp_path / "mine.toml").write_text(f'[old]\nhome = "{home}"\nverify_certificate = false\n')
    crawled = crawl(home, settings={"SOURCES": str(tmp_path / "mine.toml")})
    assert crawled.responses[0]["body"] == "hello"
    (tmp_path / "mine.toml").write_text('[old]\nhome = "https://elsewhere.org/"\nverify_certificate = false\n')
    assert crawl(home, settings={"SOURCES": str(tmp_path / "mine.toml")}).responses == []
