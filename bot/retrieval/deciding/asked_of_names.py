"""Whether a question asks of a name what the passage found for it does not say of it (English).

'What is the weather in Pyongyang?' shares a whole name with any sentence about Pyongyang, so that
shares of words take it for half answered; a reader sees that it says nothing of the weather. A
reader cannot see, however, whether any article names the person whose words are asked for.
"""

from collections.abc import Callable, Iterator, Mapping

import regex

from bot.retrieval.parsing.answer_types import AnswerType, spans_of, undated_spans_of
from bot.retrieval.parsing.question_kinds import QuestionKind
from bot.retrieval.question import Question
from bot.retrieval.text.analysis import term_of, words_of

_UNKNOWN = 0.5
"""Of a word's grams: with no more in a paragraph, it has the word in no form. `old` and `household`
share one of two."""

_ASKS_FOR_ITS_NOUN = regex.compile(r"(?i)^\W*what(?:['’]s| is| are| was| were) the\b")


def names_without_the_fact(question: Question, text: str, known: Mapping[str, float]) -> bool:
    """Whether nothing of what `question` asks of a name is said, nor anything of its kind.

    `known` has the question's words, and the share of each that the paragraph of `text` has. It is
    so where all but names is unknown there, and `text` has no date, number or name that a 'when',
    'how many' or 'who' might mean. A question for no such kind must ask for its noun, 'What is the
    weather in …': what happened may be told in any words.
    """
    own = question.own_words.intersection(known)
    rest = own - _names(question, text)
    if not rest or rest == own or any(known[word] > _UNKNOWN for word in rest):
        return False
    kind = question.answer_type
    if kind is None:
        return _ASKS_FOR_ITS_NOUN.match(question.clause) is not None
    asked = frozenset(question.analysis.spelt)
    return all(asked.issuperset(words) for words in _of_kind(kind, text, question.language))


def is_of_a_stranger(question: Question, knows: Callable[[str], bool]) -> bool:
    """Whether a question asks for the words of somebody of whom no article has a word."""
    if question.asked.kind is not QuestionKind.SPEECH:
        return False
    names = words_of(question.asked.about)
    return bool(names) and not any(knows(term_of(name)) for name in names)


def _of_kind(kind: AnswerType, text: str, language: str | None) -> Iterator[tuple[str, ...]]:
    """The words of each thing of a kind; a name without a first word that begins the sentence."""
    for start, end in undated_spans_of(kind, text, language):
        words = words_of(text[start:end])
        yield words[1:] if kind is AnswerType.NAME and start == 0 else words


def _names(question: Question, text: str) -> frozenset[str]:
    """The words of names: of a question all in lower case, those that `text` has in its names."""
    if question.clause != question.clause.lower():
        return question.names
    names = (text[start:end] for start, end in spans_of(AnswerType.NAME, text))
    return frozenset(word for name in names for word in words_of(name))
