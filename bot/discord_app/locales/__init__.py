"""The fixed texts in every language, and the choice of the language."""

from bot.discord_app.locales.language import Language, MissingTextError
from bot.discord_app.locales.languages import Languages
from bot.discord_app.locales.reading import LocaleError

__all__ = ["Language", "Languages", "LocaleError", "MissingTextError"]
