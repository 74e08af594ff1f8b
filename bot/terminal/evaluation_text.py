"""The result of an evaluation: a table of hits and misses, and the totals."""

import math
from collections import Counter
from collections.abc import Iterator

from bot.common.wording import write_count
from bot.evaluation.judging import DEPTH
from bot.evaluation.model import Evaluation, Judgement, Verdict
from bot.retrieval.retriever import Retriever
from bot.terminal.answer_text import make_paragraph
from bot.terminal.style import Style

_HIT, _MISS = "hit ", "MISS"
_PLACES = (
    *("first", "second", "third", "fourth", "fifth"),
    *("sixth", "seventh", "eighth", "ninth", "tenth"),
)
_MISSES = (
    (Verdict.LOWER, "with another sentence first"),
    (Verdict.ELSEWHERE, "with other sentences only"),
    (Verdict.SILENT, "silent"),
    (Verdict.NO_QUESTION, "not recognised as a question"),
    (Verdict.DIVIDED, "with a phrase that spans sentences"),
    (Verdict.ABSENT, "with a phrase in no article"),
    (Verdict.ANSWERED, "answered"),
)


def render_evaluation(
    evaluation: Evaluation, corpus: Retriever, at_least: float, style: Style
) -> str:
    """Render a row for each question, with its confidence, the reason of a miss, and the totals.

    `at_least` is the required share, 0 to 1.
    """
    articles = write_count(len(corpus.articles), "article")
    sentences = write_count(len(corpus.passages), "sentence")
    asked = write_count(len(evaluation.judgements), "question")
    head = (
        f"{asked}, asked about {articles} with {sentences}. An answer needs a confidence of"
        f" {evaluation.threshold:.2f}."
    )
    rows = (_render_row(each, evaluation.threshold, style) for each in evaluation.judgements)
    sums = (make_paragraph(line, style) for line in _sum_lines(evaluation, at_least))
    return "\n".join([make_paragraph(head, style), "", *rows, "", *sums])


def write_reason(judgement: Judgement, threshold: float) -> str:
    """Say in a phrase why a question is a hit or a miss."""
    confidence = f"confidence {_write_confidence(judgement)} < {threshold:.2f}"
    match judgement.verdict:
        case Verdict.RIGHT:
            return "the first sentence is right"
        case Verdict.RIGHTLY_SILENT:
            return "silent, as expected"
        case Verdict.LOWER | Verdict.ELSEWHERE:
            return _write_place(judgement)
        case Verdict.SILENT if judgement.rank == 1:
            return f"silent: the nearest sentence is right, {confidence}"
        case Verdict.SILENT:
            return f"silent: {_write_place(judgement)}, {confidence}"
        case Verdict.NO_QUESTION:
            return (
                "silent: it looks like a greeting, a command, a single word, or a follow-up"
                " question without a topic of its own"
            )
        case Verdict.DIVIDED:
            return "the phrase spans the end of a sentence; shorten it"
        case Verdict.ABSENT:
            return "the phrase is in no article: is it mistyped, or is the article not loaded?"
        case Verdict.ANSWERED:
            return "answered, although no answer is expected"


def _write_place(judgement: Judgement) -> str:
    if judgement.rank is not None:
        return f"the right sentence is {_PLACES[judgement.rank - 1]}"
    if len(judgement.answer.quotes) < DEPTH:  # then these are all that have anything in common
        return "the right sentence shares no word with the question"
    return "the right sentence is not among the first ten"


def _render_row(judgement: Judgement, threshold: float, style: Style) -> str:
    label = f"{_HIT if judgement.is_hit else _MISS}  {_write_confidence(judgement)}  "
    indent = " " * len(label)
    row = make_paragraph(judgement.expectation.question, style, first=label, rest=indent)
    if judgement.is_hit:
        return row
    lines = [
        make_paragraph(line, style, first=indent, rest=indent)
        for line in _reason_lines(judgement, threshold)
    ]
    return "\n".join([style.bold(_MISS) + row.removeprefix(_MISS), *lines])


def _write_confidence(judgement: Judgement) -> str:
    """Write the confidence rounded down, so that it never looks higher than the threshold."""
    return f"{math.floor(judgement.answer.confidence * 100 + 1e-9) / 100:.2f}"


def _reason_lines(judgement: Judgement, threshold: float) -> Iterator[str]:
    """Yield the reason, and the sentence that was shown instead of a right one."""
    reason = f"line {judgement.expectation.line}: {write_reason(judgement, threshold)}"
    has_right = judgement.verdict not in (Verdict.ABSENT, Verdict.DIVIDED)
    if judgement.answer.answered and has_right:
        passage = judgement.answer.quotes[0].passage
        yield f"{reason}; the answer was"
        yield f"«{passage.text}» — {passage.article.name}, paragraph {passage.paragraph}"
    else:
        yield reason


def _sum_lines(evaluation: Evaluation, at_least: float) -> Iterator[str]:
    for is_answerable, kind, expected in (
        (True, "Questions with an answer", "right"),
        (False, "Questions without one", "silent"),
    ):
        judged = evaluation.of_kind(is_answerable=is_answerable)
        if judged:
            hits = sum(judgement.is_hit for judgement in judged)
            parts = [f"{hits} of {len(judged)} {expected}", *_counted_misses(judged)]
            yield f"{kind}: {', '.join(parts)}."
    hits, asked, needed = evaluation.hits, len(evaluation.judgements), evaluation.needed(at_least)
    sum_ = f"{hits} of {asked} as expected"
    yield f"{sum_}." if hits >= needed else f"{sum_}; at least {needed} are required."


def _counted_misses(judged: tuple[Judgement, ...]) -> Iterator[str]:
    counts = Counter(judgement.verdict for judgement in judged)
    for verdict, words in _MISSES:
        if counts[verdict]:
            yield f"{counts[verdict]} {words}"
