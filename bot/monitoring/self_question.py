"""The question that the bot asks itself, to know that its index still finds what is in it."""

from collections.abc import Callable
from random import Random

from bot.articles.model import Article
from bot.querylog.model import Place
from bot.retrieval.retriever import Retriever
from bot.service.answerer import Answerer, Request
from bot.service.understanding import has_own_words

_ARTICLES = 3
_SENTENCES = 5  # of an article, from its start, of which the longest is asked for
_TOP = 5


def answers_itself(
    corpus: Retriever, chance: Random, is_as_read: Callable[[Article], bool]
) -> bool:
    """Whether sentences come back word for word if they are asked for by their own words.

    Asks for one in each of a few articles, drawn by `chance`, and expects most of them. An article
    that is not what its file says is damaged if the file `is_as_read`; else it was edited, and is
    not asked for. Takes time, so not on an event loop.
    """
    articles = corpus.articles
    drawn = chance.sample(range(len(articles)), min(_ARTICLES, len(articles)))
    came_back = []
    for article in map(articles.__getitem__, drawn):
        if corpus.flaw_of(article) is None:
            came_back.append(_comes_back(corpus, article))
        elif is_as_read(article):
            return False
    return 2 * sum(came_back) >= len(came_back)


def _comes_back(corpus: Retriever, article: Article) -> bool:
    sentences = [one.text for one in corpus.passages_in(article)[:_SENTENCES]]
    sentence = max(sentences, key=len, default="")
    if not has_own_words(sentence):  # nothing to find it by
        return True
    # Unread: a reader looks nothing up, and its time is for people's questions.
    request = Request(sentence, _TOP, Place("terminal"), read=0)
    answer = Answerer(threshold=0.0).answer(corpus, request).answer
    return any(quote.passage.text == sentence for quote in answer.quotes)
