"""`verbatim doctor`: whether the bot has everything it needs."""

import os
import sys
from collections import Counter
from datetime import UTC, datetime

from bot.cli.parser import Options
from bot.common.wording import write_count
from bot.config import Config
from bot.doctor.examination import examine
from bot.doctor.model import Finding, Verdict
from bot.terminal.answer_text import make_paragraph
from bot.terminal.style import Style, style_for

FINE, NEEDS_FIXING = 0, 1

_INDENT = " " * 22


def run(options: Options, config: Config) -> int:
    """Print each finding as soon as it is known, and then how much needs fixing."""
    style = style_for(sys.stdout, os.environ)
    counts = Counter[Verdict]()
    for finding in examine(config, options.config, os.environ, datetime.now(UTC)):
        print(_render(finding, style), flush=True)
        counts[finding.verdict] += 1
    faults, hints = counts[Verdict.FAULT], counts[Verdict.HINT]
    fix = f"Fix {'it' if faults == 1 else 'them'} first." if faults else "The bot can be started."
    print(f"{write_count(faults, 'problem')}, {write_count(hints, 'hint')}. {fix}", flush=True)
    return NEEDS_FIXING if faults else FINE


def _render(finding: Finding, style: Style) -> str:
    """Write a finding as a paragraph, with its remedy below."""
    label = f"{finding.verdict:<6} {finding.subject:<14} "
    lines = make_paragraph(finding.text, style, first=label, rest=_INDENT).split("\n")
    if finding.verdict is not Verdict.FINE:
        lines[0] = style.bold(lines[0])
    if finding.remedy:
        lines.append(make_paragraph(finding.remedy, style, first=_INDENT, rest=_INDENT))
    return "\n".join(lines)
