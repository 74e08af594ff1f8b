"""Text → terms: what makes a question and a passage comparable.

The same analysis serves both. Only the copy that is indexed is changed; what is shown is always
the article's own text.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from unicodedata import normalize

import regex
import Stemmer

_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ＇`´", "'"))
# Soft hyphens, joiners and direction marks are inside words without being part of them.
_INVISIBLE = regex.compile(r"\p{Default_Ignorable_Code_Point}+")
_ACRONYM = regex.compile(r"(?<![\p{L}\p{M}\p{N}])(?:\p{L}\.){2,}")
# A run of a script written without spaces, a number with its separators, or a word.
_TOKEN = regex.compile(
    r"(?P<unspaced>[\p{Han}\p{Hiragana}\p{Katakana}ー\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]+)"
    r"|(?P<number>\p{N}+(?:[.,]\p{N}+)*)(?:(?:st|nd|rd|th)(?!\p{L}))?"
    r"|(?P<word>[\p{L}\p{M}]+(?:'[\p{L}\p{M}]+)*)|(?P<percent>%)"
)
_NAME = regex.compile(
    r"(?<!\S)\p{Lu}[\p{L}-]*+(?: (?:of |the |and |for )?\p{Lu}[\p{L}-]*+){2,5}(?![\p{L}'’])"
)
_NUMBER_WORDS = {
    **{"zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6"},
    **{"seven": "7", "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12"},
}
# British endings as American ones, for stems; what else they touch, they touch on both sides.
_SPELLING = (("isat", "izat"), ("is", "iz"), ("ys", "yz"), ("enc", "ens"), ("our", "or"))
_MIN_SPELLING = 5  # characters of a stem: 'four', 'hour' and 'this' stay
GRAM = 4  # characters


@dataclass(frozen=True, slots=True)
class Analysis:
    """A text's terms in order: its words without those of grammar, stemmed; and all its grams.

    `words` are the same words before stemming, one for one with `terms`.
    """

    terms: tuple[str, ...]
    words: tuple[str, ...]
    grams: tuple[str, ...]


def analyse(text: str) -> Analysis:
    """Everything that is compared of a text: terms by meaning, grams by spelling."""
    words = tuple(words_of(text))
    content = tuple(word for word in words if word not in stop_words())
    grams = tuple(gram for word in words for gram in grams_of(word))
    return Analysis(tuple(map(term_of, content)), content, grams)


def analyse_passage(text: str) -> Analysis:
    """As `analyse`, with the initials of the names in the text, for those who ask by them."""
    plain = analyse(text)
    initials = tuple(_initialisms(text))
    grams = tuple(gram for word in initials for gram in grams_of(word))
    return Analysis(plain.terms + initials, plain.words + initials, plain.grams + grams)


def words_of(text: str) -> Iterator[str]:
    """The words of a text in one spelling: NFKC, no case, no possessive, `U.S.` as `us`."""
    plain = normalize("NFKC", text).casefold().translate(_APOSTROPHES)
    plain = _INVISIBLE.sub("", plain)
    plain = _ACRONYM.sub(lambda match: match.group().replace(".", "") + " ", plain)
    for match in _TOKEN.finditer(plain):
        if match["unspaced"]:
            yield from _bigrams(match["unspaced"])
        elif match["number"]:
            yield match["number"].replace(",", "")
        elif match["percent"]:
            yield "percent"
        else:
            yield match["word"].removesuffix("'s").replace("'", "")


def _initialisms(text: str) -> Iterator[str]:
    """The initials of names of three words and more: `kcna` of 'Korean Central News Agency'."""
    for name in _NAME.finditer(text):
        yield "".join(part[0] for part in name.group().split() if part[0].isupper()).casefold()


@lru_cache(maxsize=65_536)  # a corpus repeats its words; bounded, since people invent new ones
def term_of(word: str) -> str:
    """The term that stands for a word: an English stem in American spelling, or digits."""
    word = _NUMBER_WORDS.get(word, word)
    stem = _stemmer().stemWord(word)
    if len(stem) < _MIN_SPELLING or not stem.isascii():
        return stem
    if stem.endswith("tr"):  # centre, theatre, metre
        return f"{stem[:-1]}er"
    for british, american in _SPELLING:
        if stem.endswith(british):
            return stem.removesuffix(british) + american
    return stem[:-1] if stem.endswith("ll") else stem  # travelled, traveled


@cache
def stop_words() -> frozenset[str]:
    """English words of grammar, spelt as `words_of` spells them."""
    lines = files("bot.retrieval").joinpath("stop_words_en.txt").read_text("utf-8").splitlines()
    return frozenset(line.replace("'", "") for line in lines if not line.startswith("#"))


@cache
def _stemmer() -> Stemmer.Stemmer:
    # The stems are kept by `term_of`, for every word once; a cache here would be a second one.
    return Stemmer.Stemmer("english", 0)


def _bigrams(run: str) -> Iterator[str]:
    """Overlapping pairs of characters, the usual words of scripts that leave no spaces."""
    return map("".join, pairwise(run)) if len(run) > 1 else iter(run)


def grams_of(word: str) -> tuple[str, ...]:
    """The character 4-grams of a word with its borders marked; a short word whole."""
    marked = f"_{word}_"
    starts = range(max(1, len(marked) - GRAM + 1))
    return tuple(marked[start : start + GRAM] for start in starts)
