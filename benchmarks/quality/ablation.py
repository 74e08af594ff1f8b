"""What each part of the ranking is worth: the figures with all of them, and with each left out.

python -m benchmarks.quality.ablation DATA_DIR
"""

import sys
from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path

from benchmarks.quality.dev_set import Gold, read_articles, read_questions
from bot.retrieval.analysis import analyse
from bot.retrieval.corpus import Corpus
from bot.retrieval.ranking import WEIGHTS, Weights, rank

_DEPTH = 10


def gold_ranks(corpus: Corpus, questions: Sequence[Gold], weights: Weights) -> list[int | None]:
    """The rank (from 1) of the sentence that answers each question; None below the first ten."""
    ranks: list[int | None] = []
    for question in questions:
        ranking = rank(corpus, analyse(question.question), question.question, weights)
        first = (corpus.passages[position] for position in ranking.passages[:_DEPTH])
        right = (n for n, passage in enumerate(first, 1) if question.is_answered_by(passage))
        ranks.append(next(right, None))
    return ranks


def _row(name: str, ranks: Sequence[int | None]) -> str:
    def within(depth: int) -> float:
        return sum(rank is not None and rank <= depth for rank in ranks) / len(ranks)

    mrr = sum(1 / rank for rank in ranks if rank) / len(ranks)
    return f"{name:20} {within(1):.4f} {within(3):.4f} {within(5):.4f} {mrr:.4f}\n"


def main(data: Path) -> None:
    """Prints one row with everything, then one for each part left out."""
    corpus, questions = Corpus.build(read_articles(data)), read_questions(data)
    say = sys.stdout.write
    say(f"{'':20} P@1    R@3    R@5    MRR@10\n")
    say(_row("everything", gold_ranks(corpus, questions, WEIGHTS)))
    for part in fields(Weights):
        weights = replace(WEIGHTS, **{part.name: 0.0})
        say(_row(f"without {part.name}", gold_ranks(corpus, questions, weights)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
