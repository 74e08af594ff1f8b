"""Which language a text is in, and how a text of each is split into its sentences."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.languages import language_of
from bot.articles.sentences import split_sentences
from bot.articles.thai import LONGEST

WRITTEN = sorted((Path(__file__).parents[1] / "languages").glob("*.txt"))


def paragraphs_of(path: Path) -> list[str]:
    """Give the paragraphs of a file: its lines that are neither a title nor a question."""
    lines = path.read_text("utf-8").splitlines()
    return [line for line in lines if line and line[0] not in "#?"]


def split(text: str, language: str | None) -> list[str]:
    """Give the sentences of a text."""
    return [text[slice(*span)] for span in split_sentences(text, language)]


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.stem)
def test_an_article_is_known_to_be_in_its_language(path: Path) -> None:
    assert language_of("\n".join(paragraphs_of(path))) == path.stem


@pytest.mark.parametrize(
    "text", ["", "1994", "🙂", "Xylophon Quartz"], ids=["empty", "digits", "emoji", "no-grammar"]
)
def test_a_text_without_a_sign_is_in_no_known_language(text: str) -> None:
    assert language_of(text) is None


@pytest.mark.parametrize(
    "question",
    [
        "Who directed Die Hard?",
        "When did the Los Angeles Lakers win?",
        "What is La La Land about?",
        "ceasefire terms in the Donbas",
    ],
)
def test_foreign_names_leave_an_english_question_english(question: str) -> None:
    assert language_of(question) == "en"


# Each paragraph was written with four sentences; these have a question more, or 'μ.Χ.' at an end.
@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.stem)
def test_a_written_paragraph_is_split_into_its_sentences(path: Path) -> None:
    if path.stem == "th":
        pytest.skip("Thai marks no ends")
    counts = [len(split(paragraph, path.stem)) for paragraph in paragraphs_of(path)]
    assert counts == ([4, 4, 4, 5, 3, 4] if path.stem == "el" else [4] * 6)


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        pytest.param("zh", ["他说。", "2008年。", "他来了！", "3人？", "1.5米。"], id="digits"),
        pytest.param("ja", ["「行く。」と言った。", "1945年。"], id="quoted-on"),
        pytest.param("hi", ["डॉ. राम 476 ई. में आए।", "5 लोग थे।", "क्या?", "हाँ।"], id="danda"),
        pytest.param("ar", ["قال د. أحمد ذلك.", "هل عاد؟", "نعم!"], id="arabic"),
        pytest.param("el", ["Γιατί όμως;", "Ο κ. Παππάς ήρθε;", "Ναι."], id="greek"),
        pytest.param("de", ["Im 19. Jahrhundert kam er.", "Am 3. Mai ging er."], id="ordinals"),
        pytest.param("tr", ["II. Mehmet M.Ö. 500 yılında yaşadı.", "Bitti."], id="turkish"),
        pytest.param("fr", ["Elle vit M. Le Blanc.", "Il partit."], id="monsieur"),
        pytest.param("vi", ["Ở TP. Hồ Chí Minh có hồ sen.", "Năm 1954 thì hết."], id="vietnamese"),
    ],
)
def test_sentences_end_where_their_language_ends_them(language: str, sentences: list[str]) -> None:
    assert split(" ".join(sentences), language) == sentences


@pytest.mark.parametrize("text", ["他说。2008年他来了。", "वह आया।5 लोग थे।"])
def test_a_full_stop_of_its_script_needs_no_space_after_it(text: str) -> None:
    assert len(split(text, None)) == 2


def test_thai_is_divided_at_spaces_but_not_in_a_date_a_number_or_a_list() -> None:
    path = next(path for path in WRITTEN if path.stem == "th")
    for paragraph in paragraphs_of(path):
        sentences = split(paragraph, "th")
        assert len(sentences) > 1
        assert max(map(len, sentences)) < LONGEST
        assert not any(sentence.endswith("พ.ศ.") for sentence in sentences)
        assert not any(sentence.startswith("และ") for sentence in sentences)


@given(
    st.text('กขคา ๆฯ.พศ12a。！？।؟;"“”「」と \n'),
    st.sampled_from(["th", "zh", "hi", "ar", "el", "de"]),
)
def test_only_white_space_lies_outside_the_sentences(text: str, language: str) -> None:
    spans = split_sentences(text, language)
    outside, last = "", 0
    for start, end in spans:
        assert last <= start < end
        outside += text[last:start]
        last = end
    if spans:
        assert not (outside + text[last:]).strip()
