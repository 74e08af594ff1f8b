"""Renders the card of `/help`."""

from collections.abc import Iterable

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
    title, intro = language.say("help.title"), language.say("help.intro")
    sections = [
        ("help.how", _how(example, me, mentions, language, every_question=every_question)),
        ("help.on", _on(mentions, language)),
        ("help.known", _known(corpus, mentions, language)),
        ("help.stored", _stored(mentions, language, keeps_log=keeps_log)),
    ]
    if for_admin:
        sections.append(("help.admins", _admins(mentions, language, keeps_log=keeps_log)))
    texts = [Text(f"### {title}\n{intro}")]
    texts += [Text(f"**{language.say(heading)}**\n{text}") for heading, text in sections]
    return make_card(texts, INFORMATION)


def _how(
    example: str | None,
    me: str,
    mentions: CommandMentions,
    language: Language,
    *,
    every_question: bool,
) -> str:
    ask = language.say("help.ask", ask=mentions.of("ask"))
    if example:
        question = markdown.name(example, _EXAMPLE)
        ask = language.say("help.ask_example", ask=mentions.of("ask"), question=question)
    lines = (
        ask,
        *([language.say("help.here")] if every_question else []),
        language.say("help.mention", me=me),
        language.say("help.direct"),
        language.say("help.menu", menu=language.say("commands.Find in articles.name")),
    )
    return _listed(lines)


def _on(mentions: CommandMentions, language: Language) -> str:
    context, stories = language.say("answer.show_in_context"), language.say("answer.related")
    lines = (
        language.say("help.below", button=context),
        language.say("help.related", button=stories, related=mentions.of("related")),
        language.say("help.quotes", quotes=mentions.of("quotes")),
        language.say("help.follow"),
    )
    return _listed(lines)


def _known(corpus: Retriever, mentions: CommandMentions, language: Language) -> str:
    articles = corpus.articles
    counted = language.count("counts.articles", len(articles))
    lines = [f"{counted}, {language.count('counts.sentences', len(corpus.passages))}"]
    room = _MOST
    for article in corpus.catalogue.newest:
        line = f"- {source_line(article)}"
        room -= len(line)
        if room < 0:
            break
        lines.append(line)
    if len(lines) <= len(articles):
        lines.append(
            language.say("help.more", number=len(articles), sources=mentions.of("sources"))
        )
    return "\n".join(lines)


def _listed(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _stored(mentions: CommandMentions, language: Language, *, keeps_log: bool) -> str:
    if not keeps_log:
        return language.say("help.nothing_stored")
    return language.say("help.questions_stored", privacy=mentions.of("privacy"))


def _admins(mentions: CommandMentions, language: Language, *, keeps_log: bool) -> str:
    add, listed, check = (mentions.of(f"seeds {name}") for name in ("add", "list", "check"))
    lines = [language.say("help.seeds", add=add, list=listed, check=check)]
    if keeps_log:
        lines.append(language.say("help.insight", insight=mentions.of("insight")))
        lines.append(language.say("help.settings", settings=mentions.of("settings")))
    return _listed(lines)
