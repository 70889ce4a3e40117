"""The function words by which justext, trafilatura's last resort, knows running text: of the languages that we read.

By itself it loads those of a hundred languages at the first page that needs it, which takes two seconds.
"""

from __future__ import annotations

from functools import cache

from justext.utils import get_stoplist, get_stoplists  # type: ignore[import-untyped]
from trafilatura import external

LANGUAGES = (
    *(
        "Arabic",
        "Azerbaijani",
        "Belarusian",
        "Bulgarian",
        "Croatian",
        "Czech",
        "Danish",
        "Dutch",
        "English",
        "Estonian",
    ),
    *(
        "Finnish",
        "French",
        "Georgian",
        "German",
        "Greek",
        "Hebrew",
        "Hindi",
        "Hungarian",
        "Indonesian",
        "Italian",
        "Kazakh",
    ),
    *(
        "Korean",
        "Latvian",
        "Lithuanian",
        "Macedonian",
        "Norwegian_Bokmal",
        "Persian",
        "Polish",
        "Portuguese",
        "Romanian",
    ),
    *("Russian", "Serbian", "Slovak", "Slovenian", "Spanish", "Swahili", "Swedish", "Turkish", "Ukrainian", "Uzbek"),
    "Vietnamese",
)


@cache
def use_our_languages() -> None:
    """Hand trafilatura its stop words, once per process, before it would load them all."""
    known = get_stoplists()
    words = {word for language in LANGUAGES if language in known for word in get_stoplist(language)}
    setattr(external, "JT_STOPLIST", tuple(words))  # noqa: B010 - typed as None there
