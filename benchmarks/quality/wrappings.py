"""How many questions are still answered when people wrap them in small talk.

    python -m benchmarks.quality.wrappings DATA_DIR [--semantic]

DATA_DIR is as for `benchmarks.quality`; every fourth of its questions is asked plain and in each
wrapping. The wrappings marked `held` were not looked at while the rules were written.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.quality.arguments import read_arguments
from benchmarks.quality.dev_set import Gold, read_articles, read_questions
from bot.retrieval.answers.answering import answer
from bot.retrieval.corpus import Corpus
from bot.retrieval.question import Question

_EVERY = 4


@dataclass(frozen=True, slots=True)
class Wrapping:
    """A message with a place for the question; `{q}` has it in lower case, without its mark."""

    text: str
    is_held: bool = False

    def around(self, question: str) -> str:
        """The message that asks a question in this wrapping."""
        lower = question[0].lower() + question[1:].rstrip("?! ")
        return self.text.format(Q=question, q=lower)


PLAIN = Wrapping("{Q}")
WRAPPINGS = (
    Wrapping("hey bot, quick question: {q}, thanks!!"),
    Wrapping("Hi! {Q} Thanks in advance"),
    Wrapping("hello everyone, does anyone know {q}?"),
    Wrapping("sorry if this was asked before, but {q}?"),
    Wrapping("ok so {q} lol"),
    Wrapping("Good morning! I have a question. {Q}"),
    Wrapping("can you tell me {q} please"),
    Wrapping("{Q} asking for a friend :)"),
    Wrapping("i was just wondering, {q}?"),
    Wrapping("What a day! {Q} I need it for school."),
    Wrapping("umm {q}?? pls help"),
    Wrapping("Thanks, that was helpful! And {q}?"),
    Wrapping("hmm interesting, so {q}?", is_held=True),
    Wrapping("yo @everyone real quick — {q}", is_held=True),
    Wrapping("I read about this on the train this morning. {Q}", is_held=True),
    Wrapping("Sorry to bother you, dumb question probably, but {q}? ty", is_held=True),
    Wrapping("could somebody please explain to me {q}? much appreciated!", is_held=True),
    Wrapping("no idea if this is the right channel... {q}?", is_held=True),
    Wrapping("{Q} Anyone? My brother and I have a bet.", is_held=True),
    Wrapping("Haha nice one. Next question then: {q}", is_held=True),
    Wrapping("dear bot i would love to know {q}, have a great day", is_held=True),
    Wrapping("Hi there,\n\n{Q}\n\nCheers,\nSam", is_held=True),
)


@dataclass(frozen=True, slots=True)
class Share:
    """Of the questions in one wrapping, the shares answered, and answered by the right sentence."""

    answered: float
    right: float


def measure(corpus: Corpus, questions: Sequence[Gold], wrapping: Wrapping) -> Share:
    """Ask every question in a wrapping."""
    answered = right = 0
    for gold in questions:
        found = answer(corpus, Question.parse(wrapping.around(gold.question)))
        if found.answered:
            answered += 1
            right += gold.is_answered_by(found.quotes[0].passage)
    return Share(answered / len(questions), right / len(questions))


def main(corpus: Corpus, questions: Sequence[Gold]) -> None:
    """Print a line for each wrapping."""
    sys.stdout.write(f"{len(questions)} questions\nanswered  right\n")
    for wrapping in (PLAIN, *WRAPPINGS):
        share = measure(corpus, questions, wrapping)
        mark = " (held)" if wrapping.is_held else ""
        text = wrapping.text.replace("\n", "⏎")
        sys.stdout.write(f"{share.answered:8.2f} {share.right:6.2f}  {text}{mark}\n")


if __name__ == "__main__":
    arguments = read_arguments(__doc__)
    main(
        Corpus.build(read_articles(arguments.data), arguments.models),
        read_questions(arguments.data)[::_EVERY],
    )
