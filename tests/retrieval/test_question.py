"""Which messages ask anything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.retrieval.answers.answering import answer
from bot.retrieval.corpus import Corpus
from bot.retrieval.question import Question


@pytest.mark.parametrize(
    "text",
    [
        "Who resigned?",
        "When did Kim and Shoigu meet?",
        "ceasefire terms",
        "hello, when does the ferry sail?",
        "thanks, and who is Maren Holt?",
        "NORTH KOREA TROOPS",
        "Wann fährt die Fähre?",
        "停戦はいつ発効しますか",
        "कब मिले किम",
        "  what did KCNA report  ",
        "did 2 boats sink",
        "Good evening, what did Putin say?",
        "Who got the job?",
        "happy birthday song lyrics",
        "What do you think Kim said?",
        "Have they agreed?",
        "When will it go away?",
        "-what did Kim say?",
    ],
)
def test_a_question_is_one(text: str) -> None:
    assert Question.parse(text).asks


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("   \n", id="white-space"),
        pytest.param("?", id="question-mark"),
        pytest.param("🙂🎉", id="emoji"),
        pytest.param("hi", id="hi"),
        pytest.param("Hello there!", id="hello-there"),
        pytest.param("HELLO EVERYONE", id="hello-everyone"),
        pytest.param("good morning all", id="good-morning"),
        pytest.param("hey, how are you?", id="how-are-you"),
        pytest.param("Thanks!", id="thanks"),
        pytest.param("thank you very much", id="thank-you"),
        pytest.param("thanks again 🙏", id="thanks-with-emoji"),
        pytest.param("ok", id="ok"),
        pytest.param("yes please", id="yes-please"),
        pytest.param("/reload", id="slash-command"),
        pytest.param("!help me with the ferry", id="command-of-another-bot"),
        pytest.param("  .play some song", id="command-after-space"),
        pytest.param("$price of bread", id="dollar-command"),
        pytest.param("t!daily prize", id="command-behind-a-letter"),
        pytest.param("?help ferry", id="question-mark-command"),
        pytest.param("-skip song", id="dash-command"),
        pytest.param("have a great weekend everyone", id="fixed-phrase"),
        pytest.param("thanks a lot, great work!", id="thanks-with-a-phrase"),
        pytest.param("hi bot, how’s it going?", id="curly-apostrophe"),
        pytest.param("I don’t know, never mind", id="small-talk"),
        pytest.param("what do you think about that?", id="asked-of-the-bot"),
        pytest.param("lol who made you", id="about-the-bot"),
        pytest.param("that's wrong", id="complaint"),
        pytest.param("<@123456789> hello", id="mention"),
        pytest.param("<a:party_cat:123456789> <:ok:987654321>", id="emoji-of-a-server"),
        pytest.param("https://example.org/ferry-to-orra", id="address"),
        pytest.param("dzień dobry", id="polish-greeting"),
        pytest.param("dank je wel", id="dutch-thanks"),
        pytest.param("tusen takk", id="norwegian-thanks"),
        pytest.param("terima kasih", id="indonesian-thanks"),
        pytest.param("Guten Morgen, vielen Dank!", id="german-thanks"),
        pytest.param("¡Hola, buenos días!", id="spanish-greeting"),
        pytest.param("merci beaucoup", id="french-thanks"),
        pytest.param("Добрый день, спасибо", id="russian-thanks"),
        pytest.param("Дуже дякую!", id="ukrainian-thanks"),
        pytest.param("çok teşekkür ederim", id="turkish-thanks"),
        pytest.param("السلام عليكم", id="arabic-greeting"),
        pytest.param("बहुत धन्यवाद", id="hindi-thanks"),
        pytest.param("Καλημέρα σας", id="greek-greeting"),
        pytest.param("你好！谢谢你", id="chinese-thanks"),
        pytest.param("ありがとうございます", id="japanese-thanks"),
        pytest.param("สวัสดีครับ ขอบคุณ", id="thai-thanks"),
        pytest.param("这是什么？", id="chinese-grammar-only"),
        pytest.param("¿Dónde está?", id="spanish-grammar-only"),
        pytest.param("what is it", id="words-of-grammar-only"),
    ],
)
def test_a_courtesy_or_a_command_is_no_question(text: str) -> None:
    assert not Question.parse(text).asks


@pytest.mark.parametrize("text", ["/ferry between Tarnwick and Saint Orra", "hello!"])
def test_what_is_no_question_is_not_answered_even_where_its_words_are_known(
    news_corpus: Corpus, text: str
) -> None:
    given_answer = answer(news_corpus, Question.parse(text))
    assert not given_answer.answered
    assert given_answer.confidence == 0


def test_a_price_in_front_makes_no_command() -> None:
    assert Question.parse("$410,000 a day was what?").asks


@given(st.text())
def test_any_text_either_is_a_question_or_not(text: str) -> None:
    assert Question.parse(text).asks in {True, False}
    assert not Question.parse("/a" + text).asks


BARE = [
    "and when?",
    "Who said that?",
    "What else happened?",
    "why did he do that?",
    "How long was it?",
    "On what date was that?",
    "а коли?",
    "але чому?",
    "Хто це сказав?",
    "und wann war das?",
]


@pytest.mark.parametrize("text", BARE)
def test_a_question_without_words_of_its_own_is_bare(text: str) -> None:
    assert Question.parse(text).is_elliptical


@pytest.mark.parametrize(
    "text",
    ["Who said that it would rain?", "How long is the bridge?", "When did he resign?", "а міст?"],
)
def test_a_question_with_a_word_of_its_own_is_not_bare(text: str) -> None:
    assert not Question.parse(text).is_elliptical


@pytest.mark.parametrize("text", BARE)
def test_a_bare_question_by_itself_is_never_answered(text: str, news_corpus: Corpus) -> None:
    assert not answer(news_corpus, Question.parse(text)).answered
