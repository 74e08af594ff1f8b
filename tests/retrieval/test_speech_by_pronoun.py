"""What a pronoun says counts as said by the person whom the sentence beside names."""

from bot.articles.model import Article, Passage
from bot.retrieval.candidates.speech import may_speak, speaks
from bot.retrieval.model import Attribution

BESIDE = "Dr Aileen Ross led the dig."
NEIGHBOUR = Passage(Article("a.txt", "A", (BESIDE,)), 1, 1, 0, len(BESIDE))


def test_a_pronoun_may_speak_for_whom_the_sentence_beside_names() -> None:
    open_to_doubt = Attribution(neighbour=NEIGHBOUR)
    assert not speaks("Aileen Ross", open_to_doubt)
    assert may_speak("Aileen Ross", open_to_doubt)
    assert not may_speak("Colin Baird", open_to_doubt)


def test_who_is_named_as_the_speaker_speaks_alone() -> None:
    assert not may_speak("Aileen Ross", Attribution(said_by=("Colin Baird",), neighbour=NEIGHBOUR))
