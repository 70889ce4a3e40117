"""Links: absolute, without tracking, wrappers unwrapped; and the key under which an article's twins are one.

What is tracking and what is a wrapper is data: `urls.toml`.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, unquote, unquote_plus, urljoin, urlsplit, urlunsplit

import idna

LONGEST = 4096
"""Characters; a longer address is refused."""

_KNOWN: dict[str, Any] = tomllib.loads(Path(__file__).with_name("urls.toml").read_text("utf-8"))


def _names(*keys: str) -> tuple[frozenset[str], tuple[str, ...]]:
    names = [name for key in keys for name in _KNOWN[key]]
    return frozenset(n for n in names if n[-1] != "*"), tuple(n[:-1] for n in names if n[-1] == "*")


_GONE, _GONE_PREFIXES = _names("tracking", "sessions")
_SOFT = frozenset(_KNOWN["soft"])
_SOFT_SESSIONS = frozenset(_KNOWN["soft_sessions"])
_DRESS: dict[str, list[str]] = _KNOWN["dress"]

_WORDS = re.compile(r"[a-z_.+-]*", re.I)
_KEY = re.compile(r"(?=.*\d)(?=.*[a-z])[a-z0-9]{16,}", re.I)
_CONTROLS = re.compile(r"[\x00-\x20\x7f-\x9f\u00ad\u200b\u2028\u2029\ufeff\ud800-\udfff]")
_HOST = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*\.?")
_IPV6 = re.compile(r"\[[0-9a-f:.]{2,45}\]")
_ESCAPE = re.compile(r"%(?:([0-9A-Fa-f]{2})|(?=.|$))")
_UNSAFE = re.compile(r"[^\w%!$&'()*+,;=:@/?~.\-]|[^\x00-\x7f]")
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_TRACKING_FRAGMENT = re.compile(r"(?:utm_|xtor=|mtm_|pk_|fbclid|at_|ref=|:~:|google_vignette|\.[A-Za-z0-9_-]{6,}$)")
_PATH_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?;]*", re.I)
_TWIN_LABELS = frozenset(("www", "www1", "www2", "www3", "m", "mobile", "amp", "touch", "wap"))
_INDEX = re.compile(r"/(?:index|default|home)\.(?:html?|php\d?|aspx?|jsp|cfm|shtml)$", re.I)
_AMP_TAIL = re.compile(r"(?:/amp(?:/amp\.html)?|\.amp(?=\.html?$)|\.amp|/amp\.html)$", re.I)
_AMP_HEAD = re.compile(r"^/amp(?=/.)", re.I)
_BLOG_COUNTRY = re.compile(r"\.blogspot\.[a-z.]{2,6}$")


def clean_url(url: str, base: str = "", *, bare: bool = False) -> str:
    """`url` as an absolute http(s) address for a reader, or "" when there is none.

    Relative ones are joined to `base`; credentials, tracking parameters, session ids and default ports go; redirect
    wrappers give way to their target; host and percent-escapes are brought to one form (RFC 3986, section 6.2.2). `bare`
    also drops what is tracking on most sites and an id on some ("source=rss"): right for a link in a text, while an
    article's own address keeps it. Never raises.
    """
    for _ in range(4):  # a wrapper in a wrapper in a wrapper
        parts = _parse(url, base)
        if parts is None:
            return ""
        target = _target(parts)
        if target is None:
            return urlunsplit(_bare(parts) if bare else parts)
        url, base = target, ""
    return ""


@lru_cache(maxsize=4096)
def identity(url: str) -> str:
    """The key under which an article's twins are one: host, path and what of the query tells articles apart.

    No scheme, no www, m or amp label, no default file, no trailing slash, no AMP mark, no session, no fragment (but
    that of a #! application), parameters in order. An id in the query stays. Never raises; what is no address is its own key.
    """
    clean = clean_url(url) or clean_url(f"http://{url.lstrip('/')}")  # a key is an address without its scheme
    if not clean:
        return " ".join(url.split())
    parts = urlsplit(clean)
    path = _twin_path(parts.path)
    query = "&".join(sorted(p for p in _bare(parts).query.split("&") if p and not _is_dress(p)))
    fragment = f"#{parts.fragment}" if parts.fragment.startswith("!") else ""
    return site_of(clean) + path + (f"?{query}" if query else "") + fragment


def site_of(url: str) -> str:
    """The host of `url` (with a port that is not the default) without www, m or amp in front; "" for none."""
    try:
        host = urlsplit(url).netloc.rpartition("@")[2].lower().rstrip(".")
    except ValueError:
        return ""
    host = _BLOG_COUNTRY.sub(".blogspot.com", host)
    labels = host.split(".")
    while len(labels) > 2 and labels[0] in _TWIN_LABELS:
        labels.pop(0)
    return ".".join(labels)


def same_site(one: str, other: str) -> bool:
    """Do both addresses belong to one site: the same host, or one below the other?"""
    a, b = site_of(one), site_of(other)
    return bool(a and b) and (a == b or a.endswith("." + b) or b.endswith("." + a))


def is_home(url: str) -> bool:
    """Is this the front page of a site (or of one of its languages) and not an article?"""
    rest = identity(url).removeprefix(site_of(clean_url(url))).strip("/")
    return not rest or bool(re.fullmatch(r"[a-z]{2}(?:[-_][a-z]{2,4})?", rest, re.I))


def stated_target(href: str, title: str, text: str) -> str:
    """Where a link behind an opaque shortener (t.co, fb.me ...) leads, when its title or its words say so; else ""."""
    if site_of(href) not in _SHORTENERS:
        return ""
    for words in (title.strip(), text.strip()):
        if words.endswith(("…", "...")) or not _LOOKS_LIKE_URL.fullmatch(words):
            continue
        target = clean_url(words if "://" in words else "https://" + words)
        if target and site_of(target) not in _SHORTENERS:
            return target
    return ""


_SHORTENERS = frozenset(
    ("t.co", "fb.me", "bit.ly", "ow.ly", "buff.ly", "goo.gl", "tinyurl.com", "dlvr.it", "lnkd.in", "trib.al")
)
_LOOKS_LIKE_URL = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[^\W\d]{2,}(?::\d+)?(?:/\S*)?")


def _parse(url: str, base: str) -> SplitResult | None:
    """The normalised parts of an address without tracking, or None when it may not be linked to."""
    if len(url) > LONGEST or len(base) > LONGEST:
        return None
    url = _tidy(url)
    try:
        if base:
            url = urljoin(_tidy(base), url)
        parts = urlsplit(url)
        port = parts.port
        host = _host(parts.hostname or "")
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme not in ("http", "https") or not host:
        return None
    if port is not None and port not in (0, {"http": 80, "https": 443}[scheme]):
        host = f"{host}:{port}"
    path = _dots(_PATH_SESSION.sub("", _escape(parts.path))) or "/"
    query = "&".join(p for p in _escape(parts.query).split("&") if p and not _is_tracking(p))
    fragment = "" if _TRACKING_FRAGMENT.match(parts.fragment) else _escape(parts.fragment)
    return SplitResult(scheme, host, path, query, fragment)


def _tidy(url: str) -> str:
    """As a browser reads an attribute (WHATWG URL, 4.4): no controls, `\\` is `/` before the query."""
    head, mark, tail = _CONTROLS.sub(lambda m: "%20" if m[0] == " " else "", url.strip(" \t\r\n\f\v\x00")).partition(
        "?"
    )
    return head.replace("\\", "/") + mark + tail


def _host(host: str) -> str:
    """The host as ASCII labels (UTS 46); "" when it cannot be one."""
    host = unquote(host).lower()
    if host.startswith("[") or ":" in host:
        host = f"[{host.strip('[]')}]"
        return host if _IPV6.fullmatch(host) else ""
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True).decode("ascii")
        except (idna.IDNAError, UnicodeError):
            return ""
    return host.rstrip(".") if len(host) < 254 and _HOST.fullmatch(host) else ""


def _escape(part: str) -> str:
    """One spelling of percent-escapes: unreserved characters bare, everything unsafe escaped."""
    part = _UNSAFE.sub(lambda m: "".join(f"%{b:02X}" for b in m[0].encode("utf-8", "replace")), part)
    return _ESCAPE.sub(_unescape, part)


def _unescape(found: re.Match[str]) -> str:
    if found[1] is None:
        return "%25"
    code = int(found[1], 16)
    return chr(code) if code in _UNRESERVED else f"%{code:02X}"


def _dots(path: str) -> str:
    """RFC 3986, 5.2.4: no `.` and `..` segments."""
    if "." not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")
    for segment in segments:
        if segment == "..":
            if len(kept) > 1:
                kept.pop()
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return "/".join(kept)


def _is_tracking(pair: str) -> bool:
    name, _, value = pair.partition("=")
    name = unquote_plus(name).lower().removeprefix("amp;")
    if name in _GONE or name.startswith(_GONE_PREFIXES):
        return True
    return name in _SOFT_SESSIONS and bool(_KEY.fullmatch(value))


def _bare(parts: SplitResult) -> SplitResult:
    """Without parameters that may be an id but are words here."""

    def is_soft(pair: str) -> bool:
        name, _, value = pair.partition("=")
        return name.lower() in _SOFT and bool(_WORDS.fullmatch(value))

    return parts._replace(query="&".join(p for p in parts.query.split("&") if not is_soft(p)))


def _is_dress(pair: str) -> bool:
    name, _, value = pair.partition("=")
    values = _DRESS.get(name.lower(), ())
    return "*" in values or value.lower() in values


def _twin_path(path: str) -> str:
    """The path of a page without what only its twins have."""
    path = re.sub(r"//+", "/", path)
    while True:
        bare = _AMP_HEAD.sub("", _AMP_TAIL.sub("", _INDEX.sub("", path.rstrip("/"))))
        if bare == path:
            return path
        path = bare


def _target(parts: SplitResult) -> str | None:
    """Where a redirect wrapper leads; None when `parts` is none."""
    for hosts, path, names in _WRAPPERS:
        if not parts.path.startswith(path) or not any(h.search(parts.netloc) for h in hosts):
            continue
        if "/" in names and len(parts.path) > len(path):
            return f"https://{parts.path[len(path) :]}" + (f"?{parts.query}" if parts.query else "")
        if "?" in names and "." in parts.query:
            target = unquote(parts.query)
            return target if "://" in target[:10] else f"http://{target}"
        pairs = dict(reversed([p.partition("=")[::2] for p in parts.query.split("&")]))
        for name in names:
            target = unquote_plus(pairs.get(name, ""))
            if "://" in target[:10] or target.startswith("/"):
                return urljoin(urlunsplit(parts), target)
            if target and ":" in target.partition(".")[0]:
                return target  # another scheme: refused by the next round
    return None


def _host_pattern(host: str) -> re.Pattern[str]:
    any_tld = host.endswith(".*")
    tail = r"\.[a-z]{2,3}(?:\.[a-z]{2})?" if any_tld else ""
    return re.compile(rf"(?:^|\.){re.escape(host.removesuffix('.*'))}{tail}$")


_WRAPPERS = [(tuple(_host_pattern(h) for h in w["hosts"]), w["path"], tuple(w["target"])) for w in _KNOWN["wrappers"]]
