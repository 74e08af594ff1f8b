"""Which of the 250,002 pieces are kept: those that stand in most texts."""

from collections.abc import Iterator, Sequence

import numpy as np
import regex
import wordfreq
from numpy.typing import NDArray

from bot.retrieval.semantic.unigram import SPECIAL, WORD, Unigrams

WORDS = 20_000
"""Words of each language that are looked at, the commonest."""

_CAPITAL = 0.25  # how often a word stands with a capital, for the choice of pieces
_WITHOUT_SPACES = ("ja", "zh")
_THAI = regex.compile(r"\p{Thai}")  # no list has its words
_SCRIPTS = regex.compile(
    r"[\p{Latin}\p{Cyrillic}\p{Greek}\p{Arabic}\p{Devanagari}\p{Thai}\p{Han}\p{Hiragana}\p{Katakana}"
    r"\p{Hangul}\p{Hebrew}\p{Armenian}\p{Georgian}]"
)
_TELLING = (WORD + "query", WORD + "passage")
_LETTER = regex.compile(r"\p{L}")


def words_of(language: str, most: int = WORDS) -> Iterator[tuple[str, float]]:
    """The commonest words of a language, each with its frequency."""
    seen = 0
    for centibels, words in enumerate(wordfreq.get_frequency_list(language, "best")):
        for word in words[: most - seen]:
            yield word, 10 ** (-centibels / 100)
        seen += len(words)
        if seen >= most:
            return


def chosen(pieces: Sequence[str], scores: NDArray[np.float32], most: int) -> NDArray[np.intp]:
    """The numbers of the pieces that are kept, `most` of them, in order.

    Those are the words that the model is told by whether a text is a question, all single
    characters, so that any text still has pieces, all pieces in Thai, and of
    those in the scripts the ones with the highest share: in the text that the vocabulary was made
    from, and in the commonest words of the languages, each counting alike.
    """
    likely = np.exp(scores.astype(np.float64))
    likely[:SPECIAL] = 0
    share = likely / likely.sum() + _usage(pieces, scores)
    always = [
        at < SPECIAL
        or piece in _TELLING
        or len(piece.removeprefix(WORD)) <= 1
        or bool(_THAI.search(piece))
        for at, piece in enumerate(pieces)
    ]
    in_script = [bool(_SCRIPTS.search(piece)) or not _LETTER.search(piece) for piece in pieces]
    order = np.lexsort((-share, ~np.asarray(in_script), ~np.asarray(always)))
    return np.sort(order[:most])


def _usage(pieces: Sequence[str], scores: NDArray[np.float32]) -> NDArray[np.float64]:
    lines = (f"{piece}\t{score}" for piece, score in zip(pieces, scores.tolist(), strict=True))
    words = Unigrams.of_lines("\n".join(lines))
    used = np.zeros(len(pieces))
    for language in sorted(wordfreq.available_languages("best")):
        own = np.zeros(len(pieces))
        for word, often in words_of(language):
            ways = [(WORD + word, often), (WORD + word.capitalize(), _CAPITAL * often)]
            if language in _WITHOUT_SPACES:
                ways.append((word, often))
            for way, share in ways:
                own[words.divided(way)] += share
        used += own / own.sum()
    used /= used.sum()
    return used
