"""trafilatura's body tree -> structural HTML and plain text, one line per block."""

from __future__ import annotations

from html import escape

from lxml.etree import _Element

from crawler.extract.prepare import CAPTION, EMBED, PART

_BLOCKS = {"p": "p", "quote": "blockquote", "list": "ul", "item": "li", "table": "table", "row": "tr", "code": "pre"}
_INLINE = {"#b": "strong", "#i": "em", "#u": "u", "#sub": "sub", "#sup": "sup", "#t": "code"}
_OWN_LINE = frozenset(
    {"p", "head", "quote", "item", "row", "code", "list", "table", "div", "fw", "lb", "figure", "body"}
)


def to_text(body: _Element) -> str:
    """Return the text of `body`, one line per block, spaces squeezed."""
    parts: list[str] = []
    _gather(body, parts)
    lines = (_plain(" ".join(line.split())) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _plain(line: str) -> str:
    """Captions are no part of the running text; of a post it is what the post says, or at least its hashtags."""
    if line.startswith(CAPTION):
        return ""
    if line.startswith(EMBED):
        *_, tags, said = line.split(PART)
        return (said or tags).strip()
    return line


def _gather(element: _Element, parts: list[str]) -> None:
    own_line = element.tag in _OWN_LINE
    if own_line:
        parts.append("\n")
    if element.text:
        parts.append(_flat(element.text))
    for child in element:
        if isinstance(child.tag, str):
            _gather(child, parts)
        if child.tail:
            parts.append(_flat(child.tail))
    if own_line:
        parts.append("\n")
    elif element.tag == "cell":
        parts.append(" ")


def to_html(body: _Element) -> str:
    """Return `body` as HTML: paragraphs, headings, lists, quotes, links, tables; nothing else."""
    parts: list[str] = []
    _inner(body, parts)
    return "".join(parts).strip()


def _inner(element: _Element, parts: list[str]) -> None:
    if element.text:
        parts.append(escape(element.text, quote=False))
    for child in element:
        if isinstance(child.tag, str):
            _outer(child, parts)
        if child.tail:
            parts.append(escape(child.tail, quote=False))


def _outer(element: _Element, parts: list[str]) -> None:
    if (element.text or "").startswith((CAPTION, EMBED)):
        parts.append(_marked(element.text or ""))
        return
    name, attributes = _name(element)
    if name == "br":
        parts.append("<br>")
        return
    if name:
        parts.append(f"<{name}{attributes}>")
    _inner(element, parts)
    if name:
        parts.append(f"</{name}>")
        if element.tag in _OWN_LINE:
            parts.append("\n")


def _marked(line: str) -> str:
    """A caption as the figure's, whose picture is gone; an embed as a link to it with its hashtags."""
    if line.startswith(CAPTION):
        return f"<figure><figcaption>{escape(line[1:], quote=False)}</figcaption></figure>\n"
    words, url, tags, *_ = (escape(part) for part in (*line[1:].split(PART), "", "", ""))
    shown = f'<a href="{url}">{words}</a>' if url else words
    return f"<p>{shown} {tags}</p>\n"


def _name(element: _Element) -> tuple[str, str]:
    """The HTML element (and its attributes, as written) for one of trafilatura's; empty: only its content."""
    tag, rend = str(element.tag), element.get("rend") or ""
    if tag == "ref":
        target = element.get("target")
        return ("a", f' href="{escape(target)}"') if target else ("", "")
    if tag == "head":
        return (rend if rend in {"h1", "h2", "h3", "h4", "h5", "h6"} else "h2"), ""
    if tag == "hi":
        return _INLINE.get(rend, ""), ""
    if tag == "cell":
        return ("th" if element.get("role") == "head" else "td"), ""
    if tag == "lb":
        return "br", ""
    if tag == "list" and rend == "ol":
        return "ol", ""
    return _BLOCKS.get(tag, ""), ""


def _flat(text: str) -> str:
    return text.replace("\n", " ").replace("\r", " ")
