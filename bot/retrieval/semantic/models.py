"""The models that a corpus is asked with; nothing here needs the extra `semantic`."""

from dataclasses import dataclass

from bot.retrieval.reading.model import Reader
from bot.retrieval.semantic.meaning import Embedder


@dataclass(frozen=True, slots=True)
class Models:
    """What compares meanings and what reads; without either, a corpus is asked by words alone."""

    embedder: Embedder | None = None
    reader: Reader | None = None


WORDS_ALONE = Models()
