"""Text → the numbers of XLM-R's pieces, as the multilingual encoder was trained on them.

A unigram language model (Kudo 2018, arXiv:1804.10959): each piece has a log probability, and of
all ways to divide a word the likeliest is taken. Texts are normalised as SentencePiece does it; no
piece crosses a space, so words are divided one by one. Done here, since the packages that do it are
compiled, or bring a client of a model hub with them.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from unicodedata import normalize

import regex

BEGIN, END, UNKNOWN = 0, 2, 3
"""The pieces before and after a text, and the one for a character without a piece, by number."""

SPECIAL = 4
"""So many pieces, the first, stand for no text."""

WORD = "▁"
"""What a piece at the beginning of a word begins with."""

_UNLIKELY = 10.0  # how much less likely than any piece a character without one is
# What SentencePiece changes besides NFKC (its rules nmt_nfkc).
_DROPPED = regex.compile(r"[\x00-\x08\x0B\x0E-\x1F\x7F\x8F\x9F]+")
_SPACES = regex.compile(r"[\s\u200B-\u200F\u2581\uFEFF\uFFFD]+")


@dataclass(frozen=True, slots=True)
class Unigrams:
    """The tokenizer; `pieces` has each piece's number and log probability.

    `longest` is the length of the longest in characters, `unknown` the log probability of a
    character without a piece.
    """

    pieces: Mapping[str, tuple[int, float]]
    longest: int
    unknown: float

    @classmethod
    def of_lines(cls, text: str) -> "Unigrams":
        """The vocabulary that has a line for each piece: it, a tab and its log probability."""
        lines = text.rstrip("\n").split("\n")[SPECIAL:]
        split = (line.split("\t") for line in lines)
        pieces = {piece: (at, float(told)) for at, (piece, told) in enumerate(split, SPECIAL)}
        least = min((told for _, told in pieces.values()), default=0.0)
        return cls(pieces, max(map(len, pieces), default=1), least - _UNLIKELY)

    @property
    def begin(self) -> int:
        """The piece before a text, by number."""
        return BEGIN

    @property
    def end(self) -> int:
        """The piece after a text, by number."""
        return END

    def numbers(self, text: str) -> list[int]:
        """The pieces of a text, by number, without the marks of its beginning and end."""
        plain = _SPACES.sub(" ", _DROPPED.sub("", normalize("NFKC", text)))
        return [number for word in plain.split() for number in self.divided(WORD + word)]

    def divided(self, word: str) -> list[int]:
        """The likeliest pieces of a word, with WORD before it (Viterbi's algorithm)."""
        size = len(word)
        best = [0.0, *[-math.inf] * size]
        # The last piece of the likeliest division up to each place: where it begins, its number.
        last = [(0, UNKNOWN)] * (size + 1)
        for start in range(size):
            sure = best[start]
            if sure + self.unknown > best[start + 1]:
                best[start + 1], last[start + 1] = sure + self.unknown, (start, UNKNOWN)
            for end in range(start + 1, min(size, start + self.longest) + 1):
                piece = self.pieces.get(word[start:end])
                if piece and sure + piece[1] > best[end]:
                    best[end], last[end] = sure + piece[1], (start, piece[0])
        numbers: list[int] = []
        while size:
            size, number = last[size]
            numbers.append(number)
        return numbers[::-1]
