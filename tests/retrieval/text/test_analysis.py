"""Text → terms: which spellings are the same word, and which are not."""

import sys
from unicodedata import normalize

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from bot.retrieval.text.analysis import (
    analyse,
    analyse_passage,
    grams_of,
    stop_words,
    term_of,
    words_of,
)

LETTERS = "abcdefghijklmnopqrstuvwxyzабвгдежзклмнпрстуфхцчшэюя"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The Bridge OPENED.", ["the", "bridge", "opened"], id="case-and-full-stop"),
        pytest.param("the U.S. said", ["the", "us", "said"], id="acronym-with-dots"),
        pytest.param("Russia’s and Russia's", ["russia", "and", "russia"], id="possessives"),
        pytest.param("the farmers’ union", ["the", "farmers", "union"], id="plural-possessive"),
        pytest.param("don’t", ["dont"], id="contraction"),
        pytest.param("off-limits", ["off", "limits"], id="hyphen"),
        pytest.param("1,000 or 1,250,000", ["1000", "or", "1250000"], id="thousands"),
        pytest.param("7.5 points", ["7.5", "points"], id="decimal"),
        pytest.param("the 22nd, 1st, 3rd", ["the", "22", "1", "3"], id="ordinals"),
        pytest.param("50%", ["50", "percent"], id="percent-sign"),
        pytest.param("$410,000.", ["410000"], id="number-before-a-full-stop"),
        pytest.param("snake_case", ["snake", "case"], id="underscore"),
        pytest.param("\ufb01sh ３", ["fish", "3"], id="compatibility-forms"),
        pytest.param("Straße", ["strasse"], id="casefold"),
        pytest.param("cafe\u0301", ["cafe"], id="accent"),
        pytest.param("co\u00adoperate", ["cooperate"], id="soft-hyphen"),
        pytest.param("a\u200db \ufeffc", ["ab", "c"], id="joiner-and-byte-order-mark"),
        pytest.param("हिन्दी किताबें", ["हिन्दी", "किताबें"], id="hindi-marks"),
        pytest.param("كتاب العربية", ["كتاب", "العربيه"], id="arabic"),
        pytest.param("東京都", ["東京", "京都"], id="chinese-or-japanese"),
        pytest.param("カタカナ", ["カタ", "タカ", "カナ"], id="katakana"),
        pytest.param("น้ำแข็ง", ["น้ําแข็", "แข็ง"], id="thai-syllables"),
        pytest.param("日", ["日"], id="one-ideograph"),
        pytest.param("🙂 — … ?!", [], id="no-word"),
        pytest.param("", [], id="empty"),
    ],
)
def test_a_text_is_read_as_its_words(text: str, expected: list[str]) -> None:
    assert list(words_of(text)) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("defence", "defense", id="defence"),
        pytest.param("colour", "color", id="colour"),
        pytest.param("neighbouring", "neighboring", id="neighbouring"),
        pytest.param("favoured", "favored", id="favoured"),
        pytest.param("travelled", "traveled", id="travelled"),
        pytest.param("skilful", "skillful", id="skilful"),
        pytest.param("cancelling", "canceling", id="cancelling"),
        pytest.param("centre", "center", id="centre"),
        pytest.param("theatre", "theater", id="theatre"),
        pytest.param("organise", "organize", id="organise"),
        pytest.param("organisation", "organization", id="organisation"),
        pytest.param("analysed", "analyzed", id="analysed"),
        pytest.param("licence", "license", id="licence"),
        pytest.param("off-limits", "off limits", id="off-limits"),
        pytest.param("U.S.", "US", id="us"),
        pytest.param("K.C.N.A.", "KCNA", id="kcna"),
        pytest.param("Putin’s", "Putin", id="possessive"),
        pytest.param("Putin's", "Putin’s", id="curly-apostrophe"),
        pytest.param("1,000", "1000", id="thousand"),
        pytest.param("22nd", "22", id="ordinal"),
        pytest.param("eleven", "11", id="eleven"),
        pytest.param("two", "2", id="two"),
        pytest.param("twenty-two", "22", id="twenty-two"),
        pytest.param("sixty four", "64", id="sixty-four"),
        pytest.param("six hundred and forty", "640", id="hundreds"),
        pytest.param("twelve hundred", "1,200", id="twelve-hundred"),
        pytest.param("five thousand, two hundred and one", "5,201", id="thousands"),
        pytest.param("nineteen eighty-four", "19 84", id="a-year-in-words"),
        pytest.param("12%", "12 percent", id="percent"),
        pytest.param("March 22", "22 march", id="date-both-ways-round"),
        pytest.param("meetings", "meeting", id="plural"),
        pytest.param("promises", "promised", id="inflection"),
        pytest.param("Señor Müller", "senor muller", id="accents"),
        pytest.param("GROSSE STRASSE", "große Straße", id="sharp-s"),
        pytest.param("IŞIK", "ışık", id="turkish-i"),
        pytest.param("İZMİR", "izmir", id="turkish-dotted-i"),
        pytest.param("ΑΘΗΝΑΣ", "Αθήνας", id="greek-tonos-and-sigma"),
        pytest.param("зелёный", "зеленый", id="russian-yo"),
        pytest.param("п’ять", "пʼять", id="ukrainian-apostrophe"),
        pytest.param("كِتَابٌ أحمد", "كتـــاب احمد", id="arabic-marks-tatweel-and-alef"),
        pytest.param("والمدينة", "مدينة", id="arabic-article"),
        pytest.param("١٩٨٤", "1984", id="arabic-digits"),
        pytest.param("गाँव २०", "गांव 20", id="hindi-nasal-and-digits"),
        pytest.param("अंग्रेज़", "अंग्रेज", id="hindi-nukta"),
        pytest.param("क्\u200dष", "क्ष", id="hindi-joiner"),
        pytest.param("l’eau", "eau", id="french-elision"),
        pytest.param("カﾞ", "ガ", id="half-width-voicing"),
    ],
)
def test_two_spellings_are_the_same_terms(one: str, other: str) -> None:
    terms = sorted(analyse(one).terms)
    assert terms
    assert terms == sorted(analyse(other).terms)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("22", "2", id="day"),
        pytest.param("7.5", "75", id="decimal"),
        pytest.param("1994", "1995", id="year"),
        pytest.param("four", "for", id="number-word"),
        pytest.param("hour", "hor", id="short-word"),
        pytest.param("north", "south", id="direction"),
        pytest.param("won’t", "want", id="negation"),
        pytest.param("ガス", "カス", id="japanese-voicing"),
        pytest.param("bạn", "bàn", id="vietnamese-tone"),
        pytest.param("मीन", "मान", id="hindi-vowel"),
    ],
)
def test_two_different_words_are_different_terms(one: str, other: str) -> None:
    assert term_of(words_of(one)[0]) != term_of(words_of(other)[0])


def test_words_of_grammar_are_no_terms_but_have_grams() -> None:
    analysis = analyse("What is it that you’ve said of the bridge?")
    assert analysis.terms == ("said", "bridg")
    assert analysis.words == ("said", "bridge")
    assert set(grams_of("what")) <= set(analysis.grams)


@pytest.mark.parametrize(
    "forms",
    [
        pytest.param("лінія лінії лінію лінією лініями", id="uk"),
        pytest.param("гроші грошей грошам", id="uk-plural"),
        pytest.param("новая новой новую новых", id="ru"),
        pytest.param("πόλη πόλης πόλεις πόλεων", id="el"),
        pytest.param("शहर शहरों", id="hi"),
        pytest.param("नदी नदियों नदियां", id="hi-vowel"),
    ],
)
def test_forms_of_a_word_are_one_term(forms: str) -> None:
    assert len(set(analyse(forms).terms)) == 1


def test_a_short_word_keeps_its_letters() -> None:
    assert analyse("рік кіт της").terms == ("рік", "кіт", "τησ")


@pytest.mark.parametrize("word", ["the", "dont", "youve", "its", "who"])
def test_a_word_of_grammar_is_known_as_the_analysis_spells_it(word: str) -> None:
    assert word in stop_words()


@pytest.mark.parametrize("word", ["north", "two", "us", "said", "#"])
def test_a_telling_word_is_no_word_of_grammar(word: str) -> None:
    assert word not in stop_words()


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("kim", ("_kim", "kim_"), id="three-letters"),
        pytest.param("at", ("_at_",), id="two-letters"),
        pytest.param("a", ("_a_",), id="one-letter"),
        pytest.param("north", ("_nor", "nort", "orth", "rth_"), id="five-letters"),
    ],
)
def test_grams_are_four_characters_with_the_borders_of_the_word(
    word: str, expected: tuple[str, ...]
) -> None:
    assert grams_of(word) == expected


def test_grams_of_a_pair_of_ideographs_are_both_and_the_pair() -> None:
    assert grams_of("熊猫") == ("熊", "猫", "熊猫")


@pytest.mark.parametrize(
    ("text", "initials"),
    [
        pytest.param("State paper: Korean Central News Agency said so.", "kcna", id="four-words"),
        pytest.param("He led the Bank of New Avalon then.", "bna", id="with-of"),
        pytest.param("The Organization of American States met.", "oas", id="stemmed-as-asked"),
    ],
)
def test_a_name_in_a_passage_is_found_by_its_initials(text: str, initials: str) -> None:
    assert term_of(initials) in analyse_passage(text).terms
    assert term_of(initials) not in analyse(text).terms


def test_a_name_of_two_words_has_no_initials() -> None:
    text = "Later on, Vladimir Putin spoke."
    assert analyse_passage(text) == analyse(text)


@given(st.text())
def test_any_text_has_an_analysis_with_a_term_for_each_word(text: str) -> None:
    for analysis in (analyse(text), analyse_passage(text)):
        assert len(analysis.terms) == len(analysis.words)
        assert all(analysis.terms)
        assert all(analysis.grams)


@given(st.text())
def test_composed_and_decomposed_characters_are_the_same(text: str) -> None:
    assert analyse(normalize("NFC", text)) == analyse(normalize("NFD", text))


@given(st.text(LETTERS + LETTERS.upper() + " .'-,0123456789"))
def test_case_makes_no_difference(text: str) -> None:
    assert analyse(text) == analyse(text.swapcase())


@given(st.text())
def test_an_analysis_is_no_larger_than_its_text_by_more_than_a_constant(text: str) -> None:
    length = len(normalize("NFKC", text).casefold())
    analysis = analyse(text)
    assert sum(map(len, words_of(text))) <= len("percent") * length
    assert len(analysis.terms) <= length
    assert len(analysis.grams) <= len("percent") * length


@pytest.mark.parametrize("unit", ["a.", "'", "%", "1,", "\u200d", "Ab ", "A-", "日", "’s"])
def test_a_long_monotonous_text_is_worked_through(unit: str) -> None:
    analysis = analyse_passage(unit * 30_000)
    assert len(analysis.terms) == len(analysis.words)


def test_every_digit_of_unicode_is_read_also_one_that_python_does_not_know_yet() -> None:
    digits = regex.findall(r"\p{Nd}", "".join(map(chr, range(sys.maxunicode + 1))))
    assert [digit for digit in digits if len(words_of(f"a {digit}")) != 2] == []
