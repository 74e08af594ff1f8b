import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from bot.discord_app.locales import Language, Languages, LocaleError, MissingTextError
from bot.discord_app.locales.reading import read_language

LANGUAGES = Languages.load()
ENGLISH, UKRAINIAN = LANGUAGES.of("en-US"), LANGUAGES.of("uk")


def language(texts: str, fallback: Language | None = None) -> Language:
    return read_language("de", texts, fallback)


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


def test_a_language_is_named_in_itself() -> None:
    assert [ENGLISH.name, UKRAINIAN.name] == ["English", "Українська"]


@pytest.mark.parametrize(
    ("locale", "code"),
    [("en-GB", "en"), ("en-US", "en"), ("uk", "uk"), ("ja", "en"), ("", "en"), (None, "en")],
)
def test_a_locale_without_a_language_of_its_own_gets_english(locale: str | None, code: str) -> None:
    assert LANGUAGES.of(locale).code == code


def test_a_text_that_a_translation_lacks_is_in_english() -> None:
    original = language('a:\n  days:\n    one: "{count} day"\n    other: "{count} days"\n')
    translation = read_language("ja", "", original)
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
        pytest.param("a:\n  b: 12\n", "line 2: 'b' is not a text", id="number"),
        pytest.param('a: "{x.__class__}"\n', "line 1: .*only names are allowed", id="attribute"),
        pytest.param('a: "{x!r}"\n', "line 1: .*only names are allowed", id="conversion"),
        pytest.param('a: "{x:>9}"\n', "line 1: .*only names are allowed", id="format"),
        pytest.param('a: "{}"\n', "line 1: .*only names are allowed", id="nameless"),
        pytest.param('a: "{x"\n', "line 1: 'a'", id="unclosed"),
        pytest.param("a:\n  one: x\n", "line 1: .* must be one, other", id="form is missing"),
        pytest.param("a: x\na: y\n", "line 2: the key 'a' is duplicated", id="twice"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_with_its_line(texts: str, problem: str) -> None:
    with pytest.raises(LocaleError, match=rf"^de\.yaml, {problem}"):
        language(texts)


def test_a_file_that_is_not_named_for_a_locale_is_refused() -> None:
    with pytest.raises(LocaleError, match="must be named for a locale"):
        read_language("xx", "a: b\n")


@pytest.mark.parametrize("language", LANGUAGES.by_code.values(), ids=lambda one: one.code)
@given(number=st.integers(-2_000, 2_000_000))
def test_a_number_is_written_as_babel_writes_it(language: Language, number: int) -> None:
    assert language.number(number) == format_decimal(number, locale=language.locale)
