"""Headlines to offer where nothing answers."""

import pytest

from bot.articles.model import RelatedStory
from bot.retrieval.answers.answering import answer
from bot.retrieval.corpus import Corpus
from bot.retrieval.index.stories import nearest_stories
from bot.retrieval.question import Question
from tests.retrieval.conftest import article_of

BOTH = RelatedStory("Ferry workers vote on harbour strike")
FERRY = RelatedStory("Ferry sails again", "The Gazette", "https://example.org/ferry")
OTHER = RelatedStory("Orchards blossom")


@pytest.fixture
def corpus() -> Corpus:
    return Corpus.build(
        [
            article_of("The wall fell.", name="a.txt", related=[OTHER, FERRY]),
            article_of("The sea rose.", name="b.txt", related=[BOTH, FERRY]),
        ]
    )


def test_the_headline_that_shares_most_is_first(corpus: Corpus) -> None:
    assert nearest_stories(corpus.articles, "harbour ferry strike", 3) == (BOTH, FERRY)


def test_a_headline_that_is_listed_twice_is_offered_once(corpus: Corpus) -> None:
    assert nearest_stories(corpus.articles, "when does the ferry sail", 5).count(FERRY) == 1


def test_a_headline_without_a_shared_term_is_not_offered(corpus: Corpus) -> None:
    assert nearest_stories(corpus.articles, "what does a violin cost", 3) == ()


def test_no_more_than_the_limit_are_offered(corpus: Corpus) -> None:
    assert len(nearest_stories(corpus.articles, "ferry", 1)) == 1
    assert nearest_stories(corpus.articles, "ferry", 0) == ()


def test_headlines_that_fit_equally_come_in_the_order_of_the_articles() -> None:
    stories = [RelatedStory(f"Ferry {place}") for place in ("north", "south", "west")]
    corpus = Corpus.build([article_of("The wall fell.", related=stories)])
    assert nearest_stories(corpus.articles, "ferry", 3) == tuple(stories)


def test_a_corpus_without_stories_offers_none() -> None:
    assert nearest_stories([article_of("The ferry sank.")], "ferry", 3) == ()
    assert nearest_stories([], "ferry", 3) == ()


def test_a_related_story_never_answers(corpus: Corpus) -> None:
    result = answer(
        corpus, Question.parse("When do ferry workers vote on the harbour strike?"), threshold=0
    )
    assert all("Ferry" not in quote.passage.text for quote in result.quotes)
    assert result.quotes == ()
    assert result.related == (BOTH,)  # FERRY has less than half of the words


def test_an_answer_offers_the_stories_of_its_article(news_corpus: Corpus) -> None:
    result = answer(news_corpus, Question.parse("When will the Tarnwick ferry sail again?"))
    assert result.answered
    article = result.quotes[0].passage.article
    assert result.related == article.related[:3]
    assert result.related
