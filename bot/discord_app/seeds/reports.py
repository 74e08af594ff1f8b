"""Renders reports and lists of the seeds folder and the trash."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import discord
from discord.utils import format_dt

from bot.articles.library import Library
from bot.articles.model import Article
from bot.articles.reader import ReadArticle
from bot.articles.sentences import passages_of
from bot.articles.summary import left_out_of, quote_of, summary_of
from bot.discord_app.locales import Language
from bot.discord_app.ui import limits, markdown
from bot.discord_app.ui.appearance import INFORMATION
from bot.documents.problem import Hidden, Problem
from bot.library.reloaded import Reload
from bot.seed_editing.model import Plan, SeedFile, Trashed

_NAME, _TITLE, _REASON = 150, 150, 300
_LINES_A_PAGE, _FILES_A_PAGE = 15, 10
_NAMED = 3  # files of many that are passed over
_QUOTED = 10  # files that changed, up to which the first quote of each is shown
_WITH_LINE = {"reload.rejected": "reload.rejected_line", "reload.warning": "reload.warning_line"}

Pages = tuple[discord.Embed, ...]


def reload_pages(reload: Reload, language: Language, plan: Plan | None = None) -> Pages:
    """Report the changes of a reload, and the rejected files with their reasons.

    With the plan of an upload, also the parts of it that were not added.
    """
    loaded = len(reload.library.articles)
    title = language.count("reload.done", loaded, milliseconds=round(reload.milliseconds))
    left_out = () if plan is None else _left_out_lines(plan, language)
    changed = _change_lines(reload, language, has_details=plan is not None)
    lines = (*changed, *left_out, *_notes(reload, language))
    return make_pages(lines or (language.say("reload.unchanged"),), _LINES_A_PAGE, title, language)


def check_pages(check: Reload, language: Language) -> Pages:
    """Report the changes that a reload would make, and the files that it would reject."""
    title = language.count("seeds.check", len(check.library.articles))
    notes = (*_notes(check, language), *_hidden_lines(check.library, language))
    lines = (*_change_lines(check, language, has_details=True), *notes)
    return make_pages(
        lines or (language.say("seeds.check_unchanged"),), _LINES_A_PAGE, title, language
    )


def nothing_added_pages(plan: Plan, language: Language) -> Pages:
    """Report why nothing of an upload was added."""
    lines = tuple(_left_out_lines(plan, language)) or (language.say("seeds.empty_upload"),)
    return make_pages(lines, _LINES_A_PAGE, language.say("seeds.nothing_added"), language)


def plan_embed(plan: Plan, language: Language) -> discord.Embed:
    """Ask about an upload that would replace files."""
    lines = [
        *(_named("seeds.replacing", draft.name, language) for draft in plan.replacing),
        *(_named("seeds.new", draft.name, language) for draft in plan.new),
        *_left_out_lines(plan, language),
    ]
    # One embed, since the buttons of a question leave no room for those that turn pages.
    shown = lines[:_LINES_A_PAGE]
    if len(lines) > len(shown):
        shown.append(language.count("seeds.more", len(lines) - len(shown)))
    title = language.say("seeds.replace_question")
    (embed,) = make_pages(["\n".join(shown)], 1, title, language)
    return embed


def removal_embed(file: SeedFile, article: Article | None, language: Language) -> discord.Embed:
    """Ask for confirmation of a removal."""
    text = _file_line(file, article, None, language)
    title = language.say("seeds.remove_question")
    return discord.Embed(title=title, description=text, colour=INFORMATION)


def file_pages(
    files: Iterable[SeedFile], library: Library, trashed: int, language: Language
) -> Pages:
    """List the files of the seeds folder, with how they were read."""
    files = tuple(files)
    articles = {article.name: article for article in library.articles}
    problems = {problem.name: problem for problem in library.rejected}
    lines = (
        _file_line(file, articles.get(file.name), problems.get(file.name), language)
        for file in files
    )
    title = language.count("seeds.files", len(files))
    if trashed:
        title += f" · {language.count('seeds.in_trash', trashed)}"
    return make_pages(_numbered(lines), _FILES_A_PAGE, title, language)


def trash_pages(items: Iterable[Trashed], language: Language) -> Pages:
    """List the files in the trash."""
    items = tuple(items)
    lines = (
        f"{markdown.name(item.name, _NAME)}\n"
        + language.say("seeds.removed_at", time=format_dt(item.removed, "R"))
        + f" · {_size(item.size, language)}"
        for item in items
    )
    title = language.count("seeds.in_trash", len(items))
    return make_pages(_numbered(lines), _FILES_A_PAGE, title, language)


def _file_line(
    file: SeedFile, article: Article | None, problem: Problem | None, language: Language
) -> str:
    name = markdown.name(file.name, _NAME)
    details = [
        _size(file.size, language),
        language.say("seeds.changed_at", time=format_dt(file.changed, "R")),
    ]
    if article is not None:
        name = f"**{markdown.link(article.title, article.url, _TITLE)}**\n{name}"
        details.insert(0, language.count("counts.paragraphs", len(article.paragraphs)))
    lines = [f"{name} · {' · '.join(details)}"]
    if problem is not None:
        lines.append(_problem_line(problem, "reload.rejected", language))
    elif article is None:
        lines.append(language.say("seeds.not_loaded"))
    return "\n".join(lines)


def _numbered(lines: Iterable[str]) -> Iterator[str]:
    return (f"**{number}.** {line}" for number, line in enumerate(lines, start=1))


def _size(size: int, language: Language) -> str:
    """Write a size in thousands of bytes, rounded up."""
    return language.say("seeds.size", size=-(-size // 1_000))


def _change_lines(reload: Reload, language: Language, *, has_details: bool) -> Iterator[str]:
    """What happened to each file; with details, also how it was read, and its first quote."""
    changes = reload.changes
    has_quotes = len(changes.added) + len(changes.changed) <= _QUOTED
    groups: Mapping[str, tuple[str, ...]] = {
        "reload.added": changes.added,
        "reload.changed": changes.changed,
        "reload.removed": changes.removed,
        "reload.kept": changes.kept,
    }
    for key, names in groups.items():
        for name in names:
            seen = reload.library.seen.get(name) if has_details else None
            line = _named(key, name, language)
            yield f"{line}\n{_read_line(seen.read, has_quote=has_quotes)}" if seen else line


def _read_line(read: ReadArticle, *, has_quote: bool) -> str:
    """How a file was read, in small print."""
    told = [summary_of(read.article, read.report), left_out_of(read.report)]
    told += [quote_of(each) for each in passages_of(read.article)[:1]] if has_quote else []
    return "\n".join(f"-# {markdown.name(text, _REASON)}" for text in told if text)


def _left_out_lines(plan: Plan, language: Language) -> Iterator[str]:
    for problem in plan.rejected:
        yield _problem_line(problem, "reload.rejected", language)
    for name in plan.same:
        yield _named("seeds.same", name, language)


def _notes(reload: Reload, language: Language) -> Iterator[str]:
    for problem in reload.library.rejected:
        yield _problem_line(problem, "reload.rejected", language)
    for problem in reload.warnings:
        yield _problem_line(problem, "reload.warning", language)


def _hidden_lines(library: Library, language: Language) -> Iterator[str]:
    """List the files that are skipped on purpose, those with the same reason together."""
    groups: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for problem in (*library.hidden, *library.passed_over):
        kind = "reload.hidden" if isinstance(problem, Hidden) else "reload.passed_over"
        groups[kind, problem.text].append(markdown.name(problem.name, _NAME))
    for (kind, text), listed in groups.items():
        names = ", ".join(listed[:_NAMED])
        if len(listed) > _NAMED:
            more = len(listed) - _NAMED
            names = language.say("reload.more_names", names=names, count=more)
        yield language.say(kind, names=names, reason=markdown.name(text, _REASON))


def _named(key: str, name: str, language: Language) -> str:
    return language.say(key, name=markdown.name(name, _NAME))


def _problem_line(problem: Problem, key: str, language: Language) -> str:
    name, reason = markdown.name(problem.name, _NAME), markdown.name(problem.text, _REASON)
    if problem.line is None:
        return language.say(key, name=name, reason=reason)
    return language.say(_WITH_LINE[key], name=name, line=problem.line, reason=reason)


def make_pages(lines: Iterable[str], most: int, title: str, language: Language) -> Pages:
    """Fill embeds with lines, at most `most` on each, all under the same title."""
    texts = _fill(lines, most)
    pages = [discord.Embed(title=title, description=one, colour=INFORMATION) for one in texts]
    if len(pages) > 1:
        for number, page in enumerate(pages, start=1):
            page.set_footer(text=language.say("pages.number", number=number, total=len(pages)))
    return tuple(pages)


def _fill(lines: Iterable[str], most: int) -> list[str]:
    """Join lines to pages of at most `most` of them, within what an embed holds."""
    pages: list[str] = []
    count = most
    for line in lines:
        if count < most and len(pages[-1]) + 1 + len(line) <= limits.EMBED_DESCRIPTION:
            pages[-1] += f"\n{line}"
            count += 1
        else:
            pages.append(line)
            count = 1
    return pages
