"""Where a comment of a page ends: one of HTML, Obsidian, MDX or a template language."""

import re

_OPENERS = {
    "<!--": "-->",
    "{/*": "*/}",
    "{#": "#}",
    "%%": "%%",
    "comment": "endcomment",
    "/*": "*/",
}


def end_of_comment(text: str, opening: re.Match[str], never_closed: set[str]) -> int | None:
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
