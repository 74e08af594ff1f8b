"""Why a question was answered as it was, for people."""

from collections.abc import Iterator

from bot.retrieval.deciding.explaining import Candidate, Explanation
from bot.retrieval.model import Stage
from bot.terminal.style import Style, make_visible

_STAGES = {
    Stage.WORDS: "by words alone",
    Stage.MEANING: "by words and meaning",
    Stage.READER: "by the reader, with words and meaning",
    Stage.CONTEXT: "by rule: only the previous answer says what this is about",
    Stage.GIST: "by rule: it asks for the gist of an article",
}
_PARTS = {
    "grams": "words in the sentence",
    "words": "words in the paragraph or title",
    "missing": "a name or number that is missing",
    "margin": "margin over other paragraphs",
    "cosine": "similarity in meaning",
    "answers": "the reader",
    "yes_no": "a yes/no question",
}


def render_explanation(explanation: Explanation, style: Style) -> str:
    """Render which stage decided, which words are unknown, and each candidate with its reasons.

    A reason's number is added to the log odds that the sentence answers: above 0 it speaks for the
    sentence, below 0 against it.
    """
    return "\n".join(_lines(explanation, style))


def _lines(explanation: Explanation, style: Style) -> Iterator[str]:
    yield f"Asked: {make_visible(explanation.clause)}"
    yield f"Decided {_STAGES[explanation.stage]}."
    if explanation.corrected:
        yield f"Corrected to: {', '.join(map(make_visible, explanation.corrected))}"
    if explanation.unknown:
        yield f"In no article: {', '.join(map(make_visible, explanation.unknown))}"
    for candidate in explanation.candidates:
        passage = candidate.passage
        yield ""
        yield style.bold(f"{candidate.confidence:.2f}  {make_visible(passage.text)}")
        place = f"{passage.article.name}, paragraph {passage.paragraph}"
        reasons = f": {_reasons(candidate)}" if candidate.parts else ""
        yield style.dim(f"      {make_visible(place)}{reasons}")


def _reasons(candidate: Candidate) -> str:
    strongest = sorted(candidate.parts, key=lambda part: -abs(part[1]))
    named = [f"{_PARTS[name]} {part:+.1f}" for name, part in strongest]
    return ", ".join([f"start {candidate.intercept:+.1f}", *named])
