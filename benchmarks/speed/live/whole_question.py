"""The processor time of a question, through the client that the bot uses on Discord.

Beside it, in turns in the same run, that of the least that a bot can do; and the part that finds
the answer, by itself in this process. By words alone, as a base install answers.
"""

import asyncio
import json
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.speed.corpus_maker import CorpusMaker, write_seeds
from benchmarks.speed.live.bot_process import BotProcess, running_bot
from benchmarks.speed.live.people import People, open_guilds, wait_for_answers
from benchmarks.speed.question_maker import make_questions
from bot.articles.library import read_folder
from bot.articles.model import Article
from bot.config.model import DEFAULT_THRESHOLD
from bot.querylog.model import Place
from bot.retrieval.retriever import CorpusRetriever
from bot.service.answerer import Answerer, Request
from tests.loopback import serve

_ROOT = Path(__file__).parents[3]
_REAL = ("benchmarks/quality/asked", "benchmarks/quality/fields")
_PAGES = ("benchmarks/quality/pages", "docs")
_BOTS = ("tests.loopback.launch", "benchmarks.speed.live.minimal_bot")
_RATE = 8.0  # questions a second, so that no two are under way at once
_SECONDS = 3.0
_TURNS = 8
_SENTENCES = 3


class Text(NamedTuple):
    """What the bot is asked about, and how."""

    articles: Sequence[Article]
    questions: Sequence[str]


@dataclass(frozen=True, slots=True)
class WholeQuestion:
    """Milliseconds of processor time for each question about made-up or real text.

    `bot` is all of the bot's process, `minimal` all of the least bot's, `answer` is finding the
    answer alone.
    """

    text: str
    passages: int
    questions: int
    bot: float
    minimal: float
    answer: float


async def measure_question(kind: str, passages: int) -> WholeQuestion:
    """Ask both bots in turns; `passages` is how large the made-up archive is."""
    text = _made(passages) if kind == "made" else _real()
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        asked: list[tuple[BotProcess, People]] = []
        for module in _BOTS:
            discord = await stack.enter_async_context(serve(conforms=False))
            open_guilds(discord)
            place = folder / module
            write_seeds(iter(text.articles), place / "seeds")
            bot = await stack.enter_async_context(running_bot(discord, place, module))
            asked.append((bot, People(discord, text.questions, _RATE)))
        for _, people in asked:  # what a first question opens is not counted
            await wait_for_answers(await people.ask_for(_SECONDS))
        seconds, count = [0.0, 0.0], [0, 0]
        for _ in range(_TURNS):
            for each, (bot, people) in enumerate(asked):
                before = bot.processor_time()
                questions = await people.ask_for(_SECONDS)
                await wait_for_answers(questions)
                seconds[each] += bot.processor_time() - before
                count[each] += len(questions)
    corpus, answer = await asyncio.to_thread(_answer_alone, text)
    whole, minimal = (1_000 * taken / number for taken, number in zip(seconds, count, strict=True))
    return WholeQuestion(kind, corpus, count[0], whole, minimal, answer)


def _made(passages: int) -> Text:
    articles = list(CorpusMaker().articles(passages))
    return Text(articles, [one.typed for one in make_questions(articles, 500)])


def _real() -> Text:
    """The articles and pages of this repository, and what people ask about its articles."""
    folders = (*(f"{folder}/articles" for folder in _REAL), *_PAGES)
    articles = [one for folder in folders for one in read_folder(_ROOT / folder).articles]
    lines = (
        line
        for folder in _REAL
        for line in (_ROOT / folder / "questions.jsonl").read_text("utf-8").splitlines()
    )
    return Text(articles, [json.loads(line)["question"] for line in lines])


def _answer_alone(text: Text) -> tuple[int, float]:
    """Return the number of passages, and milliseconds of processor time an answer."""
    corpus, answerer = CorpusRetriever.build(text.articles), Answerer(DEFAULT_THRESHOLD)
    requests = [Request(one, _SENTENCES, Place("discord", 1, 2), asker=3) for one in text.questions]
    for request in islice(requests, 20):
        answerer.answer(corpus, request)
    before = time.thread_time()
    for request in requests:
        answerer.answer(corpus, request)
    return len(corpus.passages), 1_000 * (time.thread_time() - before) / len(requests)
