"""Telling a publisher before a headline from a headline that holds a colon.

`The Telegraph: Failed Kursk offensive …` has a publisher; `Ukraine war: What we know`, `Zelensky:
Russia will …` and `Kyiv: …` have none. A publisher missed only stays in its headline, one that is
none is a false attribution; so only what looks like an outlet is taken for one.
"""

import re
from typing import Final

_DIVIDED = re.compile(r"(?P<publisher>[^:]{2,60}):\s+(?P<headline>\S.*)", re.DOTALL)
_HEADLINE_START = re.compile(r"[\"'“‘«(\[$€£#@]|[^\W_]")
_WORD = re.compile(r"[A-Z0-9&][\w.&’'-]*|of|the|and|for|in|de|la|le|der|die|das|El")
_DOMAIN = re.compile(r"(?:[\w-]{2,}\.)+(?:com|org|net|info|news|media|tv|io|co|eu|[a-z]{2})", re.I)

_MAX_WORDS: Final = 6


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_OUTLETS: Final = _words(
    """reuters ap afp bbc cnn nbc abc cbs cnbc msnbc npr pbs upi dpa efe ansa tass interfax
    ukrinform
    yonhap xinhua kyodo kcna bloomberg politico axios forbes newsweek vox bellingcat meduza
    techcrunch quartz semafor buzzfeed huffpost propublica euronews france24 dw rfe/rl rfi nhk
    aljazeera breitbart wsj nyt ft scmp unian suspilne hromadske lrt yle svt nrk zdf ard
    tagesschau rtl rte cbc ctv itv c-span cgtn irna isna haaretz ynet anadolu nikkei spiegel bild
    lemonde wyborcza onet kommersant vedomosti"""
) | {
    "the hill",
    "the nation",
    "the verge",
    "the conversation",
    "foreign policy",
    "foreign affairs",
    "the national interest",
    "voice of america",
    "deutsche welle",
    "agence france-presse",
    "new scientist",
    "the new yorker",
    "le monde",
    "die welt",
    "der spiegel",
    "el país",
    "la repubblica",
}
"""Names that stand for an outlet by themselves."""

_HEADS: Final = _words(
    """times post telegraph news herald guardian journal press tribune independent economist
    atlantic observer mirror sun mail express star standard chronicle gazette globe inquirer
    bulletin magazine today insider daily weekly radio tv television broadcasting pravda zeitung
    jazeera examiner sentinel dispatch courier monitor reporter advocate metro digest intercept
    diplomat spectator statesman newswire"""
)
"""Words that the name of an outlet has, beside others."""

_NO_OUTLETS: Final = _words(
    """breaking latest fake live top exclusive good bad more other big hot local world sports sport
    business state social mass free this that last next"""
)
"""Words before 'News', 'Media' and the like that make no name of an outlet."""


def divide_publisher(text: str) -> tuple[str | None, str]:
    """Divide `publisher: headline`; the publisher is None, and the text whole, where none is named.

    A publisher is at most six words, each with a capital but for 'of', 'the' and the like, and is
    a known outlet, a web domain, or a name of several words with one that outlets have ('Times',
    'Post', 'News'); the headline begins with a capital, a figure or an opening mark.
    """
    match = _DIVIDED.fullmatch(text)
    if match is None:
        return None, text
    publisher, headline = match["publisher"].strip(), match["headline"]
    starts_well = _HEADLINE_START.match(headline) and not headline[0].islower()
    if starts_well and _is_outlet(publisher):
        return publisher, headline
    return None, text


def _is_outlet(name: str) -> bool:
    if _DOMAIN.fullmatch(name) or (name.lower() in _OUTLETS and name[0].isupper()):
        return True
    words = name.split()
    if not 1 < len(words) <= _MAX_WORDS or not all(_WORD.fullmatch(word) for word in words):
        return False
    lower = [word.lower() for word in words]
    if lower[0] in _NO_OUTLETS:
        return False
    names = lower[1:] if lower[0] == "the" else lower
    if names[0] in _NO_OUTLETS:
        return False
    return any(word in _HEADS or word in _OUTLETS for word in names)
