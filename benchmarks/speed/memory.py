"""What a corpus holds, counted object by object: its articles, and beyond them the index."""

import gc
import resource
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from mmap import mmap
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType

import numpy as np

from benchmarks.speed.corpus_maker import SENTENCES, CorpusMaker
from benchmarks.speed.question_maker import make_questions
from bot.articles.model import Article
from bot.retrieval.answering import answer
from bot.retrieval.corpus import Corpus

_CODE = (type, ModuleType, FunctionType, BuiltinFunctionType, MethodType)


@dataclass(frozen=True, slots=True)
class Memory:
    """What a corpus of so many passages holds, in bytes.

    `articles` are the articles with their texts. `index` is all that is held beyond those, be it in
    memory or in files that are mapped into it; of that, `mapped` lies in files, which the system
    may drop from memory, and `characters` is text. `process` is the most that the process that
    built it needed.
    """

    passages: int
    articles: int
    index: int
    mapped: int
    characters: int
    process: int


@dataclass(slots=True)
class Held:
    """Bytes of objects, of files mapped into memory, and what of the objects is characters."""

    held: int = 0
    mapped: int = 0
    characters: int = 0


def measure_memory(passages: int) -> Memory:
    """Build a corpus, ask it, since some is made only then, and count.

    In a process of its own, `process` is what this needed.
    """
    articles = list(CorpusMaker().articles(passages))
    corpus = Corpus.build(articles)
    for question in (*make_questions(articles, 5), *make_questions(_others(), 5)):
        answer(corpus, question.typed)
    del articles
    return memory_of(corpus)


def _others() -> list[Article]:
    return list(CorpusMaker(seed=2).articles(SENTENCES))


def memory_of(corpus: Corpus) -> Memory:
    """Count what a corpus holds."""
    seen: set[int] = set()
    articles = count_held(corpus.articles, seen)
    rest = count_held([corpus], seen)
    return Memory(
        passages=len(corpus.passages),
        articles=articles.held + articles.mapped,
        index=rest.held + rest.mapped,
        mapped=rest.mapped,
        characters=rest.characters,
        process=1_024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
    )


def count_held(roots: Iterable[object], seen: set[int]) -> Held:
    """Add up everything that is reached from `roots` and not in `seen`, which it joins."""
    count = Held()
    waiting = list(roots)
    while waiting:
        one = waiting.pop()
        if id(one) in seen or isinstance(one, _CODE):
            continue
        seen.add(id(one))
        if isinstance(one, mmap):
            count.mapped += len(one)
            continue
        count.held += sys.getsizeof(one)
        if isinstance(one, str | bytes):
            count.characters += sys.getsizeof(one)
        elif isinstance(one, np.ndarray) and one.base is not None:
            waiting.append(one.base)
        else:
            waiting.extend(gc.get_referents(one))
    return count
