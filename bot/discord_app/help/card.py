"""Renders the card of `/help`."""

from collections.abc import Iterable, Iterator

import discord

from bot.discord_app.locales import Language
from bot.discord_app.ui import markdown
from bot.discord_app.ui.appearance import INFORMATION
from bot.discord_app.ui.cards import Text, make_card
from bot.discord_app.ui.lines import source_line
from bot.discord_app.ui.mentions import CommandMentions
from bot.retrieval.retriever import Retriever

_MOST = 1_500  # characters of the list of articles
_EXAMPLE = 200
_STORED = ("help.nothing_stored", "help.questions_stored")  # without the query log, and with it


def help_card(
    corpus: Retriever,
    example: str | None,
    *,
    me: str,
    mentions: CommandMentions,
    every_question: bool,
    keeps_log: bool,
    for_admin: bool,
    language: Language,
) -> discord.ui.LayoutView:
    """Say how to ask, what is loaded and what is stored; `me` is the mention of the bot.

    With `every_question`, a question in the channel needs neither a command nor a mention. Admins
    also see their own commands.
    """
    say, of = language.say, mentions.of
    question = markdown.name(example or "", _EXAMPLE)
    how = [
        say("help.ask_example" if example else "help.ask", ask=of("ask"), question=question),
        *([say("help.here")] if every_question else []),
        say("help.mention", me=me),
        say("help.direct"),
        say("help.menu", menu=say("commands.Find in articles.name")),
    ]
    below = [
        say("help.below", button=say("answer.show_in_context")),
        say("help.related", button=say("answer.related"), related=of("related")),
        say("help.quotes", quotes=of("quotes")),
        say("help.follow"),
    ]
    sections = {
        "help.how": _listed(how),
        "help.on": _listed(below),
        "help.known": "\n".join(_known(corpus, of("sources"), language)),
        "help.stored": say(_STORED[keeps_log], privacy=of("privacy")),
    }
    if for_admin:
        sections["help.admins"] = _listed(_for_admins(mentions, language, keeps_log=keeps_log))
    texts = [Text(f"### {say('help.title')}\n{say('help.intro')}")]
    texts += [Text(f"**{say(heading)}**\n{text}") for heading, text in sections.items()]
    return make_card(texts, INFORMATION)


def _known(corpus: Retriever, sources: str, language: Language) -> Iterator[str]:
    """Count the articles, and list as many of the newest as there is room for."""
    articles, sentences = len(corpus.articles), len(corpus.passages)
    counts = (("counts.articles", articles), ("counts.sentences", sentences))
    yield ", ".join(language.count(key, count) for key, count in counts)
    room, shown = _MOST, 0
    for article in corpus.catalogue.newest:
        line = f"- {source_line(article)}"
        room -= len(line)
        if room < 0:
            break
        yield line
        shown += 1
    if shown < articles:
        yield language.say("help.more", number=articles, sources=sources)


def _for_admins(mentions: CommandMentions, language: Language, *, keeps_log: bool) -> Iterator[str]:
    names = {"add": "seeds add", "list": "seeds list", "check": "seeds check"}
    yield language.say("help.seeds", **{key: mentions.of(name) for key, name in names.items()})
    if keeps_log:  # both need it
        yield language.say("help.insight", insight=mentions.of("insight"))
        yield language.say("help.settings", settings=mentions.of("settings"))


def _listed(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)
