"""Every setting, each with its why. A value that differs from Scrapy's states Scrapy's default beside it.

Each setting of this module that is a plain value can also be given as an environment variable with the prefix
`SOLIDARITY_` (`SOLIDARITY_STORE_URL=...`) or as `-s NAME=VALUE` on the command line, which wins. Paths are relative to
the working directory. `crawler.configuration` reads and checks the ones that are ours.
"""

import os

from crawler import configuration

# --- What is collected -----------------------------------------------------------------------------------------------

# A catalogue of one's own (TOML); an entry there replaces a bundled one of the same name.
SOURCES = None
# Also load the catalogue that comes with this program.
BUNDLED_SOURCES = True
# Whose solidarity: names of topics of the lexicon, or "any" for every collective action.
TOPICS = "lgbtq,human-rights-defenders"
# Ignore articles older than this many days; 0 = no limit, for an archive is worth having.
MAX_AGE_DAYS = 0
# Do not fetch or read in full what, by its title and summary, cannot be an action.
REFUSE_EARLY = True

# --- Where it is kept and published ----------------------------------------------------------------------------------

# Any SQLAlchemy URL; SQLite needs no server.
STORE_URL = "sqlite:///var/solidarity.db"
# Days that an article, or an action with its articles, is kept after its last change; 0 = for ever.
KEEP_DAYS = 0
# Articles kept at most, those behind published actions always; 0 = no limit.
KEEP_ARTICLES = 0
# A folder that any web server can serve as it is.
PUBLISH_DIR = "public/"
# Where that folder is served; unset, ids use a fixed tag authority and the feeds carry no link to themselves.
PUBLIC_URL = ""
# The name of the feed, as readers show it.
TITLE = "Solidarity actions"
# The language of the page and of what the program itself says in the feeds: en, ru, es, fr, de, pt, tr or ar.
LANGUAGE = "en"
# Who publishes it, as the page and the feeds say; CONTACT stands beside it, for corrections and takedowns.
PUBLISHER = ""
# A WebSub hub that is told of changed feeds, so that readers get them at once (needs PUBLIC_URL); empty: none.
WEBSUB_HUB = ""
# Put a .gz copy beside each published file, for web servers that send those as they are.
COMPRESS = False
# atom.xml and feed.json hold the newest so many by `updated`: cut by count, never by age.
MAX_ENTRIES = 500
# An entry stays in them at least so many days after its last change, even beyond MAX_ENTRIES; 0: the count alone.
MIN_ENTRY_DAYS = 0
# URLs, ids and words that must not be published, one a line.
TAKEDOWN = "takedown.txt"

# "drop", or "keep" the images of articles: then a reader's program fetches them from their sites, who see it.
IMAGES = "drop"
# Words and names that are blacked out wherever they stand, with commas between them (whole articles: TAKEDOWN).
REDACT = ""

# --- When a source breaks or is well again ----------------------------------------------------------------------------

# Failed visits in a row after which a source counts as broken.
ALERT_AFTER = 1
# A command that is given what changed as JSON on its standard input; no shell.
ALERT_COMMAND = ""
# An http(s) URL to which the same JSON is posted.
ALERT_WEBHOOK = ""
# Mail addresses, with commas between them.
ALERT_MAIL = ""
# The server that takes the mail: smtp:// or smtps://, with user and password where it wants them.
ALERT_SMTP = "smtp://localhost"
# The address the mail comes from; empty: the first of ALERT_MAIL.
ALERT_SENDER = ""

# --- Time and recordings ---------------------------------------------------------------------------------------------

# Answer every request from this recording (WARC), with no network at all.
REPLAY_WARC = None
# Append what is fetched to this recording.
RECORD_WARC = None
# ISO time used as "now"; unset: the newest date of REPLAY_WARC, else the real time.
CLOCK = None

# --- Who we are ------------------------------------------------------------------------------------------------------

# What Scrapy calls us in its log.
BOT_NAME = "solidarity"  # Scrapy: "scrapybot"
# URL or address that a site's owner can turn to; it stands in the user agent, so set it.
CONTACT = ""
# Empty: made of our name, version and CONTACT (crawler.addon).
USER_AGENT = ""  # Scrapy: "Scrapy/VERSION (+https://scrapy.org)"
# The name that robots.txt is asked about, whatever else the user agent says.
ROBOTSTXT_USER_AGENT = "SolidarityFeed"  # Scrapy: None

# --- What is run -----------------------------------------------------------------------------------------------------

# Where site code is looked for; every other source needs none.
SPIDER_MODULES = ["crawler.spiders"]
# Makes every source of the catalogue a spider of its name.
SPIDER_LOADER_CLASS = "crawler.loader.SourceLoader"  # Scrapy: scrapy.spiderloader.SpiderLoader
# Our commands stand beside Scrapy's in `scrapy --help`.
COMMANDS_MODULE = "crawler.commands"
# Turns the settings above into Scrapy's: user agent, replay, recording.
ADDONS = {"crawler.addon.Wire": 0}
# The middlewares wait with asyncio.
TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
# From a raw item to the store, one step each; Publish works when the crawl ends.
ITEM_PIPELINES = {
    "crawler.pipelines.Understand": 100,
    "crawler.pipelines.Keep": 400,
    "crawler.pipelines.Publish": 900,
}
# The wire; a low number is near the spider, a high one near the network.
DOWNLOADER_MIDDLEWARES = {
    # First, so that what is over budget costs nothing.
    "crawler.middlewares.budget.Budget": 20,
    # Scrapy's lets requests past while several wait for the same robots.txt.
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawler.middlewares.robots.Robots": 100,
    # After decompression (590), so that a body's hash is that of what the spider would read.
    "crawler.middlewares.revalidate.Revalidate": 560,
    # Just before decompression (590).
    "crawler.middlewares.encoding.Encoding": 595,
    # Nearer to the network than Retry (550), which would ask again for what is refused.
    "crawler.middlewares.guard.Guard": 870,
    # Likewise, so that a host's "too many requests" slows it before it is asked again.
    "crawler.middlewares.pace.Pace": 880,
    # Nearest to the network: what is recorded is what came.
    "crawler.middlewares.record.Record": 990,
}

# --- Polite ----------------------------------------------------------------------------------------------------------

# Always; the middleware that does it is ours.
ROBOTSTXT_OBEY = True  # Scrapy: False
# One request at a time per host, so that a small group's server does not notice us.
CONCURRENT_REQUESTS_PER_DOMAIN = 1  # Scrapy: 8
# Seconds between two requests to one host; Scrapy adds half of it either way.
DOWNLOAD_DELAY = 1.5  # Scrapy: 0
# Seconds; a Crawl-delay or Retry-After beyond this is a host that cannot be read within a run.
PACE_MAX_DELAY = 60.0
# Hours between two visits to a source, at least; in between, each has its own rhythm.
VISIT_SOONEST = 1.0
# Hours between two visits, at most: a source that is silent, or fails, is never given up.
VISIT_LATEST = 48.0
# Articles taken of one source in one run, newest first; the rest comes in the next ones. 0 = no limit.
MAX_ARTICLES_PER_SOURCE = 200
# Requests that a source gets in one run, redirects and retries among them: no maze is walked for ever. 0 = no limit.
MAX_REQUESTS_PER_SOURCE = 1000
# Seconds that a source gets in one run: a slow one must not keep the others from being published. 0 = no limit.
MAX_SECONDS_PER_SOURCE = 1800.0
# Hosts at once: each is slow on purpose, so many must be open.
CONCURRENT_REQUESTS = 64  # Scrapy: 16
# We ask in no language: "en" would bring the English edition of a multilingual site.
DEFAULT_REQUEST_HEADERS = {  # Scrapy: also "Accept-Language": "en"
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
}
# Which page led us to a site is nobody's business.
REFERRER_POLICY = "no-referrer"  # Scrapy: its DefaultReferrerPolicy

# --- Safe ------------------------------------------------------------------------------------------------------------

# Scrapy 2.19 listens on loopback and runs the code it is sent.
REMOTE_CONTROL_ENABLED = False  # Scrapy: True
# The same, by another door.
TELNETCONSOLE_ENABLED = False  # Scrapy: True
# A source may opt out (verify_certificate = false in the catalogue).
DOWNLOAD_VERIFY_CERTIFICATES = True  # Scrapy: False
# Only the web: a link must not make us read a local file.
DOWNLOAD_HANDLERS = {
    "http": "crawler.middlewares.download.Download",
    "https": "crawler.middlewares.download.Download",
    "file": None,
    "data": None,
    "ftp": None,
    "s3": None,
}
# Resolves names to public addresses only; the address it checked is the one connected to.
TWISTED_DNS_RESOLVER = "crawler.middlewares.guard.Resolver"  # Scrapy: CachingThreadedResolver, IPv4 only
# Each name that is looked up holds a thread; dead names hold one long.
REACTOR_THREADPOOL_MAXSIZE = 20  # Scrapy: 10
# Networks beside the public ones that we may connect to: "127.0.0.0/8,::1".
ALLOW_ADDRESSES = ""
# Ports that we may connect to; others belong to other services than the web's.
ALLOW_PORTS = "80,443"
# Fetch by way of a SOCKS5 proxy, which resolves the names too: "socks5://127.0.0.1:9050" is Tor. (Environment variables
# http_proxy and https_proxy name other proxies.) Alerts and hubs are told directly.
SOCKS_PROXY = ""
# Cookies would let sites follow us, and their middleware fetches a suffix list from the network.
COOKIES_ENABLED = False  # Scrapy: True
# Bytes, compressed or not; it also stops decompression bombs.
DOWNLOAD_MAXSIZE = 8 * 1024 * 1024  # Scrapy: 1 GiB
# Seconds for a whole answer, so that a server that drips is not waited for.
DOWNLOAD_TIMEOUT = 30  # Scrapy: 180
# RFC 9309 asks for at least five for robots.txt; more than these is a loop.
REDIRECT_MAX_TIMES = 8  # Scrapy: 20
# A page that reloads itself every minute is not a redirect.
METAREFRESH_MAXDELAY = 5  # Scrapy: 100

# --- Fast ------------------------------------------------------------------------------------------------------------

# Processes that read pages, so that the wire never waits for one; unset: one for each core, 0: none.
WORKERS = None
# Items of one answer that are worked on at once; Scrapy makes as many tasks for each answer, needed or not.
CONCURRENT_ITEMS = 4  # Scrapy: 100
# Seconds for one page; a worker that takes longer is replaced and its page counted.
WORKER_SECONDS = 60.0

# --- On many machines ------------------------------------------------------------------------------------------------

# Sources that one `scrapy worker` visits at once; each is slow on purpose.
WORKER_SOURCES = 16
# Seconds between two signs of life of a worker; after three that are missing, others take over its sources.
WORKER_HEARTBEAT = 20.0

# --- Said and written ------------------------------------------------------------------------------------------------

# "DEBUG" writes a line for each request and item.
LOG_LEVEL = "INFO"  # Scrapy: "DEBUG"
# Our commands put their own handler (RUN_LOG); other commands keep quiet on standard error unless LOG_FILE is set.
LOG_INSTALL_ROOT_HANDLER = False  # Scrapy: True
# Where `scrapy update` and `scrapy crawl` log, since cron wants silence; rotated. Empty: no log. LOG_FILE wins.
RUN_LOG = "var/solidarity.log"
# The summary table says what a person needs.
STATS_DUMP = False  # Scrapy: True
# For `scrapy crawl X -O items.json`: letters, not escapes.
FEED_EXPORT_ENCODING = "utf-8"  # Scrapy: None

# Scrapy's HttpCache stays off: it is wrong for polling feeds. Validators are kept in the store (crawler.state).

globals().update(configuration.from_environment(os.environ, globals()))
