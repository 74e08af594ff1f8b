"""Short forms of chats and of names."""

import pytest

from bot.retrieval.parsing.chat_forms import in_full, names_in_full


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("did ppl see wat", "did people see what"),
        ("whos the mayor", "who's the mayor"),
        ("y did u leave", "why did you leave"),
        ("the y. pestis strain of W. Smith", "the y. pestis strain of W. Smith"),
        ("b4 2019?", "before 2019?"),
        ("what lvl for 2 accs", "what level for 2 accounts"),
    ],
)
def test_short_forms_of_chats_are_written_out(short: str, full: str) -> None:
    assert in_full(short) == full


def test_a_name_is_written_out_where_the_articles_have_all_its_words() -> None:
    known = {"north", "korea", "prime", "minister"}
    assert names_in_full("did NK's pm resign?", known.__contains__) == (
        "did north korea's prime minister resign?"
    )
    assert names_in_full("did NK's pm resign?", {"north"}.__contains__) == "did NK's pm resign?"


def test_what_is_another_word_without_capitals_is_a_name_only_with_them() -> None:
    known = {"united", "states", "nations"}
    assert names_in_full("tell us about Kim Jong un", known.__contains__) == (
        "tell us about Kim Jong un"
    )
    assert names_in_full("did the US and UN agree", known.__contains__) == (
        "did the united states and united nations agree"
    )
