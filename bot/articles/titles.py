"""Titles of articles: without syntax, and of those that give themselves none."""

import re

from bot.documents.lines import divide_lines
from bot.documents.markdown.reading import read_markdown

_MARKUP = re.compile(r"[*`\[{&]|~~|__|</?[a-z]+>")
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_DAY_BEFORE = re.compile(r"\d{4}-\d{2}-\d{2}-(?=.)")
_WORD_BORDER = re.compile(r"[\s\W]+")
_INDEX = frozenset(("index", "readme", "_index"))


def title_of_name(name: str) -> str:
    """Return a file's name as a title: without folders, suffix, day before it, dashes.

    A file that stands for its folder (`index.md`) has the folder's name; a name without a word
    stays as it is.
    """
    folder, _, leaf = name.rpartition("/")
    stem = leaf.rpartition(".")[0] or leaf
    if stem.lower() in _INDEX and folder:
        stem = folder.rpartition("/")[2]
    stem = _DAY_BEFORE.sub("", stem)
    words = stem if " " in stem else stem.replace("-", " ").replace("_", " ")
    title = " ".join(words.split()) or leaf or name
    if len(title) > 1 and not any(word.isalpha() for word in _WORD_BORDER.split(title)):
        return leaf or name  # a number or a checksum says more as the name that it is
    return title[0].upper() + title[1:]


def plain_title(title: str) -> str:
    """Return a title without the Markdown in it; as it is if that would leave nothing."""
    if not _MARKUP.search(title):
        return title
    events = read_markdown(divide_lines(f"# {title}")).events
    plain = " ".join(events[0].text.text.split()) if len(events) == 1 else ""
    return plain or title


def written_title(title: str) -> str:
    """Return what to write into a header so that it is read back as this title."""
    if plain_title(title) == title:
        return title
    # Not with backslashes: a title that has no other Markdown in it keeps them as they are.
    return _PUNCTUATION.sub(lambda found: f"&#{ord(found[0])};", title)
