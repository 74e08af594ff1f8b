"""The fixed texts of one language."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from babel import Locale
from babel.numbers import format_decimal

Text = str | Mapping[str, str]
"""A text, or its plural forms by category; placeholders are `{names}` in both."""


class MissingTextError(LookupError):
    """The code asks for a text that does not exist, or with the wrong values."""


@dataclass(frozen=True, slots=True)
class Language:
    """The fixed texts of a language by key: the path to the text in its file, with dots.

    A text that a translation lacks comes from `fallback`. The texts of articles and of people are
    only values: they are never translated, nor searched for placeholders.
    """

    code: str
    locale: Locale
    texts: Mapping[str, Text]
    fallback: "Language | None" = None

    @property
    def name(self) -> str:
        """The language's own name."""
        name = self.locale.display_name or self.code
        return name[0].upper() + name[1:]

    def say(self, key: str, **values: str | int) -> str:
        """Return a text with its placeholders filled; a number is written as the language does.

        Raises MissingTextError if the key or a value is wrong.
        """
        text, language = self._find(key)
        if not isinstance(text, str):
            raise MissingTextError(f"The text '{key}' has plural forms: it needs a count")
        return language._fill(key, text, values)

    def count(self, key: str, count: int, /, **values: str | int) -> str:
        """Return the form of a text that goes with a number, which fills `{count}`.

        Raises MissingTextError if the key or a value is wrong.
        """
        forms, language = self._find(key)
        if isinstance(forms, str):
            raise MissingTextError(f"The text '{key}' has no plural forms")
        # By the rules of the language that the text is in, which may be the fallback.
        form = forms[language.locale.plural_form(count)]
        return language._fill(key, form, values | {"count": count})

    def get(self, key: str) -> str | None:
        """Return a text without placeholders from this language itself, or None."""
        text = self.texts.get(key)
        return text if isinstance(text, str) else None

    def number(self, number: int) -> str:
        """Write a whole number with separators between the thousands."""
        if 0 <= number < 1_000:  # most of them: Babel takes 150 times as long for the same
            return str(number)
        return format_decimal(number, locale=self.locale)

    def _find(self, key: str) -> tuple[Text, "Language"]:
        """Find a text and the language it is in, which decides its plural form and numbers."""
        if key in self.texts:
            return self.texts[key], self
        if self.fallback is not None:
            return self.fallback._find(key)
        raise MissingTextError(f"There is no text '{key}' in {self.code}.yaml")

    def _fill(self, key: str, text: str, values: Mapping[str, str | int]) -> str:
        written = MappingProxyType(
            {
                name: value if isinstance(value, str) else self.number(value)
                for name, value in values.items()
            }
        )
        try:
            return text.format_map(written)
        except KeyError as error:
            raise MissingTextError(f"The text '{key}' needs a value for {error}") from None
