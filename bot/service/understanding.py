"""What a front end may know of a message before it is asked."""

from bot.retrieval.parsing.small_talk import is_framing
from bot.retrieval.question import Question


def has_own_words(text: str) -> bool:
    """Whether a message says something by itself.

    A greeting does not, nor 'and when?' or 'can you answer this?'.
    """
    asked = Question.parse(text)
    return not (asked.is_courtesy or all(map(is_framing, asked.own_words)))


def clauses_in(text: str) -> tuple[str, ...]:
    """The clauses of a message that ask, without greetings and thanks around them."""
    return Question.parse(text).parts
