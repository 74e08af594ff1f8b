import pytest
from rich.cells import cell_len

from bot.articles.model import Article, Passage
from bot.evaluation.model import Evaluation, Expectation, Judgement, Verdict
from bot.retrieval.model import Answer, Attribution, Outcome, Quote
from bot.retrieval.retriever import CorpusRetriever
from bot.terminal.evaluation_text import render_evaluation, write_reason
from bot.terminal.style import Style

SENTENCE = "The bridge over the Vltava opened on Monday, the mayor said. "
ARTICLE = Article("bridge.txt", "The bridge opens", (SENTENCE * 4,))


def judgement_of(
    verdict: Verdict,
    *,
    rank: int | None = None,
    confidence: float = 0.4,
    answered: bool = False,
    quotes: int = 1,
) -> Judgement:
    end = len(ARTICLE.paragraphs[0]) - 1
    quote = Quote(Passage(ARTICLE, 1, 1, 0, end), 1.0, Attribution())
    expectation = Expectation("When did the bridge open, and what did it cost? " * 3, ("x",), 7)
    outcome = Outcome.ANSWER if answered else Outcome.NONE
    answer = Answer(expectation.question, outcome, confidence, (quote,) * quotes, (), "v")
    return Judgement(expectation, answer, verdict, rank)


@pytest.mark.parametrize(
    ("verdict", "rank", "reason"),
    [
        (Verdict.SILENT, 1, "silent: the nearest sentence is right, confidence 0.40 < 0.59"),
        (Verdict.SILENT, 2, "silent: the right sentence is second, confidence 0.40 < 0.59"),
        (Verdict.SILENT, None, "silent: the right sentence is not among the first ten, confidence"),
        (Verdict.LOWER, 3, "the right sentence is third"),
        (Verdict.LOWER, 10, "the right sentence is tenth"),
        (Verdict.ELSEWHERE, None, "the right sentence is not among the first ten"),
    ],
)
def test_a_reason_says_where_the_right_sentence_is(
    verdict: Verdict, rank: int | None, reason: str
) -> None:
    judgement = judgement_of(verdict, rank=rank, quotes=10)
    assert write_reason(judgement, 0.59).startswith(reason)


def test_a_right_sentence_that_was_not_even_found_shares_no_word() -> None:
    judgement = judgement_of(Verdict.ELSEWHERE, quotes=9)
    assert write_reason(judgement, 0.59) == "the right sentence shares no word with the question"


@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_has_a_reason(verdict: Verdict) -> None:
    assert write_reason(judgement_of(verdict, rank=2), 0.59)


def test_a_confidence_just_below_the_threshold_is_seen_to_be_below() -> None:
    reason = write_reason(judgement_of(Verdict.SILENT, rank=1, confidence=0.5899), 0.59)
    assert "0.58 < 0.59" in reason


def test_it_fits_a_terminal_and_only_misses_are_bold() -> None:
    evaluation = Evaluation(
        (
            judgement_of(Verdict.RIGHT, rank=1, answered=True),
            judgement_of(Verdict.LOWER, rank=3, answered=True),
            judgement_of(Verdict.SILENT, rank=1),
            judgement_of(Verdict.ABSENT, answered=True),
        ),
        0.59,
    )
    corpus = CorpusRetriever.build([ARTICLE])
    plain = render_evaluation(evaluation, corpus, 1.0, Style(width=80))
    assert all(cell_len(line) <= 80 for line in plain.splitlines())
    weighted = render_evaluation(evaluation, corpus, 1.0, Style(80, is_weighted=True))
    assert weighted.count("\x1b[1mMISS\x1b[22m") == 3
    assert weighted.replace("\x1b[1m", "").replace("\x1b[22m", "") == plain


def test_the_sentence_given_instead_is_quoted_only_where_another_is_right() -> None:
    corpus = CorpusRetriever.build([ARTICLE])
    for verdict, count in ((Verdict.LOWER, 1), (Verdict.ABSENT, 0), (Verdict.DIVIDED, 0)):
        evaluation = Evaluation((judgement_of(verdict, rank=3, answered=True),), 0.59)
        assert render_evaluation(evaluation, corpus, 1.0, Style()).count("«The bridge") == count
