"""The candidates for 'What did X say?': X's own words, in the articles that speak of X."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from bot.articles.attribution import Attribution, speakers_of
from bot.articles.model import Article, Passage
from bot.articles.sentences import passages_of
from bot.retrieval.answers.attributing import attribute
from bot.retrieval.candidates.speech import (
    is_anybody,
    may_be_called,
    may_speak,
    speaks,
    speaks_below,
    terms_of_name,
)
from bot.retrieval.corpus import Corpus
from bot.retrieval.parsing.question_kinds import QuestionKind
from bot.retrieval.question import Question
from bot.retrieval.text.analysis import analyse, term_of

SAID = 0.9
"""The confidence in a passage that is said by the one who is asked about."""
_ENOUGH = 0.5
_ARTICLES = 8
"""The articles of the best candidates; more of them have little to do with the question."""
_MOST = 400
"""Passages; all of them are ranked."""
_LONGEST = 1_000
"""Passages of an article; of a longer one, only its candidates are looked at."""


def positions_said_by(corpus: Corpus, name: str, found: NDArray[np.intp]) -> list[int]:
    """Return the positions of what `name` says, or of what it carries from others.

    `found` are candidates, best first: the articles that hold them are read whole, since a
    quotation over several sentences and 'she added' do not name their speaker. An article that has
    no word of the name cannot name its bearer.
    """
    offsets = corpus.index.offsets
    numbers = dict.fromkeys(
        int(offsets.article_of[offsets.paragraph_of[position]]) for position in found.tolist()
    )
    naming = np.sort(corpus.index.terms.postings(terms_of_name(name)).documents)
    own: list[int] = []
    for number in list(numbers)[:_ARTICLES]:
        start, end = offsets.span_of_article(number)
        first, last = np.searchsorted(naming, (start, end)).tolist()
        # Attribution reads an article from start to end; of a book that would take seconds.
        if end - start <= _LONGEST and first < last:
            attributions = _attributions_of(corpus.articles[number])
            own += [
                place
                for place, one in enumerate(attributions, start)
                if may_speak(name, one) or speaks_below(name, corpus.passages[place])
            ]
    return own[:_MOST]


def is_said(question: Question, passage: Passage, attribution: Attribution) -> bool:
    """Whether X says a passage of which 'What did X say (about Y)?' asks, and speaks of Y there."""
    asked = question.asked
    if asked.kind is not QuestionKind.SPEECH:
        return False
    if not (speaks(asked.about, attribution) or speaks_below(asked.about, passage)):
        return False
    about = _words_about(question)
    return not about or bool(shares_about(question, [passage])[0] >= _ENOUGH)


def is_of_another(corpus: Corpus, name: str, position: int) -> bool:
    """Whether a passage tells its source, which is not called `name` anywhere in the article.

    Its own sentence may say so, or any that names the speaker: 'Malaysia's prime minister, Najib
    Razak, said …'.
    """
    passages = corpus.passages
    passage, attribution = passages[position], attribute(passages, position)
    speakers = (*attribution.said_by, *attribution.via)
    is_open = not speakers and attribution.neighbour is None
    if is_open or is_anybody(name) or may_speak(name, attribution):
        return False
    start, end = corpus.span_of(passage.article)
    surnames = [one.split()[-1] for one in speakers]
    read = (passages[at].text for at in range(start, min(end, start + _LONGEST)))
    naming = (text for text in read if any(surname in text for surname in surnames))
    return not any(may_be_called(name, text) for text in (passage.text, *naming))


def shares_about(question: Question, passages: Sequence[Passage]) -> NDArray[np.float64]:
    """Return how much each passage says of what X is asked about: shares of its words."""
    about = _words_about(question)
    if not about:
        return np.zeros(len(passages))
    found = [len(about.intersection(analyse(one.text).terms)) / len(about) for one in passages]
    return np.asarray(found, dtype=np.float64)


def _words_about(question: Question) -> frozenset[str]:
    """The terms of the Y of 'what did X say about Y'."""
    return frozenset(map(term_of, question.own_words)) - terms_of_name(question.asked.about)


@lru_cache(maxsize=256)
def _attributions_of(article: Article) -> Sequence[Attribution]:
    return speakers_of(passages_of(article))
