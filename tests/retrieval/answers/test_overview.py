"""The gist of an article."""

from hypothesis import given
from hypothesis import strategies as st

from bot.articles.model import Article
from bot.retrieval.answers.overview import gist_of
from bot.retrieval.corpus import Corpus

FERRY = Article(
    "ferry.txt",
    "Ferry",
    (
        "The ferry to Saint Orra sails again after the storm broke the harbour wall.",
        "It sank two boats. The harbour wall and the ferry were repaired by the harbour board.",
        "A farmer sold sheep. The ferry and the harbour stay open in winter, the board said.",
    ),
)


def gist(article: Article, most: int = 3) -> list[str]:
    corpus = Corpus.build([article])
    return [one.text for one in gist_of(corpus.passages_in(article), most)]


def test_it_begins_with_the_lead_and_goes_on_with_central_sentences_in_order() -> None:
    assert gist(FERRY) == [
        FERRY.paragraphs[0],
        "The harbour wall and the ferry were repaired by the harbour board.",
        "The ferry and the harbour stay open in winter, the board said.",
    ]


def test_no_sentence_of_it_opens_with_a_pronoun() -> None:
    assert not any(text.startswith("It ") for text in gist(FERRY, most=5))


@given(st.lists(st.text("ab cd.“”", min_size=1, max_size=60), min_size=1, max_size=8))
def test_it_is_made_of_sentences_in_reading_order(paragraphs: list[str]) -> None:
    texts = tuple(text.strip() for text in paragraphs if text.strip())
    if not texts:
        return
    corpus = Corpus.build([Article("a.txt", "A", texts)])
    passages = list(corpus.passages_in(corpus.articles[0]))
    places = [passages.index(one) for one in gist_of(passages)]
    assert places == sorted(set(places))
