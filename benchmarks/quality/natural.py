"""Questions as people ask them, with the candidates that the bot reads for each.

A set in the form of `asked/` has `articles/` and `questions.jsonl` (`question`; `any_of`: phrases,
one of which a right sentence has, none if no sentence answers; `kind`, if told). Of the public sets
that the reader is trained on, only the articles that were held out of training are asked.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.quality.dev_set import every_other_paragraph, read_articles, read_questions
from bot.articles.model import Article, Passage
from bot.retrieval.candidates.ranking import rank
from bot.retrieval.corpus import Corpus
from bot.retrieval.deciding.confidence import Gatherer
from bot.retrieval.deciding.judging import READ_AT_MOST, read_candidates
from bot.retrieval.model import Evidence
from bot.retrieval.question import Question
from bot.retrieval.semantic.models import Models
from training.examples import Paragraph, is_held

ANSWERABLE, NEAR, FAR = "answerable", "near", "far"
_DISTRACTORS = 24  # articles, at least, in the corpora of a public set

IsRight = Callable[[Passage], bool]


@dataclass(frozen=True, slots=True)
class Trial:
    """The evidence for each candidate of a question, and which of them answer it.

    `setting` says whether the articles answer it and, if not, how near they come.
    """

    name: str
    setting: str
    question: str
    evidence: tuple[Evidence, ...]
    right: tuple[bool, ...]


def asked_set(name: str, articles: Sequence[Article], file: Path, models: Models) -> list[Trial]:
    """The trials of a set in the form of `asked/`."""
    corpus = Corpus.build(articles, models)
    trials: list[Trial] = []
    for line in file.read_text("utf-8").splitlines():
        row = json.loads(line)
        phrases = tuple(map(str, row["any_of"]))
        setting = str(row.get("kind") or (ANSWERABLE if phrases else NEAR))
        trials.append(_ask(corpus, row["question"], name, setting, _has_one_of(phrases)))
    return trials


def public_set(
    name: str, paragraphs: Iterable[Paragraph], most: int, models: Models
) -> list[Trial]:
    """The trials of at most `most` questions about held articles, half of them also far."""
    by_article: dict[str, list[Paragraph]] = {}
    for paragraph in paragraphs:
        by_article.setdefault(paragraph.article, []).append(paragraph)
    names = sorted(by_article, key=lambda one: (not is_held(one), _scattered(one)))
    held = [one for one in names if is_held(one)]
    kept = names[: max(len(held), _DISTRACTORS)]
    articles = [_article(by_article[one]) for one in kept]
    halves = [Corpus.build(half, models) for half in (articles[::2], articles[1::2])]
    asked = [(place, *one) for place, name in enumerate(held) for one in _asked(by_article[name])]
    asked.sort(key=lambda one: _scattered(one[1]))
    trials: list[Trial] = []
    for number, (place, text, golds) in enumerate(asked[:most]):
        here, there = halves[place % 2], halves[1 - place % 2]
        setting = ANSWERABLE if golds else NEAR
        trials.append(_ask(here, text, name, setting, _is_one_of(golds)))
        if number % 2 == 0:
            trials.append(_ask(there, text, name, FAR, _is_one_of(())))
    return trials


def dev_set(data: Path, every: int, models: Models) -> list[Trial]:
    """The trials of every so many questions of the development set: there, far and near.

    Far, the other half of the articles is asked; near, the paragraph that answers is withheld.
    """
    articles, questions = read_articles(data), read_questions(data)[::every]
    fold_of = {question.article: question.fold for question in read_questions(data)}
    trials: list[Trial] = []
    for fold in sorted(set(fold_of.values())):
        corpus = Corpus.build([one for one in articles if fold_of.get(one.name) == fold], models)
        for number, gold in enumerate(questions):
            if gold.fold == fold:
                asked = gold.question, "xquad", ANSWERABLE, gold.is_answered_by
                trials.append(_ask(corpus, *asked))
            elif number % 2:
                trials.append(_ask(corpus, gold.question, "xquad", FAR, _is_one_of(())))
    for parity in (0, 1):
        corpus = Corpus.build([every_other_paragraph(one, parity) for one in articles], models)
        for gold in questions[::2]:
            if gold.paragraph % 2 != parity:
                trials.append(_ask(corpus, gold.question, "xquad", NEAR, _is_one_of(())))
    return trials


def pages_set(articles: Sequence[Article], file: Path, models: Models) -> list[Trial]:
    """The trials of questions about pages with headings that a page answers."""
    corpus = Corpus.build(articles, models)
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    return [
        _ask(corpus, row["question"], "pages", ANSWERABLE, _has_one_of((row["answer"],)))
        for row in rows
        if row["article"]
    ]


def write_trials(file: Path, trials: Iterable[Trial]) -> None:
    """Keep trials, a line each: gathering takes minutes, fitting seconds."""
    file.write_text("".join(f"{json.dumps(asdict(trial))}\n" for trial in trials), "utf-8")


def read_trials(file: Path) -> list[Trial]:
    """Trials that were kept."""
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    return [
        Trial(
            row["name"],
            row["setting"],
            row["question"],
            tuple(Evidence(**one) for one in row["evidence"]),
            tuple(row["right"]),
        )
        for row in rows
    ]


def _ask(corpus: Corpus, text: str, name: str, setting: str, is_right: IsRight) -> Trial:
    """Ask one question."""
    question = Question.parse(text)
    ranking = rank(corpus, question)
    places = range(min(READ_AT_MOST, len(ranking.passages)))
    judged = read_candidates(Gatherer(corpus, ranking, question), places) or ()
    right = tuple(is_right(corpus.passages[one.passage]) for one in judged)
    return Trial(name, setting, text, tuple(one.evidence for one in judged), right)


def _has_one_of(phrases: Sequence[str]) -> IsRight:
    return lambda passage: any(phrase in passage.text for phrase in phrases)


def _is_one_of(sentences: Sequence[str]) -> IsRight:
    return lambda passage: passage.text in sentences


def _asked(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each question about an article, with the sentences that answer it."""
    for paragraph in paragraphs:
        for asked in paragraph.questions:
            yield asked.text, tuple(paragraph.sentences[place] for place in asked.answering)


def _article(paragraphs: Sequence[Paragraph]) -> Article:
    texts = tuple(" ".join(one.sentences) for one in paragraphs)
    return Article(f"{paragraphs[0].article}.txt", paragraphs[0].title, texts, language="en")


def _scattered(text: str) -> bytes:
    """An order that has nothing to do with the text."""
    return hashlib.sha256(text.encode()).digest()
