"""Reads a language's file; errors name the line."""

import string
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from babel import Locale, UnknownLocaleError

from bot.common.errors import VerbatimError
from bot.common.yaml_reading import Document, KeyPath, YamlProblem, YamlValue, load_mapping
from bot.discord_app.locales.language import Language, Text

_CATEGORIES = frozenset({"zero", "one", "two", "few", "many", "other"})  # of plurals, in CLDR
_ENOUGH = 201  # in most languages plural rules repeat after a hundred


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
    try:
        locale = Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        raise LocaleError(code, 1, "the file must be named for a locale, such as es-ES") from None
    forms = plural_forms(locale)
    texts = dict(_texts(code, document, forms, (), document.data))
    return Language(code, locale, MappingProxyType(texts), fallback)


def plural_forms(locale: Locale) -> frozenset[str]:
    """Return the plural categories of whole numbers; in some languages `other` is for fractions."""
    return frozenset(map(locale.plural_form, range(_ENOUGH)))


def placeholders(text: Text) -> frozenset[str]:
    """Return the names of a text's placeholders, over all its plural forms.

    Raises ValueError if there is anything but a name in braces.
    """
    forms = (text,) if isinstance(text, str) else text.values()
    return frozenset(name for form in forms for name in _names(form))


def _texts(
    code: str,
    document: Document,
    forms: frozenset[str],
    path: KeyPath,
    group: Mapping[str, YamlValue],
) -> Iterator[tuple[str, Text]]:
    """Walk the groups, and yield each text with its key."""
    for key, value in group.items():
        here = (*path, key)
        if isinstance(value, str):
            text: Text = value
        elif isinstance(value, dict) and value.keys() <= _CATEGORIES:
            text = MappingProxyType({form: str(words) for form, words in value.items()})
        elif isinstance(value, dict):
            yield from _texts(code, document, forms, here, value)
            continue
        else:
            fault = f"'{key}' is not a text; put it into quotes"
            raise LocaleError(code, document.lines[here], fault)
        try:
            _check(text, forms)
        except ValueError as error:
            raise LocaleError(code, document.lines[here], f"'{key}': {error}") from None
        yield ".".join(map(str, here)), text


def _check(text: Text, forms: frozenset[str]) -> None:
    placeholders(text)
    if not isinstance(text, str) and text.keys() != forms:
        raise ValueError(f"the plural forms must be {', '.join(sorted(forms))}")


def _names(text: str) -> Iterator[str]:
    for _, name, specification, conversion in string.Formatter().parse(text):
        if name is None:
            continue
        if specification or conversion or not name.isidentifier():
            raise ValueError(f"{{{name}}} is not a placeholder: only names are allowed in braces")
        yield name
