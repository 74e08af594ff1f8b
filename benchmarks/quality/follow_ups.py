"""How many questions that go on from an answer are answered rightly.

    python -m benchmarks.quality.follow_ups benchmarks/quality/asked/follow_ups.jsonl [--semantic]

Each line holds a question, the next one, and the phrases one of which the answer to that has; none
where nothing answers it. Asked of the shipped article and of those written for tests and here.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.quality.arguments import read_arguments
from bot.articles.library import read_folder
from bot.articles.model import Passage
from bot.config.model import DEFAULT_THRESHOLD
from bot.querylog.model import Place
from bot.retrieval.model import Answer
from bot.retrieval.retriever import CorpusRetriever, Retriever
from bot.service.answerer import Answerer, Request

ROOT = Path(__file__).parents[2]
FOLDERS = (
    ROOT / "seeds",
    ROOT / "tests" / "articles_for_tests",
    ROOT / "benchmarks" / "quality" / "asked" / "articles",
    ROOT / "benchmarks" / "quality" / "fields" / "articles",
)
_SENTENCES = 3


def main(path: Path, corpus: Retriever) -> None:
    """Print what came of each, and the counts."""
    answerer = Answerer(DEFAULT_THRESHOLD)

    def ask(text: str, quoted: Sequence[Passage] = ()) -> Answer:
        request = Request(text, _SENTENCES, Place("terminal"), quoted=quoted)
        return answerer.answer(corpus, request).answer

    counts = {"right": 0, "wrong": 0, "silent": 0}
    for row in map(json.loads, path.read_text("utf-8").splitlines()):
        first = ask(row["first"])
        quoted = [quote.passage for quote in first.quotes[: first.shown]] if first.answered else []
        then = ask(row["then"], quoted)
        text = then.quotes[0].passage.text if then.answered else ""
        is_right = any(phrase in text for phrase in row["any_of"]) or not (row["any_of"] or text)
        result = "right" if is_right else "wrong" if text else "silent"
        counts[result] += 1
        started = "" if first.answered else " (the first is not answered)"
        sys.stdout.write(f"{result:7} {row['first']}{started} / {row['then']} -> {text[:80]}\n")
    sys.stdout.write(f"{counts}\n")


if __name__ == "__main__":
    arguments = read_arguments(__doc__)
    articles = [article for folder in FOLDERS for article in read_folder(folder).articles]
    main(arguments.data, CorpusRetriever.build(articles, arguments.models))
