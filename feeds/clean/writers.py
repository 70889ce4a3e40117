"""Who is told of a tree, element by element, and writes it down: as HTML in one normal form, or as lines of text.

The normal form: text stands in leaves (p, h2, pre, or directly in li, td ...), leaves in holders (ul, table, blockquote ...),
inline elements never cross a leaf, spaces stand outside of them, nothing is empty. Everything is opened only when words come.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, Literal, Protocol

from lxml import etree

from feeds.article import Link
from feeds.clean.embeds import Embed, post_words
from feeds.clean.images import is_emoji, picture, pixels
from feeds.clean.text import clean_characters, clean_line
from feeds.clean.urls import clean_url, stated_target

Images = Literal["drop", "keep"]

_KNOWN: dict[str, Any] = tomllib.loads(Path(__file__).with_name("html.toml").read_text("utf-8"))
_LEAVES, _HOLDERS, _INLINE, _BREAKS = (frozenset(_KNOWN["kinds"][k]) for k in ("leaves", "holders", "inline", "breaks"))
_HOLDS_ONLY = {"ul": ("li",), "ol": ("li",), "dl": ("dd", "dt"), "table": ("tr",), "tr": ("td", "th")}
_STANDS_IN = {
    "li": ("ul", "ol"),
    "dt": ("dl",),
    "dd": ("dl",),
    "tr": ("table",),
    "td": ("tr",),
    "th": ("tr",),
    "figcaption": ("figure",),
}
_HOLDS_TEXT = frozenset(("li", "td", "th", "dt", "dd", "figcaption"))
_WITH_DIRECTION = _HOLDS_TEXT | _LEAVES

LONGEST_LEAF = 20_000
"""Characters; a longer one is cut into several, for nh3 takes time by the square of a text's length."""

_CHUNK = re.compile(
    rf"\S(?:.{{0,{LONGEST_LEAF // 6}}}(?!\S)|\S{{0,{LONGEST_LEAF // 6}}})"
)  # escaped, a character takes up to five
_SPACE = re.compile(r"[ \t\n\r\f\v\u00a0\u2000-\u200b\u202f\u205f\u3000\u2028\u2029\u0085]")
_PLAIN = re.compile(r"[\x21-\x7e]+(?: [\x21-\x7e]+)*")


class Writer(Protocol):
    """What a tree is told to. `base` is the page's address; `wants_posts`: also what embedded posts say."""

    base: str
    wants_posts: bool

    def start(self, tag: str, element: etree._Element, direction: str) -> bool:
        """An element begins; the answer is given back to `end`."""

    def text(self, text: str) -> None: ...

    def end(self, tag: str, opened: bool) -> None: ...

    def embed(self, embed: Embed) -> None: ...

    def embed_ends(self) -> None: ...


@dataclass(slots=True)
class _Holder:
    tag: str
    attributes: str
    implied: bool = False
    written: bool = False


class HtmlWriter:
    """Writes the normal form; `links` are those it wrote, in order."""

    wants_posts = False

    def __init__(self, base: str = "", images: Images = "drop") -> None:
        self.base = base
        self.links: list[Link] = []
        self._images = images
        self._out: list[str] = []
        self._holders: list[_Holder] = []
        self._leaves: list[tuple[str, str, int]] = []  # leaves begun: name, direction, number of holders around
        self._inline: list[tuple[str, str]] = []  # inline elements begun: name, attributes
        self._link: tuple[str, list[str]] = ("", [])
        self._direction = ""
        self._rest()

    def done(self) -> str:
        """All that was written."""
        self._flush()
        while self._holders:
            self._close()
        return "".join(self._out)

    def start(self, tag: str, element: etree._Element, direction: str) -> bool:
        self._direction = direction
        if tag in _INLINE:
            return self._start_inline(tag, element)
        if tag == "br":
            self._lines += bool(self._pieces)
        elif tag == "img":
            self._image(element)
        elif tag in _LEAVES:
            self._flush()
            self._leaves.append((tag, direction, len(self._holders)))
            return True
        elif tag in _HOLDERS:
            self._flush()
            return self._hold(tag, _attributes(tag, element, direction))
        elif tag in _BREAKS:
            self._flush()
        return False

    def text(self, text: str) -> None:
        if not text:
            return
        if self._in_pre():
            self._write(escape(clean_characters(text[:LONGEST_LEAF]), quote=False), bool(text.strip()))
            return
        bare = text.strip()
        core = bare if _PLAIN.fullmatch(bare) else clean_line(text, entities=False)
        if _SPACE.match(text):
            self._spaced = True
        if core:
            self._link[1].append(core)
            for piece in [core] if len(core) <= LONGEST_LEAF else _CHUNK.findall(core):
                self._write(escape(piece.strip(), quote=False), True)
            self._spaced = bool(_SPACE.match(text[-1]))

    def end(self, tag: str, opened: bool) -> None:
        if tag in _INLINE:
            if opened:
                self._end_inline(tag)
        elif tag in _LEAVES:
            self._flush()
            self._leaves.pop()
        elif tag in _HOLDERS:
            self._flush()
            if opened:
                while self._close() != tag:
                    pass
        elif tag in _BREAKS:
            self._flush()

    def embed(self, embed: Embed) -> None:
        if not embed.words:
            return
        self._flush()
        inline, self._inline = self._inline, []
        if embed.url:
            self._open_link(embed.url)
        self.text(embed.words)
        if embed.url:
            self._end_inline("a")
        self.text(" " + " ".join(embed.hashtags))
        self._flush()
        self._inline = inline

    def embed_ends(self) -> None:
        """Nothing: of a post only its link and hashtags are shown."""

    # --- leaves

    def _rest(self) -> None:
        """No leaf is being written."""
        self._pieces: list[str] = []
        self._written: list[str] = []  # inline elements open in the pieces
        self._tag = ""
        self._opening = ""
        self._filled = False
        self._size = 0
        self._spaced = False
        self._lines = 0  # line breaks before the next word

    def _write(self, words: str, filled: bool) -> None:
        """Words (escaped) or an image, in a leaf, inside the inline elements begun."""
        if (self._lines > 1 and self._tag in ("p", "")) or self._size + len(words) > LONGEST_LEAF:
            self._flush()
        self._size += len(words)
        if not self._pieces:
            self._begin()
        elif self._lines:
            self._pieces.append("<br>")
        elif self._spaced and self._tag != "pre":
            self._pieces.append(" ")
        self._lines, self._spaced = 0, False
        for name, attributes in self._inline[len(self._written) :]:
            self._pieces.append(f"<{name}{attributes}>")
            self._written.append(name)
        self._pieces.append(words)
        self._filled = self._filled or filled

    def _begin(self) -> None:
        """Opens the leaf that the next words stand in."""
        begun = [(tag, direction) for tag, direction, holders in self._leaves if holders >= self._begun_holders()]
        headings = [leaf for leaf in begun if leaf[0] != "p"]
        self._fit("p")
        top = self._holders[-1] if self._holders else None
        if begun:
            self._tag, direction = (headings or begun)[-1]
        else:
            self._tag, direction = "p", self._direction
            if top and top.tag in _HOLDS_TEXT and not top.written:
                self._tag = ""
        self._opening = f"<{self._tag}{_direction(direction)}>" if self._tag else ""

    def _flush(self) -> None:
        """Closes the leaf; it is written only when there is something in it."""
        if self._filled:
            for holder in self._holders:
                if not holder.written:
                    holder.written = True
                    self._out.append(
                        f"<{holder.tag}{holder.attributes}>" + ("<tbody>" if holder.tag == "table" else "")
                    )
            closing = "".join(f"</{name}>" for name in reversed(self._written))
            words = "".join(self._pieces)
            if self._tag == "pre":
                words = words.strip("\n")
            self._out.append(self._opening + words + closing + (f"</{self._tag}>" if self._tag else ""))
        self._rest()

    def _in_pre(self) -> bool:
        return bool(self._leaves) and self._leaves[-1][0] == "pre" and self._leaves[-1][2] >= self._begun_holders()

    # --- holders

    def _begun_holders(self) -> int:
        return sum(not holder.implied for holder in self._holders)

    def _hold(self, tag: str, attributes: str) -> bool:
        """Begins a holder where it may stand; False where it may not (it then only ends a line)."""
        if not self._fit(tag):
            return False
        self._holders.append(_Holder(tag, attributes))
        return True

    def _fit(self, tag: str) -> bool:
        """Makes the innermost holder one that may hold `tag`, by holders that are implied."""
        within = _STANDS_IN.get(tag)
        while within and self._holders and self._holders[-1].implied and self._holders[-1].tag not in within:
            self._close()
        top = self._holders[-1].tag if self._holders else ""
        if within:
            if top == "table" and within == ("tr",):
                self._holders.append(_Holder("tr", "", implied=True))
                return True
            return top in within
        while top in _HOLDS_ONLY:
            top = _HOLDS_ONLY[top][0]
            self._holders.append(_Holder(top, "", implied=True))
        return True

    def _close(self) -> str:
        """Ends the innermost holder; it is written only when something in it was."""
        holder = self._holders.pop()
        if holder.written:
            self._out.append(("</tbody>" if holder.tag == "table" else "") + f"</{holder.tag}>")
        return holder.tag if not holder.implied else ""

    # --- inline

    def _start_inline(self, tag: str, element: etree._Element) -> bool:
        if any(name == tag for name, _ in self._inline):
            return False
        if tag != "a":
            self._inline.append((tag, ""))
            return True
        href = element.get("href") or ""
        said = stated_target(href, element.get("title") or "", element.text or "")
        url = said or clean_url(href, self.base, bare=True) if href and not href.lstrip().startswith("#") else ""
        if url:
            self._open_link(url)
        return bool(url)

    def _open_link(self, url: str) -> None:
        self._inline.append(("a", f' href="{escape(url)}"'))
        self._link = (url, [])

    def _end_inline(self, tag: str) -> None:
        at = next(i for i, (name, _) in enumerate(self._inline) if name == tag)
        while len(self._written) > at:
            self._pieces.append(f"</{self._written.pop()}>")
        del self._inline[at]
        if tag == "a":
            url, words = self._link
            if words:
                self.links.append(Link(url, clean_line(" ".join(words), entities=False)))
            self._link = ("", [])

    def _image(self, element: etree._Element) -> None:
        """An emoji as its character; a picture only when pictures are kept; what counts readers never."""
        alt = clean_line(element.get("alt") or "", entities=False).translate({ord("<"): "‹", ord(">"): "›"})
        if is_emoji(element, alt):
            self.text(alt)
        elif self._images == "keep" and (url := picture(element, self.base)):
            sizes = "".join(f' {n}="{v}"' for n in ("width", "height") if (v := pixels(element.get(n))))
            self._write(f'<img src="{escape(url)}" alt="{escape(alt)}"{sizes}>', True)


class TextWriter:
    """Writes lines of text; what embedded posts say is among them, who says it is not."""

    base = ""
    wants_posts = True

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line: list[str] = []
        self._rows: list[int] = []
        self._posts: list[int] = []

    def done(self) -> str:
        """All lines."""
        self._flush()
        return "\n".join(self._lines)

    def start(self, tag: str, element: etree._Element, direction: str) -> bool:
        if tag == "br" or tag in _LEAVES or tag in _HOLDERS or tag in _BREAKS:
            self._flush()
        if tag == "tr":
            self._rows.append(len(self._lines))
        elif tag == "img" and is_emoji(element, alt := element.get("alt") or ""):
            self._line.append(alt)
        return False

    def text(self, text: str) -> None:
        if text:
            self._line.append(text)

    def end(self, tag: str, opened: bool) -> None:
        if tag in _LEAVES or tag in _HOLDERS or tag in _BREAKS:
            self._flush()
        if tag == "tr":
            start = self._rows.pop()
            self._lines[start:] = [" | ".join(self._lines[start:])] if self._lines[start:] else []

    def embed(self, embed: Embed) -> None:
        self._flush()
        if embed.post:
            self._posts.append(len(self._lines))

    def embed_ends(self) -> None:
        self._flush()
        start = self._posts.pop()
        self._lines[start:] = [post_words("\n".join(self._lines[start:]))]

    def _flush(self) -> None:
        line = " ".join("".join(self._line).split())
        self._line.clear()
        if line:
            self._lines.append(line)


def _attributes(tag: str, element: etree._Element, direction: str) -> str:
    """The attributes of a holder that mean something to a reader."""
    written = _direction(direction) if tag in _WITH_DIRECTION else ""
    for name in {"td": ("colspan", "rowspan"), "th": ("colspan", "rowspan"), "ol": ("start",)}.get(tag, ()):
        value = element.get(name) or ""
        if value.isascii() and value.isdigit() and 1 < int(value[:4]) < (100 if tag != "ol" else 10_000):
            written += f' {name}="{int(value[:4])}"'
    return written


def _direction(direction: str) -> str:
    return ' dir="rtl"' if direction == "rtl" else ""
