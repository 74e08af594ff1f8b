"""How often characters are highlighted, and how often they are those of the answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.quality.dev_set import Gold
from bot.retrieval.answers.answering import answer
from bot.retrieval.corpus import Corpus
from bot.retrieval.model import Quote
from bot.retrieval.question import Question


@dataclass(frozen=True, slots=True)
class Highlights:
    """Counts of first sentences: all, highlighted, and with the answer in what is highlighted."""

    sentences: int
    given: int
    overlapping: int


def measure_highlights(corpus: Corpus, questions: Sequence[Gold]) -> dict[str, Highlights]:
    """Measure the first sentences of all questions, of the answered, and of the rightly found."""
    results = [(gold, answer(corpus, Question.parse(gold.question), top=1)) for gold in questions]
    found = [(gold, result.quotes[0], result.answered) for gold, result in results if result.quotes]
    return {
        "all": _count([(gold, quote) for gold, quote, _ in found]),
        "answered": _count([(gold, quote) for gold, quote, answered in found if answered]),
        "right": _count(
            [(gold, quote) for gold, quote, _ in found if gold.is_answered_by(quote.passage)]
        ),
    }


def _count(firsts: Sequence[tuple[Gold, Quote]]) -> Highlights:
    return Highlights(
        sentences=len(firsts),
        given=sum(quote.highlight is not None for _, quote in firsts),
        overlapping=sum(_is_overlapping(gold, quote) for gold, quote in firsts),
    )


def _is_overlapping(gold: Gold, quote: Quote) -> bool:
    passage = quote.passage
    if quote.highlight is None or not gold.is_answered_by(passage):
        return False
    start, end = (passage.start + each for each in quote.highlight)
    return start < gold.end and gold.start < end
