from datetime import date

import pytest

from bot.discord_app.locales import Language, Languages, LocaleError, MissingTextError
from bot.discord_app.locales.reading import read_language

LANGUAGES = Languages.load()
ENGLISH, UKRAINIAN = LANGUAGES.of("en-US"), LANGUAGES.of("uk")

HEAD = "language: Testish\nplural:\n  one: i = 1\n"


def language(texts: str, fallback: Language | None = None) -> Language:
    return read_language("xx", HEAD + texts, fallback)


@pytest.mark.parametrize(
    ("count", "written"),
    [
        (1, "1 пов’язаний матеріал"),
        (3, "3 пов’язані матеріали"),
        (11, "11 пов’язаних матеріалів"),
        (22, "22 пов’язані матеріали"),
        (1_005, "1\u00a0005 пов’язаних матеріалів"),
    ],
)
def test_a_number_goes_with_its_form_of_the_word(count: int, written: str) -> None:
    assert UKRAINIAN.count("counts.stories", count) == written


def test_thousands_are_set_apart_as_the_language_does() -> None:
    assert ENGLISH.count("counts.paragraphs", 1_024) == "1,024 paragraphs"


def test_a_day_is_written_as_the_language_does() -> None:
    day = date(2025, 3, 22)
    assert ENGLISH.day(day) == "22 March 2025"
    assert UKRAINIAN.day(day) == "22 березня 2025 р."


@pytest.mark.parametrize(
    ("locale", "code"),
    [("en-GB", "en"), ("en-US", "en"), ("uk", "uk"), ("ja", "en"), ("", "en"), (None, "en")],
)
def test_a_locale_without_a_language_of_its_own_gets_english(locale: str | None, code: str) -> None:
    assert LANGUAGES.of(locale).code == code


def test_a_text_that_a_translation_lacks_is_in_english() -> None:
    original = language(
        'a:\n  days:\n    one: "{count} day"\n    other: "{count} days"\nnumber:\n  group: "."\n'
    )
    translation = read_language("yy", "language: Y\nplural: {}\n", original)
    assert translation.count("a.days", 1_000) == "1.000 days"


def test_braces_in_what_is_filled_in_are_left_alone() -> None:
    assert language("a: about {topic}\n").say("a", topic="{0} {topic}") == "about {0} {topic}"


def test_a_text_that_is_nowhere_is_named() -> None:
    with pytest.raises(MissingTextError, match=r"no text 'answer\.nothing' in en\.yaml"):
        UKRAINIAN.say("answer.nothing")


def test_a_value_that_is_missing_is_named() -> None:
    with pytest.raises(MissingTextError, match=r"'answer\.paragraph' needs a value for 'number'"):
        ENGLISH.say("answer.paragraph")


def test_forms_and_plain_texts_are_not_mixed_up() -> None:
    with pytest.raises(MissingTextError, match="needs a count"):
        ENGLISH.say("counts.stories")
    with pytest.raises(MissingTextError, match="no plural forms"):
        ENGLISH.count("answer.none", 2)


@pytest.mark.parametrize(
    ("texts", "problem"),
    [
        pytest.param("a:\n  b: 12\n", "line 5: 'b' is not a text", id="number"),
        pytest.param('a: "{x.__class__}"\n', "line 4: .*only a name may stand", id="attribute"),
        pytest.param('a: "{x!r}"\n', "line 4: .*only a name may stand", id="conversion"),
        pytest.param('a: "{x:>9}"\n', "line 4: .*only a name may stand", id="format"),
        pytest.param('a: "{}"\n', "line 4: .*only a name may stand", id="nameless"),
        pytest.param('a: "{x"\n', "line 4: 'a'", id="unclosed"),
        pytest.param("a:\n  one: x\n", "line 4: .* are to be one, other", id="form is missing"),
        pytest.param("a: x\na: y\n", "line 5: the key 'a' is here twice", id="twice"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_with_its_line(texts: str, problem: str) -> None:
    with pytest.raises(LocaleError, match=rf"^xx\.yaml, {problem}"):
        language(texts)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("plural: {}\n", "needs a line 'language:'", id="without a name"),
        pytest.param("language: X\n", "needs a group 'plural:'", id="without a rule"),
        pytest.param("language: X\nplural:\n  one: n is 1\n", "line 2: 'n is 1'", id="bad rule"),
    ],
)
def test_a_file_says_its_language_and_plural_rule(text: str, problem: str) -> None:
    with pytest.raises(LocaleError, match=problem):
        read_language("xx", text)
