"""A question → terms: as a passage's, without the words of grammar of the question's language.

Only questions lose them. A passage keeps those that are not English, where being common makes them
weigh little; so a question whose language was not recognised is still found.
"""

from functools import cache

import regex

from bot.articles.languages import grammar_words, language_of
from bot.retrieval.analysis import Analysis, analyse, term_of, words_of

_UNSPACED = frozenset(("ja", "zh"))


def analyse_question(text: str) -> Analysis:
    """Everything of a question that is compared; all of it where nothing but grammar is in it."""
    language = language_of(text)
    if language is None or language == "en":
        return analyse(text)
    if language in _UNSPACED:
        parted = _runs_of_grammar(language).sub(" ", text)
        # One character left between two such runs is mostly a particle.
        words = tuple(word for word in words_of(parted) if len(word) > 1 or word.isdigit())
        spelt = words
    else:
        grammar = words_of_grammar(language)
        spelt = tuple(words_of(text))
        words = tuple(word for word in spelt if word not in grammar)
    return Analysis(tuple(map(term_of, words)), words, spelt) if words else analyse(text)


@cache
def words_of_grammar(language: str) -> frozenset[str]:
    """A language's words of grammar, spelt as `words_of` spells them."""
    spelt = (tuple(words_of(word)) for word in grammar_words(language))
    return frozenset(words[0] for words in spelt if len(words) == 1)


@cache
def _runs_of_grammar(language: str) -> regex.Pattern[str]:
    """What stands between words where no space does; one character alone may be half a word."""
    runs = [word for word in grammar_words(language) if len(word) > 1]
    longest_first = sorted(runs, key=lambda run: (-len(run), run))
    return regex.compile("|".join(map(regex.escape, longest_first)))
