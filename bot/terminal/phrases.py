"""Fixed phrases of answers in the terminal."""

from bot.articles.model import Passage
from bot.common.wording import inside_sentence
from bot.retrieval.model import Attribution

NO_ANSWER = "No loaded article answers that."
LEFT_OPEN = "I need a bit more to go on. Please ask a full question."
NEAREST = "No sentence says that. Nearest in the articles:"
READ_AS = "Spelling corrected: {words}."
DID_YOU_MEAN = "Did you mean {words}?"
NOT_ANSWERED = "No sentence answers {questions}."
NEAREST_HEADLINES = "Related headlines:"


def write_sources(attribution: Attribution) -> str:
    """Write the sources that a passage names: 'said by KCNA, via AP'; empty if there are none."""
    parts: list[str] = []
    if attribution.said_by:
        where = " (named nearby)" if attribution.inferred else ""
        names = ", ".join(map(inside_sentence, attribution.said_by))
        parts.append(f"said by {names}{where}")
    parts.extend(f"via {inside_sentence(outlet)}" for outlet in attribution.via)
    return ", ".join(parts)


def name_neighbour(neighbour: Passage, passage: Passage) -> str:
    """Name a neighbouring sentence by its position: 'The sentence before'."""
    return f"The sentence {'before' if neighbour.precedes(passage) else 'after'}"
