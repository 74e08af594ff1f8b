"""Sentences that look like answering a question: by the idf of the words that they share."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from heapq import nlargest
from math import log

import regex

from training.examples import Paragraph

_WORD = regex.compile(r"[\p{L}\p{N}]+")
_COMMON = (
    1_000  # sentences with a word; more than these share it by chance, and take long to add up
)


class Lookalikes:
    """The sentences of all paragraphs, by their words."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self._sentences = [
            (sentence, paragraph) for paragraph in paragraphs for sentence in paragraph.sentences
        ]
        holding: defaultdict[str, list[int]] = defaultdict(list)
        for at, (sentence, _) in enumerate(self._sentences):
            for word in words_of(sentence):
                holding[word].append(at)
        total = len(self._sentences)
        self._idf: Mapping[str, float] = {
            word: log(1 + total / len(places)) for word, places in holding.items()
        }
        self._holding = {word: places for word, places in holding.items() if len(places) <= _COMMON}

    def ranked(self, question: str, sentences: Sequence[str]) -> list[str]:
        """The sentences by the idf of the question's words that they have, most first."""
        asked = words_of(question)

        def shared(sentence: str) -> float:
            return sum(self._idf.get(word, 0.0) for word in asked & words_of(sentence))

        return sorted(dict.fromkeys(sentences), key=shared, reverse=True)

    def elsewhere(self, question: str, count: int) -> list[tuple[str, Paragraph]]:
        """The `count` sentences of all paragraphs that share most of the question's rarer words."""
        shared: defaultdict[int, float] = defaultdict(float)
        for word in words_of(question):
            for at in self._holding.get(word, ()):
                shared[at] += self._idf[word]
        best = nlargest(count, shared, key=lambda at: (shared[at], -at))
        return [self._sentences[at] for at in best]


def words_of(text: str) -> set[str]:
    """The words of a text, in lower case."""
    return set(_WORD.findall(text.casefold()))
