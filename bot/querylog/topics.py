"""Which questions the reports count: those that name a topic, or were answered.

Every report has the condition `answered OR names_a_topic(question)`, so that their numbers agree.
"""

import sqlite3

from bot.retrieval.question import names_a_topic


def add_functions(connection: sqlite3.Connection) -> None:
    """Let the SQL of a connection call `names_a_topic`."""
    connection.create_function("names_a_topic", 1, names_a_topic, deterministic=True)
