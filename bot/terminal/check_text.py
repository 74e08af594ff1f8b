"""What loading the seeds gave, file by file."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from bot.articles.library import Library, Problem
from bot.common.wording import write_count
from bot.retrieval.retriever import Retriever
from bot.terminal.style import make_visible


def render_check(library: Library, corpus: Retriever) -> str:
    """List the seed files by name, each with what it holds and what is wrong with it, and a sum."""
    articles = {article.name: article for article in library.articles}
    passages = Counter(passage.article.name for passage in corpus.passages)
    warnings, errors = _by_name(library.warnings), _by_name(library.rejected)
    total: Counter[str] = Counter()
    lines: list[str] = []
    for name in sorted({*articles, *warnings, *errors}):
        article = articles.get(name)
        counts = Counter(
            {
                "article": 0 if article is None else 1,
                "paragraph": 0 if article is None else len(article.paragraphs),
                "passage": passages[name],
                "related story": 0 if article is None else len(article.related),
                "warning": len(warnings.get(name, ())),
                "error": len(errors.get(name, ())),
            }
        )
        total.update({"file": 1, **counts})
        lines.append(f"{name}: {_write_counts(counts)}")
        lines.extend(_problem_lines("warning", warnings.get(name, ())))
        lines.extend(_problem_lines("error", errors.get(name, ())))
    lines.append(_write_counts(total) if total else "0 files")
    return "\n".join(make_visible(line) for line in lines)


def _by_name(problems: Iterable[Problem]) -> Mapping[str, list[Problem]]:
    grouped: defaultdict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        grouped[problem.name].append(problem)
    return grouped


def _problem_lines(kind: str, problems: Iterable[Problem]) -> Iterator[str]:
    for problem in problems:
        place = "" if problem.line is None else f", line {problem.line}"
        yield f"  {kind}{place}: {problem.text}"


def _write_counts(counts: Counter[str]) -> str:
    return ", ".join(
        write_count(count, noun, "related stories" if noun == "related story" else None)
        for noun, count in counts.items()
    )
