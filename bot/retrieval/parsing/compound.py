"""Several questions in one clause, as in 'Who did the study and where was it published?'."""

import regex

from bot.retrieval.parsing.courtesies import own_words
from bot.retrieval.text.question_analysis import analyse_question

_ASKS = (
    r"(?:(?:in|at|on|for|to|by|from|of|with|у|в|на|за|з) )?"
    r"(?:wh(?:om?|ose|at|en|ere|y|ich)|how|хто|що|коли|де|чому|як\p{L}*|скільки|кто|что|когда|где|почему|как\p{L}*)"
    r"(?:['’]?s)?"
)
_WHOM = r"(?:i|we|you|they|he|she|it|there|any\p{L}*|my|your)"
# Not 'is the': 'Who was born there and is the author of …' goes on with one question.
_DOES = (
    rf"(?:(?:is|are|was|were|has|have|had) {_WHOM}"
    rf"|(?:do|does|did|can|could|will|would|should) (?:{_WHOM}|the))"
)
_JOINT = regex.compile(
    rf"(?i),? (?:and|plus|also|&|та|і|й|и)(?: (?:also|then|exactly))? (?=(?:{_ASKS}|{_DOES}) \S)"
)
_OPENS = regex.compile(
    rf"(?i)^\W*{_ASKS}\b|^\W*(?:is|are|was|were|do|does|did|has|have|had|can|will)\b"
)
_MOST = 3


def parts_of(clause: str) -> tuple[str, ...]:
    """The questions that a clause joins; the clause alone if it is one.

    Only a part that begins with an interrogative, or with an auxiliary and its subject, is a
    question by itself; and only if the first has words of its own, so that 'When and where was it
    signed?' stays one.
    """
    if not _OPENS.match(clause):
        return (clause,)
    parts = [part.strip(" ,") for part in _JOINT.split(clause, maxsplit=_MOST - 1)]
    if len(parts) < 2 or not own_words(analyse_question(parts[0]).content):
        return (clause,)
    # Only the last part has the mark, but people may see each as a question of its own.
    mark = "?" if clause.rstrip().endswith("?") else ""
    return tuple(part if part.endswith("?") else part + mark for part in parts)
