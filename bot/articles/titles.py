"""The title of an article that gives itself none: the name of its file."""

import re

_DAY_BEFORE = re.compile(r"\d{4}-\d{2}-\d{2}-(?=.)")
_INDEX = frozenset(("index", "readme", "_index"))


def title_of_name(name: str) -> str:
    """Return a file's name as a title: without folders, suffix, day before it, dashes.

    A file that stands for its folder (`index.md`) has the folder's name.
    """
    folder, _, leaf = name.rpartition("/")
    stem = leaf.rpartition(".")[0] or leaf
    if stem.lower() in _INDEX and folder:
        stem = folder.rpartition("/")[2]
    stem = _DAY_BEFORE.sub("", stem)
    words = stem if " " in stem else stem.replace("-", " ").replace("_", " ")
    title = " ".join(words.split()) or leaf or name
    return title[0].upper() + title[1:]
