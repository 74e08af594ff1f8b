"""Question → Answer: retrieve, judge, attribute, verify."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.articles.model import Article, RelatedStory
from bot.config.model import DEFAULT_THRESHOLD
from bot.retrieval.answers.attributing import attribute
from bot.retrieval.answers.speaker_mark import asks_for_speaker, mark_speaker
from bot.retrieval.answers.standing import antecedents_of
from bot.retrieval.answers.verifying import flaw_of_passage, log_flaw, verified
from bot.retrieval.candidates.ranking import READ, rank
from bot.retrieval.candidates.spoken import SAID, is_said
from bot.retrieval.corpus import Corpus
from bot.retrieval.deciding.highlight import highlight
from bot.retrieval.deciding.judging import READ_AT_MOST, Judgement, judge
from bot.retrieval.model import Answer, Outcome, Quote, Span, Stage
from bot.retrieval.parsing.question_kinds import QuestionKind
from bot.retrieval.question import Question
from bot.retrieval.text.analysis import analyse, term_of

OFFERED_STORIES = 3
NEAR = {Stage.WORDS: 0.7, Stage.MEANING: 0.7, Stage.READER: 0.3}
"""The share of the threshold from which a passage that does not answer is shown as near, by the
stage that decided. If nothing is near in meaning, no passage is."""

MOST_NEAREST = 2

_WITHOUT_SPAN = frozenset(
    (QuestionKind.YES_NO, QuestionKind.OVERVIEW, QuestionKind.NEWS, QuestionKind.DEFINITION)
)
"""Kinds of question that no few words of a sentence answer."""


def answer(
    corpus: Corpus,
    question: Question,
    *,
    top: int = 3,
    threshold: float = DEFAULT_THRESHOLD,
    within: Article | None = None,
    read: int = READ_AT_MOST,
) -> Answer:
    """The best `top` passages for `question`, and whether they answer it.

    They do if the confidence reaches `threshold` (0 to 1). A greeting or a command is no
    question: its confidence is 0. A passage that does not stand in its article is left out and
    logged; if that is the best one, the confidence, which was about it, is 0 as well. Only
    passages of the article `within` are looked at, if one is given, and at most `read` are read.
    """
    # The whole way of one question: rank proposes candidates, judge orders them and says how sure
    # it is, quote_of attributes and verifies each, outcome_of decides how many are shown.
    span = corpus.span_of(within) if within else None
    most = max(READ, top)
    ranking = corpus.rankings.get(
        (question, most, span), lambda: rank(corpus, question, most=most, within=span)
    )
    judged = judge(corpus, ranking, question, top=top, read=read)
    found = [quote_of(corpus, question, one) for one in judged.candidates]
    # A passage that fails verification is dropped here, not shown with a warning: a wrong quote is
    # worse than none.
    quotes = tuple(quote for quote in found if quote)
    confidence = 0.0
    # The confidence is about the best candidate. If that one was dropped, the others may not
    # inherit it.
    if found and found[0] and question.asks:
        confidence = quotes[0].confidence
    # If nothing is near in meaning, 'nearest' would show something unrelated; only an answer may
    # pass.
    near = threshold if judged.is_far else NEAR[judged.stage] * threshold
    outcome, shown = outcome_of(quotes, threshold, near) if confidence else (Outcome.NONE, 0)
    if outcome is Outcome.ANSWER:
        related = quotes[0].passage.article.related[:OFFERED_STORIES]
    else:
        # No answer, so no article to take the stories from: the headlines nearest to the question
        # stand in.
        stories = corpus.stories.nearest(question.clause, OFFERED_STORIES)
        related = tuple(story for story in stories if _is_near(story, question))
    return Answer(
        question=question.text,
        outcome=outcome,
        confidence=confidence,
        quotes=quotes,
        related=related,
        corpus_version=corpus.version,
        message=question.message,
        clause=question.clause,
        stage=judged.stage,
        unknown=_unknown(corpus, question),
        shown=shown,
        asks=question.asks,
        needs_context=question.needs_context,
    )


def quote_of(corpus: Corpus, question: Question, judgement: Judgement) -> Quote | None:
    """Quote a candidate, marked if its reader or the form of its words says which of it answers."""
    span = None if question.asked.kind in _WITHOUT_SPAN else judgement.span

    def mark(text: str) -> Span | None:
        return span or highlight(question, text)

    quote = quote_at(corpus, judgement.passage, judgement.score, mark)
    if quote is None:
        return None
    if asks_for_speaker(question.clause):
        quote = mark_speaker(quote)
    said = SAID if is_said(question, quote.passage, quote.attribution) else 0.0
    # 'What did X say?' has hardly a word but X, so that models find it hopeless; whose words these
    # are is known from the attribution.
    confidence = max(judgement.confidence, said)
    return replace(quote, confidence=confidence, evidence=judgement.evidence)


def _unknown(corpus: Corpus, question: Question) -> tuple[str, ...]:
    """The words of a question that no passage has in any form."""
    words = dict(zip(question.analysis.words, question.analysis.terms, strict=True))
    return tuple(word for word, term in words.items() if term not in corpus.index.terms)


def _is_near(story: RelatedStory, question: Question) -> bool:
    """Whether a headline has at least half of what a question says by itself."""
    own = frozenset(map(term_of, question.own_words))
    return 2 * len(own.intersection(analyse(story.headline).terms)) >= len(own) > 0


def outcome_of(quotes: Sequence[Quote], threshold: float, near: float) -> tuple[Outcome, int]:
    """The outcome, and how many quotes are shown: those that answer, or a few that are near."""
    best = quotes[0].confidence if quotes else 0.0
    if best and best >= threshold:
        return Outcome.ANSWER, sum(1 for quote in quotes if quote.confidence >= threshold)
    if best and best >= near:
        return Outcome.NEAREST, min(MOST_NEAREST, len(quotes))
    return Outcome.NONE, 0


def quote_at(
    corpus: Corpus, position: int, score: float, mark: Callable[[str], Span | None]
) -> Quote | None:
    """Quote a passage, if it and all that is shown with it stand in the corpus's article.

    `mark` says which characters of its text answer. What does not stand there is logged.
    """
    passage = corpus.passages[position]
    article = corpus.article_at(position)
    if flaw := flaw_of_passage(passage, article):  # before anything is looked for around it
        log_flaw(passage, article, flaw)
        return None
    attribution = attribute(corpus.passages, position)
    before = antecedents_of(corpus.passages, position)
    quote = Quote(passage, score, attribution, mark(passage.text), before=before)
    return verified(quote, article, corpus.source_flaw)
