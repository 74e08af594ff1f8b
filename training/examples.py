"""Public question sets → paragraphs with their questions, and the articles held out of training.

A data file has one JSON object a line: `article`, `title`, `sentences` (of one paragraph, in order)
and `questions`, each with `gold` (indexes of the sentences that answer; empty if none does) and
`span` (characters of the answer in the first of them, or null). A question without an answer may
name in `near` the sentence that looks most like one.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import regex

SETS: Mapping[str, float] = {
    "squad2": 1.0,
    "squad1": 1.0,
    "shift-new_wiki": 1.0,
    "qed": 2.5,
    "selqa": 2.0,
    "qamr": 0.5,
    "written-wiki": 1.5,
    "written-stories": 2.0,
    "written-news": 3.0,
}
"""The files that the shipped weights are trained on, without their ending, and how often each of
their questions is drawn: more often those that people typed into a search or that were written as
people ask, less often those that were written for single sentences."""

WRITTEN = Path(__file__).with_name("written")
"""The project's own questions (training/written/README.md); the other sets are public."""

_HELD_PERCENT = 8
_NOT_A_LETTER = regex.compile(r"[^\p{L}\p{N}]+")
_SHORTEST = 40  # letters; shorter sentences are found in unrelated texts


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a paragraph; `answering` are indexes of its sentences, `span` characters.

    If nothing answers, `near` may be the index of the sentence that looks most like answering.
    """

    text: str
    answering: tuple[int, ...]
    span: tuple[int, int] | None
    near: int | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Consecutive sentences of an article, and what was asked about them."""

    article: str
    title: str
    sentences: tuple[str, ...]
    questions: tuple[Asked, ...]


def read_sets(folder: Path, names: Iterable[str] = SETS) -> tuple[Paragraph, ...]:
    """All paragraphs of the named sets. Raises FileNotFoundError, and ValueError for a bad line."""
    return tuple(one for name in names for one in _read(_file_of(name, folder), name))


def _file_of(name: str, public: Path) -> Path:
    return (WRITTEN if name.startswith("written-") else public) / f"{name}.jsonl"


def _read(path: Path, name: str) -> Iterator[Paragraph]:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            yield _paragraph(json.loads(line), name)
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"{path}, line {number}: {error!r}") from error


def _paragraph(row: dict[str, object], name: str) -> Paragraph:
    sentences = row["sentences"]
    questions = row["questions"]
    if not isinstance(sentences, list) or not isinstance(questions, list):
        raise TypeError("'sentences' and 'questions' must be lists")
    texts = tuple(str(sentence) for sentence in sentences)
    return Paragraph(
        article=f"{name}/{row['article']}",
        title=str(row["title"]).replace("_", " "),
        sentences=texts,
        questions=tuple(_asked(question, texts) for question in questions),
    )


def _asked(row: dict[str, object], sentences: Sequence[str]) -> Asked:
    gold, span = row["gold"], row["span"]
    if not isinstance(gold, list) or any(not 0 <= one < len(sentences) for one in gold):
        raise ValueError(f"'gold' must be indexes of the sentences, not {gold!r}")
    near = row.get("near")
    if near is not None and not (isinstance(near, int) and 0 <= near < len(sentences)):
        raise ValueError(f"'near' must be the index of a sentence, not {near!r}")
    if not gold or not isinstance(span, list):
        return Asked(str(row["question"]), tuple(gold), None, None if gold else near)
    start, end = span
    if not 0 <= start < end <= len(sentences[gold[0]]):
        raise ValueError(f"'span' must lie in its sentence, not {span!r}")
    return Asked(str(row["question"]), tuple(gold), (start, end))


def is_held(article: str) -> bool:
    """Whether an article is held out of training, to choose by: always the same 8 percent."""
    return (
        int.from_bytes(hashlib.sha256(article.encode()).digest()[:4], "big") % 100 < _HELD_PERCENT
    )


def split(paragraphs: Iterable[Paragraph]) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
    """The paragraphs to train on, and the held ones."""
    both: tuple[list[Paragraph], list[Paragraph]] = ([], [])
    for paragraph in paragraphs:
        both[is_held(paragraph.article)].append(paragraph)
    return tuple(both[0]), tuple(both[1])


def without_texts(paragraphs: Iterable[Paragraph], texts: Iterable[str]) -> tuple[Paragraph, ...]:
    """The paragraphs of which no sentence stands in one of the texts, which are kept to measure.

    Spaces, case and marks are ignored; sentences of fewer than 40 letters are not looked for.
    """
    kept = "\n".join(map(_letters, texts))
    return tuple(
        paragraph
        for paragraph in paragraphs
        if not any(
            len(letters) >= _SHORTEST and letters in kept
            for letters in map(_letters, paragraph.sentences)
        )
    )


def _letters(text: str) -> str:
    return _NOT_A_LETTER.sub("", text).casefold()
