"""Renders an answer: as an embed, or as plain text where embeds may not be sent."""

from collections.abc import Iterator

import discord

from bot.articles.model import Article, RelatedStory
from bot.discord_app import limits, markdown
from bot.discord_app.locales import Language
from bot.retrieval.model import Answer, Attribution, Quote

ANSWERED = discord.Colour(0x3B82C4)
UNANSWERED = discord.Colour(0x80848E)
INFORMATION = discord.Colour(0x5B7083)

_TITLE, _PUBLISHER, _NAMES, _HEADLINE, _NEIGHBOUR = 200, 100, 320, 200, 400
_LONGEST_QUOTE = 1_500
_SHORTEST_QUOTE = 200  # with less room than this, a sentence is left out


def answer_embed(answer: Answer, language: Language, *, show_question: bool) -> discord.Embed:
    """Render an answer as an embed; the question only where it is not above it anyway."""
    embed = discord.Embed(
        description=answer_text(answer, limits.EMBED_DESCRIPTION, language),
        colour=ANSWERED if answer.answered else UNANSWERED,
    )
    question = limits.cut(markdown.one_line(answer.question), limits.EMBED_AUTHOR)
    if show_question and question:
        embed.set_author(name=question)
    if answer.answered:
        embed.set_footer(text=language.say("answer.word_for_word"))
    return embed


def answer_text(answer: Answer, limit: int, language: Language) -> str:
    """Render an answer as Markdown of at most `limit` characters (2,000 or more)."""
    if not answer.answered:
        return _unanswered(answer.related, limit, language)
    blocks: list[str] = []
    left_out = language.say("answer.left_out")
    room = limit - len(left_out) - 2
    for quote in answer.quotes:
        block = _quote_block(quote, room, language)
        if block is None:
            blocks.append(left_out)
            break
        blocks.append(block)
        room -= len(block) + 2
    return "\n\n".join(blocks)


def source_line(article: Article, language: Language) -> str:
    """Name an article with what is known of it: the title as a link, the publisher, the date."""
    return " · ".join(_source(article, language))


def story_line(story: RelatedStory) -> str:
    """Render a related story as an item of a list."""
    headline = markdown.link(story.headline, story.url, _HEADLINE)
    publisher = f" — {markdown.name(story.publisher, _PUBLISHER)}" if story.publisher else ""
    return f"- {headline}{publisher}"


def _quote_block(quote: Quote, room: int, language: Language) -> str | None:
    """Render a sentence and, on the line below, its attribution; None where that has no room."""
    below = f"\n— {_attribution(quote, language)}"
    beside = _neighbour_line(quote, language)
    cut = f" · {language.say('answer.cut')}"
    most = min(_LONGEST_QUOTE, room - len(below) - len(cut) - len(beside))
    if most < _SHORTEST_QUOTE:
        return None
    shown = markdown.quote(quote.passage.text, most)
    return shown.markdown + below + (cut if shown.is_cut else "") + beside


def _neighbour_line(quote: Quote, language: Language) -> str:
    """Render, in small print, the sentence that a quote leaves its speaker to, if there is one."""
    neighbour = quote.attribution.neighbour
    if neighbour is None:
        return ""
    is_before = neighbour.precedes(quote.passage)
    key = "answer.sentence_before" if is_before else "answer.sentence_after"
    return "\n-# " + language.say(key, sentence=markdown.name(neighbour.text, _NEIGHBOUR))


def _attribution(quote: Quote, language: Language) -> str:
    place = language.say("answer.paragraph", number=quote.passage.paragraph)
    parts = [*_source(quote.passage.article, language), place]
    if named := _sources(quote.attribution, language):
        parts.append(markdown.name(named, _NAMES))
    return " · ".join(parts)


def _sources(attribution: Attribution, language: Language) -> str:
    """Say whom a passage names as its source; empty where it names none."""
    parts: list[str] = []
    if attribution.said_by:
        key = "answer.said_by_inferred" if attribution.inferred else "answer.said_by"
        parts.append(language.say(key, names=", ".join(attribution.said_by)))
    if attribution.via:
        parts.append(language.say("answer.via", names=", ".join(attribution.via)))
    return ", ".join(parts)


def _source(article: Article, language: Language) -> Iterator[str]:
    yield markdown.link(article.title, article.url, _TITLE)
    if article.publisher:
        yield markdown.name(article.publisher, _PUBLISHER)
    if article.published:
        yield language.day(article.published)


def _unanswered(related: tuple[RelatedStory, ...], limit: int, language: Language) -> str:
    text = language.say("answer.none")
    nearest = language.say("answer.nearest")
    for number, story in enumerate(related):
        line = f"\n{story_line(story)}" if number else f"\n\n{nearest}\n{story_line(story)}"
        if len(text) + len(line) > limit:
            break
        text += line
    return text
