"""Whether a passage is what somebody said, by whom its text names as its source."""

from bot.retrieval.model import Attribution
from bot.retrieval.text.analysis import stop_words, term_of, words_of


def speaks(name: str, attribution: Attribution) -> bool:
    """Whether one of the speakers of a passage is the one who is called `name`.

    It is where the one name has all words of the other: 'Ross' and 'Dr Aileen Ross'.
    """
    asked = _terms(name)
    for speaker in attribution.said_by:
        said = _terms(speaker)
        if asked and said and (asked <= said or said <= asked):
            return True
    return False


def _terms(name: str) -> frozenset[str]:
    return frozenset(term_of(word) for word in words_of(name) if word not in stop_words())
