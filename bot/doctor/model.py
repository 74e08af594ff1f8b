"""A finding of the doctor."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """Fine; worth considering, although the bot runs; or a problem to fix first."""

    FINE = "ok"
    HINT = "hint"
    FAULT = "error"


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding on one subject; `remedy` is the fix, empty if none is needed."""

    verdict: Verdict
    subject: str
    text: str
    remedy: str = ""


def fine(subject: str, text: str) -> Finding:
    """Report that something is fine."""
    return Finding(Verdict.FINE, subject, text)


def hint(subject: str, text: str, remedy: str = "") -> Finding:
    """Report something worth considering."""
    return Finding(Verdict.HINT, subject, text, remedy)


def fault(subject: str, text: str, remedy: str = "") -> Finding:
    """Report a problem to fix; if `remedy` is empty, `text` says how."""
    return Finding(Verdict.FAULT, subject, text, remedy)
