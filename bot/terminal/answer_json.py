"""Answers for programs: one JSON object a line."""

import json
import re

from bot.articles.model import RelatedStory
from bot.retrieval.model import Answer, Quote

_CONTROLS = re.compile("[\x7f-\x9f\u2028\u2029]")


def write_json(value: object) -> str:
    """Write a value as one line of JSON.

    Characters are not escaped unless JSON asks for it; control characters and all that some
    readers take for the end of a line always are.
    """
    # Readable in a terminal and with grep; U+2028 and U+0085 end lines for some readers.
    line = json.dumps(value, ensure_ascii=False)
    return _CONTROLS.sub(lambda match: f"\\u{ord(match.group()):04x}", line)


def render_json(answer: Answer) -> str:
    """Render an answer as one line of JSON, with the nearest sentences even if unanswered."""
    return write_json(
        {
            "question": answer.message or answer.question,
            "answered": answer.answered,
            "outcome": answer.outcome,
            "confidence": answer.confidence,
            "shown": answer.shown,
            "sentences": [_sentence(quote) for quote in answer.quotes],
            "related": [_story(story) for story in answer.related],
        }
    )


def _sentence(quote: Quote) -> dict[str, object]:
    passage, article = quote.passage, quote.passage.article
    return {
        "text": passage.text,
        "article": article.name,
        "title": article.title,
        "section": passage.section,
        "url": article.url,
        "publisher": article.publisher,
        "published": article.published.isoformat() if article.published else None,
        "paragraph": passage.paragraph,
        "sentence": passage.sentence,
        "score": quote.score,
        "confidence": quote.confidence,
        "said_by": quote.attribution.said_by,
        "via": quote.attribution.via,
        "inferred": quote.attribution.inferred,
        "highlight": quote.highlight,
    }


def _story(story: RelatedStory) -> dict[str, object]:
    return {"headline": story.headline, "publisher": story.publisher, "url": story.url}
