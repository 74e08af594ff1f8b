"""The emoji on buttons."""

import pytest
import regex

from bot.discord_app.ui import emoji

ALL = {name: value for name, value in vars(emoji).items() if name.isupper()}


@pytest.mark.parametrize("name", ALL)
def test_each_is_fully_qualified_as_discord_wants_it(name: str) -> None:
    assert regex.fullmatch(r"\p{Emoji_Presentation}|\p{Emoji}\uFE0F", ALL[name])
