"""Which stage decides, what is read, and in which order candidates come."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.articles.model import Passage
from bot.articles.reader import ReadArticle, read_article
from bot.retrieval.candidates.ranking import rank
from bot.retrieval.corpus import Corpus
from bot.retrieval.deciding.judging import READ_AT_MOST, SURE, Judged, judge
from bot.retrieval.model import Stage
from bot.retrieval.question import Question
from bot.retrieval.reading.model import Reading, Text
from bot.retrieval.semantic.meaning import Rows, quantised
from bot.retrieval.semantic.models import Models
from bot.retrieval.text.analysis import analyse
from tests.retrieval.conftest import article_of


class ByWords:
    """An embedder for which texts mean the same as far as they share stems."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}

    @property
    def model(self) -> str:
        return "stems"

    def embed_passages(
        self, passages: Sequence[Passage], known: Mapping[bytes, Rows]
    ) -> Iterator[tuple[int, bytes, Rows]]:
        for first, passage in enumerate(passages):
            row = quantised(self.embed_question(passage.text).reshape(1, -1))
            yield first, first.to_bytes(16, "big"), row

    def embed_question(self, question: str, *, elsewhere: bool = False) -> NDArray[np.float32]:
        vector = np.full(384, 0.01, dtype=np.float32)
        for term in analyse(question).terms:
            vector[self._places.setdefault(term, len(self._places)) % 384] += 1
        return np.divide(vector, np.linalg.norm(vector), dtype=np.float32)


class LikesWord:
    """A reader for which sentences with a word answer; keeps what it read."""

    def __init__(self, word: str, *, is_busy: bool = False) -> None:
        self.read_texts: list[str] = []
        self._word, self._is_busy = word, is_busy

    def read(self, question: str, texts: Sequence[Text]) -> list[Reading] | None:
        del question
        if self._is_busy:
            return None
        self.read_texts += [text.sentence for text in texts]
        return [Reading(8.0 if self._word in text.sentence else -8.0) for text in texts]


BRIDGES = tuple(f"A bridge in town number {number} is {number} years old." for number in range(30))


def judged(question: str, reader: LikesWord | None, *paragraphs: str, top: int = 3) -> Judged:
    corpus = Corpus.build([article_of(*paragraphs)], Models(ByWords(), reader))
    asked = Question.parse(question)
    return judge(corpus, rank(corpus, asked, most=top), asked, top=top)


def test_the_reader_orders_what_it_reads() -> None:
    reader = LikesWord("number 7 ")
    found = judged("How old is a bridge in town?", reader, *BRIDGES[:9])
    assert found.stage is Stage.READER
    assert found.candidates[0].evidence.answers == 8.0
    confidences = [one.confidence for one in found.candidates]
    assert confidences == sorted(confidences, reverse=True)


def test_no_more_than_the_best_candidates_are_read() -> None:
    reader = LikesWord("number 7 ")
    judged("How old is a bridge in town?", reader, *BRIDGES)
    assert len(reader.read_texts) == READ_AT_MOST


def test_where_one_paragraph_is_far_ahead_only_that_is_read() -> None:
    reader = LikesWord("euros")
    wall = "The Tarnwick harbour wall cost nine euros. The Tarnwick harbour wall is made of stone."
    judged("What did the Tarnwick harbour wall cost?", reader, wall, *BRIDGES)
    assert all("wall" in text for text in reader.read_texts)
    assert len(reader.read_texts) == 2


def test_where_nothing_comes_near_nothing_is_read() -> None:
    reader = LikesWord("bridge")
    found = judged("Which symphony did Marlow compose in Vienna?", reader, *BRIDGES)
    assert found.stage is not Stage.READER
    assert reader.read_texts == []


def test_where_the_reader_has_no_time_words_and_meaning_decide() -> None:
    alone = judged("How old is a bridge in town?", None, *BRIDGES)
    busy = judged("How old is a bridge in town?", LikesWord("x", is_busy=True), *BRIDGES)
    assert busy == alone
    assert alone.stage is Stage.MEANING


@pytest.mark.parametrize(
    "question", ["How old is the pier?", "hi, how old is THE PIER", "2.1.3. How old is the pier?"]
)
def test_what_stands_below_the_question_itself_answers_it_for_any_reader(question: str) -> None:
    page = b"# Port\n\n## How old is the pier?\n\nIt opened in 1911.\n\n## Fares\n\nOld: 3 euros.\n"
    read = read_article("port.md", page)
    assert isinstance(read, ReadArticle)
    reader = LikesWord("euros")
    corpus = Corpus.build([read.article], Models(ByWords(), reader))
    asked = Question.parse(question)
    found = judge(corpus, rank(corpus, asked, most=3), asked, top=3)
    first = found.candidates[0]
    assert corpus.passages[first.passage].text == "It opened in 1911."
    assert first.confidence >= SURE
    assert reader.read_texts == []


def test_of_several_sentences_below_the_question_the_reader_tells_the_first() -> None:
    page = b"# Port\n\n## How old is the pier?\n\nThe pier is old. It opened in 1911.\n"
    read = read_article("port.md", page)
    assert isinstance(read, ReadArticle)
    corpus = Corpus.build([read.article], Models(ByWords(), LikesWord("1911")))
    asked = Question.parse("How old is the pier?")
    found = judge(corpus, rank(corpus, asked), asked, top=2)
    first = found.candidates[0]
    assert corpus.passages[first.passage].text == "It opened in 1911."
    assert first.confidence >= SURE


def test_what_was_not_read_comes_after_what_was_and_is_no_surer() -> None:
    found = judged("How old is a bridge in town?", LikesWord("number 7 "), *BRIDGES, top=20)
    assert len(found.candidates) == 20
    scores = [one.score for one in found.candidates]
    assert scores == sorted(scores, reverse=True)


def test_names_that_are_asked_for_by_their_initials_are_read_in_full() -> None:
    asked: list[str] = []

    class Listening(LikesWord):
        def read(self, question: str, texts: Sequence[Text]) -> list[Reading] | None:
            asked.append(question)
            return super().read(question, texts)

    said = "The official Korean Central News Agency reported that a bridge fell."
    judged("What did the KCNA report about a bridge?", Listening("fell"), said, *BRIDGES)
    assert asked == ["What did the Korean Central News Agency report about a bridge?"]


def test_who_somebody_is_is_told_by_the_form_of_the_words_not_by_the_reader() -> None:
    reader = LikesWord("spoke")
    spoke, described = "Marit Vik spoke in Tarnwick.", "Marit Vik is the head of the port."
    found = judged("Who is Marit Vik?", reader, spoke, described, *BRIDGES)
    assert reader.read_texts == []
    assert found.candidates[0].passage == 1
