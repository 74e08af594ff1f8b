"""In which windows the model reads the sentences of articles."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.model import Article
from bot.retrieval.semantic.windows import LONGEST, Style, Window, is_english, windows_of
from bot.retrieval.semantic.wordpiece import WordPieces
from tests.retrieval.conftest import article_of
from tests.retrieval.semantic.conftest import passages_in

FERRY = article_of("The ferry sank. Nobody was hurt.", "It was an old ship.")
FÄHRE = article_of("Die Fähre ist gesunken. Niemand wurde verletzt.", name="b.txt")


def windows(words: WordPieces, *articles: Article) -> list[Window]:
    """Give the windows of one article after the other."""
    found: list[Window] = []
    first = 0
    for article in articles:
        sentences = passages_in(article)
        found += windows_of(sentences, Style(words), first)
        first += len(sentences)
    return found


def test_a_paragraph_is_read_at_once_with_its_title(words: WordPieces) -> None:
    first, second = windows(words, FERRY)
    title = words.numbers(f"{FERRY.title}.")
    for window in (first, second):
        assert list(window.pieces[1 : 1 + len(title)]) == title
    assert (first.first, len(first.spans)) == (0, 2)
    assert (second.first, len(second.spans)) == (2, 1)


def test_a_span_is_the_pieces_of_its_sentence(words: WordPieces) -> None:
    passages = passages_in(FERRY)
    for window in windows(words, FERRY):
        for place, (start, end) in enumerate(window.spans, window.first):
            assert list(window.pieces[start:end]) == words.numbers(passages[place].text)


@pytest.mark.parametrize(
    ("article", "expected"),
    [
        pytest.param(FÄHRE, False, id="by-its-words"),
        pytest.param(FERRY, True, id="by-its-words-in-english"),
        pytest.param(replace(FERRY, language="de"), False, id="by-what-it-says-of-itself"),
        pytest.param(replace(FÄHRE, language="en-GB"), True, id="a-kind-of-english"),
    ],
)
def test_an_article_tells_its_language(article: Article, *, expected: bool) -> None:
    assert is_english(article) is expected


def test_after_another_article_the_places_go_on(words: WordPieces) -> None:
    assert [window.first for window in windows(words, FÄHRE, FERRY)] == [0, 2, 4]


def test_a_style_may_read_each_sentence_by_itself_and_say_what_it_is(words: WordPieces) -> None:
    style = Style(words, of_question="query: ", of_passage="passage: ", at_once=1)
    found = list(windows_of(passages_in(FERRY), style))
    assert [(window.first, len(window.spans)) for window in found] == [(0, 1), (1, 1), (2, 1)]
    opening = words.numbers(f"passage: {FERRY.title}.")
    assert all(list(window.pieces[1 : 1 + len(opening)]) == opening for window in found)
    assert style.asked("Who?")[1:-1] == words.numbers("query: Who?")


def test_a_long_paragraph_is_read_in_parts(words: WordPieces) -> None:
    article = article_of(" ".join(f"The ferry number {n} sank in the storm." for n in range(100)))
    parts = windows(words, article)
    assert len(parts) > 1
    assert all(len(part.pieces) <= LONGEST for part in parts)
    ends = [0, *(part.first + len(part.spans) for part in parts)]
    assert [part.first for part in parts] == ends[:-1]
    assert ends[-1] == 100


def test_of_a_sentence_without_end_the_beginning_is_read(words: WordPieces) -> None:
    article = article_of("The ferry sank. " + "The ferry and the boat and " * 200 + "it. It rose.")
    parts = windows(words, article)
    assert [len(part.spans) for part in parts] == [1, 1, 1]
    assert len(parts[1].pieces) == LONGEST


def test_windows_that_are_read_alike_have_one_key_and_others_another(words: WordPieces) -> None:
    one, other = windows(words, FERRY)
    assert windows(words, replace(FERRY, name="z.txt"))[0].key == one.key
    assert windows(words, replace(FERRY, title="Another title"))[0].key != one.key
    assert other.key != one.key
    assert replace(one, spans=one.spans[:1]).key != one.key


@given(st.lists(st.text(max_size=200), max_size=4), st.integers(1, 4))
def test_every_sentence_is_in_just_one_window(
    words: WordPieces, paragraphs: list[str], at_once: int
) -> None:
    passages = passages_in(article_of(*paragraphs))
    found = list(windows_of(passages, Style(words, at_once=at_once)))
    places = [place for it in found for place in range(it.first, it.first + len(it.spans))]
    assert places == list(range(len(passages)))
    assert all(len(it.spans) <= at_once for it in found)
    for window in found:
        assert len(window.pieces) <= LONGEST
        for (_, end), (start, _) in pairwise(window.spans):
            assert end == start
