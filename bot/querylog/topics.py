"""Which questions the reports count: those that name a topic, or were answered.

Every report has the condition `answered OR names_a_topic(question)`, so that their numbers agree.
"""

import sqlite3

from bot.retrieval.question import Question

_LONGEST = 60
"""Characters of a greeting or a bare follow-up at most; parsing longer questions takes longer."""


def names_a_topic(question: str) -> bool:
    """Whether a question says by itself what it is about: no greeting, and no 'and when?'."""
    if len(question) > _LONGEST:
        return True
    asked = Question.parse(question)
    return not (asked.is_courtesy or asked.needs_context)


def add_functions(connection: sqlite3.Connection) -> None:
    """Let the SQL of a connection call `names_a_topic`."""
    connection.create_function("names_a_topic", 1, names_a_topic, deterministic=True)
