"""What Discord's client makes of Markdown, as far as tests need it: is any of it interpreted?

Written from the rules that are known of the client (a first match in this order, an escape before
all others), independently of the code under test.
"""

import re
from collections.abc import Iterator

_ESCAPE = re.compile(r"\\([^0-9A-Za-z\s])")
# Discord's own rule for bold text: escapes inside of it count, and no asterisk may follow it.
_BOLD = re.compile(r"\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)")
_ANYWHERE = {
    "code": re.compile(r"(`+)[\s\S]*?[^`]\1(?!`)"),
    "bold": _BOLD,
    "underline": re.compile(r"__[\s\S]+?__"),
    "emphasis": re.compile(
        r"\*(?=\S)(?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?\*(?!\*)"
        r"|_(?=\S)[\s\S]+?_"
    ),
    "strike": re.compile(r"~~[\s\S]+?~~"),
    "spoiler": re.compile(r"\|\|[\s\S]+?\|\|"),
    "link": re.compile(r"\[[^\]]*\]\([^)]*\)"),
    "address": re.compile(r"https?://[^\s<]+[^<.,:;\"')\]\s]"),
    "autolink": re.compile(r"<[^: >]+:/[^ >]+>"),
    "mention": re.compile(r"<@[!&]?\d+>|<#\d+>|@everyone|@here|<id:\w+>"),
    "command": re.compile(r"</[^:>]+:\d+>"),
    "time": re.compile(r"<t:-?\d+(?::\w)?>"),
    "emoji": re.compile(r"<a?:\w+:\d+>|:[^\s:]+:"),
}
_LINE_START = {
    "heading": re.compile(r" *#{1,3}(?!#)\s*\S"),
    "small print": re.compile(r" *-# "),
    "list": re.compile(r" *(?:[*+-]|\d+[.)]) "),
    "quote": re.compile(r" *>(?:>>)? "),
}


def interpreted(markdown: str) -> list[str]:
    """Name the rules that apply somewhere, in order."""
    found = []
    at, is_line_start = 0, True
    while at < len(markdown):
        if escape := _ESCAPE.match(markdown, at):
            at, is_line_start = escape.end(), False
            continue
        rules = _LINE_START | _ANYWHERE if is_line_start else _ANYWHERE
        found += [name for name, rule in rules.items() if rule.match(markdown, at)]
        is_line_start = markdown[at] in "\r\n"
        at += 1
    return found


def displayed(markdown: str) -> str:
    """Return what people see of Markdown in which nothing is interpreted but bold text."""
    return "".join(text for text, _ in _runs(markdown))


def bold(markdown: str) -> list[str]:
    """Return what people see in bold, where nothing else is interpreted."""
    return [text for text, is_bold in _runs(markdown) if is_bold]


def _runs(markdown: str) -> Iterator[tuple[str, bool]]:
    at = start = 0
    while at < len(markdown):
        if escape := _ESCAPE.match(markdown, at):
            at = escape.end()
        elif match := _BOLD.match(markdown, at):
            yield _unescaped(markdown[start:at]), False
            yield _unescaped(match[1]), True
            at = start = match.end()
        else:
            at += 1
    yield _unescaped(markdown[start:]), False


def _unescaped(markdown: str) -> str:
    return _ESCAPE.sub(r"\1", markdown)
