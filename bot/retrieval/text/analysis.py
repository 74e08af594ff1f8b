"""Text → terms, for questions and passages alike.

Only the indexed copy is normalised. Readers always see the article's own text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain, pairwise

import regex
import Stemmer

from bot.retrieval.text.normalising import (
    PARTS_OF_NUMBERS,
    folded,
    in_digits,
    in_one_spelling,
    in_one_stem,
    in_plain_letters,
    normalise,
    without_article,
    without_ending,
)

_APOSTROPHES = "’‘ʼ＇`´"
# Soft hyphens, joiners and direction marks are inside words without being part of them.
_INVISIBLE = regex.compile(r"\p{Default_Ignorable_Code_Point}+")
_ACRONYM = regex.compile(r"(?<![\p{L}\p{M}\p{N}])(?:\p{L}\.){2,}")
_BETWEEN_DOTS = re.compile(r"\..\.", re.DOTALL)  # in each acronym
_UNSPACED = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}ー\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]+"
)
_CHARACTERS = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}ー]")
# A letter with its marks, those that are stacked below it, and the vowels written before and after.
_CLUSTER = regex.compile(
    r"[เ-ไເ-ໄ]?\p{L}\p{M}*+(?:(?<=[\u17d2\u1039])\p{L}\p{M}*+)*+[ะาๅະາ]*+|\p{M}++"
)
_NUMBER = regex.compile(r"\p{N}+(?:[.,]\p{N}+)*")
# A run of a script written without spaces, a number with its separators and ending, or a word.
_TOKEN = regex.compile(
    rf"{_UNSPACED.pattern}|{_NUMBER.pattern}(?:(?:st|nd|rd|th)(?!\p{{L}}))?"
    r"|[\p{L}\p{M}]+(?:'[\p{L}\p{M}]+)*|%"
)
# The same of a text in ASCII, for which Python's own expressions are faster.
_ASCII_TOKEN = re.compile(
    r"[0-9]+(?:[.,][0-9]+)*(?:(?:st|nd|rd|th)(?![a-z]))?|[a-z]+(?:'[a-z]+)*|%"
)
_THOUSANDS = regex.compile(r",(?=\p{N}{3}(?!\p{N}))")
_PER_CENT = regex.compile(r"\bper cent\b")
# French and Italian: l'eau, qu'il, dell'arte.
_ELIDED = regex.compile(r"(?<![\p{L}\p{M}'])(?:[ldjmnstc]|qu|[dn]ell|[ads]all|sull)'(?=\p{L}{2})")
_CONTRACTED = regex.compile(r"'(?:s|re|ve|ll|d|m)$")  # possessives too
_NAME = regex.compile(
    r"(?<!\S)\p{Lu}[\p{L}-]*+(?: (?:of |the |and |for )?\p{Lu}[\p{L}-]*+){2,5}(?![\p{L}'’])"
)
GRAM = 4  # characters


@dataclass(frozen=True, slots=True)
class Analysis:
    """A text's terms in order: its words without stop words, stemmed.

    `words` are the same words before stemming, parallel to `terms`. `spelt` are all words, stop
    words included.
    """

    terms: tuple[str, ...]
    words: tuple[str, ...]
    spelt: tuple[str, ...]

    @property
    def grams(self) -> tuple[str, ...]:
        """The grams of all words, in order."""
        return tuple(chain.from_iterable(map(grams_of, self.spelt)))


def analyse(text: str) -> Analysis:
    """Analyse a text: terms for its meaning, grams for its spelling."""
    spelt, grammar = words_of(text), stop_words()
    content = tuple([word for word in spelt if word not in grammar])
    return Analysis(tuple(map(term_of, content)), content, spelt)


def analyse_passage(text: str) -> Analysis:
    """As `analyse`, with the initials of names added, since people ask for 'KCNA'."""
    plain = analyse(text)
    initials = tuple(_initialisms(text))
    # Stemmed as a question's words are: 'OAS' is asked for as 'oa'.
    terms = tuple(map(term_of, initials))
    return Analysis(plain.terms + terms, plain.words + initials, plain.spelt + initials)


def words_of(text: str) -> tuple[str, ...]:
    """A text's words, normalised: NFKC, no case, accents or possessives, `U.S.` as `us`."""
    plain = text.casefold()
    # In ASCII, none of the slower steps can change anything.
    if not text.isascii():
        plain = normalise("NFKC", text).casefold()
        plain = in_plain_letters(_INVISIBLE.sub("", plain))
    for apostrophe in _APOSTROPHES:
        plain = plain.replace(apostrophe, "'")
    # Cheap tests before the expressions, which most texts fail.
    if "'" in plain:
        plain = _ELIDED.sub("", plain)
    if "per cent" in plain:
        plain = _PER_CENT.sub("percent", plain)
    if _BETWEEN_DOTS.search(plain):
        plain = _ACRONYM.sub(lambda match: match.group().replace(".", "") + " ", plain)
    words = _parted(plain)
    return words if PARTS_OF_NUMBERS.isdisjoint(words) else _parted(in_digits(plain))


def _parted(plain: str) -> tuple[str, ...]:
    if plain.isascii():
        found: list[str] = _ASCII_TOKEN.findall(plain)
        if all(map(str.isalpha, found)):
            return tuple(found)
    else:
        found = _TOKEN.findall(plain)
    forms = ((one,) if one.isascii() and one.isalpha() else _forms_of(one) for one in found)
    return tuple(chain.from_iterable(forms))


def _forms_of(found: str) -> tuple[str, ...]:
    """The normalised form of one token; a run without spaces gives several."""
    if found == "%":
        return ("percent",)
    if number := _NUMBER.match(found):
        return (_THOUSANDS.sub("", number.group()),)
    if _UNSPACED.match(found):
        return tuple(_pairs(found))
    return (_CONTRACTED.sub("", found).replace("'", ""),)


@lru_cache(maxsize=2_048)  # passages are read for several questions, or twice for one
def spelt_words(text: str) -> tuple[str, ...]:
    """A passage's normalised words, and the initials of its names."""
    return (*words_of(text), *_initialisms(text))


def _initialisms(text: str) -> Iterator[str]:
    """The initials of names of three words and more: `kcna` of 'Korean Central News Agency'."""
    for name in _NAME.finditer(normalise("NFKC", text)):
        parts = name.group().split()
        if parts[0].casefold() in stop_words():  # 'The' at the start of a sentence
            del parts[0]
        initials = "".join(part[0] for part in parts if part[0].isupper()).casefold()
        if len(initials) > 2:
            yield initials


@lru_cache(maxsize=65_536)  # corpora repeat their words; bounded, because questions add new ones
def term_of(word: str) -> str:
    """The term for a word: its stem, an English one in American spelling, or digits."""
    word = without_ending(without_article(in_one_spelling(word)))
    return in_one_stem(_stemmer().stemWord(word))


@cache
def stop_words() -> frozenset[str]:
    """English stop words, normalised as by `words_of`."""
    lines = (
        files("bot.retrieval.text").joinpath("stop_words_en.txt").read_text("utf-8").splitlines()
    )
    return frozenset(line.replace("'", "") for line in lines if not line.startswith("#"))


@cache
def _stemmer() -> Stemmer.Stemmer:
    # `term_of` caches stems; a cache here would be a second one.
    return Stemmer.Stemmer("english", 0)


def _pairs(run: str) -> Iterator[str]:
    """Overlapping pairs of characters, the usual terms for scripts without spaces.

    In alphabets, of letters with the vowels and marks around them, about a syllable: pairs of
    single letters are so few that half of a question's stand in any longer paragraph.
    """
    characters: list[str] = _CLUSTER.findall(run)
    return map("".join, pairwise(characters)) if len(characters) > 1 else iter(characters)


@lru_cache(maxsize=16_384)  # a word's grams take half a kilobyte
def grams_of(word: str) -> tuple[str, ...]:
    """The character 4-grams of a word with its boundaries marked; a short word is one gram."""
    return cut_grams(word)


def cut_grams(word: str) -> tuple[str, ...]:
    """The same without a cache, for example for all words of a corpus."""
    if not word.isascii() and _CHARACTERS.match(word):
        # In Chinese and Japanese a single character carries meaning, so each is a gram; and the
        # pair counts once more.
        return (*word, word)
    marked = f"_{folded(word)}_"
    starts = range(max(1, len(marked) - GRAM + 1))
    return tuple([marked[start : start + GRAM] for start in starts])
