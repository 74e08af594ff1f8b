"""What is offered while somebody types which of several things is meant, and what was chosen."""

import hashlib
from collections.abc import Iterable, Sequence

from discord.app_commands import Choice

from bot.articles.model import Article
from bot.common.errors import VerbatimError
from bot.discord_app.locales import Language
from bot.discord_app.ui import limits, markdown
from bot.retrieval.speeches import Speaker, speakers_called


def offer(named: Iterable[tuple[str, str]], typed: str) -> list[Choice[str]]:
    """Offer those whose name holds what was typed, in any case; each has a key and a name.

    Markdown is not interpreted there.
    """
    wanted = _folded(typed)
    found = [
        Choice(name=limits.cut(markdown.one_line(name), limits.CHOICE_NAME), value=id_of(key))
        for key, name in named
        if wanted in _folded(name)
    ]
    return found[: limits.CHOICES]


def id_of(key: str) -> str:
    """Return a short name for a key, which unlike a file's name always fits into a choice."""
    return "id:" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def article_choices(articles: Iterable[Article], typed: str) -> list[Choice[str]]:
    """Offer the articles whose title holds what was typed."""
    named = ((one.name, markdown.one_line(one.title) or one.name) for one in articles)
    return offer(named, typed)


def chosen_article(articles: Sequence[Article], given: str, language: Language) -> Article:
    """Return the article that was chosen, or typed by its title or a part of that.

    Raises VerbatimError where there is none, or several and not one has exactly that title.
    """
    for article in articles:
        if given == id_of(article.name):
            return article
    found = [one for one in articles if _folded(given) in _folded(one.title)]
    exact = [one for one in found if _folded(one.title) == _folded(given)]
    if len(exact or found) == 1:
        return (exact or found)[0]
    if found:
        raise VerbatimError(language.say("lists.several_articles"))
    raise VerbatimError(language.say("lists.unknown_article"))


def speaker_choices(speakers: Iterable[Speaker], typed: str) -> list[Choice[str]]:
    """Offer the speakers whose name holds what was typed, most quoted first."""
    return offer(((one.name, one.name) for one in speakers), typed)


def chosen_speaker(speakers: Sequence[Speaker], given: str, language: Language) -> Speaker:
    """Return the speaker who was chosen, or typed by name or a part of it.

    Raises VerbatimError where nobody, or more than one, is called so.
    """
    for speaker in speakers:
        if given == id_of(speaker.name):
            return speaker
    found = speakers_called(speakers, given)
    if len(found) == 1:
        return found[0]
    raise VerbatimError(language.say("lists.several_speakers" if found else "lists.nobody"))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
