"""`verbatim ask`: one question, or each line of standard input."""

import os
import sys
from collections.abc import Callable, Iterator

from bot.cli.loading import load_seeds
from bot.cli.parser import Options
from bot.config import Config
from bot.library.live import LiveCorpus
from bot.querylog.model import Place
from bot.retrieval.model import Answer
from bot.service.answerer import Answerer, Request
from bot.terminal.answer_json import render_json
from bot.terminal.answer_service import open_answer_service
from bot.terminal.answer_text import make_paragraph, render_answer
from bot.terminal.explanation_text import render_explanation
from bot.terminal.style import style_for

ANSWERED, UNANSWERED = 0, 1

Ask = Callable[[str], Answer]
Renderer = Callable[[Answer], str]


def run(options: Options, config: Config) -> int:
    """Answer, line by line, so that a program at the other end can converse."""
    live = load_seeds(config, options.seeds)
    top = options.top or config.answers.sentences
    if options.json:
        return _ask_all(options, _answerer(live, top, config), render_json)
    if options.explain:
        return _explain_all(options, live, top, config)
    answers = config.answers.model_copy(update={"sentences": top})
    with open_answer_service(config.model_copy(update={"answers": answers}), live) as service:
        return _ask_all(options, service.answer, _text_renderer(options, top))


def _explain_all(options: Options, live: LiveCorpus, top: int, config: Config) -> int:
    """Explain each answer instead of showing it; the questions are not logged."""
    answerer, place = Answerer(config.answers.threshold), Place("terminal")
    style = style_for(sys.stdout, os.environ)
    for text in [_clean(" ".join(options.question))] if options.question else _lines():
        found = answerer.explain(live.corpus, Request(text, top, place))
        _say(f"{render_explanation(found, style)}\n")
    return 0


def _answerer(live: LiveCorpus, top: int, config: Config) -> Ask:
    """Answer for a program, whose questions are not logged."""
    answerer, place = Answerer(config.answers.threshold), Place("terminal")
    return lambda text: answerer.answer(live.corpus, Request(text, top, place)).answer


def _ask_all(options: Options, ask: Ask, render: Renderer) -> int:
    if options.question:
        result = ask(_clean(" ".join(options.question)))
        _say(render(result))
        return ANSWERED if result.answered else UNANSWERED
    for line in _lines():
        _say(render(ask(line)))
    return 0


def _clean(text: str) -> str:
    """Replace the bytes of an argument that are not UTF-8."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _lines() -> Iterator[str]:
    """Read the questions as they come; an empty one too, so that answers keep in step."""
    if sys.stdin.isatty():
        sys.stderr.write("Type one question per line; end with Ctrl-D.\n")
    for line in sys.stdin:
        yield line.rstrip("\r\n")


def _text_renderer(options: Options, top: int) -> Renderer:
    """Render for people: each answer below its question, if the questions came by line.

    One passage is shown, or as many as were asked for with --top.
    """
    style = style_for(sys.stdout, os.environ)
    more = "" if options.top else f"--top {top}"

    def render(result: Answer) -> str:
        text = render_answer(result, style, more=more)
        if options.question:
            return text
        question = make_paragraph(result.question, style, first="? ", rest="  ")
        return f"{style.bold(question)}\n{text}\n"

    return render


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
