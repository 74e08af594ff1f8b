"""The lines that name an article, a related story, or the place and speaker of a sentence."""

from collections.abc import Iterator

from bot.articles.model import Article, RelatedStory
from bot.common.wording import inside_sentence
from bot.discord_app.locales import Language
from bot.discord_app.ui import markdown
from bot.retrieval.answers.text_fragment import address_of
from bot.retrieval.model import Attribution, Quote

SMALL = "-# "
"""Discord's mark for small print, at the start of a line."""

_TITLE, _PUBLISHER, _NAMES, _HEADLINE, _NEIGHBOUR, _SECTION = 200, 100, 320, 200, 400, 200


def source_line(article: Article) -> str:
    """Name an article by its title as a link, its publisher and its date, as far as known."""
    return " · ".join(_source(article, article.url))


def story_line(story: RelatedStory) -> str:
    """Render a related story as an item of a list."""
    headline = markdown.link(story.headline, story.url, _HEADLINE)
    publisher = f" — {markdown.name(story.publisher, _PUBLISHER)}" if story.publisher else ""
    return f"- {headline}{publisher}"


def attribution_line(quote: Quote, language: Language, *, names_article: bool) -> str:
    """Name the place of a sentence and its sources.

    Its title links to the very sentence, if the article has an address.
    """
    passage = quote.passage
    if names_article:
        parts = [*_source(passage.article, address_of(passage))]
        # The quote says the title already; as a link it is kept, since it leads to the article.
        if passage.repeats_title and passage.article.url is None:
            del parts[0]
    else:
        parts = [language.say("answer.same_article")]
    if passage.section:
        parts.append(markdown.name(" › ".join(passage.section), _SECTION))
    if passage.page is not None:
        parts.append(language.say("answer.page", number=passage.page))
    total = len(passage.article.paragraphs)
    parts.append(language.say("answer.paragraph", number=passage.paragraph, total=total))
    if named := _sources(quote.attribution, language):
        parts.append(markdown.name(named, _NAMES))
    return " · ".join(parts)


def neighbour_line(quote: Quote, language: Language) -> str | None:
    """Render the sentence that a quote leaves its speaker to, if there is one."""
    neighbour = quote.attribution.neighbour
    if neighbour is None:
        return None
    is_before = neighbour.precedes(quote.passage)
    key = "answer.sentence_before" if is_before else "answer.sentence_after"
    return language.say(key, sentence=markdown.name(neighbour.text, _NEIGHBOUR))


def _source(article: Article, url: str | None) -> Iterator[str]:
    yield markdown.link(article.title, url, _TITLE)
    if article.publisher:
        yield markdown.name(article.publisher, _PUBLISHER)
    if article.published:
        yield markdown.day(article.published)


def _sources(attribution: Attribution, language: Language) -> str:
    """Write the sources that a passage names; empty if there are none."""
    parts: list[str] = []
    if attribution.said_by:
        key = "answer.said_by_inferred" if attribution.inferred else "answer.said_by"
        parts.append(language.say(key, names=", ".join(map(inside_sentence, attribution.said_by))))
    parts.extend(
        language.say("answer.via", names=inside_sentence(outlet)) for outlet in attribution.via
    )
    return ", ".join(parts)
