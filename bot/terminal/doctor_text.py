"""What an examination found, for people."""

from collections.abc import Sequence

from bot.common.wording import write_count
from bot.doctor.model import Finding, Verdict
from bot.terminal.answer_text import make_paragraph
from bot.terminal.style import Style

_INDENT = 22


def render_finding(finding: Finding, style: Style) -> str:
    """Write a finding as a paragraph, and below it what to do."""
    label = f"{finding.verdict:<6} {finding.subject:<14} "
    lines = make_paragraph(finding.text, style, first=label, rest=" " * _INDENT).split("\n")
    if finding.verdict is not Verdict.FINE:
        lines[0] = style.bold(lines[0])
    if finding.remedy:
        remedy = make_paragraph(finding.remedy, style, first=" " * _INDENT, rest=" " * _INDENT)
        lines.append(remedy)
    return "\n".join(lines)


def render_verdict(findings: Sequence[Finding]) -> str:
    """Count what was found."""
    faults = sum(one.verdict is Verdict.FAULT for one in findings)
    hints = sum(one.verdict is Verdict.HINT for one in findings)
    told = f"{write_count(faults, 'fault')}, {write_count(hints, 'hint')}."
    return f"{told} The bot can be started." if not faults else f"{told} Mend the faults first."
