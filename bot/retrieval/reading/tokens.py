"""A question and a sentence → the numbers that a reader of BERT's family takes.

`[CLS] question [SEP] title [SEP] sentence [SEP]`, of types 0 up to the first [SEP] and 1 after it,
as the shipped reader was trained.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.model import Span
from bot.retrieval.reading.model import Text
from bot.retrieval.semantic.wordpiece import WordPieces

# Pieces that are read of each part; the shipped reader has seen no longer ones.
QUESTION, TITLE, SENTENCE = 24, 10, 72
_AT_ONCE = 8  # texts in a batch


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a question, a title and a sentence.

    Those from `start` to the last but one are the sentence's, and `words` the characters of the
    sentence that each of these is of; the last is a [SEP]. From `second` on, tokens are of type 1.
    """

    numbers: Sequence[int]
    second: int
    start: int
    words: Sequence[Span]


@dataclass(frozen=True, slots=True)
class Batch:
    """Tokens of several texts as one model input; `places` says which texts these are."""

    places: Sequence[int]
    tokens: Sequence[Tokens]
    inputs: dict[str, NDArray[np.int64]]


@dataclass(frozen=True, slots=True)
class Tokenizer:
    """Makes tokens with a vocabulary of word pieces."""

    words: WordPieces

    def batches(self, question: str, texts: Sequence[Text]) -> Iterator[Batch]:
        """The tokens of all texts, those of about the same length together."""
        asked = [self.words.begin, *self.words.numbers(question)[:QUESTION], self.words.end]
        tokens = [self._tokens(asked, text) for text in texts]
        # A batch is padded to its longest text, so texts of like length waste the least time.
        by_length = sorted(range(len(texts)), key=lambda place: len(tokens[place].numbers))
        for first in range(0, len(by_length), _AT_ONCE):
            places = by_length[first : first + _AT_ONCE]
            together = [tokens[place] for place in places]
            yield Batch(places, together, _inputs(together))

    def _tokens(self, asked: list[int], text: Text) -> Tokens:
        title = self.words.numbers(text.title)[:TITLE]
        head = [*asked, *title, self.words.end] if title else asked
        located = list(islice(self.words.located(text.sentence), SENTENCE))
        numbers = [*head, *(number for number, _, _ in located), self.words.end]
        return Tokens(numbers, len(asked), len(head), [(start, end) for _, start, end in located])


def _inputs(tokens: Sequence[Tokens]) -> dict[str, NDArray[np.int64]]:
    longest = max(len(one.numbers) for one in tokens)
    numbers, types, mask = np.zeros((3, len(tokens), longest), dtype=np.int64)
    for row, one in enumerate(tokens):
        length = len(one.numbers)
        numbers[row, :length] = one.numbers
        types[row, one.second : length] = 1
        mask[row, :length] = 1
    return {"input_ids": numbers, "token_type_ids": types, "attention_mask": mask}
