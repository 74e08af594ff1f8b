"""What weights are chosen by: the figures over questions that are not trained on."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.articles.model import Passage
from training.candidates import Candidate, Candidates
from training.examples import Paragraph
from training.scoring import Read, Scorer
from training.windows import Window

COSINE_WEIGHTS = (0.0, 4.0, 8.0, 12.0, 16.0, 24.0)
SHARE_WEIGHT = 3.0


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a set with its candidates, and which of them are right."""

    question: str
    kind: str
    candidates: tuple[Candidate, ...]
    right: tuple[bool, ...]


def news_questions(folder: Path) -> list[Asked]:
    """Questions as typed in a chat: `any_of` stands in a right sentence of any article."""
    candidates = Candidates(folder / "articles")
    asked = []
    for row in _rows(folder):
        found = tuple(candidates.of(row["question"]))
        right = tuple(any(one in each.passage.text for one in row["any_of"]) for each in found)
        asked.append(Asked(row["question"], row["kind"], found, right))
    return asked


def xquad_questions(folder: Path, every: int = 1) -> list[Asked]:
    """Questions whose answer's characters are known; of so many, each `every`th."""
    candidates = Candidates(folder / "articles")
    asked = []
    for row in _rows(folder)[::every]:
        found = tuple(candidates.of(row["question"]))
        right = tuple(_covers(each.passage, row) for each in found)
        asked.append(Asked(row["question"], "answerable", found, right))
    return asked


def _covers(passage: Passage, row: Mapping[str, Any]) -> bool:
    place = (passage.article.name, passage.paragraph)
    covers = passage.start <= row["start"] and row["end"] <= passage.end
    return bool(place == (row["article"], row["paragraph"]) and covers)


def _rows(folder: Path) -> list[dict[str, Any]]:
    lines = (folder / "questions.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def margins(scorer: Scorer, asked: Sequence[Asked]) -> list[NDArray[np.float64]]:
    """The margin of each question's candidates, read as pairs with their titles."""
    pairs = [
        Window(one.question, each.passage.article.title, (each.passage.text,))
        for one in asked
        for each in one.candidates
    ]
    read = [each.margin for each in scorer.read(pairs)]
    ends = np.cumsum([len(one.candidates) for one in asked])[:-1]
    return np.split(np.asarray(read), ends)


def totals(
    asked: Sequence[Asked], margins: Sequence[NDArray[np.float64]], cosine: float, share: float
) -> list[NDArray[np.float64]]:
    """The margins with so much of cosine and share of words added."""
    return [
        margin
        + cosine * np.asarray([each.cosine for each in one.candidates])
        + share * np.asarray([each.share for each in one.candidates])
        for one, margin in zip(asked, margins, strict=True)
    ]


def right_within(asked: Sequence[Asked], values: Sequence[NDArray[np.float64]], depth: int) -> int:
    """For how many answerable questions a right sentence is among the first so many."""
    return sum(
        any(one.right[at] for at in np.argsort(-value, kind="stable")[:depth])
        for one, value in zip(asked, values, strict=True)
        if one.kind == "answerable"
    )


def auroc_against(
    asked: Sequence[Asked], values: Sequence[NDArray[np.float64]], kind: str
) -> float:
    """How well the best value tells answerable questions from those of another kind."""
    best = {
        name: [
            float(value.max()) for one, value in zip(asked, values, strict=True) if one.kind == name
        ]
        for name in ("answerable", kind)
    }
    return auroc(best["answerable"], best[kind])


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """The probability that one of the positive is above one of the negative."""
    above = [(p > n) + 0.5 * (p == n) for p in positive for n in negative]
    return sum(above) / len(above) if above else float("nan")


@dataclass(frozen=True, slots=True)
class Held:
    """Figures over held articles: order within the paragraph, none, and the answer's words."""

    questions: int
    first: float
    none: float
    withheld: float
    span_exact: float
    span_f1: float


def held_figures(scorer: Scorer, paragraphs: Sequence[Paragraph], most: int, seed: int = 1) -> Held:
    """Read so many questions of held articles, each with all sentences of its paragraph."""
    places = [(one, asked) for one in paragraphs for asked in one.questions]
    Random(seed).shuffle(places)
    first: list[bool] = []
    spans: list[tuple[bool, float]] = []
    best: dict[str, list[float]] = {"answerable": [], "none": [], "withheld": []}
    for paragraph, asked in places[:most]:
        answering = set(asked.answering)
        read = scorer.read(
            [
                replace(window, answering=(0,), span=asked.span)
                if at == min(answering, default=-1)
                else window
                for at, sentence in enumerate(paragraph.sentences)
                for window in [Window(asked.text, paragraph.title, (sentence,))]
            ]
        )
        values = [each.margin for each in read]
        if not answering:
            best["none"].append(max(values))
            continue
        if len(values) > 1:
            first.append(values.index(max(values)) in answering)
            best["answerable"].append(max(values))
            others = [value for at, value in enumerate(values) if at not in answering]
            best["withheld"] += [max(others)] if others else []
        spans += _span_figures(read[min(answering)])
    return Held(
        questions=len(places[:most]),
        first=float(np.mean(first)),
        none=auroc(best["answerable"], best["none"]),
        withheld=auroc(best["answerable"], best["withheld"]),
        span_exact=float(np.mean([exact for exact, _ in spans])),
        span_f1=float(np.mean([f1 for _, f1 in spans])),
    )


def _span_figures(read: Read) -> list[tuple[bool, float]]:
    """Whether the span is exactly right, and its F1 over pieces; nothing without a right one."""
    if read.right_span is None:
        return []
    (start, end), (right, last) = read.span, read.right_span
    both = max(0, min(end, last) - max(start, right) + 1)
    return [((start, end) == (right, last), 2 * both / ((end - start + 1) + (last - right + 1)))]
