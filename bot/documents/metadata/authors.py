"""Names of authors, as headers and bylines give them."""

import re
from collections.abc import Iterator

from bot.common.yaml_reading import YamlValue

_NAME_KEYS = ("name", "title", "display_name", "full_name", "id")
_BY = re.compile(r"(?:by|von|par|por|від|автор:?)\s+(?=\S)", re.IGNORECASE)
_ADDRESS = re.compile(r"\s*[<(]?[\w.+-]+@[\w.-]+[>)]?|\s*\(?https?://\S+\)?")
_LINKED = re.compile(r"\[{1,2}([^\[\]|]+)(?:\|[^\[\]]*)?\]{1,2}(?:\(\S*\))?")
_BETWEEN = re.compile(r"\s*(?:;|\s&\s|,?\s+and\s+|,?\s+und\s+|,?\s+et\s+|,?\s+та\s+|,?\s+і\s+)\s*")
_PERSON = re.compile(r"[^\W\d_][\w.’'-]*(?:\s+[\w.’'-]+){1,4}")
_LONGEST = 100


def authors_of(value: YamlValue) -> tuple[str, ...]:
    """The names in a text, a list, or a group of keys that describes one or several people."""
    return tuple(dict.fromkeys(_names(value, 0)))


def _names(value: YamlValue, depth: int) -> Iterator[str]:
    if depth > 3:
        return
    if isinstance(value, str):
        yield from _in_text(value)
    elif isinstance(value, list):
        for each in value:
            yield from _names(each, depth + 1)
    elif isinstance(value, dict):
        named = next((value[key] for key in _NAME_KEYS if isinstance(value.get(key), str)), None)
        if named is not None:
            yield from _names(named, depth + 1)
        else:
            for each in value.values():
                if isinstance(each, dict):
                    yield from _names(each, depth + 1)


def _in_text(text: str) -> Iterator[str]:
    unlinked = _LINKED.sub(r"\1", " ".join(text.split()))
    plain = _BY.sub("", _ADDRESS.sub("", unlinked), count=1)
    parts = [part for part in _BETWEEN.split(plain) if part]
    for part in parts:
        # 'Roe, Ann' is one person, 'Ann Roe, Ben Hay' are two: only whole names part at a comma.
        pieces = [piece.strip() for piece in part.split(",")]
        are_people = len(pieces) > 1 and all(_PERSON.fullmatch(piece) for piece in pieces)
        for name in pieces if are_people else [part.strip(" ,")]:
            if name and len(name) <= _LONGEST:
                yield name
