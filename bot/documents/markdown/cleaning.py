"""What the author of a page wrote for tools or for themselves, taken out before it is parsed.

Comments of HTML, Obsidian, MDX and templates, tags of template languages, attributes, components,
and the address in a wiki link. Code stays as it is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.documents.model import LeftOut
from bot.documents.source import Source, edited

_OPENERS = {
    "<!--": "-->",
    "{/*": "*/}",
    "{#": "#}",
    "%%": "%%",
    "comment": "endcomment",
    "/*": "*/",
}
_TOKEN = re.compile(
    r"""
    ^[ \t>]*(?P<fence>`{3,}|~{3,})[^\n`]*$
  | (?P<code>(?<!`)(?P<tick>`+)(?!`)(?:[^\n]|\n(?![ \t]*\n)){1,2000}?(?<!`)(?P=tick)(?!`))
  | (?P<opener><!-- | \{%-?\s*(?=comment\b) | \{\{[<%]?\s*(?=/\*) | \{/\* | \{\#(?!\w)
      | (?<![\w%])%%(?!%))
  | (?P<template>\$?\{\{(?:[^{}\n]|\n(?![ \t]*\n)|\{[^{}\n]*\})*\}\} | \{%(?:[^%{\n]|%(?!\}))*%\})
  | (?P<attribute>\{:?[ ]*[.\#:][^{}\n]*\})
  | (?P<embed>!\[\[[^\]\n]*\]\])
  | (?P<contents>^[ \t]*(?:\[\[_?TOC_?\]\]|\[\[toc\]\]|\[TOC\]|\$\{toc\})[ \t]*$)
  | (?P<icon>(?<![\w:]):(?:material|fontawesome|octicons|simple)-[\w-]+:)
  | (?P<include>^[ \t]*-{1,}8<-{1,}[^\n]*$)
  | (?P<block_id>(?<=\s)\^[\w-]+[ \t]*$)
  | \[\[(?P<target>[^\[\]|\n]+)(?:\\?\|(?P<label>[^\[\]\n]+))?\]\]
  | (?P<mark>(?<![=\w])==(?=[^\s=])[^=\n]{1,300}(?<=\S)==(?![=\w]))
  | (?P<component></?[A-Z][\w.]*(?:\s[^<>]*)?/?>)
  | (?P<module>^(?:import\s[^\n]*['"][\w@./-]+['"];?
      |export\s+(?:const|default|let|function)\b[^\n]*)$)
    """,
    re.VERBOSE | re.MULTILINE,
)
_MARKS = re.compile(
    r"<!--|%%|\{[%{#/:. ]|\[\[|\[TOC\]|==|:(?:mat|font|oct|sim)|8<|\s\^\w|</?[A-Z]|\$\{toc"
    r"|^(?:import|export)\s",
    re.MULTILINE,
)
"""Without any of these there is nothing to take out."""

_WORD = re.compile(r"[^\W_]")
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A page without what is not shown on it, and what of that was hidden on purpose."""

    source: Source
    left_out: tuple[LeftOut, ...]


def clean(source: Source) -> Cleaned:
    """Take out what is not on the page."""
    text = source.text
    if not _MARKS.search(text):
        return Cleaned(source, ())
    edits: list[tuple[int, int, str]] = []
    left_out: list[LeftOut] = []
    never_closed: set[str] = set()
    at = 0
    while match := _TOKEN.search(text, at):
        at = max(match.end(), match.start() + 1)
        if match["fence"]:
            at = _end_of_fence(text, match)
        elif match["opener"]:
            end = _end_of_comment(text, match, never_closed)
            if end is not None:
                at = end
                edits.extend(_emptied(text, match.start(), end))
                if _WORD.search(text, match.end("opener"), end):
                    line = source.number_of(text.count("\n", 0, match.start()))
                    left_out.append(LeftOut(line, "comment"))
        elif match["target"]:
            kept = match.span("label") if match["label"] else match.span("target")
            edits += ((match.start(), kept[0], ""), (kept[1], match.end(), ""))
        elif match["mark"]:
            edits += ((match.start(), match.start() + 2, ""), (match.end() - 2, match.end(), ""))
        elif not match["code"]:
            edits.extend(_emptied(text, *match.span()))
    return Cleaned(edited(source, edits), tuple(left_out))


def _end_of_fence(text: str, fence: re.Match[str]) -> int:
    """The end of a block of code; that of the text if it is not closed."""
    mark = fence["fence"]
    closing = re.compile(rf"^[ \t>]*{mark[0]}{{{len(mark)},}}[ \t]*$", re.MULTILINE)
    found = closing.search(text, fence.end())
    return found.end() if found else len(text)


def _end_of_comment(text: str, opening: re.Match[str], never_closed: set[str]) -> int | None:
    """The end of a comment; None if it is none.

    One that begins a line and is not closed hides the rest of the page, as browsers have it.
    """
    rest = text[opening.end() : opening.end() + 8]
    mark = next((m for m in _OPENERS if opening["opener"] == m or rest.startswith(m)), "%%")
    closing = _OPENERS[mark]
    end = -1 if closing in never_closed else text.find(closing, opening.end())
    if end >= 0:
        if mark in ("comment", "/*"):  # up to the end of the tag
            tag_end = text.find("}", end)
            return tag_end + (2 if text[tag_end + 1 : tag_end + 2] == "}" else 1)
        return end + len(closing)
    never_closed.add(closing)
    begins = text.rfind("\n", 0, opening.start()) + 1
    is_alone = not text[begins : opening.start()].strip()
    if mark == "<!--" and is_alone:
        return len(text)
    line_end = text.find("\n", opening.end())
    is_only = not text[opening.end() : line_end if line_end >= 0 else len(text)].strip()
    return len(text) if mark == "%%" and is_alone and is_only else None


def _emptied(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Take all out but the line breaks, so that the lines keep their numbers."""
    for line in _LINE.finditer(text, start, end):
        yield *line.span(), ""
