"""Any bytes are an article or a rejection, a configuration or an error; nothing else is raised."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.model import Passage
from bot.articles.reader import ReadArticle, read_article
from bot.config import Config, ConfigError, load_config
from bot.discord_app.ui.limits import MESSAGE_COMPONENTS, MESSAGE_TEXTS_TOTAL
from bot.documents.problem import Problem
from bot.retrieval.retriever import CorpusRetriever
from bot.seed_editing.composing import Form, compose
from bot.seed_editing.errors import SeedBankError
from bot.seed_editing.model import Limits, Plan, SeedText
from bot.seed_editing.planning import plan_upload
from tests.hostile.mutations import mutated
from tests.hostile.stages import ask_of, size_of_card, terminal_of

ROOT = Path(__file__).parents[2]
SEEDS = tuple(path.read_bytes() for path in sorted(ROOT.glob("seeds/*.txt")))
EXAMPLE = (ROOT / "config.example.yaml").read_bytes()
LIMITS = Limits(file_bytes=20_000, upload_bytes=40_000, files=10, trashed=2)

questions = st.text(min_size=1, max_size=300) | st.sampled_from(
    ["Who said so?", "When was the treaty signed?", "How many soldiers?", "and when?"]
)


@given(mutated(SEEDS), st.lists(questions, min_size=1, max_size=3))
def test_any_article_can_be_asked_and_shown(data: bytes, asked: Sequence[str]) -> None:
    read = read_article("a.txt", data)
    if isinstance(read, Problem):
        return
    corpus = CorpusRetriever.build([read.article])
    quoted: list[Passage] = []
    for question in asked:
        answer = ask_of(corpus, question, quoted).answer
        quoted = [quote.passage for quote in answer.quotes]
        for quote in answer.quotes:
            assert quote.passage.text in read.article.paragraphs[quote.passage.paragraph - 1]
        characters, components = size_of_card(answer)
        assert characters <= MESSAGE_TEXTS_TOTAL
        assert components <= MESSAGE_COMPONENTS
        assert not set("\x1b\x9b\x07") & set(terminal_of(answer))


@given(data=mutated((EXAMPLE,)))
def test_any_configuration_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "fuzzed.yaml"
    path.write_bytes(data)
    with suppress(ConfigError):
        assert isinstance(load_config(path), Config)


@given(mutated(SEEDS), st.text(max_size=300), st.sampled_from([".txt", ".md", ".zip", ".TXT", ""]))
def test_any_upload_is_planned_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, stem: str, suffix: str
) -> None:
    folder = tmp_path_factory.getbasetemp() / "uploads"
    folder.mkdir(exist_ok=True)
    with suppress(SeedBankError):
        assert isinstance(plan_upload(folder, SeedText(stem + suffix, data), LIMITS), Plan)
    assert list(folder.iterdir()) == []


@given(mutated(SEEDS), st.text(max_size=250), st.text(max_size=60))
def test_any_form_is_an_article_or_a_rejection(data: bytes, title: str, other: str) -> None:
    form = Form(title, data.decode("utf-8", "surrogateescape")[:4_000], other, other, other[:10])
    composed = compose(form)
    if isinstance(composed, SeedText):
        assert isinstance(read_article(composed.name, composed.data), ReadArticle)
