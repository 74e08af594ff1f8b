"""Keys and values read line by line, as they stand, if no stricter reader takes them."""

import re
from collections.abc import Sequence

from bot.common.yaml_reading import YamlValue
from bot.documents.lines import Line

_ITEM = re.compile(r"\s*-\s+(?:name:\s+)?(?P<item>.+)")
_WORDS = {"true": True, "false": False, "yes": True, "no": False, "null": None, "~": None}


def read_loosely(
    lines: Sequence[Line], separator: str
) -> tuple[dict[str, YamlValue], dict[str, int]]:
    """Read `key: value` lines, and the line of each key; what is indented belongs to the key above.

    A key is in lower case; of one that comes twice the last value counts, but a draft stays one.
    """
    values: dict[str, YamlValue] = {}
    numbers: dict[str, int] = {}
    key = ""
    for line in lines:
        text = line.text
        item = _ITEM.fullmatch(text)
        name, mark, value = text.partition(separator)
        if key and item:
            before = values[key]
            values[key] = [*(before if isinstance(before, list) else []), _value(item["item"])]
        elif key and text[:1].isspace() and text.strip():
            before = values[key]
            values[key] = f"{before} {text.strip()}" if isinstance(before, str) else before
        elif mark and name.strip() and not name[0].isspace() and not name.startswith("#"):
            key = name.strip().strip("\"'").lower()
            is_hiding = values.get(key) is True
            values[key] = True if is_hiding else _value(value.strip())
            numbers.setdefault(key, line.number)
    return values, numbers


def _value(text: str) -> YamlValue:
    text = text.strip()
    if text[:1] == "[" and text[-1:] == "]":
        return [_value(part) for part in text[1:-1].split(",") if part.strip()]
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1]
    return _WORDS.get(text.lower(), text)
