"""What a corpus holds, counted object by object: its articles, and beyond them the index."""

import gc
import resource
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from mmap import mmap
from pathlib import Path
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType

import numpy as np

from bot.retrieval.corpus import Corpus

_CODE = (type, ModuleType, FunctionType, BuiltinFunctionType, MethodType)


@dataclass(frozen=True, slots=True)
class Memory:
    """What a corpus of so many passages holds, in bytes.

    `articles` are the articles with their texts. `index` is all that is held beyond those, be it in
    memory or in files that are mapped into it; of that, `mapped` lies in files, which the system
    may drop from memory, and `characters` is text. `process` is the most that this process needed.
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
        if isinstance(one, np.ndarray) and isinstance(_owner(one), mmap):
            count.mapped += one.nbytes  # not the whole file, of which the rest is not looked at
            continue
        count.held += sys.getsizeof(one)
        if isinstance(one, str | bytes):
            count.characters += sys.getsizeof(one)
        elif isinstance(one, np.ndarray) and one.base is not None:
            waiting.append(one.base)
        else:
            waiting.extend(gc.get_referents(one))
    return count


def megabytes(name: str, *, resets: bool = False) -> float:
    """The system's figure for this process: VmRSS, or VmHWM, the most since it was reset."""
    if resets:
        Path("/proc/self/clear_refs").write_text("5")
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) / 1_000 for line in lines if line.startswith(f"{name}:"))


def _owner(array: object) -> object:
    """What holds the numbers of an array: the last that it is a view of."""
    while True:
        if isinstance(array, np.ndarray) and array.base is not None:
            array = array.base
        elif isinstance(array, memoryview):
            array = array.obj
        else:
            return array
