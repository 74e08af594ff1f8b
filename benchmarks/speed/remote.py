"""Systems in processes of their own, so that what each holds and leaves behind is its alone.

They take turns: while one answers, the others wait for their next question.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection

from benchmarks.speed.timing import Taken, timed, timed_in_all


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is typed, and the distinct terms that Verbatim's analysis makes of it."""

    text: str
    terms: tuple[str, ...]


Answerer = Callable[[Asked], int | None]
"""What is timed: a question in, the position of the best passage out, or None."""

Systems = AbstractContextManager[Mapping[str, Answerer]]
"""Systems by their names, which are there until they are closed."""


class RemoteError(Exception):
    """Something failed in the other process, which wrote its trace to standard error."""


@dataclass(frozen=True, slots=True)
class Remote:
    """One or more systems over the same passages; `built` is what making them took."""

    names: tuple[str, ...]
    built: Taken
    _connection: Connection

    def ask(self, name: str, questions: Sequence[Asked]) -> list[tuple[int | None, Taken]]:
        """Ask one of the systems, one question after the other; say what each answer took there."""
        self._connection.send((name, tuple(questions)))
        return list(_receive(self._connection))


@contextmanager
def running(make: Callable[[], Systems]) -> Iterator[Remote]:
    """Start a process, make systems in it, and end the process in the end.

    `make` is pickled: the process begins with nothing of this one. Raises RemoteError.
    """
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, make))
    process.start()
    theirs.close()
    try:
        names, built = _receive(ours)
        yield Remote(names, built, ours)
    finally:
        ours.close()
        process.join(timeout=30)
        process.kill()


def _receive(connection: Connection) -> tuple:  # type: ignore[type-arg]
    try:
        received = connection.recv()
    except EOFError:
        raise RemoteError("The process ended.") from None
    if isinstance(received, RemoteError):
        raise received
    return tuple(received)


def _serve(connection: Connection, make: Callable[[], Systems]) -> None:
    try:
        with ExitStack() as stack:
            systems, built = timed_in_all(lambda: stack.enter_context(make()))
            connection.send((tuple(systems), built))
            while True:
                name, questions = connection.recv()
                connection.send([timed(partial(systems[name], asked)) for asked in questions])
    except EOFError:  # no more questions
        return
    except Exception as error:
        connection.send(RemoteError(repr(error)))
        raise
