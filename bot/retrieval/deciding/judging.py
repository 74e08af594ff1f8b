"""The order of the candidates and how sure it is of each: one decision, in up to three stages.

Words and meaning propose candidates, and a reader reads them. The reader costs more than all before
it, so it reads only one paragraph if that is far ahead, and nothing if nothing comes near.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import regex

from bot.retrieval.candidates.ranking import Ranking
from bot.retrieval.corpus import Corpus
from bot.retrieval.deciding.confidence import Gatherer, confidence_of
from bot.retrieval.deciding.highlight import spelt_out
from bot.retrieval.model import Evidence, Span, Stage
from bot.retrieval.parsing.question_kinds import QuestionKind
from bot.retrieval.question import Question
from bot.retrieval.reading.model import Text
from bot.retrieval.text.analysis import words_of
from bot.retrieval.text.headings import heading_term, heading_terms

HOPELESS, FAR_IN_MEANING = 0.1, 0.33
"""Below this confidence by words and meaning, and this cosine of every candidate, nothing is read:
so are 9 of 10 questions about other things, and 1 of 40 that the articles answer."""

NEAR_IN_MEANING = 0.38
"""Below this cosine of every candidate, nothing is shown as nearest: 12 of 92 questions about other
things reach it, and 424 of 468 that the articles answer."""

NEAR_ELSEWHERE = 0.2
"""The same in other languages than English, whose model has other cosines."""

READ_AT_MOST = 6
"""Candidates that are read, the best by words and meaning; 16 put no more right ones first."""

SURE, AHEAD = 0.95, 1.0
"""From this confidence and margin on, only the paragraph of the first candidate is read: of 140
such questions that puts 106 right sentences first, to read them all 107, and to read none 86."""


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
    """The candidates best first, and the stage that decided.

    `is_far`: no candidate comes near in meaning, so that none is worth showing but as an answer.
    """

    candidates: tuple[Judgement, ...]
    stage: Stage
    is_far: bool = False


def judge(
    corpus: Corpus, ranking: Ranking, question: Question, *, top: int, read: int = READ_AT_MOST
) -> Judged:
    """Judge the best `top` candidates of a ranking, of which at most `read` are read."""
    # Every stage starts from this one, so that each has something to fall back on.
    gatherer = Gatherer(corpus, ranking, question)
    first = _by_rank(gatherer, top)
    # Before any model: a page of questions and answers says itself what answers what.
    if asked := _below_the_question(gatherer, first, read):
        return Judged(asked, Stage.WORDS)
    if ranking.cosines is None:
        return Judged(first, Stage.WORDS)
    likeness = float(ranking.cosines.max(initial=0.0))
    if ranking.elsewhere:  # the reader is trained on English alone
        return Judged(first, Stage.MEANING, likeness < NEAR_ELSEWHERE)
    is_far = likeness < NEAR_IN_MEANING
    if not first or (first[0].confidence < HOPELESS and likeness < FAR_IN_MEANING):
        return Judged(first, Stage.MEANING, is_far)
    if question.asked.kind is QuestionKind.DEFINITION:
        # The form of the words shows who is described; readers are trained on no such questions.
        return Judged(first, Stage.MEANING, is_far)
    is_ahead = first[0].confidence >= SURE and first[0].evidence.margin >= AHEAD
    # A margin above 0 marks the candidates of the leading paragraph; the reader then only picks the
    # sentence in it.
    places = np.flatnonzero(ranking.margins > 0) if is_ahead else np.arange(len(ranking.passages))
    readings = read_candidates(gatherer, places[:read].tolist())
    if not readings:
        return Judged(first, Stage.MEANING, is_far)
    # What was read and what was not are never compared by score: one is a probability, the other a
    # sum of weights.
    known = {one.passage for one in readings}
    rest = [one for one in first if one.passage not in known]
    return Judged((*readings, *_unread(rest, readings))[:top], Stage.READER, is_far)


def read_candidates(gatherer: Gatherer, places: Sequence[int]) -> tuple[Judgement, ...] | None:
    """The candidates at these places, read, best first; None if there is no reader, or no time."""
    corpus, ranking = gatherer.corpus, gatherer.ranking
    if corpus.reader is None or ranking.cosines is None or not places:
        return None
    passages = [corpus.passages[int(ranking.passages[place])] for place in places]
    texts = [Text(passage.heading, passage.text) for passage in passages]
    readings = corpus.reader.read(_in_full(gatherer.question.clause, texts), texts)
    if readings is None:
        return None
    judgements: list[Judgement] = []
    for place, reading in zip(places, readings, strict=True):
        evidence = gatherer.evidence(place, reading)
        confidence = confidence_of(evidence)
        position = int(ranking.passages[place])
        judgements.append(Judgement(position, confidence, confidence, evidence, reading.span))
    return tuple(sorted(judgements, key=lambda one: (-one.confidence, one.passage)))


def _in_full(clause: str, texts: Sequence[Text]) -> str:
    """A clause with names in place of their initials, as the texts write them.

    A reader cannot know that KCNA is the Korean Central News Agency.
    """
    words = frozenset(words_of(clause))
    for text in texts:
        for start, end in spelt_out(text.sentence, words):
            name = text.sentence[start:end]
            initials = "".join(word[0] for word in name.split() if word[0].isupper())
            clause = _word(initials).sub(name.replace("\\", r"\\"), clause)
    return clause


def _word(word: str) -> regex.Pattern[str]:
    return regex.compile(rf"(?i)\b{regex.escape(word)}\b")


def _below_the_question(
    gatherer: Gatherer, first: Sequence[Judgement], read: int
) -> tuple[Judgement, ...]:
    """The candidates, if a heading asks the very question: what stands below that answers it.

    The author of the page says so, and no reader knows better; but of several sentences there, a
    reader tells which comes first.
    """
    passages, ranked = gatherer.corpus.passages, gatherer.ranking.passages.tolist()
    term = heading_term(gatherer.question.clause)
    if term is None or term not in gatherer.corpus.index.terms:
        return ()
    places = [at for at, one in enumerate(ranked) if term in heading_terms(passages[one])]
    readings = (len(places) > 1 and read_candidates(gatherer, places[:read])) or ()
    known = {one.passage for one in readings}
    unread = [at for at in places[: len(first)] if ranked[at] not in known]
    below = (*readings, *(_by_words(gatherer, at) for at in unread))
    if not below:
        return ()
    found = {one.passage for one in below}
    answers = [replace(one, score=1.0, confidence=max(one.confidence, SURE)) for one in below]
    others = [one for one in first if one.passage not in found]
    others = [replace(one, score=0.0, confidence=min(one.confidence, SURE)) for one in others]
    return (*answers, *others)[: len(first)]


def _unread(rest: Sequence[Judgement], read: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """The candidates that were not read: none is surer than one that was."""
    least = min((one.confidence for one in read), default=1.0)
    bounded = [min(least, one.confidence) for one in rest]
    kept = [
        replace(one, score=confidence, confidence=confidence)
        for one, confidence in zip(rest, bounded, strict=True)
    ]
    return tuple(sorted(kept, key=lambda one: -one.confidence))


def _by_rank(gatherer: Gatherer, top: int) -> tuple[Judgement, ...]:
    return tuple(_by_words(gatherer, at) for at in range(len(gatherer.ranking.passages[:top])))


def _by_words(gatherer: Gatherer, place: int) -> Judgement:
    """The judgement of one candidate that is not read."""
    evidence, ranking = gatherer.evidence(place), gatherer.ranking
    passage, score = ranking.passages.item(place), ranking.scores.item(place)
    return Judgement(passage, score, confidence_of(evidence), evidence)
