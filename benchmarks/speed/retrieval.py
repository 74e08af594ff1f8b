"""How long each system takes for a question, from the index alone to the whole answer."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.speed.answering import make_answerers
from benchmarks.speed.corpus_maker import CorpusMaker
from benchmarks.speed.finding import RETRIEVERS, make_finder, write_terms
from benchmarks.speed.question_maker import make_questions
from benchmarks.speed.remote import Asked, Remote, running
from benchmarks.speed.turns import Timing, take_turns
from bot.articles.model import Article
from bot.articles.sentences import passages_of
from bot.retrieval.text.analysis import analyse_passage, term_of, words_of
from bot.retrieval.text.question_analysis import analyse_question

CONTENT, TYPED, GRAMMAR_KEPT, UNANSWERED = (
    "words of content",
    "as typed",
    "as typed, words of grammar kept",
    "as typed, nothing known",
)
KINDS = (CONTENT, TYPED, UNANSWERED, GRAMMAR_KEPT)
_QUESTIONS = 200
_OTHER_ARCHIVE = CorpusMaker(seed=2)
_LARGEST_WITH_GRAMMAR = 100_000  # passages

Terms = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Indexing:
    """Seconds of the processor to index ready terms, or for Verbatim in full, from the articles."""

    systems: tuple[str, ...]
    passages: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Retrieval:
    """All timings at one size."""

    passages: int
    timings: tuple[Timing, ...]
    indexing: tuple[Indexing, ...]

    def of_kind(self, kind: str) -> Iterator[Timing]:
        """The timings with one kind of question."""
        return (one for one in self.timings if one.kind == kind)


def measure_retrieval(passages: int) -> Retrieval:
    """Measure at one size: the peers, Verbatim's index, its ranking, its whole answer."""
    articles = list(CorpusMaker().articles(passages))
    questions = make_questions(articles, _QUESTIONS)
    content = [_asked(one.content, _analysed) for one in questions]
    typed = [_asked(one.typed, _analysed) for one in questions]
    others = make_questions(list(_OTHER_ARCHIVE.articles(1_000)), _QUESTIONS)
    unknown = [_asked(one.typed, _analysed) for one in others]
    with TemporaryDirectory() as folder, ExitStack() as stack:
        finders = _start_finders(stack, Path(folder), articles, lambda t: analyse_passage(t).terms)
        verbatim = stack.enter_context(running(partial(make_answerers, passages, Path(folder))))
        timings = [
            *take_turns([*finders, verbatim], CONTENT, passages, content),
            *take_turns([*finders, verbatim], TYPED, passages, typed),
            *take_turns([verbatim], UNANSWERED, passages, unknown),
        ]
        indexing = [
            Indexing(each.names, passages, each.built.processor) for each in (*finders, verbatim)
        ]
    if passages <= _LARGEST_WITH_GRAMMAR:
        with TemporaryDirectory() as folder, ExitStack() as stack:
            finders = _start_finders(stack, Path(folder), articles, _every_word)
            kept = [_asked(one.typed, _every_word) for one in questions]
            timings += take_turns(finders, GRAMMAR_KEPT, passages, kept)
    return Retrieval(passages, tuple(timings), tuple(indexing))


def _start_finders(
    stack: ExitStack,
    folder: Path,
    articles: Iterable[Article],
    terms_of: Callable[[str], Sequence[str]],
) -> list[Remote]:
    path = folder / "terms.txt"
    texts = (passage.text for article in articles for passage in passages_of(article))
    write_terms(map(terms_of, texts), path)
    return [stack.enter_context(running(partial(make_finder, name, path))) for name in RETRIEVERS]


def _asked(text: str, terms_of: Callable[[str], Sequence[str]]) -> Asked:
    return Asked(text, tuple(dict.fromkeys(terms_of(text))))


def _analysed(question: str) -> Terms:
    return analyse_question(question).analysis.terms


def _every_word(text: str) -> Terms:
    return tuple(map(term_of, words_of(text)))
