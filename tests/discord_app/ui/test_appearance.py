"""The emoji on buttons."""

import pytest
import regex

from bot.discord_app.ui import appearance

ALL = {
    name: value
    for name, value in vars(appearance).items()
    if name.isupper() and isinstance(value, str)
}


@pytest.mark.parametrize("name", ALL)
def test_each_is_fully_qualified_as_discord_wants_it(name: str) -> None:
    assert regex.fullmatch(r"\p{Emoji_Presentation}|\p{Emoji}\uFE0F", ALL[name])
