"""Is a syndicated body the whole article or a taste of it?"""

from __future__ import annotations

import html as entities
import re

from feeds.clean.urls import identity

SHORT = 500
"""A promised body under this many characters is taken for an excerpt: checking costs one page."""
LONG = 1_500
"""A description from this many characters on, in paragraphs, is the article itself."""

_TAG = re.compile(r"<[^<>]{0,2000}>")
_CUT = re.compile(r"(?:\[\s*(?:…|\.{2,}|&hellip;|&#8230;)\s*\]|…|(?<!\.)\.{3}|\(more…?\))[\s»>→\]]*$", re.IGNORECASE)
_MORE = re.compile(
    r"(?:continue reading|read (?:more|the full|on)|keep reading|full story|click here to read|weiterlesen|mehr lesen|"
    r"lire la suite|en savoir plus|seguir leyendo|leer m[áa]s|sigue leyendo|continua a leggere|"
    r"leggi (?:tutto|di pi[ùu])|"
    r"leia mais|continue (?:lendo|a ler)|ler mais|lees (?:meer|verder)|l[äa]s (?:mer|vidare)|les (?:mer|videre)|"
    r"l[æe]s mere|lue lis[äa][äa]|loe edasi|las[īi]t vair[āa]k|skaityti (?:daugiau|toliau)|czytaj (?:dalej|wi[ęe]cej)|"
    r"[čc][íi]st d[áa]l|celý [čc]l[áa]nok|tov[áa]bb olvas|cite[șsş]te (?:mai departe|continuarea)|devam[ıi]n[ıi] oku|"
    r"διαβάστε περισσότερα|читать (?:далее|дальше|полностью|ещё)|читати (?:далі|більше)|чытаць далей|"
    r"прочети (?:още|повече)|اقرأ المزيد|ادامه مطلب|קרא עוד|続きを読む|阅读(?:全文|更多)|閱讀更多|더 읽기)\W{0,40}$",
    re.IGNORECASE,
)
_LAST_BLOCK = re.compile(
    r"<(p|div|small|em)\b[^<>]{0,300}>((?:(?!<\1\b).){0,3000}?)</\1>\s*$", re.IGNORECASE | re.DOTALL
)
_HREF = re.compile(r"""href\s*=\s*["']?([^"'\s<>]{1,2000})""", re.IGNORECASE)


def words_of(html: str) -> str:
    """The text of HTML on one line, good enough to weigh it."""
    return " ".join(entities.unescape(_TAG.sub(" ", html)).split())


def is_full(html: str, summary: str, *, promised: bool) -> bool:
    """Whether `html` is the whole article.

    `promised`: it stood where whole texts stand (content:encoded, Atom's content, content_html). Then it only needs
    some length, no mark of a cut at its end, and more than the summary; a mere description must look like an article.
    """
    text = words_of(html)
    if not text or _CUT.search(text[-30:]) or _MORE.search(text[-120:]):
        return False
    if not promised:
        return len(text) >= LONG and len(re.findall(r"</p>|<br[^<>]{0,10}>\s*<br", html, re.IGNORECASE)) >= 3
    return len(text) >= SHORT and len(text) > 1.2 * len(words_of(summary).rstrip("…. []"))


def without_credit(html: str, url: str) -> str:
    """Without the line that blog engines add to syndicated bodies ("The post X appeared first on Y", in any language).

    It is told by its shape: the last short block, and one of its links is the article itself.
    """
    tail = html[-4000:]
    last = _LAST_BLOCK.search(tail)
    if last is None or len(words_of(last[2])) > 400:
        return html
    own = identity(entities.unescape(url))
    if any(identity(entities.unescape(link)) == own for link in _HREF.findall(last[2])):
        return html[: len(html) - len(tail) + last.start()].rstrip()
    return html
