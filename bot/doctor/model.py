"""What is found when all that the bot needs is looked at."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """Fine; to be thought of, though the bot runs; or to be mended first."""

    FINE = "ok"
    HINT = "hint"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one subject; `remedy` says what to do, and is empty where nothing is."""

    verdict: Verdict
    subject: str
    text: str
    remedy: str = ""


def fine(subject: str, text: str) -> Finding:
    """Say that something is as needed."""
    return Finding(Verdict.FINE, subject, text)


def hint(subject: str, text: str, remedy: str = "") -> Finding:
    """Say what is to be thought of."""
    return Finding(Verdict.HINT, subject, text, remedy)


def fault(subject: str, text: str, remedy: str = "") -> Finding:
    """Say what is to be mended; where `remedy` is empty, `text` says how."""
    return Finding(Verdict.FAULT, subject, text, remedy)
