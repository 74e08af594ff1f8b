"""Whether a question asks who fills a role, and a sentence tells who fills another (English).

'Who is the captain of Sweden?' is not answered by 'Sweden's goalkeeper, Ann Lee, …', though any
reader finds a person in it.
"""

from functools import lru_cache
from typing import TypeAlias

import regex

from bot.retrieval.question import Question

Role: TypeAlias = tuple[str | None, str]
"""The word that makes it a lower role, as 'deputy', if there is one; and the role."""

_SHORT = {
    "ceo": "chief executive",
    "cfo": "chief financial",
    "coo": "chief operating",
    "cto": "chief technology",
}
# Roles that one person fills at a time. A winner or author may be told in other words.
_ROLE = regex.compile(
    r"\b(?:(?P<below>vice|deputy|shadow|assistant|acting)[ -](?:\p{L}+ )?)?"
    rf"(?P<role>{'|'.join((*_SHORT, *_SHORT.values()))}|president|premier|minister|chancellor"
    r"|governor|mayor|secretary|senator|ambassador|treasurer|commissioner|spokes(?:man|woman|person)"
    r"|chair(?:man|woman|person)?|director|editor|principal|curator|judge|prosecutor|sheriff"
    r"|archbishop|bishop|general|colonel|captain|coach|goalkeeper|striker|defender|midfielder"
    r"|referee)s?\b"
)
_OF_A_SEX = regex.compile(r"(?<=chair|spokes)(?:man|woman|person)$")
_ASKS = regex.compile(
    r"(?i)^\W*(?:who(?: is|['’]?s| was)|(?:what(?: is|['’]?s| was) )?the name of)\b"
    r"(?P<role>(?: (?!(?:of|for|at|in|from|on|when|that|who)\b)[\p{L}'’-]+){1,5})"
)


def fills_another_role(question: Question, text: str) -> bool:
    """Whether a sentence names roles, but not the one whose holder a question asks for."""
    match = _ASKS.match(question.clause)
    asked = _roles_in(match["role"]) if match else frozenset[Role]()
    named = _roles_in(text) if asked else frozenset[Role]()
    return bool(named) and not asked <= named


@lru_cache(maxsize=1_024)  # sentences are read for several questions, and asked roles for each
def _roles_in(text: str) -> frozenset[Role]:
    return frozenset(
        (match["below"], _OF_A_SEX.sub("", _SHORT.get(match["role"], match["role"])))
        for match in _ROLE.finditer(text.casefold())
    )
