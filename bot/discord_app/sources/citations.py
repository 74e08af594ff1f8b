"""Short names for articles and sentences, for buttons that must find them again weeks later.

A button can carry 100 characters and nothing else survives a restart. So an article is named by a
hash of its file's name, and a sentence by its paragraph and a hash of its words. By its words, a
sentence is found again after a paragraph was inserted before it, and an edited one is not mistaken
for it.
"""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from dataclasses import dataclass

from bot.articles.model import Article, Passage
from bot.retrieval.catalogue import digest_of
from bot.retrieval.retriever import Retriever

_ARTICLE, _DIGEST, _WORDS = 6, 3, 4  # characters that stand for 6 bits each
_BITS_A_CHARACTER = 6
_GROUP = re.compile(
    rf"([\w-]{{{_ARTICLE}}})([\w-]{{{_DIGEST}}})"
    rf"((?:[\w-]{{{_WORDS}}})?\.\d{{1,6}}(?:,(?:[\w-]{{{_WORDS}}})?\.\d{{1,6}})*)",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Citation:
    """A sentence of an article, or a whole paragraph if `words` is empty.

    `digest` shows whether the article has changed since.
    """

    article: str
    digest: str
    paragraph: int
    words: str = ""


Citations = tuple[Citation, ...]
"""The sentences that an answer quoted, in its order."""


def citation_of(passage: Passage) -> Citation:
    """Name a sentence."""
    words = _hash(passage.text)[:_WORDS]
    return Citation(name_of(passage.article), _digest(passage.article), passage.paragraph, words)


def start_of(article: Article) -> Citation:
    """Name the first paragraph of an article."""
    return Citation(name_of(article), _digest(article), 1)


def name_of(article: Article) -> str:
    """Name an article, whatever its text becomes."""
    return _write(digest_of(article.name))[:_ARTICLE]


def write_trail(trail: Iterable[Citation], limit: int) -> str:
    """Write as many stops as have room in `limit` characters, one at least."""
    text, last = "", ""
    for stop in trail:
        article = stop.article + stop.digest
        place = f"{stop.words}.{stop.paragraph}"
        following = f",{place}" if article == last else f"{';' if text else ''}{article}{place}"
        if text and len(text) + len(following) > limit:
            break
        text, last = text + following, article
    return text


def read_trail(text: str) -> Citations | None:
    """Read what `write_trail` wrote; None if it is anything else."""
    stops: list[Citation] = []
    for group in text.split(";"):
        match = _GROUP.fullmatch(group)
        if match is None:
            return None
        for place in match[3].split(","):
            words, _, paragraph = place.partition(".")
            stops.append(Citation(match[1], match[2], int(paragraph), words))
    return tuple(stops)


def find_article(corpus: Retriever, name: str) -> Article | None:
    """Return the loaded article of a name."""
    # Decoded as a number, so that the catalogue finds the article by the first bits of its digest,
    # without hashing every name.
    beginning = int.from_bytes(urlsafe_b64decode(name + "A" * (-len(name) % 8)), "big")
    bits = _ARTICLE * _BITS_A_CHARACTER
    spare = -len(name) % 8 * _BITS_A_CHARACTER
    return next(corpus.catalogue.with_digest(beginning >> spare, bits), None)


def has_changed(article: Article, stop: Citation) -> bool:
    """Whether an article is not as it was when it was named."""
    return _digest(article) != stop.digest


def find_sentences(
    corpus: Retriever, article: Article, words: Iterable[str]
) -> tuple[Passage, ...]:
    """Return the sentences of an article that have one of these words, wherever they stand."""
    wanted = set(words)
    passages = corpus.passages_in(article)
    return tuple(one for one in passages if _hash(one.text)[:_WORDS] in wanted)


def passages_at(corpus: Retriever, trail: Citations) -> tuple[Passage, ...]:
    """Return the cited sentences that still exist, each at its current place."""
    found: list[Passage] = []
    for stop in trail:
        article = find_article(corpus, stop.article)
        same = find_sentences(corpus, article, [stop.words]) if article else ()
        if same:
            # Of several equal sentences, the one nearest to where it stood.
            found.append(min(same, key=lambda one: abs(one.paragraph - stop.paragraph)))
    return tuple(found)


def _digest(article: Article) -> str:
    return _hash(article.digest)[:_DIGEST]


def _hash(text: str) -> str:
    """Write 126 bits of a text's hash, in letters, digits, `-` and `_`."""
    return _write(digest_of(text))


def _write(digest: bytes) -> str:
    return urlsafe_b64encode(digest[:16]).decode("ascii")[:21]
