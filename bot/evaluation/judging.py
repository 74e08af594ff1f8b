"""Asks the questions and compares each answer with its expectation."""

from collections.abc import Callable, Iterable
from unicodedata import normalize

from bot.evaluation.model import Evaluation, Expectation, Judgement, Verdict
from bot.querylog.model import Place
from bot.retrieval.model import Answer
from bot.retrieval.retriever import Retriever
from bot.service.answerer import Answerer, Request

DEPTH = 10
"""How many sentences are searched for the right one."""

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛ʼ`´′", "'"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "\u00ad": None,
    }
)


def evaluate(
    corpus: Retriever, expectations: Iterable[Expectation], *, threshold: float
) -> Evaluation:
    """Ask each question of the corpus; `threshold` (0 to 1) as for `Answerer`."""
    answerer = Answerer(threshold)
    judgements = tuple(judge(corpus, each, answerer) for each in expectations)
    return Evaluation(judgements, threshold)


def judge(corpus: Retriever, expectation: Expectation, answerer: Answerer) -> Judgement:
    """Ask one question and judge the answer.

    A sentence is right if it contains one of the phrases; case, white space and the kind of
    quotation marks, apostrophes and dashes do not count.
    """
    request = Request(expectation.question, DEPTH, Place("terminal"))
    result = answerer.answer(corpus, request).answer
    if not expectation.phrases:
        verdict = Verdict.ANSWERED if result.answered else Verdict.RIGHTLY_SILENT
        return Judgement(expectation, result, verdict)
    is_right = _matcher(expectation.phrases)
    texts = (quote.passage.text for quote in result.quotes)
    rank = next((place for place, text in enumerate(texts, 1) if is_right(text)), None)
    # A phrase that no article has is a fault of the file of questions, not of the answer.
    flaw = _flaw_of_phrases(corpus, is_right) if rank is None else None
    return Judgement(expectation, result, flaw or _verdict(result, rank), rank)


def _verdict(result: Answer, rank: int | None) -> Verdict:
    """Judge the answer to a question that some sentence of the corpus answers."""
    if not result.answered:
        is_whole = result.asks and not result.needs_context
        return Verdict.SILENT if is_whole else Verdict.NO_QUESTION
    if rank is None:
        return Verdict.ELSEWHERE
    return Verdict.RIGHT if rank == 1 else Verdict.LOWER


def _flaw_of_phrases(corpus: Retriever, is_right: Callable[[str], bool]) -> Verdict | None:
    """Say why no sentence can be right; None if one could be."""
    if any(is_right(passage.text) for passage in corpus.passages):
        return None
    paragraphs = (paragraph for article in corpus.articles for paragraph in article.paragraphs)
    return Verdict.DIVIDED if any(map(is_right, paragraphs)) else Verdict.ABSENT


def _matcher(phrases: Iterable[str]) -> Callable[[str], bool]:
    """Return a test of whether a text contains one of the phrases."""
    plain = [_in_plain(phrase) for phrase in phrases]
    return lambda text: any(phrase in _in_plain(text) for phrase in plain)


def _in_plain(text: str) -> str:
    """Normalise a text: drop or replace the characters that people type differently."""
    return " ".join(normalize("NFKC", text.translate(_PLAIN)).casefold().split())
