"""Autocompletion: the choices for a partly typed name, and the one that was chosen.

A request comes with every letter, and there may be a hundred thousand names. So no more choices are
made than Discord shows, and the search yields to the event loop after every part.
"""

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from discord.app_commands import Choice

from bot.articles.model import Article
from bot.common.errors import VerbatimError
from bot.discord_app.locales import Language
from bot.discord_app.ui import limits, markdown
from bot.retrieval.catalogue import Catalogue, digest_of, fold
from bot.retrieval.speeches import Speaker, speakers_called

_A_TURN = 200
"""Names that are looked at between two turns of the event loop."""
_ID = "id:"
_ID_DIGITS = 20


async def offer(named: Iterable[tuple[str, str]], typed: str) -> list[Choice[str]]:
    """Offer the pairs of key and name whose name contains the typed text, ignoring case."""
    wanted, found, left = fold(typed), list[Choice[str]](), iter(named)
    while len(found) < limits.CHOICES and (some := list(islice(left, _A_TURN))):
        found += (choice_of(key, name) for key, name in some if wanted in fold(name))
        await asyncio.sleep(0)
    return found[: limits.CHOICES]


def choice_of(key: str, name: str) -> Choice[str]:
    """Offer a thing under its name; Markdown is not interpreted there."""
    return Choice(name=limits.cut(markdown.one_line(name), limits.CHOICE_NAME), value=id_of(key))


def id_of(key: str) -> str:
    """Return a short name for a key, which unlike a file's name always fits into a choice."""
    return _ID + digest_of(key).hex()[:_ID_DIGITS]


async def find_articles(
    catalogue: Catalogue, typed: str, most: int, *, with_names: bool = False
) -> list[Article]:
    """Return the first articles whose title, or file name, contains the typed text."""
    found: list[Article] = []
    for shard in range(catalogue.shards):
        matches = catalogue.search(shard, typed, with_names=with_names)
        # In a worker thread, since the articles may be on a server.
        found += await asyncio.to_thread(list, islice(matches, most - len(found)))
        if len(found) == most:
            break
    return found


async def article_choices(catalogue: Catalogue, typed: str) -> list[Choice[str]]:
    """Offer the articles whose title contains the typed text."""
    found = await find_articles(catalogue, typed, limits.CHOICES)
    return [choice_of(one.name, markdown.one_line(one.title) or one.name) for one in found]


async def chosen_article(catalogue: Catalogue, given: str, language: Language) -> Article:
    """Return the article that was chosen, or typed by its title or a part of that.

    Raises VerbatimError if there is none, or several and not one has exactly that title.
    """
    if chosen := await asyncio.to_thread(next, with_id(catalogue, given), None):
        return chosen
    exact = await asyncio.to_thread(list, islice(catalogue.titled(given), 2))
    found = exact or await find_articles(catalogue, given, 2)
    if len(found) == 1:
        return found[0]
    raise VerbatimError(
        language.say("lists.several_articles" if found else "lists.unknown_article")
    )


async def speaker_choices(speakers: Iterable[Speaker], typed: str) -> list[Choice[str]]:
    """Offer the speakers whose name contains the typed text, most quoted first."""
    return await offer(((one.name, one.name) for one in speakers), typed)


def chosen_speaker(speakers: Sequence[Speaker], given: str, language: Language) -> Speaker:
    """Return the speaker who was chosen, or typed by name or a part of it.

    Goes through all of them, so not on an event loop. Raises VerbatimError unless exactly one
    matches.
    """
    for speaker in speakers:
        if given == id_of(speaker.name):
            return speaker
    found = speakers_called(speakers, given)
    if len(found) == 1:
        return found[0]
    raise VerbatimError(language.say("lists.several_speakers" if found else "lists.nobody"))


def with_id(catalogue: Catalogue, given: str) -> Iterator[Article]:
    """Yield the articles that `id_of` their file's name stands for."""
    digits = given.removeprefix(_ID)[:16]
    try:
        beginning = int(digits, 16)
    except ValueError:  # typed by hand
        return
    for article in catalogue.with_digest(beginning, 4 * len(digits)):
        if id_of(article.name) == given:
            yield article
