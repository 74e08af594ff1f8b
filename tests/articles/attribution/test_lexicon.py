"""Every English verb that reports is held by the example of its section in `verbs.txt`."""

import pytest

from bot.articles.attribution import find_sources
from bot.articles.attribution.english.cues import CUES, Form, Support

EXAMPLES = {
    Support.ALWAYS: "Ann Roe {} that it fell.",
    Support.CONTENT: "Ann Roe {} that it fell.",
    Support.CLAUSE: "Ann Roe {} that it fell.",
    Support.FINDING: "Ann Roe {} that it fell.",
    Support.AIM: "Ann Roe {} it to fall.",
    Support.ADDRESS: "Ann Roe {} us that it fell.",
    Support.VERDICT: "Ann Roe {} it as “a farce”.",
    Support.QUOTED: "“No,” Ann Roe {}.",
}
OWN = {"attribute": "Ann Roe {} it to rain."}
NO_VERB = "florped"
PASTS = sorted({(cue.verb, word) for word, cue in CUES.items() if cue.form is Form.PAST})


def names(text: str) -> list[str]:
    return [source.name for source in find_sources(text)]


@pytest.mark.parametrize(("verb", "past"), PASTS)
def test_a_verb_names_its_subject_in_the_example_of_its_section(verb: str, past: str) -> None:
    example = OWN.get(verb, EXAMPLES[CUES[past].support])
    assert names(example.format(past)) == ["Ann Roe"]


@pytest.mark.parametrize("example", [*EXAMPLES.values(), *OWN.values()])
def test_an_example_needs_its_verb(example: str) -> None:
    assert names(example.format(NO_VERB)) == []
