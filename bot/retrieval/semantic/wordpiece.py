"""Text → the numbers of BERT's word pieces, as the embedding model was trained on them.

The rules are those of BERT's uncased tokenizer (Devlin et al. 2019, arXiv:1810.04805):
normalise, split at white space and punctuation, then take from each word the longest pieces that
the vocabulary knows. `vocabulary.txt` is BERT's own (Google, Apache-2.0), a piece a line. Done
here, since the packages that do it bring a client of a model hub with them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from unicodedata import normalize

import regex

CLS, SEP, UNKNOWN = 101, 102, 100
"""The pieces before and after a text, and the one for what the vocabulary has no pieces for, as
BERT's vocabulary numbers them."""

_LONGEST_WORD = 100  # characters; longer ones are unknown
# Controls other than white space, characters that stand for a lost one, and combining accents.
_DROPPED = regex.compile(r"[\p{C}\uFFFD--[\t\n\r]]+", regex.V1)
_ACCENTS = regex.compile(r"\p{Mn}+")
_IDEOGRAPHS = r"\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF\U00020000-\U0002CEAF\U0002F800-\U0002FA1F"
_MARKS = r"\p{P}$+<=>\^`|~"
_WORD = regex.compile(rf"[{_MARKS}{_IDEOGRAPHS}]|[^\s{_MARKS}{_IDEOGRAPHS}]+")


@dataclass(frozen=True, slots=True)
class WordPieces:
    """The tokenizer; `vocabulary` numbers the pieces, those inside a word marked by `##`."""

    vocabulary: Mapping[str, int]

    @classmethod
    def load(cls) -> "WordPieces":
        """Read the vocabulary that is shipped with this module."""
        text = files("bot.retrieval.semantic").joinpath("vocabulary.txt").read_text("utf-8")
        return cls.of_lines(text)

    @classmethod
    def of_lines(cls, text: str) -> "WordPieces":
        """The vocabulary that has a piece a line, numbered from 0."""
        return cls({piece: number for number, piece in enumerate(text.rstrip("\n").split("\n"))})

    @property
    def begin(self) -> int:
        """The piece before a text, by number."""
        return self.vocabulary.get("[CLS]", CLS)

    @property
    def end(self) -> int:
        """The piece after a text, by number."""
        return self.vocabulary.get("[SEP]", SEP)

    @property
    def unknown(self) -> int:
        """The piece for what has no pieces, by number."""
        return self.vocabulary.get("[UNK]", UNKNOWN)

    def numbers(self, text: str) -> list[int]:
        """The pieces of a text, by number, without the marks of its beginning and end."""
        return [number for word in _words(text) for number in self._pieces(word)]

    def located(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Each piece, by number, with the half-open range of characters of its word in `text`."""
        for match in _WORD.finditer(text):
            for number in self.numbers(match.group()):
                yield number, match.start(), match.end()

    def _pieces(self, word: str) -> list[int]:
        pieces: list[int] = []
        start, end = 0, len(word)
        if end > _LONGEST_WORD:
            return [self.unknown]
        while start < len(word):
            piece = word[start:end] if start == 0 else "##" + word[start:end]
            number = self.vocabulary.get(piece)
            if number is not None:
                pieces.append(number)
                start, end = end, len(word)
            elif end - start == 1:
                return [self.unknown]
            else:
                end -= 1
        return pieces


def _words(text: str) -> Iterator[str]:
    plain = _ACCENTS.sub("", normalize("NFD", _DROPPED.sub("", text))).lower()
    return iter(_WORD.findall(plain))
