"""'What did she say?' → 'What did Petra Vance say?': the names that quoted sentences have."""

from collections.abc import Iterator, Sequence

import regex

from bot.articles.attribution.english.agreement import can_stand_for
from bot.articles.model import Passage
from bot.retrieval.answers.attributing import attribute
from bot.retrieval.answers.standing import antecedents_of
from bot.retrieval.parsing.answer_types import AnswerType, undated_spans_of
from bot.retrieval.parsing.question_kinds import QuestionKind
from bot.retrieval.question import Question

_BEHIND = r"(?:in|at|on|to|for|from|with|by|about|after|before|of|now|then|there|and|or|as|so)"
_PRONOUN = regex.compile(
    rf"(?i)\b(?:(?P<owner>his|her(?= (?!{_BEHIND}\b)\p{{L}}))|he|him|she|her)\b"
)


def with_names(question: Question, passages: Sequence[Passage], found: Sequence[int]) -> Question:
    """The question with a name for its pronoun; unchanged if no sentence names such a person.

    `passages` are those of an article, `found` the positions of those that were quoted. English.
    """
    match = _PRONOUN.search(question.clause)
    if match is None:
        return question
    is_hers = match[0].casefold() in {"she", "her"}
    subject = "she" if is_hers else "he"
    name = next((one for one in _people(passages, found) if can_stand_for(subject, one)), None)
    if name is None:
        return question

    def write_out(match: regex.Match[str]) -> str:
        if (match[0].casefold() in {"she", "her"}) is not is_hers:
            return match[0]
        return f"{name}’s" if match["owner"] else name

    named = question.reworded(_PRONOUN.sub(write_out, question.clause))
    # 'Who is he?' with 'the chief engineer' filled in would ask who the chief engineer is, which
    # the quoted sentence has just said.
    asks_who_an_office_is = named.asked.kind is QuestionKind.WHO and not name[0].isupper()
    return question if asks_who_an_office_is else named


def _people(passages: Sequence[Passage], found: Sequence[int]) -> Iterator[str]:
    """The people whom the quoted sentences name, then those of the sentences before these."""
    for at in found:
        yield from _named(passages, at)
    for at in found:
        for back in range(1, len(antecedents_of(passages, at)) + 1):
            yield from _named(passages, at - back)


def _named(passages: Sequence[Passage], at: int) -> Iterator[str]:
    text = passages[at].text
    said_by = attribute(passages, at).said_by
    spans = undated_spans_of(AnswerType.NAME, text)
    names = [name for name in (text[slice(*span)] for span in spans) if " " in name]
    for speaker in said_by:  # 'Maren Holt' of 'the chief engineer, Maren Holt'
        yield from [name for name in names if name in speaker][-1:] or [speaker]
    yield from names
