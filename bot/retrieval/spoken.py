"""The candidates for 'What did X say?': X's own words, in the articles that speak of X."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from bot.articles.attribution import Attribution, speakers_of
from bot.articles.model import Article, Passage
from bot.articles.sentences import passages_of
from bot.retrieval.corpus import Corpus
from bot.retrieval.question import Question
from bot.retrieval.speech import may_speak, terms_of_name
from bot.retrieval.text.analysis import analyse, term_of

_ARTICLES = 8
"""The articles of the best candidates; more of them have little to do with the question."""
_MOST = 400
"""Passages; all of them are ranked."""
_LONGEST = 1_000
"""Passages of an article; of a longer one, only its candidates are looked at."""


def own_words(corpus: Corpus, name: str, found: NDArray[np.intp]) -> list[int]:
    """Return the positions of what `name` says, or of what it carries from others.

    `found` are candidates, best first: the articles that hold them are read whole, since a
    quotation over several sentences and 'she added' do not name their speaker.
    """
    places = corpus.index.places
    numbers = dict.fromkeys(
        int(places.article_of[places.paragraph_of[position]]) for position in found.tolist()
    )
    own: list[int] = []
    for number in list(numbers)[:_ARTICLES]:
        start, end = places.span_of_article(number)
        if end - start <= _LONGEST:
            attributions = _attributions_of(corpus.articles[number])
            own += [start + place for place, one in enumerate(attributions) if may_speak(name, one)]
    return own[:_MOST]


def shares_about(question: Question, passages: Sequence[Passage]) -> NDArray[np.float64]:
    """Return how much each passage says of what X is asked about: shares of its words."""
    about = frozenset(map(term_of, question.own_words)) - terms_of_name(question.asked.about)
    if not about:
        return np.zeros(len(passages))
    found = [len(about.intersection(analyse(one.text).terms)) / len(about) for one in passages]
    return np.asarray(found, dtype=np.float64)


@lru_cache(maxsize=256)
def _attributions_of(article: Article) -> Sequence[Attribution]:
    return speakers_of(passages_of(article))
