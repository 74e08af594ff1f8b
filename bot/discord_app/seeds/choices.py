"""What is offered while an admin types which file is meant, and what was then chosen."""

from collections.abc import Iterator, Sequence

from discord.app_commands import Choice

from bot.articles.library import Library
from bot.common.errors import VerbatimError
from bot.discord_app.locales import Language
from bot.discord_app.ui.choices import id_of, offer
from bot.seed_editing.model import Trashed


def file_choices(library: Library, typed: str) -> list[Choice[str]]:
    """Offer the files of a library whose name, or whose article's title, holds what was typed."""
    return offer(_files(library), typed)


def chosen_file(library: Library, given: str, language: Language) -> str:
    """Return the name of the file that was chosen, or typed by its name or its article's title.

    Raises VerbatimError where several articles have that title.
    """
    named = dict(_files(library))
    for name in named:
        if given == id_of(name):
            return name
    titled = [one.name for one in library.articles if one.title.casefold() == given.casefold()]
    if not titled or given in named:
        return given
    if len(titled) > 1:
        raise VerbatimError(language.say("lists.several_articles"))
    return titled[0]


def trash_choices(items: Sequence[Trashed], typed: str) -> list[Choice[str]]:
    """Offer the files in the trash whose name holds what was typed."""
    return offer(
        ((_key(item), f"{item.name} ({item.removed:%Y-%m-%d %H:%M} UTC)") for item in items), typed
    )


def chosen_trash(items: Sequence[Trashed], given: str, language: Language) -> Trashed:
    """Return the file in the trash that was chosen, or the latest of the name that was typed.

    Raises VerbatimError where there is none.
    """
    for item in items:
        if given in (id_of(_key(item)), item.name):
            return item
    raise VerbatimError(language.say("seeds.unknown_trash"))


def _files(library: Library) -> Iterator[tuple[str, str]]:
    """Give each file of a library with what to show for it."""
    for article in library.articles:
        yield article.name, f"{article.title} ({article.name})"
    loaded = {article.name for article in library.articles}
    for problem in library.rejected:
        if problem.name not in loaded:
            yield problem.name, problem.name


def _key(item: Trashed) -> str:
    return f"{item.batch}/{item.name}"
