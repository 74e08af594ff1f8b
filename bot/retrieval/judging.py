"""The order of the candidates and how sure it is of each: one decision, in up to three stages.

Words propose and meaning proposes; where both leave it open, a reader reads the candidates. The
reader costs more than all before it, so it is not asked where the first candidate is far ahead or
where nothing comes near.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.retrieval.confidence import Evidence, Gatherer, confidence_of
from bot.retrieval.corpus import Corpus
from bot.retrieval.model import Span
from bot.retrieval.question import Question
from bot.retrieval.ranking import Ranking
from bot.retrieval.reading.model import Reading, Text

HOPELESS = 0.02
"""Below this confidence by words and meaning, no candidate is read."""

READ_AT_MOST = 16
"""Candidates that are read, the best by words and meaning."""


class Stage(StrEnum):
    """What decided."""

    WORDS = "words"
    MEANING = "meaning"
    READER = "reader"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is thought of one candidate.

    `passage` is its position in the corpus, `score` what it was ordered by; `span` are the
    characters that answer, if a reader told.
    """

    passage: int
    score: float
    confidence: float
    evidence: Evidence
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """The candidates best first, and the stage that decided."""

    candidates: tuple[Judgement, ...]
    stage: Stage


def judge(corpus: Corpus, ranking: Ranking, question: Question, *, top: int) -> Judged:
    """Judge the best `top` candidates of a ranking."""
    first = _by_rank(ranking, Gatherer(corpus, ranking, question), top)
    if ranking.cosines is None:
        return Judged(first, Stage.WORDS)
    if not first or first[0].confidence < HOPELESS:
        return Judged(first, Stage.MEANING)
    read = read_candidates(corpus, ranking, question)
    if read is None:
        return Judged(first, Stage.MEANING)
    return Judged((read + _unread(first[len(read) :], read))[:top], Stage.READER)


def read_candidates(
    corpus: Corpus, ranking: Ranking, question: Question
) -> tuple[Judgement, ...] | None:
    """All candidates that are read, best first; None if there is no reader, or no time."""
    if corpus.reader is None or ranking.cosines is None:
        return None
    read = ranking.passages[:READ_AT_MOST].tolist()
    passages = [corpus.passages[position] for position in read]
    texts = [Text(passage.heading, passage.text) for passage in passages]
    readings = corpus.reader.read(question.clause, texts)
    if readings is None:
        return None
    return _by_reading(ranking, Gatherer(corpus, ranking, question), readings)


def _unread(rest: Sequence[Judgement], read: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """The candidates that were not read: none is surer than one that was."""
    least = min((one.confidence for one in read), default=1.0)
    bounded = [min(least, one.confidence) for one in rest]
    kept = [
        replace(one, score=confidence, confidence=confidence)
        for one, confidence in zip(rest, bounded, strict=True)
    ]
    return tuple(sorted(kept, key=lambda one: -one.confidence))


def _by_rank(ranking: Ranking, gatherer: Gatherer, top: int) -> tuple[Judgement, ...]:
    found = zip(ranking.passages[:top].tolist(), ranking.scores[:top].tolist(), strict=True)
    judgements: list[Judgement] = []
    for place, (position, score) in enumerate(found):
        evidence = gatherer.evidence(place)
        judgements.append(Judgement(position, score, confidence_of(evidence), evidence))
    return tuple(judgements)


def _by_reading(
    ranking: Ranking, gatherer: Gatherer, readings: Sequence[Reading]
) -> tuple[Judgement, ...]:
    """All that was read, by the confidence with what the reader says."""
    judgements: list[Judgement] = []
    for place, reading in enumerate(readings):
        evidence = gatherer.evidence(place, reading)
        confidence = confidence_of(evidence)
        position = int(ranking.passages[place])
        judgements.append(Judgement(position, confidence, confidence, evidence, reading.span))
    return tuple(sorted(judgements, key=lambda one: (-one.confidence, one.passage)))
