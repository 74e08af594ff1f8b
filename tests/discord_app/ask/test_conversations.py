"""What is kept of the answers before, and for how long."""

from datetime import UTC, datetime, timedelta

from bot.discord_app.ask.conversations import KEPT, MOST, Conversations
from bot.discord_app.sources.citations import Citation, Citations

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def quoted(words: str) -> Citations:
    return (Citation("bridge", "abc", 1, words),)


def test_the_last_answer_of_a_person_in_a_channel_is_kept() -> None:
    conversations = Conversations()
    conversations.remember(1, 10, NOON, quoted("old"))
    conversations.remember(1, 10, NOON, quoted("new"))
    assert conversations.recall(1, 10, NOON) == quoted("new")


def test_other_people_and_other_channels_have_their_own() -> None:
    conversations = Conversations()
    conversations.remember(1, 10, NOON, quoted("one"))
    assert conversations.recall(2, 10, NOON) == ()
    assert conversations.recall(1, 20, NOON) == ()


def test_it_is_kept_for_a_few_minutes() -> None:
    conversations = Conversations()
    conversations.remember(1, 10, NOON, quoted("one"))
    assert conversations.recall(1, 10, NOON + KEPT) == quoted("one")
    assert conversations.recall(1, 10, NOON + KEPT + SECOND) == ()


def test_no_more_than_so_many_are_kept_the_oldest_go() -> None:
    conversations = Conversations()
    for person in range(MOST + 1):
        conversations.remember(person, 10, NOON, quoted("one"))
    assert conversations.recall(0, 10, NOON) == ()
    assert conversations.recall(1, 10, NOON) == quoted("one")


def test_what_was_asked_again_is_not_the_oldest() -> None:
    conversations = Conversations()
    for person in (0, *range(1, MOST), 0, MOST):
        conversations.remember(person, 10, NOON, quoted("one"))
    assert conversations.recall(0, 10, NOON) == quoted("one")
    assert conversations.recall(1, 10, NOON) == ()


def test_what_was_answered_in_private_is_not_gone_on_from_in_public() -> None:
    conversations = Conversations()
    conversations.remember(1, 10, NOON, quoted("public"))
    conversations.remember(1, 10, NOON + SECOND, quoted("private"), private=True)
    assert conversations.recall(1, 10, NOON + SECOND) == quoted("public")
    assert conversations.recall(1, 10, NOON + SECOND, private=True) == quoted("private")


def test_a_private_question_goes_on_from_what_all_saw_where_that_is_later() -> None:
    conversations = Conversations()
    conversations.remember(1, 10, NOON, quoted("private"), private=True)
    conversations.remember(1, 10, NOON + SECOND, quoted("public"))
    assert conversations.recall(1, 10, NOON + SECOND, private=True) == quoted("public")


def test_a_private_question_that_goes_nowhere_leaves_what_all_saw() -> None:
    conversations = Conversations()
    conversations.remember(1, 10, NOON, quoted("public"))
    conversations.forget(1, 10, private=True)
    assert conversations.recall(1, 10, NOON) == quoted("public")
