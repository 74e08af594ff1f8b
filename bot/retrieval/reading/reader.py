"""A reader that runs a model: the shipped one, or any cross-encoder in a folder."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.retrieval.reading.model import Reading, Text
from bot.retrieval.reading.scoring import (
    is_of_pairs,
    is_of_tokens,
    readings_of_pairs,
    readings_of_tokens,
)
from bot.retrieval.reading.tokens import Batch, Tokenizer
from bot.retrieval.semantic.session import Session, UnusableModelError


@dataclass(frozen=True, slots=True)
class ModelReader:
    """A model with its tokenizer, for any number of threads at once."""

    session: Session
    tokenizer: Tokenizer

    def read(self, question: str, texts: Sequence[Text]) -> list[Reading]:
        """Read all texts, those of about the same length at once. Raises UnusableModelError."""
        readings: dict[int, Reading] = {}
        for batch in self.tokenizer.batches(question, texts):
            readings.update(zip(batch.places, self._read(batch), strict=True))
        return [readings[place] for place in range(len(texts))]

    def _read(self, batch: Batch) -> list[Reading]:
        inputs = {name: batch.inputs[name] for name in self.session.inputs if name in batch.inputs}
        output = self.session.run(inputs)[0]
        if is_of_tokens(output):
            return readings_of_tokens(batch, output)
        if is_of_pairs(output):
            return readings_of_pairs(output)
        raise UnusableModelError(
            f"The reader's output has the shape {output.shape}: one logit a pair is expected, or"
            " five scores a token."
        )
