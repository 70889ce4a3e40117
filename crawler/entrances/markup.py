"""Bytes that claim to be XML -> a tree, whatever they are. No entity is ever expanded, nothing is ever loaded."""

from __future__ import annotations

import codecs
import gzip
import html
import io
import re
import zlib
from collections.abc import Iterator

from lxml import etree

MAX_BYTES = 50 * 1024 * 1024
"""The sitemap protocol's own bound for one file, uncompressed; no feed comes near it."""

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_DECLARATION = re.compile(r"^\s*<\?xml.{0,200}?\?>", re.DOTALL)
_DOCTYPE = re.compile(r"<!DOCTYPE[^<>\[]{0,1000}(\[[^\]]{0,5000}\]\s*)?>", re.IGNORECASE)
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LITERAL = re.compile(r"(<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z))", re.DOTALL)
_BARE = re.compile(r"&(?!#\d{1,8};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z]\w{0,30};)")
_NUMBER = re.compile(r"&#(?:\d{1,8}|[xX][0-9a-fA-F]{1,6});")
_NAME = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z]\w{0,30};")


class UnreadableError(ValueError):
    """The document is not read, for the reason named by its only argument. Raised and caught in this package only."""


def unzipped(body: bytes) -> bytes:
    """Gzip undone, up to `MAX_BYTES`; other bytes as they are. Never raises."""
    if body[:2] != b"\x1f\x8b":
        return body[:MAX_BYTES]
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(body)) as zipped:
            parts, size = [], 0
            while size < MAX_BYTES and (part := zipped.read(65536)):
                parts.append(part)
                size += len(part)
    except (OSError, EOFError, zlib.error):
        pass  # what could be read before the damage is what we have
    return b"".join(parts)


def decoded(body: bytes, charset: str | None = None) -> str:
    """The text of an XML or JSON document, by BOM, UTF-8, the transport's charset, its declaration (RFC 7303, 3).

    A declaration that lies is common: UTF-8 is believed whenever the bytes are valid UTF-8.
    """
    for bom, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if body.startswith(bom):
            return body[len(bom) :].decode(name, "replace")
    if body[:4] in (b"<\x00?\x00", b"\x00<\x00?"):
        return body.decode("utf-16-le" if body[0] else "utf-16-be", "replace")
    found = _DECLARED.match(body[:400])
    for encoding in ("utf-8", charset, found[1].decode("ascii") if found else None, "windows-1252"):
        try:
            if encoding:
                return body.decode(encoding)
        except (LookupError, UnicodeError, ValueError):
            continue
    return body.decode("utf-8", "replace")


def tree(body: bytes, charset: str | None = None) -> tuple[etree._Element, bool]:
    """The root element, and whether the document was well-formed; broken markup is mended as far as libxml2 and we can.

    Raises `UnreadableError`: "entities" for a document that defines entities, "not-xml" when nothing can be made of it.
    """
    text = decoded(unzipped(body), charset)
    if "<!ENTITY" in text[:100_000].upper():
        raise UnreadableError("entities")
    text = _DOCTYPE.sub("", _DECLARATION.sub("", text, count=1), count=1).strip("\ufeff \t\r\n\x00")
    start = text.find("<")
    if start < 0:
        raise UnreadableError("not-xml")
    text = text[start:]
    root = _parse(text, recover=False)
    sound = root is not None
    if root is None:
        root = _parse(_mended(text), recover=True)
    if root is None:
        raise UnreadableError("not-xml")
    return root, sound


def _parse(text: str, *, recover: bool) -> etree._Element | None:
    parser = etree.XMLParser(
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,  # keeps libxml2's own depth bound of 256
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        return None
    return root if isinstance(root, etree._Element) else None


def _mended(text: str) -> str:
    """Without control characters, bare ampersands escaped, HTML's named entities as the characters they name."""
    # Numbers of no character go everywhere: what looks like a CDATA section to us may be a tag to libxml2, which believes them.
    parts = _LITERAL.split(_NUMBER.sub(_of_a_character, CONTROL.sub("", text)))
    parts[::2] = [_escaped(part) for part in parts[::2]]  # what stands between CDATA sections and comments
    return "".join(parts)


def _of_a_character(number: re.Match[str]) -> str:
    found = html.unescape(number[0])
    return "" if found == "\ufffd" or CONTROL.search(found) else number[0]


def _escaped(part: str) -> str:
    part = _NUMBER.sub(lambda number: html.escape(CONTROL.sub("", html.unescape(number[0]))), _BARE.sub("&amp;", part))
    return _NAME.sub(lambda name: html.escape(html.unescape(name[0])), part)


def local(element: etree._Element) -> str:
    """The name of an element without namespace or prefix, in lower case."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def space(element: etree._Element) -> str:
    """The namespace of an element, or its undeclared prefix, in lower case; empty for none."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    if tag.startswith("{"):
        return tag[1:].partition("}")[0].lower()
    return tag.partition(":")[0].lower() if ":" in tag else ""


def inner(element: etree._Element) -> str:
    """All text in an element."""
    return "".join(t for t in element.itertext() if isinstance(t, str)).strip()


def named(root: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Every descendant with one of these local names, in document order."""
    return (element for element in root.iter() if local(element) in names)


def plain(markup: str) -> str:
    """A title or name as one line of plain text: tags dropped, references resolved once."""
    return " ".join(html.unescape(re.sub(r"</?[A-Za-z][^<>]{0,300}>", "", markup)).split())
