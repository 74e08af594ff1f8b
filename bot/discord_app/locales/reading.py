"""A language's file → its texts; what is wrong with the file is told with its line."""

import string
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from bot.common.errors import VerbatimError
from bot.common.yaml_reading import Document, KeyPath, YamlProblem, YamlValue, load_mapping
from bot.discord_app.locales.language import Language, Text
from bot.discord_app.locales.plurals import CATEGORIES, PluralRule

_ABOUT = ("language", "plural")  # not texts, but about the language


class LocaleError(VerbatimError):
    """A language's file cannot be used; the text names the file and the line."""

    def __init__(self, code: str, line: int, fault: str) -> None:
        super().__init__(f"{code}.yaml, line {line}: {fault}")


def read_language(code: str, text: str, fallback: Language | None = None) -> Language:
    """Read a language's file, whose name without `.yaml` is `code`.

    Raises LocaleError.
    """
    try:
        document = load_mapping(text)
    except YamlProblem as problem:
        raise LocaleError(code, problem.line, problem.text) from None
    name, rule = _about(code, document)
    groups = {key: value for key, value in document.data.items() if key not in _ABOUT}
    texts = dict(_texts(code, document, rule, (), groups))
    return Language(code, name, rule, MappingProxyType(texts), fallback)


def placeholders(text: Text) -> frozenset[str]:
    """Return the names of a text's placeholders, over all its plural forms.

    Raises ValueError where what stands in braces is not just a name.
    """
    forms = (text,) if isinstance(text, str) else text.values()
    return frozenset(name for form in forms for name in _names(form))


def _about(code: str, document: Document) -> tuple[str, PluralRule]:
    name = document.data.get("language")
    if not isinstance(name, str) or not name:
        raise LocaleError(code, 1, "it needs a line 'language:' with the language's own name")
    rules = document.data.get("plural")
    line = document.lines.get(("plural",), 1)
    if not isinstance(rules, dict):
        raise LocaleError(code, line, "it needs a group 'plural:' with CLDR's rules")
    try:
        return name, PluralRule.parse({key: str(rule) for key, rule in rules.items()})
    except ValueError as error:
        raise LocaleError(code, line, str(error)) from None


def _texts(
    code: str,
    document: Document,
    rule: PluralRule,
    path: KeyPath,
    group: Mapping[str, YamlValue],
) -> Iterator[tuple[str, Text]]:
    """Walk the groups, and give each text with its key."""
    for key, value in group.items():
        here = (*path, key)
        if isinstance(value, str):
            text: Text = value
        elif isinstance(value, dict) and not value.keys() - set(CATEGORIES):
            text = MappingProxyType({form: str(words) for form, words in value.items()})
        elif isinstance(value, dict):
            yield from _texts(code, document, rule, here, value)
            continue
        else:
            fault = f"'{key}' is not a text; put it into quotes"
            raise LocaleError(code, document.lines[here], fault)
        try:
            _check(text, rule)
        except ValueError as error:
            raise LocaleError(code, document.lines[here], f"'{key}': {error}") from None
        yield ".".join(map(str, here)), text


def _check(text: Text, rule: PluralRule) -> None:
    placeholders(text)
    if not isinstance(text, str) and text.keys() != rule.categories:
        raise ValueError(f"the plural forms are to be {', '.join(sorted(rule.categories))}")


def _names(text: str) -> Iterator[str]:
    for _, name, specification, conversion in string.Formatter().parse(text):
        if name is None:
            continue
        if specification or conversion or not name.isidentifier():
            raise ValueError(f"{{{name}}} is no placeholder: only a name may stand in braces")
        yield name
