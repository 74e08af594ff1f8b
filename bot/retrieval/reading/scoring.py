"""A model's outputs → what they say of each sentence, for the two kinds of model.

The shipped reader scores every token five times (columns): the sentence as a whole at its [SEP],
the sentence by each of its tokens, 'no sentence answers' at [CLS], and the first and the last token
of the span that answers. A common cross-encoder has one logit a pair, or two for 'no' and 'yes'.
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.model import Span
from bot.retrieval.reading.model import Reading
from bot.retrieval.reading.tokens import Batch, Tokens

Scores: TypeAlias = NDArray[np.float32]

_WHOLE, _TOKEN, _NONE, _FIRST, _LAST = range(5)
COLUMNS = 5
_LONGEST_SPAN = 16  # tokens


def is_of_tokens(output: Scores) -> bool:
    """Whether an output is of the shipped reader's kind: a score of each token and column."""
    return output.ndim == 3 and output.shape[-1] == COLUMNS


def is_of_pairs(output: Scores) -> bool:
    """Whether an output is a cross-encoder's: one or two logits of each pair."""
    return output.ndim == 1 or (output.ndim == 2 and output.shape[-1] in (1, 2))


def readings_of_tokens(batch: Batch, output: Scores) -> list[Reading]:
    """The readings of a batch by the scores of its tokens."""
    return [_reading(tokens, row) for tokens, row in zip(batch.tokens, output, strict=True)]


def readings_of_pairs(output: Scores) -> list[Reading]:
    """The readings of a batch by the logits of its pairs."""
    logits = output.reshape(len(output), -1)
    odds = logits[:, -1] - (logits[:, 0] if logits.shape[1] > 1 else 0)
    return [Reading(float(one)) for one in odds]


def _reading(tokens: Tokens, scores: Scores) -> Reading:
    last = len(tokens.numbers) - 1
    whole = scores[last, _WHOLE] + scores[tokens.start : last + 1, _TOKEN].mean()
    # The difference, as of two logits: how much more likely this sentence answers than none does.
    return Reading(float(whole - scores[0, _NONE]), _span(tokens, scores))


def _span(tokens: Tokens, scores: Scores) -> Span | None:
    """The characters of the span with the highest sum of its first and its last token."""
    own = scores[tokens.start : len(tokens.numbers) - 1]
    if not len(own):
        return None
    sums = own[:, _FIRST, None] + own[None, :, _LAST]
    places = np.arange(len(own))
    lengths = places[None, :] - places[:, None]
    sums = np.where((lengths >= 0) & (lengths < _LONGEST_SPAN), sums, -np.inf)
    first, last = map(int, np.unravel_index(int(sums.argmax()), sums.shape))
    return tokens.words[first][0], tokens.words[last][1]
