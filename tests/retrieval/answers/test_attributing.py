"""Who said a passage, where its own text leaves that to the sentence before."""

import pytest

from bot.articles.attribution import speakers_of
from bot.articles.sentences import passages_of
from bot.retrieval.answers.attributing import attribute
from bot.retrieval.corpus import Corpus
from bot.retrieval.model import Attribution
from tests.retrieval.conftest import article_of


def attributed(*paragraphs: str, sentence: int = 2) -> Attribution:
    """Attribute a sentence, counted from 1 over all paragraphs, of an article."""
    return attribute(passages_of(article_of(*paragraphs)), sentence - 1)


def left_to(*paragraphs: str, sentence: int = 2) -> str | None:
    """Give the neighbour that is shown because the speaker is left to it; nobody is named."""
    attribution = attributed(*paragraphs, sentence=sentence)
    assert not attribution.inferred
    assert attribution.said_by == ()
    return attribution.neighbour.text if attribution.neighbour else None


def test_a_passage_that_names_its_source_needs_no_other() -> None:
    said = "Ann Roe said it rained. Police said that the road was closed."
    assert attributed(said) == Attribution(("Police",))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Maren Holt said the wall fell. She added that it was old.", "Maren Holt"),
        ("The ministry said the wall fell. It denied that it was old.", "The ministry"),
        (
            "The ministry’s Maren Holt said it fell. She denied that it was old.",
            "The ministry’s Maren Holt",
        ),
        (
            "The Harbour Commissioner, Maren Holt, said it fell. She denied that it was old.",
            "The Harbour Commissioner, Maren Holt",
        ),
        ("Maren Holt said the Red Cross knew. She denied that it was old.", "Maren Holt"),
        ("Officials in Kyiv said it fell. They denied that it was old.", "Officials in Kyiv"),
        (
            "“It fell,” a source at the ministry said. “It was old,” he added.",
            "a source at the ministry",
        ),
        ("Holt said Duncan Aske had left. She added that it was late.", "Holt"),
        ("Maren Holt said the wall fell. According to her, it was old.", "Maren Holt"),
    ],
    ids=[
        *("person", "body", "person-of-a-body", "person-in-office", "beside-a-body"),
        *("several", "quotations", "adding-to-what-was-said-of-another", "object"),
    ],
)
def test_a_pronoun_gets_the_one_speaker_of_the_sentence_before(text: str, name: str) -> None:
    assert attributed(text) == Attribution((name,), inferred=True)


def test_pronouns_in_a_row_get_the_speaker_before_the_first() -> None:
    text = "Maren Holt said the wall fell. She said that it was old. She added that it had leaned."
    assert attributed(text, sentence=3) == Attribution(("Maren Holt",), inferred=True)


@pytest.mark.parametrize(
    "before",
    [
        "Maren Holt said the wall fell, but Duncan Aske claimed that it stood.",
        "She said that the wall fell.",
        "Police said a man was arrested.",
        "Maren Holt said that Duncan Aske was at home.",
        "The wall fell.",
    ],
    ids=["two-speakers", "another-pronoun", "not-a-person", "another-person", "no-speaker"],
)
def test_an_uncertain_pronoun_names_nobody_and_shows_the_sentence_before(before: str) -> None:
    assert left_to(f"{before} He said that it was old.") == before


def test_a_pronoun_gets_the_speaker_of_the_paragraph_before() -> None:
    text = ("Maren Holt said that it fell.", "She added that it was old.")
    assert attributed(*text) == Attribution(("Maren Holt",), inferred=True)


def test_a_pronoun_names_nobody_over_two_paragraphs() -> None:
    text = ("Maren Holt said that it fell.", "The sea was rough.", "She said that it was old.")
    assert left_to(*text, sentence=3) == "The sea was rough."


def test_a_pronoun_gets_the_person_whom_the_sentence_before_is_about() -> None:
    text = "After the match, Maren Holt won a prize. She said that she was glad."
    assert attributed(text) == Attribution(("Maren Holt",), inferred=True)


def test_a_pronoun_gets_the_person_whose_name_follows_a_description() -> None:
    text = "The hero, postman Ivo Lenk, shook his head. “It was old,” he said."
    assert attributed(text) == Attribution(("The hero, postman Ivo Lenk",), inferred=True)


def test_a_pronoun_gets_its_person_over_a_sentence_about_the_same_pronoun() -> None:
    text = "Maren Holt said it fell. She apologized to all. “It was old,” she wrote."
    assert attributed(text, sentence=3) == Attribution(("Maren Holt",), inferred=True)


def test_they_are_not_the_outlet_that_reports_of_two_people() -> None:
    text = "State media reported that Holt and Aske met. They affirmed that it was old."
    assert left_to(text) == "State media reported that Holt and Aske met."


def test_a_pronoun_after_another_name_of_its_sentence_names_nobody() -> None:
    text = "Maren Holt said that it fell. The widow of Aske wept, but she said it was old."
    assert left_to(text) == "Maren Holt said that it fell."


@pytest.mark.parametrize("quoted", ["“They train at Long Aske,”", '"They met Duncan Aske,"'])
def test_a_name_in_the_words_of_a_pronoun_is_not_the_person_whom_it_stands_for(quoted: str) -> None:
    text = f"Maren Holt called it heartless. {quoted} she said."
    assert attributed(text) == Attribution(("Maren Holt",), inferred=True)


def test_a_pronoun_with_nothing_before_names_nobody() -> None:
    assert attributed("She added that it was old.", sentence=1) == Attribution()


def test_the_article_before_is_no_neighbour() -> None:
    one, other = passages_of(article_of("Roe said it.")), passages_of(article_of("He said so."))
    assert attribute((*one, *other), 1) == Attribution()


def test_a_sentence_without_a_source_gets_none_from_the_one_before() -> None:
    assert attributed("Maren Holt said that the wall fell. The sea was rough.") == Attribution()


LONG = " ".join(["Nobody had seen it, however often we asked them to look."] * 6)


@pytest.mark.parametrize("sentence", [2, 4, 7])
@pytest.mark.parametrize("marks", ["“”", '""'], ids=["curly", "straight"])
def test_a_quotation_that_began_earlier_is_of_the_speaker_before(marks: str, sentence: int) -> None:
    text = f"{marks[0]}We looked,{marks[1]} Maren Holt said. {marks[0]}It was old. {LONG}{marks[1]}"
    assert attributed(text, sentence=sentence) == Attribution(("Maren Holt",), inferred=True)


@pytest.mark.parametrize("marks", ["“”", '""', "«»", "„“"])
@pytest.mark.parametrize("opens", [True, False], ids=["opened-again", "not-opened-again"])
def test_a_quotation_goes_on_in_the_next_paragraph(marks: str, opens: bool) -> None:
    again = marks[0] if opens else ""
    text = (f"Maren Holt said: {marks[0]}It was old.", f"{again}It leaned. It fell.{marks[1]}")
    assert [attributed(*text, sentence=n).said_by for n in (1, 2)] == [("Maren Holt",)] * 2


def test_what_follows_a_quotation_is_not_said_by_its_speaker() -> None:
    text = "Maren Holt said, “It was old. It fell.“ However, the sea was rough."
    assert attributed(text, sentence=3) == Attribution()


def test_a_mark_that_nothing_closes_opens_no_quotation() -> None:
    text = ("Maren Holt said: “It was old.", "The sea was rough.")
    assert attributed(*text) == Attribution()


def test_a_quotation_is_of_who_announced_a_statement() -> None:
    text = "Senator Maren Holt issued a statement on the wall. “It was old. It fell.”"
    assert attributed(text) == Attribution(("Senator Maren Holt",), inferred=True)


def test_a_person_with_letters_behind_the_name_is_no_body() -> None:
    text = "Maren Holt KC read the letter. “It was old,” it said."
    assert left_to(text) == "Maren Holt KC read the letter."


def test_a_quotation_is_of_who_disagrees_before_it() -> None:
    text = "Parish clerk Maren Holt disagrees. “It was old. It fell.”"
    assert attributed(text) == Attribution(("Parish clerk Maren Holt",), inferred=True)


@pytest.mark.parametrize(
    "text",
    [
        ("“It was old. It fell.” — Mayor Maren Holt",),
        ("“It was old. It fell.”", "— Mayor Maren Holt, Kyiv"),
        ("“It was old. It fell.” — Mayor Maren Holt after a walk to the wall.",),
        ("“It was old. It fell.” – Mayor Maren Holt (re-elected in May).",),
    ],
)
def test_a_quotation_is_of_who_signs_it(text: tuple[str, ...]) -> None:
    assert attributed(*text, sentence=1).said_by == ("Mayor Maren Holt",)
    assert attributed(*text, sentence=2).said_by == ("Mayor Maren Holt",)


def test_an_agency_keeps_its_quotation() -> None:
    text = "“It was old,” said KCNA. “It fell.”"
    assert attributed(text) == Attribution((), ("KCNA",), inferred=True)


def test_a_turn_is_of_whom_its_label_names() -> None:
    text = ("Wikinews: Why did it fall?", "Holt: I don't know. Roe said it was old.", "Roe: We do.")
    talk = (*text, "Holt: Then say so.")
    assert attributed(*talk, sentence=2) == Attribution(("Holt",))
    assert attributed(*talk, sentence=3) == Attribution(("Holt",), inferred=True)


def test_a_quotation_alone_is_of_the_speaker_of_the_quotation_before() -> None:
    text = "“We looked away,” Maren Holt said. “The wall was old. It fell.”"
    assert attributed(text) == Attribution(("Maren Holt",), inferred=True)


def test_a_quotation_alone_after_no_quotation_is_left_to_the_sentence_before() -> None:
    assert left_to("Maren Holt was furious. “The wall was old.”") == "Maren Holt was furious."


def test_a_quotation_that_goes_on_is_of_the_speaker_named_where_it_ends() -> None:
    text = f"“It was old. {LONG[:300]} we know,” Maren Holt said."
    last = len(passages_of(article_of(text)))
    assert attributed(text, sentence=last - 1) == Attribution(("Maren Holt",), inferred=True)
    assert attributed(text, sentence=1) == Attribution(("Maren Holt",), inferred=True)


def test_a_speaker_named_inside_a_long_quotation_did_not_say_it() -> None:
    text = f"“We looked,” Holt said. “It was old. The mayor said it was safe. {LONG}”"
    assert attributed(text, sentence=3) == Attribution(("Holt",), inferred=True)


def test_an_agency_that_reports_a_speaker_is_named_with_the_outlet_that_carried_it() -> None:
    text = "KCNA reported that Kim claimed to back Russia, according to AP."
    assert attributed(text, sentence=1) == Attribution(("Kim",), ("KCNA", "AP"))


def test_of_outlets_that_carry_each_other_the_one_next_to_the_speaker_comes_first() -> None:
    text = "AP said KCNA reported that Kim claimed to back Russia."
    assert attributed(text, sentence=1).via[0] == "KCNA"


def test_who_tells_what_somebody_else_said_carries_it() -> None:
    text = "Kim Lee said Ada Moon had told him that the pumps failed."
    assert attributed(text, sentence=1) == Attribution(("Ada Moon",), ("Kim Lee",))


@pytest.mark.parametrize(
    "text",
    [
        "Ann Roe told GB News: “We won.”",
        "Ann Roe said the study shows a loss.",
        "Ann Roe said she believed it fell.",
    ],
)
def test_who_tells_something_to_an_outlet_or_of_a_study_says_it(text: str) -> None:
    assert "Ann Roe" in attributed(text, sentence=1).said_by


def test_a_pronoun_after_two_who_carry_each_other_names_nobody() -> None:
    text = "Mr. Chu said that his mother had told him the dam fell. He said it was late."
    assert attributed(text).said_by == ()


def test_a_name_that_is_given_twice_is_given_once() -> None:
    text = "Maren Holt said it fell, and it was old, Maren Holt said."
    assert attributed(text, sentence=1).said_by == ("Maren Holt",)


def test_the_shipped_article_says_who_said_its_first_sentence_and_who_carried_that(
    seed_corpus: Corpus,
) -> None:
    attribution = attribute(seed_corpus.passages, 0)
    assert attribution == Attribution(("North Korean state media",), ("AP",))


def test_the_passages_of_an_article_have_the_speakers_that_each_has_by_itself() -> None:
    text = "Maren Holt said it fell. She added that it was old. “It leaned,” police said."
    passages = passages_of(
        article_of(text, "“It leaned for years. We knew.”", "The sea was rough.")
    )
    alone = tuple(attribute(passages, place) for place in range(len(passages)))
    assert speakers_of(passages) == alone


@pytest.mark.parametrize("sentence", [1, 2])
@pytest.mark.parametrize(
    "text",
    [
        "‘We did all we could. Nobody saw this coming. I am deeply sorry,’ Maren Holt said.",
        "'We did all we could. Nobody saw it coming. I'm deeply sorry,' Maren Holt said.",
        "“We did ‘all we could.’ Nobody saw this coming. I am deeply sorry,” Maren Holt said.",
    ],
)
def test_a_quotation_of_several_sentences_has_one_speaker_whatever_its_marks(
    text: str, sentence: int
) -> None:
    assert attributed(text, sentence=sentence).said_by == ("Maren Holt",)


def test_an_apostrophe_opens_no_quotation() -> None:
    text = "The dogs' owner left. It rained 'til noon. The road was closed, Maren Holt said."
    assert attributed(text, sentence=2).said_by == ()


def test_a_turn_that_a_dash_begins_goes_on_behind_the_words_of_the_author() -> None:
    turn = "— It fell, — said Maren Holt. — It was old. We knew."
    assert attributed(turn, sentence=2) == Attribution(("Maren Holt",), inferred=True)


def test_what_the_author_tells_behind_a_turn_is_said_by_nobody() -> None:
    turn = "— It fell, — said Maren Holt. The road was closed."
    assert attributed(turn, sentence=2).said_by == ()
