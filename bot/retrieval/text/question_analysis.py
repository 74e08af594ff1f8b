"""Question → terms: as for passages, without the stop words of the question's own language.

Passages keep stop words that are not English; being common, they weigh little. So a question in a
language that was not recognised still finds passages.
"""

from dataclasses import dataclass
from functools import cache

import regex

from bot.articles.languages import grammar_words, language_of
from bot.retrieval.text.analysis import Analysis, analyse, term_of, words_of

_UNSPACED = frozenset(("ja", "zh"))


@dataclass(frozen=True, slots=True)
class QuestionAnalysis:
    """A question's terms, its `content`, the words that are not stop words, and its language."""

    analysis: Analysis
    content: tuple[str, ...]
    language: str | None


def analyse_question(text: str) -> QuestionAnalysis:
    """Analyse a question; if it has only stop words, these are kept."""
    language = language_of(text)
    plain = analyse(text)
    if language is None or language == "en":
        return QuestionAnalysis(plain, plain.words, language)
    words = _content_words(text, language)
    # Nothing but grammar: better to search for that than for nothing.
    if not words:
        return QuestionAnalysis(plain, (), language)
    # Without spaces, pairs of particles would match any passage by spelling.
    spelt = words if language in _UNSPACED else plain.spelt
    analysis = Analysis(tuple(map(term_of, words)), words, spelt)
    return QuestionAnalysis(analysis, words, language)


def _content_words(text: str, language: str) -> tuple[str, ...]:
    if language in _UNSPACED:
        words = words_of(_runs_of_grammar(language).sub(" ", text))
        return tuple(word for word in words if word.isdigit() or not _is_grammar(word, language))
    grammar, plain = words_of_grammar(language), " ".join(words_of(text))
    return tuple(
        w for w in _phrases_of_grammar(language).sub("", plain).split() if w not in grammar
    )


@cache
def words_of_grammar(language: str) -> frozenset[str]:
    """A language's stop words, normalised as by `words_of`."""
    spelt = (words_of(word) for word in grammar_words(language))
    return frozenset(words[0] for words in spelt if len(words) == 1)


@cache
def _phrases_of_grammar(language: str) -> regex.Pattern[str]:
    """Stop words of several words, as Vietnamese has, normalised as by `words_of`."""
    spelt = (" ".join(words_of(phrase)) for phrase in grammar_words(language) if " " in phrase)
    longest_first = sorted(spelt, key=lambda phrase: (-len(phrase), phrase))
    return regex.compile(rf"\b(?:{'|'.join(longest_first)})\b" if longest_first else r"(?!)")


def _is_grammar(pair: str, language: str) -> bool:
    """Whether both halves of a pair are stop words; a single character is mostly a particle."""
    return len(pair) == 1 or all(half in grammar_words(language) for half in pair)


@cache
def _runs_of_grammar(language: str) -> regex.Pattern[str]:
    """Stop words that part words in scripts without spaces; one character may be half a word."""
    runs = [word for word in grammar_words(language) if len(word) > 1]
    longest_first = sorted(runs, key=lambda run: (-len(run), run))
    return regex.compile("|".join(map(regex.escape, longest_first)))
