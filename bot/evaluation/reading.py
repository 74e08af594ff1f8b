"""Reads a YAML file of questions and expectations."""

import json
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

from bot.common.text_files import UnreadableError, read_utf8
from bot.common.yaml_reading import KeyPath, YamlProblem, YamlValue, load_list
from bot.evaluation.model import Expectation, QuestionsError

KEYS = ("question", "answer")
NO_ANSWER = "none"
"""What stands for the answer where none is expected."""

MAX_CHARACTERS = 500_000
"""About 4,000 questions; PyYAML takes two seconds for them."""

LONGEST_SHOWN = 60
"""Characters shown of a wrong value."""

_MISSING = "this file of questions does not exist; questions.example.yaml is an example"
_PHRASE_EXPECTED = (
    "expected a phrase of an article (put numbers and dates into quotes), a list of phrases, or"
    f" {NO_ANSWER} if no article answers"
)


def read_questions(path: Path) -> tuple[Expectation, ...]:
    """Read a list of `question:` and `answer:`, the answer a phrase, several, or `none`.

    Raises QuestionsError with all that is wrong, not just the first.
    """
    try:
        items, lines = load_list(read_utf8(path, _MISSING), MAX_CHARACTERS)
    except (YamlProblem, UnreadableError) as problem:
        place = f"{path}, line {problem.line}" if problem.line else f"{path}"
        raise QuestionsError(f"{place}: {problem.text}") from None
    if not items:
        raise QuestionsError(f"{path}: it has no questions; questions.example.yaml is an example")
    reader = _Reader(lines)
    expectations = tuple(reader.read(*one) for one in enumerate(items))
    if reader.problems:
        found = sorted(reader.problems)
        raise QuestionsError(*(f"{path}, line {line}: {text}" for line, text in found))
    return expectations


class _Reader:
    """Reads entry after entry, and collects the problems as (line, text)."""

    def __init__(self, lines: Mapping[KeyPath, int]) -> None:
        self._lines = lines
        self.problems: list[tuple[int, str]] = []

    def read(self, place: int, entry: YamlValue) -> Expectation:
        """Read one entry; invalid parts of it are left empty."""
        line = self._lines[(place,)]
        if not isinstance(entry, dict):
            text = f"it is {_show(entry)}, but 'question: …' and below it 'answer: …' are expected"
            self.problems.append((line, text))
            return Expectation("", (), line)
        meant = {key: _nearest(key, entry) for key in entry if key not in KEYS}
        for key, near in meant.items():
            self.problems.append((self._lines[(place, key)], _unknown(key, near)))
        for key in KEYS:
            if key not in entry and key not in meant.values():
                self.problems.append((line, f"this entry has no '{key}'"))
        return Expectation(self._question(place, entry), self._phrases(place, entry), line)

    def _question(self, place: int, entry: Mapping[str, YamlValue]) -> str:
        question = _text(entry.get("question"))
        if not question and "question" in entry:
            line = self._lines[(place, "question")]
            shown = _show(entry["question"])
            self.problems.append((line, f"question is {shown}; expected text"))
        return question

    def _phrases(self, place: int, entry: Mapping[str, YamlValue]) -> tuple[str, ...]:
        if "answer" not in entry:
            return ()
        answer = entry["answer"]
        if isinstance(answer, str) and answer.strip().lower() == NO_ANSWER:
            return ()
        if not isinstance(answer, list) or not answer:
            self._check_phrase(answer, (place, "answer"), "is")
            return (_text(answer),)
        for number, phrase in enumerate(answer):
            self._check_phrase(phrase, (place, "answer", number), "has")
        return tuple(map(_text, answer))

    def _check_phrase(self, value: YamlValue, path: tuple[int | str, ...], verb: str) -> None:
        if not _text(value):
            text = f"answer {verb} {_show(value)}; {_PHRASE_EXPECTED}"
            self.problems.append((self._lines[path], text))


def _text(value: YamlValue) -> str:
    """Return a text with its white space as single spaces; empty for anything else."""
    return " ".join(value.split()) if isinstance(value, str) else ""


def _nearest(key: str, entry: Mapping[str, YamlValue]) -> str | None:
    """Return the known key that was probably meant: one that the entry lacks, if it lacks any."""
    lacking = [known for known in KEYS if known not in entry]
    return next(iter(get_close_matches(key.lower()[:LONGEST_SHOWN], lacking or KEYS, n=1)), None)


def _unknown(key: str, near: str | None) -> str:
    meant = f"did you mean {near}?" if near else f"the keys are {' and '.join(KEYS)}"
    return f"there is no key {_cut(key)}; {meant}"


def _show(value: YamlValue) -> str:
    """Write a value about as it stands in the file, on one line and not too long."""
    if value is None:
        return "empty"
    return _cut(json.dumps(value, ensure_ascii=False, default=str))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"
