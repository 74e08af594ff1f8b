"""`verbatim ask`: one question, or each line of standard input."""

import os
import sys
from collections.abc import Callable, Iterator

from bot.cli.loading import load_seeds
from bot.cli.parser import Options
from bot.config import Config
from bot.querylog.model import Place
from bot.retrieval.model import Answer
from bot.service.answerer import Answerer, Request
from bot.terminal.answer_json import render_json
from bot.terminal.answer_service import open_answer_service
from bot.terminal.answer_text import make_paragraph, render_answer
from bot.terminal.explanation_text import render_explanation
from bot.terminal.style import style_for

ANSWERED, UNANSWERED = 0, 1


def run(options: Options, config: Config) -> int:
    """Answer, line by line, so that a program at the other end can converse.

    Only answers to people are logged: not JSON, which is for programs, nor explanations.
    """
    live = load_seeds(config, options.seeds)
    top = options.top or config.answers.sentences
    answerer = Answerer(config.answers.threshold)

    def request(text: str) -> Request:
        return Request(text, top, Place("terminal"))

    if options.explain:
        style = style_for(sys.stdout, os.environ)
        for text in _questions(options):
            explanation = answerer.explain(live.corpus, request(text))
            print(render_explanation(explanation, style), end="\n\n", flush=True)
        return 0
    if options.json:

        def answer(text: str) -> Answer:
            return answerer.answer(live.corpus, request(text)).answer

        return _ask_all(options, answer, render_json)
    answers = config.answers.model_copy(update={"sentences": top})
    with open_answer_service(config.model_copy(update={"answers": answers}), live) as service:
        return _ask_all(options, service.answer, _text_renderer(options, top))


def _ask_all(
    options: Options, ask: Callable[[str], Answer], render: Callable[[Answer], str]
) -> int:
    status = ANSWERED
    for text in _questions(options):
        answer = ask(text)
        print(render(answer), flush=True)
        if options.question and not answer.answered:
            status = UNANSWERED
    return status


def _questions(options: Options) -> Iterator[str]:
    """Yield the question of the command line, or those of standard input as they come.

    An empty line is one, too, so that the answers keep in step.
    """
    if options.question:
        # An argument may hold bytes that are not UTF-8.
        text = " ".join(options.question)
        yield text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        return
    if sys.stdin.isatty():
        sys.stderr.write("Type one question per line; end with Ctrl-D.\n")
    for line in sys.stdin:
        yield line.rstrip("\r\n")


def _text_renderer(options: Options, top: int) -> Callable[[Answer], str]:
    """Render for people: each answer below its question, if the questions came by line.

    One passage is shown, or as many as were asked for with --top.
    """
    style = style_for(sys.stdout, os.environ)
    more = "" if options.top else f"--top {top}"

    def render(answer: Answer) -> str:
        text = render_answer(answer, style, more=more)
        if options.question:
            return text
        question = make_paragraph(answer.question, style, first="? ", rest="  ")
        return f"{style.bold(question)}\n{text}\n"

    return render
