"""Paragraphs with questions → units of training: what the reader reads, and what is right there.

Half and more of the units are pairs, the way the bot reads: a question with one sentence and its
title, next to sentences that look alike and do not answer, of the same article or of others, with
their own titles. The others are several consecutive sentences, with the answering one, without it,
or from elsewhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, groupby
from random import Random

from training.examples import SETS, Asked, Paragraph
from training.lookalikes import Lookalikes
from training.near_misses import Swaps, near_miss
from training.noise import Noise, as_typed
from training.yes_no import yes_no

MOST_SENTENCES = 8
_CANDIDATES = 12  # lookalikes to draw from


@dataclass(frozen=True, slots=True)
class Window:
    """A question with what is read for it, and the indexes of the sentences that answer."""

    question: str
    title: str
    sentences: tuple[str, ...]
    answering: tuple[int, ...] = ()
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """Windows that are trained on together; if `ranked`, the first answers best of them."""

    windows: tuple[Window, ...]
    ranked: bool = False


@dataclass(frozen=True, slots=True)
class Mixture:
    """How often each kind of unit and of question is drawn, as a probability."""

    pairs: float = 0.5
    lookalikes: int = 2
    strangers: float = 0.3
    swapped: float = 0.25
    yes_no: float = 0.08
    titled: float = 0.8
    withheld: float = 0.22
    elsewhere: float = 0.1
    noise: Noise = field(default_factory=Noise)


@dataclass(frozen=True, slots=True)
class _Place:
    """A question in its paragraph, in its article."""

    article: tuple[Paragraph, ...]
    paragraph: Paragraph
    asked: Asked


class Windows:
    """Draws units from paragraphs, each by a random number generator of its own."""

    def __init__(self, paragraphs: Sequence[Paragraph], mixture: Mixture = Mixture()) -> None:
        self._mixture = mixture
        in_order = sorted(paragraphs, key=lambda one: one.article)
        self.places = tuple(
            _Place(article, paragraph, asked)
            for _, group in groupby(in_order, key=lambda one: one.article)
            for article in [tuple(group)]
            for paragraph in article
            for asked in paragraph.questions
        )
        weights = (SETS.get(one.paragraph.article.split("/")[0], 1.0) for one in self.places)
        self._cumulative = tuple(accumulate(weights))
        questions = [place.asked.text for place in self.places]
        self._swaps = Swaps.of(questions)
        self._alike = Lookalikes(paragraphs)

    def draw(self, rng: Random) -> Unit:
        """A unit for one question."""
        (place,) = rng.choices(self.places, cum_weights=self._cumulative)
        if not place.asked.answering:
            return self._unanswerable(place, rng)
        place = self._rephrased(place, rng)
        if rng.random() < self._mixture.pairs:
            return self._pairs(place, rng)
        return Unit((self._several(place, rng),))

    def _rephrased(self, place: _Place, rng: Random) -> _Place:
        """Sometimes, and if there is one, the yes/no form of the question."""
        asked = place.asked
        if asked.span is None or rng.random() >= self._mixture.yes_no * 2:  # half have no form
            return place
        sentence = place.paragraph.sentences[asked.answering[0]]
        form = yes_no(asked.text, sentence, asked.span, rng)
        return replace(place, asked=replace(asked, text=form)) if form else place

    def _pairs(self, place: _Place, rng: Random) -> Unit:
        """A question with its sentence, with lookalikes, and sometimes a near miss of it."""
        paragraph, asked = place.paragraph, place.asked
        title = self._title(paragraph, rng)
        answering = rng.choice(asked.answering)
        sentence = paragraph.sentences[answering]
        span = asked.span if answering == asked.answering[0] else None
        question = as_typed(asked.text, rng, self._mixture.noise)
        windows = [Window(question, title, (sentence,), (0,), span)]
        for other in self._lookalikes(place, rng, self._mixture.lookalikes):
            windows.append(Window(question, title, (other,)))
        if len(windows) > 1 and rng.random() < self._mixture.strangers:
            windows[-1:] = self._stranger(place, question, rng) or windows[-1:]
        if rng.random() < self._mixture.swapped:
            missed = near_miss(asked.text, sentence, title, self._swaps, rng)
            if missed:
                missed = as_typed(missed, rng, self._mixture.noise)
                # In place of a lookalike, so that the share of answers stays about the same.
                del windows[1:2]
                return Unit((*windows, Window(missed, title, (sentence,))), ranked=True)
        return Unit(tuple(windows), ranked=len(windows) > 1)

    def _several(self, place: _Place, rng: Random) -> Window:
        """Consecutive sentences, with the answering one, without it, or of another paragraph."""
        paragraph, asked = place.paragraph, place.asked
        title = self._title(paragraph, rng)
        kind = rng.random()
        if kind < self._mixture.swapped / 2:
            sentence = paragraph.sentences[asked.answering[0]]
            missed = near_miss(asked.text, sentence, title, self._swaps, rng)
            if missed:
                chosen = _around(paragraph, asked.answering[0], rng)
                question = as_typed(missed, rng, self._mixture.noise)
                return Window(question, title, paragraph.sentences[chosen.start : chosen.stop])
        question = as_typed(asked.text, rng, self._mixture.noise)
        kind = rng.random()
        if kind < self._mixture.withheld:
            others = self._without_answer(place, paragraph)
            if others:
                start = rng.randrange(max(1, len(others) - 2))
                length = rng.randint(2, MOST_SENTENCES)
                return Window(question, title, tuple(others[start : start + length]))
        elif kind < self._mixture.withheld + self._mixture.elsewhere and len(place.article) > 1:
            others = self._elsewhere(place, rng)
            if others:
                return Window(question, title, tuple(others[: rng.randint(2, MOST_SENTENCES)]))
        chosen = _around(paragraph, rng.choice(asked.answering), rng)
        inside = tuple(one - chosen.start for one in asked.answering if one in chosen)
        span = asked.span if asked.answering[0] in chosen else None
        sentences = paragraph.sentences[chosen.start : chosen.stop]
        return Window(question, title, sentences, inside, span)

    def _unanswerable(self, place: _Place, rng: Random) -> Unit:
        """A question that its paragraph looks like answering: pairs of it, or several sentences."""
        paragraph = place.paragraph
        title = self._title(paragraph, rng)
        question = as_typed(place.asked.text, rng, self._mixture.noise)
        ranked = self._alike.ranked(place.asked.text, paragraph.sentences)
        if place.asked.near is not None:
            ranked = list(dict.fromkeys((paragraph.sentences[place.asked.near], *ranked)))
        if rng.random() < self._mixture.pairs:
            return Unit(tuple(Window(question, title, (one,)) for one in ranked[:2]))
        chosen = _around(paragraph, paragraph.sentences.index(ranked[0]), rng)
        return Unit((Window(question, title, paragraph.sentences[chosen.start : chosen.stop]),))

    def _title(self, paragraph: Paragraph, rng: Random) -> str:
        return paragraph.title if rng.random() < self._mixture.titled else ""

    def _lookalikes(self, place: _Place, rng: Random, count: int) -> list[str]:
        """Sentences of the article that share most with the question and do not answer it."""
        own = self._without_answer(place, place.paragraph)
        others = [
            sentence
            for paragraph in place.article
            if paragraph is not place.paragraph
            for sentence in self._without_answer(place, paragraph)
        ]
        ranked = self._alike.ranked(place.asked.text, own)[:4]
        ranked += self._alike.ranked(place.asked.text, others)[: _CANDIDATES - 4]
        return rng.sample(ranked, min(count, len(ranked)))

    def _stranger(self, place: _Place, question: str, rng: Random) -> list[Window]:
        """The question with a sentence of another article that looks alike, and its title."""
        others = [
            (sentence, paragraph)
            for sentence, paragraph in self._alike.elsewhere(place.asked.text, _CANDIDATES)
            if paragraph.article != place.paragraph.article
            and not (_answer(place) and _answer(place) in sentence.casefold())
        ]
        return [
            Window(question, self._title(paragraph, rng), (sentence,))
            for sentence, paragraph in rng.sample(others, min(1, len(others)))
        ]

    def _elsewhere(self, place: _Place, rng: Random) -> list[str]:
        """The sentences of another paragraph of the article, one of those that share most."""
        others = [one for one in place.article if one is not place.paragraph]
        ranked = self._alike.ranked(place.asked.text, [" ".join(one.sentences) for one in others])
        chosen = rng.choice(ranked[:3])
        paragraph = next(one for one in others if " ".join(one.sentences) == chosen)
        return self._without_answer(place, paragraph)

    def _without_answer(self, place: _Place, paragraph: Paragraph) -> list[str]:
        """The sentences that neither are known to answer nor contain the answer's words."""
        answer = _answer(place)
        own = place.asked.answering if paragraph is place.paragraph else ()
        return [
            sentence
            for at, sentence in enumerate(paragraph.sentences)
            if at not in own and not (answer and answer in sentence.casefold())
        ]


def _answer(place: _Place) -> str:
    """The words that answer, in lower case; '' if none are known."""
    asked = place.asked
    if asked.span is None:
        return ""
    start, end = asked.span
    return place.paragraph.sentences[asked.answering[0]][start:end].casefold()


def _around(paragraph: Paragraph, at: int, rng: Random) -> range:
    """Two to eight consecutive sentences with the one at `at`, or all, if there are fewer."""
    length = min(rng.randint(2, MOST_SENTENCES), len(paragraph.sentences))
    first = max(0, at - length + 1)
    last = min(at, len(paragraph.sentences) - length)
    start = rng.randint(first, last)
    return range(start, start + length)
