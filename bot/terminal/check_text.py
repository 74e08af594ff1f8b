"""The report of `verbatim check`: how each seed file was read, and what was left out."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.articles.library import Library, Problem
from bot.articles.model import Article, Passage
from bot.articles.reader import Report
from bot.common.wording import write_count, write_day
from bot.documents.model import Kind
from bot.retrieval.retriever import Retriever
from bot.terminal.style import make_visible

_FEW = 3
"""Files that may have the same warning before these are told in one line."""

_NAMED = 3
"""Files that are named of many."""

_PREVIEWED = 20
"""Files, at most, of which the first quote is shown."""

_LONGEST = 160  # characters of a title or a quote


def render_check(library: Library, corpus: Retriever) -> str:
    """List the seed files by name, with their contents and problems, and the totals.

    Files that were left out, and warnings that many files share, follow.
    """
    articles = {article.name: article for article in library.articles}
    passages = Counter(passage.article.name for passage in corpus.passages)
    shared = _shared(library.warnings)
    warnings = _by_name(each for each in library.warnings if each.text not in shared)
    told = Counter(warning.name for warning in library.warnings)
    errors = _by_name(library.rejected)
    firsts = _first_quotes(corpus) if len(articles) <= _PREVIEWED else {}
    total: Counter[str] = Counter()
    lines: list[str] = []
    for name in sorted({*articles, *warnings, *errors}):
        article = articles.get(name)
        counts = _counts(article, passages[name], told[name], len(errors.get(name, ())))
        total.update({"file": 1, **counts})
        lines.append(f"{name}: {_write_counts(counts)}")
        if article is not None:
            seen = library.seen.get(name)
            lines.extend(_details(article, seen.read.report if seen else Report()))
        if name in firsts:
            lines.append(f"  first quote: {_quoted(firsts[name])}")
        lines.extend(_problem_lines("warning", warnings.get(name, ())))
        lines.extend(_problem_lines("error", errors.get(name, ())))
    lines.extend(_left_out(library))
    lines.extend(f"warning: {_of_many(text, names)}" for text, names in shared.items())
    lines.extend(_unused_keys(library))
    lines.append(_write_counts(total) if total else "0 files")
    return "\n".join(make_visible(line) for line in lines)


def _counts(article: Article | None, passages: int, warnings: int, errors: int) -> Counter[str]:
    return Counter(
        {
            "article": 0 if article is None else 1,
            "paragraph": 0 if article is None else len(article.paragraphs),
            "passage": passages,
            "related story": 0 if article is None else len(article.related),
            "warning": warnings,
            "error": errors,
        }
    )


def _details(article: Article, report: Report) -> Iterator[str]:
    """The format, title, metadata and structure of a file, and the parts that were not loaded."""
    parts = [", ".join(filter(None, (report.format, report.encoding))), f"“{_cut(article.title)}”"]
    if article.published:
        parts.append(write_day(article.published))
    if article.authors:
        parts.append(", ".join(article.authors))
    sections = len({layout.section for layout in article.layout if layout.section})
    kinds = Counter(layout.kind for layout in article.layout if layout.kind is not Kind.PARAGRAPH)
    made_of = [write_count(sections, "section")] if sections else []
    made_of += (_write_kind(kind, count) for kind, count in sorted(kinds.items()))
    if made_of:
        parts.append(", ".join(made_of))
    yield f"  {' · '.join(parts)}"
    if report.left_out:
        left_out = (f"{what} ({count:,})" for what, count in report.left_out)
        yield f"  left out: {', '.join(left_out)}"


def _write_kind(kind: Kind, count: int) -> str:
    one = {Kind.CODE: "block of code"}.get(kind, kind.value)
    return write_count(count, one, {Kind.CODE: "blocks of code"}.get(kind))


def _first_quotes(corpus: Retriever) -> Mapping[str, Passage]:
    firsts: dict[str, Passage] = {}
    for passage in corpus.passages:
        firsts.setdefault(passage.article.name, passage)
    return firsts


def _quoted(passage: Passage) -> str:
    where = f" ({' › '.join(passage.section)})" if passage.section else ""
    return f"“{_cut(passage.text)}”{where}"


def _left_out(library: Library) -> Iterator[str]:
    """List each hidden file, and together the files of unknown kinds."""
    for hidden in library.hidden:
        yield f"hidden: {hidden.place}: {hidden.text}"
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for passed in library.passed_over:
        groups[passed.text].append(passed.name)
    for text, names in groups.items():
        yield f"skipped: {_of_many(text, names)}"


def _shared(warnings: Iterable[Problem]) -> Mapping[str, Sequence[str]]:
    """The warnings that several files have, with their names."""
    names: defaultdict[str, list[str]] = defaultdict(list)
    for warning in warnings:
        names[warning.text].append(warning.name)
    return {text: of for text, of in names.items() if len(of) > _FEW}


def _unused_keys(library: Library) -> Iterator[str]:
    """The keys of headers that mean nothing here, in one line for all files."""
    keys = Counter(key for seen in library.seen.values() for key in seen.read.report.unused)
    if keys:
        listed = ", ".join(f"{_cut(key)} ({count:,})" for key, count in keys.most_common(12))
        more = f" and {len(keys) - 12:,} more" if len(keys) > 12 else ""
        yield f"not used: keys of headers, with their number of files: {listed}{more}"


def _of_many(text: str, names: Sequence[str]) -> str:
    named = ", ".join(names[:_NAMED])
    more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    return f"{text} ({write_count(len(names), 'file')}: {named}{more})"


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


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
