"""'Did you mean': words of a question that no article has, but nearly has."""

from collections.abc import Mapping

import regex
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.retrieval.model import Answer, Correction
from bot.retrieval.parsing.slips import english_words
from bot.retrieval.question import Question
from bot.retrieval.retriever import Retriever
from bot.retrieval.text.analysis import stop_words, words_of
from bot.retrieval.text.normalising import folded

_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*")
_SHORTEST = 4  # letters; shorter words are too much like one another
_ONE_SLIP, _TWO_SLIPS = 5, 10  # letters from which so many slips are forgiven
_SPREAD = 3  # letters between the lengths: slips, and letters that are doubled by ear alone
_LOOKED_AT = 6  # passages in which the right spelling is looked for
_GAIN = 0.05  # of confidence, for which a question that is answered anyway is worth correcting


def near_words(corpus: Retriever, question: Question) -> dict[str, str]:
    """Each word as it was typed that no article has, with the word of the articles near to it.

    A word is near that begins alike and differs by one slip from five letters on, by two from ten
    on, a slip being a letter too many, too few, another, or two that changed places (optimal string
    alignment distance). Spellings that sound alike, as Shoygu and Shoigu, differ by none.
    """
    asked = set(question.content)
    near: dict[str, str] = {}
    for typed in dict.fromkeys(_WORD.findall(question.clause)):
        words = words_of(typed)
        if len(words) == 1 and words[0] in asked and not corpus.knows(words[0]):
            nearest = _nearest(corpus, words[0])
            if nearest is not None:
                near[typed] = nearest
    return near


def is_near(corpus: Retriever, word: str) -> bool:
    """Whether the articles have a word, or one near to it."""
    return corpus.knows(word) or _nearest(corpus, word) is not None


def suggest(
    corpus: Retriever,
    question: Question,
    near: Mapping[str, str],
    given: Answer,
    *,
    threshold: float,
) -> Correction | None:
    """What a question may have meant by its `near_words`; None if it has none.

    Of a question that was answered, no correction is offered that would not be answered more
    surely, by words and meaning alone.

    A correction is sure where its answer is no less so, the question is not in another language
    than English, and each word is no English one and either sounds like the word it nearly is, or
    has no capital and is one slip away from that alone.
    """
    if not near:
        return None
    corrected = Question.parse(_replaced(question.clause, near))
    better = corpus.answer(corrected, top=1, threshold=threshold, read=0)
    # A margin, or equal answers would offer pointless corrections.
    is_surer = better.confidence >= given.confidence + _GAIN
    if given.answered and not is_surer:
        return None
    if not all(_as_spelt(known, better) for known in near.values()):
        # Only now, since quoting takes longer than ranking, which has been done.
        better = corpus.answer(corrected, top=_LOOKED_AT, threshold=threshold, read=0)
    spelt = {
        typed: _as_spelt(known, better) or _with_case(known, typed) for typed, known in near.items()
    }
    # A word that English has ('form') may be meant as typed, however near another one is ('farm'):
    # then people are asked instead. So they are in languages whose words no list here has.
    is_sure = (
        question.may_be_english
        and better.confidence >= given.confidence
        and all(_is_sure(corpus, *pair) for pair in near.items())
    )
    words = tuple(dict.fromkeys(spelt.values()))
    return Correction(_replaced(question.clause, spelt), words, is_sure)


def _is_sure(corpus: Retriever, typed: str, known: str) -> bool:
    word = words_of(typed)[0]
    if not word.isascii() or word in english_words():
        return False
    if folded(word) == folded(known):
        return True
    slips = [OSA.distance(folded(word), folded(one)) for one in corpus.words_like(word)]
    return not typed[0].isupper() and slips.count(1) == 1


def _nearest(corpus: Retriever, word: str) -> str | None:
    """The word of the articles with the fewest slips between, the first of equals."""
    heard = folded(word)
    if len(heard) < _SHORTEST:
        return None
    most = (len(heard) >= _ONE_SLIP) + (len(heard) >= _TWO_SLIPS)
    like = [one for one in corpus.words_like(word) if abs(len(one) - len(word)) <= _SPREAD]
    # Slips are rare in the first letter, and requiring it alike rules out most false friends.
    initials = {one for one in {known[0] for known in like} if folded(one) == heard[0]}
    near = [known for known in like if known[0] in initials and known not in stop_words()]
    found = process.extractOne(
        heard, list(map(folded, near)), scorer=OSA.distance, score_cutoff=most
    )
    return near[found[2]] if found else None


def _replaced(question: str, words: Mapping[str, str]) -> str:
    return _WORD.sub(lambda match: words.get(match[0], match[0]), question)


def _as_spelt(known: str, found: Answer) -> str | None:
    """A word as the passages that were found spell it, if one of them has it."""
    for quote in found.quotes:
        for match in _WORD.finditer(quote.passage.text):
            if words_of(match[0]) == (known,):
                return match[0]
    return None


def _with_case(known: str, typed: str) -> str:
    return known.capitalize() if typed[0].isupper() else known
