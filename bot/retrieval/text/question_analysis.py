"""A question → terms: as a passage's, without the words of grammar of the question's language.

Only questions lose them. A passage keeps those that are not English, where being common makes them
weigh little; so a question whose language was not recognised is still found.
"""

from functools import cache, lru_cache

import regex

from bot.articles.languages import grammar_words, language_of
from bot.retrieval.text.analysis import Analysis, analyse, term_of, words_of

_UNSPACED = frozenset(("ja", "zh"))


@lru_cache(maxsize=64)  # what comes of a question is told from it in several places
def analyse_question(text: str) -> Analysis:
    """Everything of a question that is compared; all of it where nothing but grammar is in it."""
    language = _language(text)
    words = content_words(text)
    if language is None or language == "en" or not words:
        return analyse(text)
    spelt = words if language in _UNSPACED else words_of(text)
    return Analysis(tuple(map(term_of, words)), words, spelt)


@lru_cache(maxsize=64)
def content_words(text: str) -> tuple[str, ...]:
    """The words of a question but for those of its language's grammar."""
    language = _language(text)
    if language is None or language == "en":
        return analyse(text).words
    if language in _UNSPACED:
        parted = _runs_of_grammar(language).sub(" ", text)
        words = words_of(parted)
        return tuple(word for word in words if word.isdigit() or not _is_grammar(word, language))
    grammar = words_of_grammar(language)
    return tuple(word for word in words_of(text) if word not in grammar)


@lru_cache(maxsize=64)
def _language(text: str) -> str | None:
    return language_of(text)


@cache
def words_of_grammar(language: str) -> frozenset[str]:
    """A language's words of grammar, spelt as `words_of` spells them."""
    spelt = (words_of(word) for word in grammar_words(language))
    return frozenset(words[0] for words in spelt if len(words) == 1)


def _is_grammar(pair: str, language: str) -> bool:
    """Whether a pair is grammar by both halves; one character left alone is mostly a particle."""
    return len(pair) == 1 or all(half in grammar_words(language) for half in pair)


@cache
def _runs_of_grammar(language: str) -> regex.Pattern[str]:
    """What stands between words where no space does; one character alone may be half a word."""
    runs = [word for word in grammar_words(language) if len(word) > 1]
    longest_first = sorted(runs, key=lambda run: (-len(run), run))
    return regex.compile("|".join(map(regex.escape, longest_first)))
