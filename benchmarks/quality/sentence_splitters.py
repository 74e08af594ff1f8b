"""How well, and how fast, sentences are told apart: ours beside other splitters.

Needs the extra `bench`, which has the others.
"""

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import blingfire
import pysbd
import sentencex
from syntok import segmenter as syntok

from benchmarks.quality.sentence_cases import Case
from bot.articles.languages import language_of
from bot.articles.sentences import split_sentences

_REPEATS = 3
_BASELINE = re.compile(r"(?<=[.!?…])[”’\"')\]]*\s+(?=[A-Z“‘\"'(])")

Starts = frozenset[int]
Splitter = Callable[[str], Starts]


@dataclass(frozen=True, slots=True)
class Score:
    """How a splitter did: shares of paragraphs, of the starts it gave, of those there are."""

    name: str
    whole: float
    precision: float
    recall: float
    ms_per_mb: float


def compare(cases: Sequence[Case], paragraphs: Sequence[str]) -> tuple[Score, ...]:
    """Score every splitter on the cases, and time it on paragraphs."""
    return tuple(_score(name, split, cases, paragraphs) for name, split in _splitters())


def _score(name: str, split: Splitter, cases: Sequence[Case], paragraphs: Sequence[str]) -> Score:
    found = [split(case.text) - {0} for case in cases]
    right = sum(len(starts & case.starts) for starts, case in zip(found, cases, strict=True))
    megabytes = sum(len(text.encode()) for text in paragraphs) / 1e6
    return Score(
        name,
        whole=sum(starts == case.starts for starts, case in zip(found, cases, strict=True))
        / len(cases),
        precision=right / max(1, sum(map(len, found))),
        recall=right / max(1, sum(len(case.starts) for case in cases)),
        ms_per_mb=min(_milliseconds(split, paragraphs) for _ in range(_REPEATS)) / megabytes,
    )


def _milliseconds(split: Splitter, paragraphs: Sequence[str]) -> float:
    began = time.process_time()
    for paragraph in paragraphs:
        split(paragraph)
    return (time.process_time() - began) * 1_000


def _splitters() -> tuple[tuple[str, Splitter], ...]:
    pysbd_segmenter = pysbd.Segmenter("en", clean=False, char_span=True)
    return (
        ("Verbatim (sentencex, and rules of its own)", _ours),
        ("sentencex", _sentencex),
        (
            "pysbd",
            lambda text: _first_letters(text, [s.start for s in pysbd_segmenter.segment(text)]),
        ),
        ("syntok", _syntok),
        ("blingfire", _blingfire),
        ("a regular expression", _regular_expression),
    )


def _ours(text: str) -> Starts:
    return frozenset(start for start, _ in split_sentences(text, _language(text)))


@cache  # the bot tells it once for an article, so that it is left out of the best time
def _language(text: str) -> str | None:
    return language_of(text)


def _sentencex(text: str) -> Starts:
    boundaries = sentencex.get_sentence_boundaries("en", text)
    return _first_letters(text, [boundary["start_index"] for boundary in boundaries])


def _syntok(text: str) -> Starts:
    sentences = (sentence for paragraph in syntok.process(text) for sentence in paragraph)
    return frozenset(sentence[0].offset for sentence in sentences)


def _blingfire(text: str) -> Starts:
    _, offsets = blingfire.text_to_sentences_and_offsets(text)
    return _first_letters(text, [start for start, _ in offsets])


def _regular_expression(text: str) -> Starts:
    return frozenset({0, *(match.end() for match in _BASELINE.finditer(text))})


def _first_letters(text: str, starts: Sequence[int]) -> Starts:
    """Move starts over the white space that some splitters count to the sentence after it."""
    return frozenset(start + len(text[start:]) - len(text[start:].lstrip()) for start in starts)
