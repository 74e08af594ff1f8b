"""`verbatim doctor`: whether the bot has everything it needs."""

import os
import sys
from datetime import UTC, datetime

from bot.cli.parser import Options
from bot.config import Config
from bot.doctor.examination import examine
from bot.doctor.model import Finding, Verdict
from bot.terminal.doctor_text import render_finding, render_verdict
from bot.terminal.style import style_for

FINE, NEEDS_FIXING = 0, 1


def run(options: Options, config: Config) -> int:
    """Print each finding as soon as it is known, and then how much needs fixing."""
    style = style_for(sys.stdout, os.environ)
    findings: list[Finding] = []
    now = datetime.now(UTC)
    for finding in examine(config, options.config, os.environ, now):
        _say(render_finding(finding, style))
        findings.append(finding)
    _say(render_verdict(findings))
    return NEEDS_FIXING if any(one.verdict is Verdict.FAULT for one in findings) else FINE


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
