"""A question → terms: as a passage's, without the words of grammar of the question's language.

Only questions lose them. A passage keeps those that are not English, where being common makes them
weigh little; so a question whose language was not recognised is still found.
"""

from dataclasses import dataclass
from functools import cache

import regex

from bot.articles.languages import grammar_words, language_of
from bot.retrieval.text.analysis import Analysis, analyse, term_of, words_of

_UNSPACED = frozenset(("ja", "zh"))


@dataclass(frozen=True, slots=True)
class QuestionAnalysis:
    """A question's terms, and its `content`: the words that are not grammar in its language."""

    analysis: Analysis
    content: tuple[str, ...]


def analyse_question(text: str) -> QuestionAnalysis:
    """Everything of a question that is compared; all of it where nothing but grammar is in it."""
    language = language_of(text)
    plain = analyse(text)
    if language is None or language == "en":
        return QuestionAnalysis(plain, plain.words)
    words = _content_words(text, language)
    if not words:
        return QuestionAnalysis(plain, ())
    spelt = words if language in _UNSPACED else plain.spelt
    return QuestionAnalysis(Analysis(tuple(map(term_of, words)), words, spelt), words)


def _content_words(text: str, language: str) -> tuple[str, ...]:
    if language in _UNSPACED:
        words = words_of(_runs_of_grammar(language).sub(" ", text))
        return tuple(word for word in words if word.isdigit() or not _is_grammar(word, language))
    grammar = words_of_grammar(language)
    return tuple(word for word in words_of(text) if word not in grammar)


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
