"""Which sentences are found, and in which order."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.retrieval.candidates.ranking import rank
from bot.retrieval.corpus import Corpus
from bot.retrieval.question import Question
from tests.retrieval.conftest import article_of, corpus_of, ranked

# No two of these words share a gram, a stem or a meaning of the analysis.
WORDS = st.sampled_from(["bridge", "ferry", "quartz", "mild", "jackdaw", "oxen", "violin"])
SENTENCES = st.lists(st.lists(WORDS, min_size=1, max_size=5), min_size=1, max_size=12)


@given(SENTENCES, st.lists(WORDS, min_size=1, max_size=4))
def test_what_is_found_is_what_shares_a_word_best_first_and_then_in_order(
    sentences: list[list[str]], asked: list[str]
) -> None:
    corpus = corpus_of(*(" ".join(words).capitalize() + "." for words in sentences))
    question = " ".join(asked)
    found = rank(corpus, Question.parse(question))
    sharing = {place for place, words in enumerate(sentences) if set(words) & set(asked)}
    assert set(found.passages.tolist()) == sharing
    order = list(zip((-found.scores).tolist(), found.passages.tolist(), strict=True))
    assert order == sorted(order)
    assert np.all(found.scores > 0)


def test_equal_sentences_are_found_in_reading_order() -> None:
    corpus = Corpus.build(
        [article_of("The ferry sank.", "The ferry sank.", name=name) for name in ("a.txt", "b.txt")]
    )
    found = rank(corpus, Question.parse("ferry"))
    assert found.passages.tolist() == [0, 1, 2, 3]


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("who is it and what was that", id="words-of-grammar-only"),
        pytest.param("zyxwv qqqqq", id="no-known-word"),
        pytest.param("", id="empty"),
        pytest.param("?! 🙂", id="no-word"),
    ],
)
def test_a_question_without_a_known_word_finds_nothing(question: str) -> None:
    corpus = corpus_of("The bridge opened on Monday.", "That was it, and it was what it is.")
    found = rank(corpus, Question.parse(question))
    assert found.passages.size == 0
    assert found.scores.size == 0


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        pytest.param("Что угрожает тиграм?", "Осталось не более 50 тигров.", id="russian-ending"),
        pytest.param(
            "¿Cuánto miden las adultas?", "Un adulto mide 16 metros.", id="spanish-ending"
        ),
        pytest.param("Which glacer melts?", "The glacier is melting.", id="slip"),
    ],
)
def test_a_word_is_found_in_another_form_and_with_a_slip(question: str, sentence: str) -> None:
    assert ranked(corpus_of(sentence, "Nothing of the kind."), question)[:1] == [sentence]


def test_a_short_word_does_not_find_a_longer_one_that_begins_so() -> None:
    assert ranked(corpus_of("The category is new."), "cat") == []


def test_an_empty_corpus_finds_nothing() -> None:
    assert ranked(Corpus.build([]), "Where is the bridge?") == []


def test_a_corpus_of_one_sentence_finds_it() -> None:
    assert ranked(corpus_of("The bridge opened."), "bridge") == ["The bridge opened."]


@pytest.mark.parametrize("typo", ["Shoigo", "Shoigus", "shoigu"])
def test_a_name_is_found_though_it_is_spelt_nearly_so(typo: str) -> None:
    corpus = corpus_of("The mayor met bakers.", "Sergei Shoigu met the press.")
    assert ranked(corpus, typo) == ["Sergei Shoigu met the press."]


def test_a_sentence_led_by_a_pronoun_is_found_by_what_the_one_before_says() -> None:
    corpus = corpus_of(
        "Maren Holt is the chief engineer of the harbour. She was born in Kelm Sands.",
        "Duncan Aske keeps sheep. He was born on a farm.",
    )
    found = ranked(corpus, "Where was the engineer Maren Holt born?")
    assert found.index("She was born in Kelm Sands.") < found.index("He was born on a farm.")


def test_beside_the_best_a_sentence_may_share_no_more_than_a_word_of_grammar() -> None:
    corpus = corpus_of(
        "Canadian soldiers fought the battle of Jumonville. Some of them died. All fled home.",
        "Oxen graze. Some of them sleep.",
    )
    question = "What were the casualties of the battle of Jumonville?"
    found = rank(corpus, Question.parse(question)).passages.tolist()
    assert found == [0, 1]


def test_no_more_passages_are_ranked_than_asked_for() -> None:
    corpus = corpus_of(*(f"The ferry sank {n} times." for n in range(20)))
    found = rank(corpus, Question.parse("ferry"), most=3).passages
    assert found.tolist() == [0, 1, 2]


def test_of_two_like_sentences_the_one_right_after_what_is_asked_about_is_first() -> None:
    corpus = corpus_of("The violin is old. A price rose. A price rose.")
    question = "price of the violin"
    order = rank(corpus, Question.parse(question)).passages.tolist()
    assert order.index(1) < order.index(2)


def test_what_another_article_says_last_is_not_left_unsaid_by_the_next() -> None:
    texts = ("The violin is old.", "A price rose.", "Oxen puzzle.", "A price rose.")
    corpus = Corpus.build([article_of(text, name=f"{n}.txt") for n, text in enumerate(texts)])
    question = "price of the violin"
    found = rank(corpus, Question.parse(question))
    scores = dict(zip(found.passages.tolist(), found.scores.tolist(), strict=True))
    assert scores[1] == scores[3]


def test_the_paragraph_that_speaks_of_it_decides_between_equal_sentences() -> None:
    corpus = corpus_of(
        "The jackdaw is black. The price rose again.",
        "The ferry is white. The price rose again.",
    )
    question = "By how much did the price of the ferry go up?"
    found = rank(corpus, Question.parse(question)).passages.tolist()
    assert found.index(3) < found.index(1)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("When did the bridge open?", "The bridge did open in 1987.", id="date"),
        pytest.param(
            "How many towers has the bridge?", "The bridge has forty towers.", id="number"
        ),
        pytest.param(
            "Who did open the bridge?", "Then Elspeth Corrie did open the bridge.", id="name"
        ),
    ],
)
def test_the_kind_of_thing_asked_for_lifts_the_sentence_that_has_it(
    question: str, expected: str
) -> None:
    corpus = corpus_of(
        "The bridge did open late.",
        "The bridge has tall towers.",
        "The bridge did open in 1987.",
        "The bridge has forty towers.",
        "Then somebody did open the bridge.",
        "Then Elspeth Corrie did open the bridge.",
    )
    assert ranked(corpus, question)[0] == expected


@pytest.mark.parametrize(
    "question",
    [
        "When will the Tarnwick ferry sail again?",
        "Who is the chief engineer of the ports authority?",
        "How many crossings will the Gannet make in winter?",
    ],
)
def test_articles_about_something_else_do_not_change_what_is_first(
    news_corpus: Corpus, question: str
) -> None:
    with_others = news_corpus.articles
    alone = Corpus.build([each for each in with_others if each.name == "tarnwick-ferry.txt"])
    wanted = {passage.text for passage in alone.passages}
    together = [text for text in ranked(news_corpus, question) if text in wanted]
    assert together[:1] == ranked(alone, question)[:1]
    assert ranked(news_corpus, question)[0] == together[0]


def test_articles_without_a_word_in_common_leave_the_order_as_it_was() -> None:
    story = article_of(
        "The ferry sank. It was old.", "The ferry and the bridge closed.", "A bridge rose."
    )
    others = [article_of(f"Oxen puzzle jackdaw {n}.", name=f"z{n}.txt") for n in range(50)]
    alone, among = Corpus.build([story]), Corpus.build([story, *others])
    assert ranked(among, "ferry bridge") == ranked(alone, "ferry bridge")


def test_only_the_margin_over_another_paragraph_counts() -> None:
    question = "ferry"
    one = rank(corpus_of("The ferry sank. The ferry rose."), Question.parse(question))
    assert one.margins[0] == pytest.approx(one.scores[0])
    two = rank(corpus_of("The ferry sank.", "The ferry rose."), Question.parse(question))
    assert two.margins[0] == pytest.approx(two.scores[0] - two.scores[1])


def test_questions_asked_at_the_same_time_get_what_each_would_get_alone(
    news_corpus: Corpus,
) -> None:
    questions = [passage.text for passage in news_corpus.passages]
    alone = [ranked(news_corpus, question) for question in questions]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(partial(ranked, news_corpus), 3 * questions)) == 3 * alone
