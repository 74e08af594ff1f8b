import pytest

from bot.articles.model import Article
from bot.evaluation.judging import evaluate, judge
from bot.evaluation.model import Evaluation, Expectation, Verdict
from bot.retrieval.retriever import CorpusRetriever
from bot.service.answerer import Answerer

PARAGRAPHS = (
    "The bridge over the Vltava opened on Monday. It’s “a wonder,” Mayor Novak said.",
    "The bridge cost nine million euros. Two ferries on the Vltava stopped — for ever.",
)


@pytest.fixture
def corpus() -> CorpusRetriever:
    bridge = Article("bridge.txt", "The bridge opens", PARAGRAPHS)
    zebras = Article("zebras.txt", "Zebras at dusk", ("Zebras graze by the lake.",))
    return CorpusRetriever.build([bridge, zebras])


def verdict_of(
    corpus: CorpusRetriever, question: str, *phrases: str, threshold: float = 0.59
) -> tuple[Verdict, int | None]:
    judgement = judge(corpus, Expectation(question, phrases, 1), Answerer(threshold))
    return judgement.verdict, judgement.rank


COST = "What did the bridge cost?"
COST_PHRASE = "nine million euros"


def test_a_phrase_in_the_first_sentence_is_right(corpus: CorpusRetriever) -> None:
    assert verdict_of(corpus, COST, COST_PHRASE) == (Verdict.RIGHT, 1)


def test_any_of_several_phrases_will_do(corpus: CorpusRetriever) -> None:
    assert verdict_of(corpus, COST, "ten million", COST_PHRASE) == (Verdict.RIGHT, 1)


@pytest.mark.parametrize(
    "phrase",
    ["NINE million", "nine\u00a0million", "cost  nine"],
)
def test_case_and_white_space_of_a_phrase_do_not_count(
    corpus: CorpusRetriever, phrase: str
) -> None:
    assert verdict_of(corpus, COST, phrase) == (Verdict.RIGHT, 1)


@pytest.mark.parametrize(
    ("question", "phrase"),
    [
        ("Did Mayor Novak say that it is a wonder?", "It's"),
        ("Did Mayor Novak say that it is a wonder?", 'it’s "a wonder," mayor'),
        ("Which ferries on the Vltava stopped?", "stopped - for ever"),
    ],
)
def test_a_phrase_may_be_typed_with_plain_quotes_and_dashes(
    corpus: CorpusRetriever, question: str, phrase: str
) -> None:
    assert verdict_of(corpus, question, phrase) == (Verdict.RIGHT, 1)


def test_a_right_sentence_below_another_has_its_rank(corpus: CorpusRetriever) -> None:
    judgement = judge(corpus, Expectation(COST, ("opened on Monday",), 1), Answerer(0.59))
    assert judgement.verdict is Verdict.LOWER
    assert judgement.rank is not None
    assert judgement.rank > 1
    assert "opened on Monday" in judgement.answer.quotes[judgement.rank - 1].passage.text


def test_a_right_sentence_that_shares_no_word_is_not_found(corpus: CorpusRetriever) -> None:
    assert verdict_of(corpus, COST, "Zebras graze") == (Verdict.ELSEWHERE, None)


def test_silence_keeps_the_rank_of_the_right_sentence(corpus: CorpusRetriever) -> None:
    assert verdict_of(corpus, COST, COST_PHRASE, threshold=1) == (Verdict.SILENT, 1)
    assert verdict_of(corpus, COST, "Two ferries", threshold=1)[0] is Verdict.SILENT


def test_a_command_is_told_to_be_no_question(corpus: CorpusRetriever) -> None:
    assert verdict_of(corpus, "/cost euros", COST_PHRASE) == (Verdict.NO_QUESTION, 1)


def test_a_question_that_only_goes_on_from_another_is_told_to_be_none() -> None:
    cost = Article("cost.txt", "The bridge", ("It cost nine million euros.",))
    articles = [cost, Article("rain.txt", "Weather", ("Rain fell.",))]
    corpus = CorpusRetriever.build(articles)
    assert verdict_of(corpus, "What did it cost?", COST_PHRASE) == (Verdict.NO_QUESTION, 1)


def test_a_phrase_in_no_article_is_told_whatever_was_answered(corpus: CorpusRetriever) -> None:
    assert verdict_of(corpus, COST, "nine milion euros") == (Verdict.ABSENT, None)
    assert verdict_of(corpus, "Who is the goalkeeper?", "Neuer") == (Verdict.ABSENT, None)


def test_a_phrase_over_the_end_of_a_sentence_is_told(corpus: CorpusRetriever) -> None:
    assert verdict_of(corpus, COST, "euros. Two ferries") == (Verdict.DIVIDED, None)


def test_silence_is_right_where_no_answer_is_expected(corpus: CorpusRetriever) -> None:
    assert verdict_of(corpus, "Who is the goalkeeper?") == (Verdict.RIGHTLY_SILENT, None)
    assert verdict_of(corpus, COST) == (Verdict.ANSWERED, None)


def test_only_what_came_as_expected_is_a_hit(corpus: CorpusRetriever) -> None:
    evaluation = evaluate(
        corpus,
        [
            Expectation(COST, (COST_PHRASE,), 1),
            Expectation(COST, ("nine milion",), 3),
            Expectation("Who is the goalkeeper?", (), 5),
            Expectation(COST, (), 7),
        ],
        threshold=0.59,
    )
    assert [judgement.is_hit for judgement in evaluation.judgements] == [True, False, True, False]
    assert evaluation.hits == 2
    assert len(evaluation.of_kind(is_answerable=False)) == 2


@pytest.mark.parametrize(
    ("share", "needed"), [(0, 0), (0.1, 1), (0.7, 7), (0.71, 8), (0.9, 9), (1, 10)]
)
def test_the_least_number_that_is_a_share_is_exact(
    corpus: CorpusRetriever, share: float, needed: int
) -> None:
    one = judge(corpus, Expectation(COST, (COST_PHRASE,), 1), Answerer(0.59))
    assert Evaluation((one,) * 10, 0.59).needed(share) == needed
