"""Autocompletion of file names, and the chosen file."""

import asyncio
from collections.abc import Iterator, Sequence
from itertools import islice

from discord.app_commands import Choice

from bot.common.errors import VerbatimError
from bot.discord_app.locales import Language
from bot.discord_app.ui.choices import choice_of, find_articles, id_of, offer, with_id
from bot.discord_app.ui.limits import CHOICES
from bot.library.live import LiveCorpus
from bot.seed_editing.model import Trashed


async def file_choices(live: LiveCorpus, typed: str) -> list[Choice[str]]:
    """Offer the files whose name, or whose article's title, contains the typed text."""
    catalogue = live.corpus.catalogue
    found = await find_articles(catalogue, typed, CHOICES, with_names=True)
    loaded = [choice_of(one.name, f"{one.title} ({one.name})") for one in found]
    if len(loaded) == CHOICES:
        return loaded
    names = await asyncio.to_thread(list, _rejected(live))
    rejected = await offer(((name, name) for name in names), typed)
    return (loaded + rejected)[:CHOICES]


def chosen_file(live: LiveCorpus, given: str, language: Language) -> str:
    """Return the name of the file that was chosen, or typed by its name or its article's title.

    May ask a server, so not on an event loop. Raises VerbatimError if several articles have that
    title.
    """
    catalogue = live.corpus.catalogue
    if chosen := next(with_id(catalogue, given), None):
        return chosen.name
    # Chosen from what was offered: a digest, since a name may be longer than Discord's limit of a
    # value.
    if given.startswith("id:"):
        return next((name for name in _rejected(live) if given == id_of(name)), given)
    if catalogue.named(given):
        return given
    titled = list(islice(catalogue.titled(given), 2))
    if len(titled) > 1:
        raise VerbatimError(language.say("lists.several_articles"))
    return titled[0].name if titled else given


async def trash_choices(items: Sequence[Trashed], typed: str) -> list[Choice[str]]:
    """Offer the files in the trash whose name contains the typed text."""
    named = ((_key(item), f"{item.name} ({item.removed:%Y-%m-%d %H:%M} UTC)") for item in items)
    return await offer(named, typed)


def chosen_trash(items: Sequence[Trashed], given: str, language: Language) -> Trashed:
    """Return the file in the trash that was chosen, or the latest of the name that was typed.

    Raises VerbatimError if there is none.
    """
    for item in items:
        if given in (id_of(_key(item)), item.name):
            return item
    raise VerbatimError(language.say("seeds.unknown_trash"))


def _rejected(live: LiveCorpus) -> Iterator[str]:
    """Give the names of files of which no article is loaded; may ask a server for each."""
    catalogue = live.corpus.catalogue
    rejected = (problem.name for problem in live.library.rejected)
    return (name for name in rejected if catalogue.named(name) is None)


def _key(item: Trashed) -> str:
    return f"{item.batch}/{item.name}"
