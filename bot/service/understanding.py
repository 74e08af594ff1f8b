"""What a front end may know of a message before it is asked."""

from bot.retrieval.question import Question


def has_own_words(text: str) -> bool:
    """Whether a message says something by itself: it is not just a greeting or 'and when?'."""
    return bool(Question.parse(text).own_words)


def clauses_in(text: str) -> tuple[str, ...]:
    """The clauses of a message that ask, without greetings and thanks around them."""
    return Question.parse(text).parts
