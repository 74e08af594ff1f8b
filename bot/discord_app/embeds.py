"""Renders an answer: as an embed, or as plain text where embeds may not be sent."""

from collections.abc import Iterator

import discord

from bot.articles.model import Article, RelatedStory
from bot.discord_app import limits, markdown
from bot.retrieval.model import Answer, Quote
from bot.wording import NEAREST_HEADLINES, NO_ANSWER, write_day, write_sources

ANSWERED = discord.Colour(0x3B82C4)
UNANSWERED = discord.Colour(0x80848E)
INFORMATION = discord.Colour(0x5B7083)

_TITLE, _PUBLISHER, _NAMES, _HEADLINE = 200, 100, 320, 200
_LONGEST_QUOTE = 1_500
_SHORTEST_QUOTE = 200  # with less room than this, a sentence is left out
_CUT = " · cut for length, read on there"
_LEFT_OUT = "More sentences answer it than there is room for."


def answer_embed(answer: Answer, *, show_question: bool) -> discord.Embed:
    """Render an answer as an embed; the question only where it is not above it anyway."""
    embed = discord.Embed(
        description=answer_text(answer, limits.EMBED_DESCRIPTION),
        colour=ANSWERED if answer.answered else UNANSWERED,
    )
    question = limits.cut(markdown.one_line(answer.question), limits.EMBED_AUTHOR)
    if show_question and question:
        embed.set_author(name=question)
    if answer.answered:
        embed.set_footer(text="Quoted word for word.")
    return embed


def answer_text(answer: Answer, limit: int) -> str:
    """Render an answer as Markdown of at most `limit` characters (2,000 or more)."""
    if not answer.answered:
        return _unanswered(answer.related, limit)
    blocks: list[str] = []
    room = limit - len(_LEFT_OUT) - 2
    for quote in answer.quotes:
        block = _quote_block(quote, room)
        if block is None:
            blocks.append(_LEFT_OUT)
            break
        blocks.append(block)
        room -= len(block) + 2
    return "\n\n".join(blocks)


def source_line(article: Article) -> str:
    """Name an article with what is known of it: the title as a link, the publisher, the date."""
    return " · ".join(_source(article))


def story_line(story: RelatedStory) -> str:
    """Render a related story as an item of a list."""
    headline = markdown.link(story.headline, story.url, _HEADLINE)
    publisher = f" — {markdown.name(story.publisher, _PUBLISHER)}" if story.publisher else ""
    return f"- {headline}{publisher}"


def _quote_block(quote: Quote, room: int) -> str | None:
    """Render a sentence and, on the line below, its attribution; None where that has no room."""
    below = f"\n— {_attribution(quote)}"
    most = min(_LONGEST_QUOTE, room - len(below) - len(_CUT))
    if most < _SHORTEST_QUOTE:
        return None
    shown = markdown.quote(quote.passage.text, most)
    return shown.markdown + below + (_CUT if shown.is_cut else "")


def _attribution(quote: Quote) -> str:
    parts = [*_source(quote.passage.article), f"paragraph {quote.passage.paragraph}"]
    if named := write_sources(quote.attribution):
        parts.append(markdown.name(named, _NAMES))
    return " · ".join(parts)


def _source(article: Article) -> Iterator[str]:
    yield markdown.link(article.title, article.url, _TITLE)
    if article.publisher:
        yield markdown.name(article.publisher, _PUBLISHER)
    if article.published:
        yield write_day(article.published)


def _unanswered(related: tuple[RelatedStory, ...], limit: int) -> str:
    text = NO_ANSWER
    for number, story in enumerate(related):
        line = (
            f"\n{story_line(story)}" if number else f"\n\n{NEAREST_HEADLINES}\n{story_line(story)}"
        )
        if len(text) + len(line) > limit:
            break
        text += line
    return text
