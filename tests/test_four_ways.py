"""Discord, the terminal, JSON and `verbatim evaluate` give one answer to the same message."""

import io
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli import main
from bot.cli.loading import load_seeds
from bot.config import Config
from bot.discord_app.ask.answer_service import AnswerService, DiscordQuestion
from bot.evaluation.judging import judge
from bot.evaluation.model import Expectation
from bot.library.live import LiveCorpus
from bot.querylog.recorder import Recorder
from bot.retrieval.model import Answer
from bot.service.answerer import Answerer
from bot.terminal.answer_service import open_answer_service

SEEDS = Path(__file__).parents[1] / "seeds"
SENTENCES = 3
CONFIG = Config.model_validate({"log": {"enabled": False}, "answers": {"sentences": SENTENCES}})

QUESTIONS = [
    "Where was the mutual defence treaty signed?",
    "When did Kim and Shoigu meet?",
    "who is shoigu",
    "What did the KCNA report?",
    "What did Kim and Shoigu discuss?",
    "how much did the treaty cost",
    "Who won the football world cup?",
    "and when?",
    "Did Putin thank North Korea?",
    "shoygu visit pyonyang",
]
WRAPPINGS = [
    "{}",
    "Long day! {} Thanks a lot everybody",
    "hey bot, quick question: {}",
    "Hi all, it rains here. {}",
    "{} thx 🙏",
]
MESSAGES = [wrapping.format(question) for wrapping in WRAPPINGS for question in QUESTIONS]


@pytest.fixture(scope="module")
def live() -> LiveCorpus:
    return load_seeds(CONFIG, SEEDS)


@pytest.fixture(scope="module")
def by_json() -> list[dict[str, object]]:
    """Ask every message of `verbatim ask --json`."""
    with pytest.MonkeyPatch.context() as patch:
        said = io.StringIO()
        patch.setattr(sys, "stdin", io.StringIO("\n".join(MESSAGES) + "\n"))
        patch.setattr(sys, "stdout", said)
        assert main(["ask", "--json", "--top", str(SENTENCES), "--seeds", str(SEEDS)]) == 0
    return [json.loads(line) for line in said.getvalue().splitlines()]


async def ask_in_discord(live: LiveCorpus, message: str) -> Answer:
    answerer = Answerer(CONFIG.answers.threshold)
    service = AnswerService(live, Recorder(), lambda _: SENTENCES, answerer)
    reply = await service.answer(DiscordQuestion(message, 1, None, None, datetime.now(UTC)))
    return reply.answer


@pytest.mark.parametrize("number", range(len(MESSAGES)), ids=MESSAGES)
async def test_a_message_has_one_answer(
    live: LiveCorpus, by_json: list[dict[str, object]], number: int
) -> None:
    message = MESSAGES[number]
    discord = await ask_in_discord(live, message)
    with open_answer_service(CONFIG, live) as service:
        assert service.answer(message) == discord
    line = by_json[number]
    texts = [quote.passage.text for quote in discord.quotes]
    shown = [sentence["text"] for sentence in line["sentences"]]  # type: ignore[attr-defined]
    assert (line["question"], line["answered"], shown) == (message, discord.answered, texts)
    assert line["confidence"] == pytest.approx(discord.confidence)
    evaluated = judge(live.corpus, Expectation(message, (), 1), Answerer(CONFIG.answers.threshold))
    assert evaluated.answer.answered == discord.answered
    assert evaluated.answer.confidence == pytest.approx(discord.confidence)
