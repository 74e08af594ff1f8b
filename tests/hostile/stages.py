"""Every stage that a text of others goes through, from the bytes of a file to what is shown."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from bot.articles.attribution import find_sources
from bot.articles.model import Passage
from bot.articles.reader import read_article
from bot.articles.sentences import split_sentences
from bot.common.yaml_reading import YamlProblem, load_mapping
from bot.discord_app.ask.answer_service import Reply
from bot.discord_app.ask.cards import answer_card
from bot.discord_app.ask.message_text import question_from, wants_answer
from bot.discord_app.locales import Languages
from bot.discord_app.ui import markdown
from bot.documents.problem import Problem
from bot.querylog.model import Place
from bot.retrieval.answers.suggesting import near_words, suggest
from bot.retrieval.deciding.highlight import highlight
from bot.retrieval.model import Answer
from bot.retrieval.question import Question
from bot.retrieval.retriever import CorpusRetriever
from bot.retrieval.text.analysis import analyse_passage
from bot.retrieval.text.question_analysis import analyse_question
from bot.service.answerer import Answered, Answerer, Request
from bot.terminal.answer_json import render_json
from bot.terminal.answer_text import render_answer
from bot.terminal.style import Style

_ENGLISH = Languages.load().default
_QUESTIONS = (
    "Who opened the bridge?",
    "How many million is the bridge?",
    "When is the bridge said?",
)
_PLACE = Place("discord", 1, 2)


def _read(text: str) -> None:
    read_article("a.txt", text.encode("utf-8", "surrogatepass"))


def _front_matter(text: str) -> None:
    with suppress(YamlProblem):
        load_mapping(text)


def _split(text: str) -> None:
    for language in ("en", "de", "th", "ja", "vi"):
        split_sentences(text, language)


def _analyse(text: str) -> None:
    analyse_passage(text)
    analyse_question(text)


def _highlight(text: str) -> None:
    for question in _QUESTIONS:
        highlight(Question.parse(question), text)


def _render(text: str) -> None:
    markdown.escape(text)
    markdown.name(text, 200)
    markdown.link(text, text, 200)
    markdown.quote(text, 1_500)


def _take_message(text: str) -> None:
    wants_answer(text)
    question_from(text, 300)


def _answer(text: str) -> None:
    """Ask for sentences of an article in which the text is a sentence, a paragraph and a list."""
    article = (
        f"The bridge, said A. {text} The bridge said A.\n{text}\n\nRelated:\n- The B: {text}\n"
    )
    read = read_article("a.txt", article.encode("utf-8", "surrogatepass"))
    assert not isinstance(read, Problem)
    corpus = CorpusRetriever.build([read.article])
    quoted: list[Passage] = []
    for question in ("Who opened the bridge?", text[:300]):
        answer = ask_of(corpus, question, quoted).answer
        quoted = [quote.passage for quote in answer.quotes]
        asked = Question.parse(question)
        suggest(corpus, asked, near_words(corpus, asked), answer, threshold=1)
        size_of_card(answer)
        terminal_of(answer)
        render_json(answer)


def ask_of(corpus: CorpusRetriever, question: str, quoted: Sequence[Passage]) -> Answered:
    """Ask after an answer that quoted some passages, or none."""
    return Answerer(0).answer(corpus, Request(question, 3, _PLACE, 1, quoted))


def size_of_card(answer: Answer) -> tuple[int, int]:
    """Lay out an answer for Discord, and count its characters and components."""
    reply = Reply(answer, (None,) * len(answer.related), "0" * 32)
    card = answer_card(reply, _ENGLISH, show_question=True, sharer=1)
    return card.content_length(), card.total_children_count


def terminal_of(answer: Answer) -> str:
    """Render an answer for a terminal without weights."""
    return render_answer(answer, Style(80))


STAGES: Mapping[str, Callable[[str], object]] = {
    "reader": _read,
    "front matter": _front_matter,
    "splitter": _split,
    "attribution": find_sources,
    "analyser": _analyse,
    "highlight": _highlight,
    "renderer": _render,
    "message": _take_message,
    "answer": _answer,
}
"""What each stage is called, and how it is run on a text; none may raise for any."""
