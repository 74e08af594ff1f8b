"""Whether a passage is what somebody said, by whom its text names as its source."""

from collections.abc import Iterable

import regex
from rapidfuzz.distance import OSA

from bot.articles.model import Passage
from bot.retrieval.model import Attribution
from bot.retrieval.text.analysis import spelt_words, stop_words, term_of

_LONG = 5  # letters, from which a slip is forgiven
_MENTIONING = (" of ", " for ", " to ", " against ", " with ")
_OF_ONESELF = regex.compile(r"(?i)\b(?:I|we|my|our|me|us|я|ми|мій|моя|наш\p{L}*|мене|нас)\b")
_QUOTED = regex.compile(r"[“«„\"][^”»\"“]*+[”»\"“]?+")
# 'What do critics say?' may be answered by anybody's words, and 'what does the report say' by any.
_ANYBODY = frozenset(
    map(
        term_of,
        (
            *("people", "critics", "experts", "analysts", "scientists", "researchers", "officials"),
            *("authorities", "residents", "locals", "fans", "witnesses", "players", "workers"),
            *("somebody", "anybody", "everybody", "someone", "anyone", "everyone", "others"),
            *("article", "story", "text", "page", "post", "report", "study", "notice", "letter"),
            *("люди", "критики", "експерти", "науковці", "мешканці", "стаття", "текст", "звіт"),
        ),
    )
)
# A title, or since when somebody is something, is no part of a name.
_COURTESY = frozenset(
    map(term_of, ("mr", "mrs", "ms", "miss", "dr", "sir", "пан", "пані", "ex", "former", "new"))
)


def speaks(name: str, attribution: Attribution) -> bool:
    """Whether a passage is said, or carried from others, by the one who is called `name`.

    It is if the one name has all words of the other: 'Ms Ross' and 'Aileen Ross'.
    """
    asked = terms_of_name(name) - _COURTESY
    for other in (*attribution.said_by, *attribution.via):
        said = terms_of_name(other) - _COURTESY
        is_part = bool(asked and said) and (asked <= said or said <= asked)
        if is_part and not _is_of_another(name, other):
            return True
    return False


def may_speak(name: str, attribution: Attribution) -> bool:
    """Whether `speaks`, or a pronoun speaks and the sentence beside names the one asked for."""
    if attribution.said_by or attribution.neighbour is None:
        return speaks(name, attribution)
    asked = terms_of_name(name) - _COURTESY
    return bool(asked) and asked <= terms_of_name(attribution.neighbour.text)


def speaks_below(name: str, passage: Passage) -> bool:
    """Whether a passage stands below a name as its heading, and somebody tells of themselves there.

    So are short interviews laid out; below the names of a list of people stands who they are.
    """
    asked = terms_of_name(name) - _COURTESY
    is_below = bool(asked and passage.section) and asked == terms_of_name(passage.section[-1])
    return (
        is_below
        and _OF_ONESELF.search(passage.article.paragraphs[passage.paragraph - 1]) is not None
    )


def may_be_called(name: str, text: str) -> bool:
    """Whether a sentence has all words of a name, or nearly, outside its quotations."""
    said = spelt_words(_QUOTED.sub(" ", text))
    missing = terms_of_name(name) - _COURTESY - frozenset(map(term_of, said))
    return all(_is_a_slip(word, said) for word in spelt_words(name) if term_of(word) in missing)


def is_anybody(name: str) -> bool:
    """Whether a name is no one's in particular, or a text's: 'What do critics say?'."""
    asked = terms_of_name(name) - _COURTESY
    return not asked or not asked.isdisjoint(_ANYBODY)


def terms_of_name(name: str) -> frozenset[str]:
    """The terms of a name's words and of its initials ('KCNA'), without words of grammar."""
    return frozenset(term_of(word) for word in spelt_words(name) if word not in stop_words())


def _is_of_another(name: str, other: str) -> bool:
    """Whether a description only mentions a person: 'critics of Ross'."""
    before, found, _ = other.casefold().partition(name.casefold())
    return bool(found) and name[:1].isupper() and before.endswith(_MENTIONING)


def _is_a_slip(word: str, said: Iterable[str]) -> bool:
    """Whether a word of some length is one slip away from another."""
    return len(word) >= _LONG and any(OSA.distance(word, one) == 1 for one in said)
