import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.quality.sentence_cases import Case, read_cases
from bot.articles.languages import language_of
from bot.articles.model import Article
from bot.articles.reader import ReadArticle, read_article
from bot.articles.sentences import passages_of, split_sentences

CASES = read_cases()
SAMPLES = Path(__file__).parents[2] / "benchmarks" / "quality" / "sentences"
# Where only the sense tells that a sentence ends: sentencex proposes no end, and rules would
# divide 'by J. Smith' as well.
BEYOND = ("hepatitis B.",)


def split(text: str, language: str | None = None) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, language)]


def sentences_of(case: Case) -> list[str]:
    starts = [0, *sorted(case.starts), len(case.text)]
    return [case.text[a:b].strip() for a, b in pairwise(starts)]


def marks_of(case: Case) -> list[pytest.MarkDecorator]:
    is_beyond = any(words in case.text for words in BEYOND)
    return [pytest.mark.xfail(strict=True)] if is_beyond else []


def test_there_are_many_paragraphs_to_divide() -> None:
    assert len(CASES) > 100


@pytest.mark.parametrize(
    "case", [pytest.param(case, marks=marks_of(case), id=case.text[:40]) for case in CASES]
)
def test_news_is_divided_into_its_sentences(case: Case) -> None:
    assert split(case.text, language_of(case.text)) == sentences_of(case)


@pytest.mark.parametrize(
    "abbreviation",
    [
        *("Mr.", "Ms.", "Mrs.", "Messrs.", "Dr.", "Prof.", "Rev.", "St.", "Ft.", "Mt."),
        *("Gen.", "Gens.", "Lt. Gen.", "Maj.", "Capt.", "Sgt.", "Spc.", "Pfc.", "Adm.", "Cmdr."),
        *("Gov.", "Govs.", "Sen.", "Sens.", "Rep.", "Reps.", "Amb.", "Atty. Gen.", "Supt.", "Det."),
    ],
)
def test_a_title_before_a_name_ends_no_sentence(abbreviation: str) -> None:
    text = f"On Monday {abbreviation} Park spoke. The crowd cheered."
    assert split(text) == [f"On Monday {abbreviation} Park spoke.", "The crowd cheered."]


@pytest.mark.parametrize("day", ["Monday", "Sunday", "EST", "GMT", "Eastern time", "March 3"])
def test_an_hour_runs_on_to_its_day_or_zone(day: str) -> None:
    text = f"It began at 7:30 a.m. {day} in Kyiv. Nobody slept."
    assert split(text) == [f"It began at 7:30 a.m. {day} in Kyiv.", "Nobody slept."]


@pytest.mark.parametrize("stop", ["U.S.", "D.C.", "p.m.", "Inc.", "Jr.", "Ph.D."])
def test_an_abbreviation_may_end_a_sentence(stop: str) -> None:
    assert len(split(f"It was about the {stop} The road was closed.")) == 2


@pytest.mark.parametrize("text", ["", "   ", "…", "* * *", "?!", "\ud800", "\u200b"])
def test_a_text_without_a_letter_or_digit_has_no_sentence(text: str) -> None:
    assert split(text) == []


def test_a_text_without_a_full_stop_is_one_sentence() -> None:
    assert split("  The talks ended  ") == ["The talks ended"]


@pytest.mark.parametrize("language", ["en", "en-GB", "EN", "xx", "", "día", "de-AT", None])
def test_any_language_tag_will_do(language: str | None) -> None:
    assert len(split("It rained. Nobody was hurt.", language)) == 2


def test_passages_count_paragraphs_and_sentences_from_one() -> None:
    article = Article("a.txt", "A", ("It rained. It snowed.", "…", "Nobody was hurt."))
    assert [(each.paragraph, each.sentence, each.text) for each in passages_of(article)] == [
        (1, 1, "It rained."),
        (1, 2, "It snowed."),
        (3, 1, "Nobody was hurt."),
    ]


@pytest.mark.parametrize("unit", ["“", "(", '"', "a. ", "U.S. ", "?", "«a. A» ", "' ", "」", "1. "])
def test_the_time_is_linear_in_the_length(unit: str) -> None:
    text = unit * (50_000 // len(unit)) + "a"
    began = time.process_time()
    split_sentences(text)
    assert time.process_time() - began < 5


def test_a_long_text_without_spaces_is_divided_at_its_full_stops_alone() -> None:
    text = "".join("今天下雨。" if number % 7 else "今天下雨了！" for number in range(1_000))
    ends = [end for _, end in split_sentences(text, "zh")]
    assert ends == [at for at, mark in enumerate(text, 1) if mark in "。！"]


@pytest.mark.parametrize(
    "text",
    [
        "He was born in 1900. [17]|He died in 1950. [18]",
        "He was born in 1900.[17]|He died in 1950.[18][19]|She left.",
        "He was born in Kyiv.[2] [3]|He died.",
        "She won in 2001.[citation needed]|He lost.",
        "She won.[a]|He lost.[note 3]|They met.",
        "Approx. 300 people came.|They left.",
    ],
)
def test_reference_marks_belong_to_the_sentence_before_them(text: str) -> None:
    joined = text.replace("|", " ")
    assert [joined[start:end] for start, end in split_sentences(joined, "en")] == text.split("|")


ODD = st.text(
    st.sampled_from("aZé1 .!?…:;,\"“”‘’'«»()[]。」-\n\t\u00a0\u2028\u200b\ud800@İ"), max_size=300
)


@given(ODD | st.text(max_size=300), st.sampled_from([None, "en", "de", "fr", "ja"]))
def test_sentences_are_slices_in_order_that_cover_all_but_white_space(
    text: str, language: str | None
) -> None:
    outside, last = "", 0
    spans = split_sentences(text, language)
    for start, end in spans:
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        outside += text[last:start]
        last = end
    outside += text[last:]
    assert not outside.strip() or not any(map(str.isalnum, text))


@given(st.lists(ODD, max_size=5))
def test_passages_are_exact_slices_that_cover_every_paragraph_of_an_article(
    lines: list[str],
) -> None:
    read = read_article("a.txt", "\n".join(lines).encode("utf-8", "replace"))
    if not isinstance(read, ReadArticle):
        return
    article = read.article
    passages = passages_of(article)
    assert passages
    for number, paragraph in enumerate(article.paragraphs, 1):
        if article.layout_of(number).parts == ():  # a question: the key to what follows it
            continue
        inside = [each for each in passages if each.paragraph == number]
        assert [each.sentence for each in inside] == list(range(1, len(inside) + 1))
        rest = iter(paragraph)
        for passage in inside:
            assert passage.text == paragraph[passage.start : passage.end]
            assert all(character in rest for character in passage.text)
        joined = "".join("".join(each.text.split()) for each in inside)
        assert joined == "".join(paragraph.split())


@pytest.mark.parametrize("name", ["news", "biographies"])
def test_sentences_end_where_an_annotated_sample_has_them(name: str) -> None:
    cases = read_cases(SAMPLES / f"{name}.txt")
    found = [{start for start, _ in split_sentences(case.text, "en")} - {0} for case in cases]
    right = sum(len(starts & case.starts) for starts, case in zip(found, cases, strict=True))
    assert 2 * right / sum(len(s) + len(c.starts) for s, c in zip(found, cases, strict=True)) > 0.96
