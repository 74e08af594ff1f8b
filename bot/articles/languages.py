"""The language of a text, by its script and, in Latin script, by its words of grammar.

An approximation for what may err: it chooses which abbreviations a splitter expects, and which
words of a question say nothing of what is asked.
"""

from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import regex
import stopwordsiso

_SCRIPTS = (
    ("ja", regex.compile(r"[\p{Hiragana}\p{Katakana}]")),
    ("zh", regex.compile(r"\p{Han}")),
    ("ko", regex.compile(r"\p{Hangul}")),
    ("th", regex.compile(r"\p{Thai}")),
    ("hi", regex.compile(r"\p{Devanagari}")),
    ("bn", regex.compile(r"\p{Bengali}")),
    ("gu", regex.compile(r"\p{Gujarati}")),
    ("hy", regex.compile(r"\p{Armenian}")),
    ("he", regex.compile(r"\p{Hebrew}")),
    ("el", regex.compile(r"\p{Greek}")),
)
_UKRAINIAN, _RUSSIAN = regex.compile("[іїєґ]"), regex.compile("[ыэъё]")
# Told apart by their words, if a script has several. Of languages with as many, the first.
LATIN = (
    *("en", "de", "fr", "es", "it", "pt", "nl", "pl", "tr", "vi"),
    *("id", "ro", "sv", "da", "no", "fi", "cs", "hu", "ca"),
)
_CYRILLIC = ("ru", "uk", "bg")
_ARABIC = ("ar", "fa", "ur")
_LETTER = regex.compile(r"\p{L}")
_CYRILLIC_LETTER = regex.compile(r"\p{Cyrillic}")
_ARABIC_LETTER = regex.compile(r"\p{Arabic}")
_WORD = regex.compile(r"[\p{L}\p{M}]{2,}")
_READ = 4_000  # characters, more than enough to tell
_WRITTEN_WITH = 0.2  # of the letters: Japanese has about as many kana beside its kanji


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language that `text` seems to be in, or None without any sign.

    The words counted are stopwordsiso's (MIT), which carries the lists of Stopwords ISO.
    """
    text = text[:_READ]
    if text.isascii():  # no other script, for which to count letters
        return _by_words(text, LATIN)
    letters = len(_LETTER.findall(text))
    if not letters:
        return None
    for language, script in _SCRIPTS:
        if len(script.findall(text)) > _WRITTEN_WITH * letters:
            return language
    if len(_CYRILLIC_LETTER.findall(text)) > _WRITTEN_WITH * letters:
        if len(_UKRAINIAN.findall(text)) > len(_RUSSIAN.findall(text)):
            return "uk"
        return _by_words(text, _CYRILLIC) or _CYRILLIC[0]
    if len(_ARABIC_LETTER.findall(text)) > _WRITTEN_WITH * letters:
        return _by_words(text, _ARABIC) or _ARABIC[0]
    return _by_words(text, LATIN)


@cache
def grammar_words(language: str) -> frozenset[str]:
    """A language's words of grammar, lower case; none in one that Stopwords ISO does not know."""
    known = stopwordsiso.stopwords(language) if stopwordsiso.has_lang(language) else ()
    return question_words(language).union(known, _more_grammar().get(language, ()))


def question_words(language: str) -> frozenset[str]:
    """Of a language's words that ask, those that Stopwords ISO lacks; lower case."""
    return _more_grammar().get(f"{language} asks", frozenset())


@cache
def _more_grammar() -> Mapping[str, frozenset[str]]:
    lines = files("bot.articles").joinpath("more_grammar.txt").read_text("utf-8").splitlines()
    parted = (line.split(": ") for line in lines if not line.startswith("#"))
    return {key: frozenset(words.split()) for key, words in parted}


def _by_words(text: str, languages: tuple[str, ...]) -> str | None:
    counts = Counter(dict.fromkeys(languages, 0))
    known = _languages_with(languages)
    for word in _WORD.findall(text.lower()):
        counts.update(known.get(word, ()))
    best, count = counts.most_common(1)[0]
    return best if count else None


@cache
def _languages_with(languages: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Words of grammar → the languages that have them: a text has few words, a language many."""
    found: dict[str, tuple[str, ...]] = {}
    for language in languages:
        for word in grammar_words(language):
            found[word] = (*found.get(word, ()), language)
    return found
