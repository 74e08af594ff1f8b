"""`verbatim evaluate`: compares the answers to your own questions with what you expect."""

import os
import sys

from bot.cli.loading import load_seeds
from bot.cli.parser import Options
from bot.config import Config
from bot.evaluation.judging import evaluate
from bot.evaluation.reading import read_questions
from bot.terminal.evaluation_json import render_evaluation_json
from bot.terminal.evaluation_text import render_evaluation
from bot.terminal.style import style_for

ENOUGH, TOO_FEW = 0, 1


def run(options: Options, config: Config) -> int:
    """Ask every question of the file; nothing is logged.

    Raises QuestionsError for a file that cannot be used, before the seeds are read.
    """
    expectations = read_questions(options.questions)
    corpus = load_seeds(config, options.seeds).corpus
    evaluation = evaluate(corpus, expectations, threshold=config.answers.threshold)
    if options.json:
        text = render_evaluation_json(evaluation, options.at_least)
    else:
        style = style_for(sys.stdout, os.environ)
        text = render_evaluation(evaluation, corpus, options.at_least, style)
    print(text)
    return ENOUGH if evaluation.hits >= evaluation.needed(options.at_least) else TOO_FEW
