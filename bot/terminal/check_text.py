"""How each seed file was read, and what was left out."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.articles.library import Library, Problem
from bot.articles.model import Article, Passage
from bot.articles.reader import Report
from bot.articles.summary import cut, left_out_of, quote_of, summary_of
from bot.common.wording import write_count
from bot.retrieval.retriever import Retriever
from bot.terminal.style import make_visible

_FEW = 3
"""Files that may have the same warning before these are listed in one line."""

_NAMED = 3
"""Files that are named of many."""

_PREVIEWED = 20
"""Files, at most, of which each has a preview; of more, the first ones of each format have."""

_OF_A_FORMAT = 2
_ENCODING = re.compile(r"(?<=is read as )[\w-]+(?=, by the look)")


def render_check(library: Library, corpus: Retriever) -> str:
    """List the seed files by name, with their contents and problems, and the totals.

    Files that were left out, and warnings that many files share, follow; what needs fixing is named
    once more at the end, if many files are listed.
    """
    articles = {article.name: article for article in library.articles}
    reports = {name: seen.read.report for name, seen in library.seen.items()}
    passages = Counter(passage.article.name for passage in corpus.passages)
    # Nobody reads the same warning a thousand times: what many files share is listed once.
    shared = _shared(library.warnings)
    warnings = _by_name(each for each in library.warnings if _kind_of(each) not in shared)
    errors = _by_name(library.faulty)
    firsts = _first_quotes(corpus, reports)
    lines: list[str] = []
    for name in sorted({*articles, *warnings, *errors}):
        article = articles.get(name)
        if article is None:
            lines.append(f"{name}: rejected")
        else:
            lines.extend(_details(article, reports.get(name, Report()), passages[name]))
        if name in firsts:
            lines.append(f"  first quote: {quote_of(firsts[name])}")
        lines.extend(_problem_lines("warning", warnings.get(name, ())))
        lines.extend(_problem_lines("error", errors.get(name, ())))
    lines.extend(_left_out(library))
    lines.extend(f"warning: {_of_many(text, names)}" for text, names in shared.items())
    lines.extend(_unused_keys(library))
    # By now the rejected files have scrolled off, so they are named again next to the totals.
    if len(articles) > _PREVIEWED:
        lines.extend(_in_all(reports.values()))
        if errors:
            lines.extend(_grouped("rejected", library.faulty))
    lines.append(_totals(library, sum(passages.values())))
    # File names and headers are foreign text: an escape sequence in them must not move the cursor.
    return "\n".join(make_visible(line) for line in lines)


def _details(article: Article, report: Report, passages: int) -> Iterator[str]:
    counts = [
        write_count(len(article.paragraphs), "paragraph"),
        write_count(passages, "passage"),
        *([_stories(len(article.related))] if article.related else []),
    ]
    yield f"{article.name}: {summary_of(article, report)} · {', '.join(counts)}"
    if left_out := left_out_of(report):
        yield f"  {left_out}"


def _totals(library: Library, passages: int) -> str:
    counts = (
        write_count(len(library.articles) + len({each.name for each in library.rejected}), "file"),
        write_count(len(library.articles), "article"),
        write_count(sum(len(each.paragraphs) for each in library.articles), "paragraph"),
        write_count(passages, "passage"),
        _stories(sum(len(each.related) for each in library.articles)),
        write_count(len(library.warnings), "warning"),
        write_count(len(library.faulty), "error"),
    )
    return ", ".join(counts)


def _stories(count: int) -> str:
    return write_count(count, "related story", "related stories")


def _in_all(reports: Iterable[Report]) -> Iterator[str]:
    """How many files there are of each format, and how much was left out of all."""
    formats: Counter[str] = Counter()
    left_out: Counter[str] = Counter()
    for report in reports:
        formats[report.format] += 1
        left_out.update(dict(report.left_out))
    yield f"formats: {', '.join(f'{name} ({count:,})' for name, count in formats.most_common())}"
    if left_out:
        yield f"left out in all: {', '.join(f'{n} ({c:,})' for n, c in left_out.most_common())}"


def _first_quotes(corpus: Retriever, reports: Mapping[str, Report]) -> Mapping[str, Passage]:
    """The first passage of each file, or of a few of each format."""
    firsts: dict[str, Passage] = {}
    shown: Counter[str] = Counter()
    for passage in corpus.passages:
        name = passage.article.name
        format_ = reports[name].format if name in reports else ""
        if name not in firsts and (len(reports) <= _PREVIEWED or shown[format_] < _OF_A_FORMAT):
            firsts[name] = passage
            shown[format_] += 1
    return firsts


def _left_out(library: Library) -> Iterator[str]:
    """The files without text or of a kind that is not read, and the hidden ones, each if few."""
    textless = [each for each in library.rejected if each not in library.faulty]
    yield from _grouped("no article", textless)
    if len(library.hidden) > _FEW:
        yield from _grouped("hidden", library.hidden)
    else:
        yield from (f"hidden: {hidden.place}: {hidden.text}" for hidden in library.hidden)
    yield from _grouped("skipped", library.passed_over)


def _grouped(kind: str, problems: Iterable[Problem]) -> Iterator[str]:
    """One line for all files with the same problem."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for problem in problems:
        groups[problem.text].append(problem.name)
    for text, names in groups.items():
        yield f"{kind}: {_of_many(text, names)}"


def _shared(warnings: Iterable[Problem]) -> Mapping[str, Sequence[str]]:
    """The warnings that several files have, with their names."""
    names: defaultdict[str, list[str]] = defaultdict(list)
    for warning in warnings:
        names[_kind_of(warning)].append(warning.name)
    return {text: of for text, of in names.items() if len(of) > _FEW}


def _kind_of(warning: Problem) -> str:
    """What a warning has in common with those of other files."""
    return _ENCODING.sub("another encoding", warning.text)


def _unused_keys(library: Library) -> Iterator[str]:
    """The keys of headers that mean nothing here, in one line for all files."""
    keys = Counter(key for seen in library.seen.values() for key in seen.read.report.unused)
    if keys:
        listed = ", ".join(f"{cut(key)} ({count:,})" for key, count in keys.most_common(12))
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
