"""Is this page an article at all? What is not is refused with a named reason before anybody reads it."""

from __future__ import annotations

import re

from crawler.entrances.links import is_front
from crawler.items import ArticleItem

MIN_TEXT = 80
"""Characters; with less there is nothing to judge."""
_BODY = re.compile(rb"<body\b[^>]{0,2000}>", re.IGNORECASE)
_LISTS = re.compile(
    r"(?:^|[\s\"'])(?:archive|category|tag|author|search|search-results|blog|home|paged|tax-\S+)(?=[\s\"'])"
)
_SINGLE = re.compile(
    r"(?:^|[\s\"'])(?:single\S*|page-template\S*|postid-\d+|page-id-\d+|node-type\S*|type-post)(?=[\s\"'])"
)
_COLLECTION = re.compile(rb"""["']@type["']\s*:\s*\[?\s*["'](?:CollectionPage|SearchResultsPage|ProfilePage)["']""")
_ARTICLE = re.compile(
    rb"""["']@type["']\s*:\s*\[?\s*["']\w*(?:Article|BlogPosting|Event)["']|"""
    rb"""property=["']?og:type["']?\s+content=["']?article"""
)
_NOT_FOUND = re.compile(
    r"\b404\b|\bnot found\b|page (?:not|could ?n[o']t be) found|no longer (?:available|exists)|"
    r"(?:seite|artikel) nicht gefunden|page (?:introuvable|non trouv[ée]e)|p[áa]gina no (?:encontrada|existe)|"
    r"pagina non trovata|p[áa]gina n[ãa]o encontrada|pagina niet gevonden|sidan (?:finns|kunde|hittades) inte|"
    r"siden (?:findes ikke|finnes ikke|ble ikke funnet)|sivua ei l[öo]ydy|lehte ei leitud|lapa nav atrasta|"
    r"puslapis nerastas|nie znaleziono|str[áa]nka (?:nenalezena|nen[áa]jden[áa])|az oldal nem tal[áa]lhat[óo]|"
    r"pagin[ăa] (?:nu a fost g[ăa]sit[ăa]|neg[ăa]sit[ăa])|sayfa bulunamad[ıi]|(?:страница|материал) не найден|"
    r"сторінк[ау] не знайден|страницата не е намерена|старонка не знойдзена|δεν βρέθηκε|לא נמצא|غير موجودة|"
    r"یافت نشد|ვერ მოიძებნა|ページが見つかりません|页面不存在|找不到页面|찾을 수 없",
    re.IGNORECASE,
)
_WALL = re.compile(
    r"^(?:just a moment|attention required|access denied|are you (?:a )?(?:human|robot)|verify(?:ing)? you are human|"
    r"checking your browser|ddos-guard|security check|please wait|bot verification|pardon our interruption|"
    r"403 forbidden|robot check)",
    re.IGNORECASE,
)
_PARKED = re.compile(
    r"domain (?:is|may be) for sale|buy this domain|domain (?:has )?expired|parked (?:free|domain)|this domain name|"
    r"domain (?:steht|ist) zum verkauf|домен продается|домен продаётся",
    re.IGNORECASE,
)


def refusal(body: bytes, url: str, item: ArticleItem, *, asked: str = "") -> str:
    """Why the page at `url` (asked for as `asked`) is no article, by name; "" when it may be one.

    Names: "home" (led back to a front page), "soft-404", "bot-wall", "parked", "listing", "empty".
    """
    text = item.text or item.html
    if is_front(url) and asked and not is_front(asked):
        return "soft-404"
    if _WALL.search(item.title.strip()) and len(text) < 2_000:
        return "bot-wall"
    if _PARKED.search(item.title) or (len(text) < 1_000 and _PARKED.search(text)):
        return "parked"
    if len(text) < 1_500 and _NOT_FOUND.search(item.title):
        return "soft-404"
    if is_front(url):
        return "home"
    if _is_list(body):
        return "listing"
    return "empty" if len(text) < MIN_TEXT or not item.title else ""


def _is_list(body: bytes) -> bool:
    """Whether the page calls itself a list: WordPress's body classes, schema.org's CollectionPage."""
    found = _BODY.search(body[:300_000])
    names = found[0].decode("latin-1").lower() if found else ""
    if _SINGLE.search(names):
        return False
    head = body[:500_000]
    return (bool(_COLLECTION.search(head)) or bool(_LISTS.search(names))) and not _ARTICLE.search(head)
