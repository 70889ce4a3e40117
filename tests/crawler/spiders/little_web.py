"""A little web: each site is one thing that can happen to a visit."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

from crawler.recording import Recorded, Recorder

Answer = tuple[int, str, bytes, tuple[tuple[str, str], ...]]
WORDS = "Neighbours came to the square with candles and read the names of the detained aloud, one after another. "
DATE = "Mon, 05 Feb 2024 18:00:00 +0100"
XML, HTML, JSON, TEXT = "application/xml", "text/html; charset=utf-8", "application/json", "text/plain"


def article(title: str, *, canonical: str = "", date: str = "2024-02-05T18:00:00+01:00") -> bytes:
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    paragraphs = "".join(f"<p>{title} {n}: {WORDS * 2}</p>" for n in range(4))
    return f"""<!DOCTYPE html><html lang="en"><head><title>{title}</title>{link}
      <meta property="og:type" content="article"><meta property="article:published_time" content="{date}"></head>
      <body><article><h1>{title}</h1>{paragraphs}</article></body></html>""".encode()


def rss(*items: str) -> bytes:
    inside = "".join(f"<item>{item}</item>" for item in items)
    space = "http://purl.org/rss/1.0/modules/content/"
    return f'<rss version="2.0" xmlns:content="{space}"><channel>{inside}</channel></rss>'.encode()


def item(title: str, link: str, *, date: str = DATE, text: str = "") -> str:
    whole = f"<content:encoded><![CDATA[<p>{text}</p>]]></content:encoded>" if text else ""
    dated = f"<pubDate>{date}</pubDate>" if date else ""
    return f"<title>{title}</title><link>{link}</link>{dated}<description>{WORDS[:60]}</description>{whole}"


def front(*links: str, head: str = "") -> bytes:
    inside = "".join(f'<h2><a href="{link}">A story with a headline of some words</a></h2>' for link in links)
    menu = '<nav><a href="/about/">About us</a></nav>'
    return f"<html><head>{head}</head><body>{menu}<main>{inside}</main></body></html>".encode()


def urlset(*urls: str) -> bytes:
    inside = "".join(f"<url><loc>{url}</loc><lastmod>2024-02-05</lastmod></url>" for url in urls)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inside}</urlset>'.encode()


def post(number: int, site: str) -> dict[str, object]:
    return {"id": number, "link": f"{site}/story-number-{number}/",
            "date": "2024-02-05T18:00:00", "date_gmt": "2024-02-05T17:00:00",
            "title": {"rendered": f"Story {number}"}, "content": {"rendered": f"<p>{WORDS * 8}</p>"}}  # fmt: skip


FEED_LINK = '<link rel="alternate" type="application/rss+xml" href="/feed/">'
API_LINK = '<link rel="https://api.w.org/" href="/wp-json/">'
POSTS = "/wp-json/wp/v2/posts?per_page=100&_embed=1"
OPEN = (200, TEXT, b"User-agent: *\nDisallow: /private/\n", ())


def ok(body: bytes, kind: str = HTML, **headers: str) -> Answer:
    return 200, kind, body, tuple((name.replace("_", "-"), value) for name, value in headers.items())


def sites() -> dict[str, dict[str, Answer]]:
    """Site -> path -> answer; the source of each is called like the site's first label."""
    rest, twins = "https://rest.example.org", "https://twins.example.org"
    return {
        "https://whole.example.org": {
            "/": ok(front("/one-evening-of-many-candles", head=FEED_LINK)),
            "/feed/": ok(rss(item("One evening", "/one-evening-of-many-candles", text=WORDS * 8)), XML, ETag='"1"'),
            "/one-evening-of-many-candles": ok(article("One evening")),
        },
        "https://excerpt.example.org": {
            "/": ok(front("/a/one-evening", head=FEED_LINK)),
            "/feed/": ok(rss(item("One evening", "/a/one-evening?utm_source=rss", date="5.2.2024 18:00"),
                             item("Another", "/a/another-evening?utm_source=rss"),
                             item("Gone", "/a/gone-evening")), XML),
            "/a/one-evening": ok(article("One evening")),
            "/a/another-evening?utm_source=rss": ok(article("Another")),
        },
        rest: {
            "/": ok(front(head=API_LINK)),
            POSTS: ok(json.dumps([post(n, rest) for n in (1, 2)]).encode(), JSON, X_WP_TotalPages="2"),
            POSTS + "&page=2": ok(json.dumps([post(3, rest)]).encode(), JSON, X_WP_TotalPages="2"),
        },
        "https://refused.example.org": {
            "/robots.txt": ok(OPEN[2] + b"Sitemap: https://refused.example.org/sitemap.xml.gz\n", TEXT),
            "/": ok(front(head=API_LINK)),
            POSTS: (401, JSON, b'{"code":"rest_cannot_access"}', ()),
            "/sitemap.xml.gz": ok(gzip.compress(
                b"<sitemapindex><sitemap><loc>https://refused.example.org/tag-sitemap.xml</loc></sitemap>"
                b"<sitemap><loc>https://refused.example.org/post-sitemap.xml</loc></sitemap></sitemapindex>"),
                "application/gzip"),
            "/post-sitemap.xml": ok(urlset("https://refused.example.org/a-story-of-the-square",
                                           "https://refused.example.org/private/a-draft-story"), XML),
            "/a-story-of-the-square": ok(article("A story of the square")),
            "/private/a-draft-story": ok(article("A draft")),
        },
        "https://bare.example.org": {
            "/": ok(front("/2024/02/a-story-of-the-square", "/2024/02/a-story-that-went-away", "/2024/02/a-list-of-all-stories")),
            "/2024/02/a-story-of-the-square": ok(article("A story of the square")),
            "/2024/02/a-story-that-went-away": ok(b"<title>Page not found</title><body>Sorry."),
            "/2024/02/a-list-of-all-stories": ok(b"<title>All</title><body class='archive'><h1>All</h1><p>" + WORDS.encode() * 4),
            "/about/": ok(article("About us")),
            "/feed/": ok(front("/an-odd-page-for-whatever-you-ask")),
        },
        "https://shut.example.org": {"/robots.txt": ok(b"User-agent: *\nDisallow: /\n", TEXT), "/": ok(front("/a/b-c-d-e"))},
        twins: {
            "/": ok(front(head=FEED_LINK)),
            "/feed/": ok(rss(item("T", f"{twins}/a-night-in-the-rain?utm_medium=x"),
                             item("T", f"{twins}/a-night-in-the-rain/amp/"),
                             item("T", f"{twins}/?p=7"),
                             item("U", f"{twins}/show?article_id=8"),
                             item("V", f"{twins}/show?article_id=9")), XML),
            **{path: ok(article("T", canonical=f"{twins}/a-night-in-the-rain"))
               for path in ("/a-night-in-the-rain", "/a-night-in-the-rain/amp/", "/?p=7")},
            "/show?article_id=8": ok(article("U")),
            "/show?article_id=9": ok(article("V")),
        },
        "https://moved.example.org": {
            "/": ok(front(head='<link rel="alternate" type="application/rss+xml" href="/new-feed/">')),
            "/new-feed/": ok(rss(item("One evening", "/one-evening", text=WORDS * 8)), XML),
        },
        "https://filtered.example.org": {
            "/feed/": ok(rss(item("In", "/solidarity/one", text=WORDS * 8), item("Out", "/sport/two", text=WORDS * 8)), XML),
        },
        "https://hostile.example.org": {
            "/feed/": ok(rss(item("Mine", "/one-evening", text=WORDS * 8),
                             item("Theirs", "https://whole.example.org/forged-story", text=WORDS * 8)), XML),
        },
        "https://odd.example.org": {
            "/feed/": ok(rss(item("Picture", "/picture-of-the-night"),
                             item("Empty", "/empty-page-of-the-night"), item("Home", "/")), XML),
            "/picture-of-the-night": ok(b"\x89PNG\r\n", "image/png"),
            "/empty-page-of-the-night": ok(b""),
        },
        "https://copier.example.org": {
            "/feed/": ok(rss(item("Copy", "/a-copied-story"), item("Away", "/a-story-elsewhere")), XML),
            "/a-copied-story": ok(article("Copy", canonical="https://whole.example.org/one-evening-of-many-candles")),
            "/a-story-elsewhere": (301, HTML, b"", (("Location", "https://twins.example.org/a-night-in-the-rain"),)),
        },
        "https://flaky.example.org": {
            "/": ok(front("/2024/02/a-story-of-the-square")),
            "/feed/": (503, HTML, b"later", ()),
            "/2024/02/a-story-of-the-square": ok(article("A story of the square")),
        },
        "https://fedi.example.org": {
            "/tags/vigil.rss": ok(
                rss(f"<link>https://far.example.com/@ana/1</link><pubDate>{DATE}</pubDate><description>Vigil</description>")
                .replace(b"<channel>", b"<channel><generator>Mastodon v4.2</generator>"), XML),
        },
        "https://nothing.example.org": {},
    }  # fmt: skip


def sources() -> list[dict[str, object]]:
    """The catalogue of the little web."""
    declared: dict[str, dict[str, object]] = {
        "moved": {"entrances": ("https://moved.example.org/old-feed/",)},
        "filtered": {"entrances": ("https://filtered.example.org/feed/",), "include": ("/solidarity/",)},
        "hostile": {"entrances": ("https://hostile.example.org/feed/",)},
        "copier": {"entrances": ("https://copier.example.org/feed/",)},
        "fedi": {"entrances": ("https://fedi.example.org/tags/vigil.rss",), "kind": "fediverse"},
        "odd": {"entrances": ("https://odd.example.org/feed/",)},
    }
    names = {site.split("//")[1].split(".")[0]: site for site in sites()}
    return [{"name": name, "home": f"{site}/", **declared.get(name, {})} for name, site in names.items()]


def record(path: Path) -> Path:
    """The little web as a WARC."""
    recorder = Recorder(path)
    for site, pages in sites().items():
        for at, (status, kind, body, headers) in ({"/robots.txt": OPEN} | pages).items():
            fields = (("Content-Type", kind), *headers)
            recorder.add(Recorded(site + at, status, "", fields, body, datetime(2024, 2, 6, tzinfo=UTC)))
    recorder.close()
    return path
