"""The findings of `verbatim doctor`, for people."""

from collections.abc import Sequence

from bot.common.wording import write_count
from bot.doctor.model import Finding, Verdict
from bot.terminal.answer_text import make_paragraph
from bot.terminal.style import Style

_INDENT = 22


def render_finding(finding: Finding, style: Style) -> str:
    """Write a finding as a paragraph, with its remedy below."""
    label = f"{finding.verdict:<6} {finding.subject:<14} "
    lines = make_paragraph(finding.text, style, first=label, rest=" " * _INDENT).split("\n")
    if finding.verdict is not Verdict.FINE:
        lines[0] = style.bold(lines[0])
    if finding.remedy:
        remedy = make_paragraph(finding.remedy, style, first=" " * _INDENT, rest=" " * _INDENT)
        lines.append(remedy)
    return "\n".join(lines)


def render_verdict(findings: Sequence[Finding]) -> str:
    """Count the problems and hints."""
    faults = sum(one.verdict is Verdict.FAULT for one in findings)
    hints = sum(one.verdict is Verdict.HINT for one in findings)
    counts = f"{write_count(faults, 'problem')}, {write_count(hints, 'hint')}."
    if not faults:
        return f"{counts} The bot can be started."
    return f"{counts} Fix {'it' if faults == 1 else 'them'} first."
