"""Who speaks in transcripts, interviews, chat logs, letters and e-mails."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.attribution import find_turns, turns_of
from bot.articles.attribution.labels import label_of
from bot.articles.model import Article, Layout
from bot.articles.sentences import passages_of
from bot.documents.model import Kind


def speakers(*paragraphs: str) -> list[str | None]:
    return list(find_turns(paragraphs))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann Roe: Why did you come?", "Ben Hay: I was asked to."),
        ("**Ann Roe:** Why did you come?", "**Ben Hay:** I was asked to."),
        ("**Ann Roe**: Why did you come?", "**Ben Hay**: I was asked to."),
        ("*Ann Roe:* Why did you come?", "*Ben Hay:* I was asked to."),
        ("- **Ann Roe:** Why did you come?", "- **Ben Hay:** I was asked to."),
        ("**Ann Roe** (00:12): Why did you come?", "**Ben Hay** (00:15): I was asked to."),
        ("[00:12] Ann Roe: Why did you come?", "[00:15] Ben Hay: I was asked to."),
        ("00:00:12 Ann Roe: Why did you come?", "00:00:15 Ben Hay: I was asked to."),
        ("Ann Roe (10:12 AM): Why did you come?", "Ben Hay (10:15 AM): I was asked to."),
        ("[Ann Roe 10:32] why now", "[Ben Hay 10:33] because"),
        ("[10:32] <Ann Roe> why now", "[10:33] <Ben Hay> because"),
        ("Ann Roe, mayor: Why did you come?", "Ben Hay, guest: I was asked to."),
        ("Ann Roe (mayor): Why did you come?", "Ben Hay (guest): I was asked to."),
        ("Ann Roe [10:32]: Why did you come?", "Ben Hay [10:33]: I was asked to."),
        ("[00:01:02] Ann Roe: Why did you come?", "[00:01:09] Ben Hay: I was asked to."),
        ("12/11/2025, 10:32 - Ann Roe: why now", "12/11/2025, 10:33 - Ben Hay: because"),
        (">> Ann Roe: Why did you come?", ">> Ben Hay: I was asked to."),
        ("00:12 --> 00:15 Ann Roe [laughs] Why now?", "00:15 --> 00:17 Ben Hay [sighs] No."),
    ],
)
def test_a_label_names_who_speaks(one: str, other: str) -> None:
    assert speakers(one, other, one, other) == ["Ann Roe", "Ben Hay", "Ann Roe", "Ben Hay"]


def test_a_label_in_capitals_and_a_surname_alone_are_names() -> None:
    text = ("MR. ROE: I object.", "THE COURT: Why?", "MR. ROE: It is hearsay.", "Hay: I agree.")
    assert speakers(*text) == ["MR. ROE", "THE COURT", "MR. ROE", "Hay"]


def test_nicknames_are_names_where_a_chat_program_wrote_them() -> None:
    assert speakers("<bob_42> it broke", "<alice> so it did") == ["bob_42", "alice"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ann_42: why now?", "ben: because"),
        ("Ann Roe — Why now?", "Ben Hay — I was asked to."),
        ("Ann, host: Why now?", "Ben, guest: I was asked to."),
        ("Ann Roe 10:32 AM Why now?", "Ben Hay 10:33 AM I was asked to."),
        ("Ann Roe Why now?", "Ben Hay I was asked to."),
    ],
)
def test_a_label_that_may_be_something_else_names_who_speaks_if_it_recurs(
    one: str, other: str
) -> None:
    assert speakers(one, other) in ([None, None], [label(one), label(other)])
    assert speakers(*[one, other] * 3) == [label(one), label(other)] * 3


def label(turn: str) -> str:
    return next(
        name for name in ("ann_42", "Ann Roe", "Ann", "Ben Hay", "Ben", "ben") if name in turn
    )


def test_a_name_as_a_paragraph_of_its_own_names_who_speaks_below() -> None:
    talk = ("Ann Roe", "Why now?", "Ben Hay", "I was asked to.", "It was late.")
    assert speakers(*talk * 3) == [*["Ann Roe"] * 2, *["Ben Hay"] * 3] * 3


def test_a_time_between_turns_is_said_by_nobody_and_ends_none() -> None:
    text = ("Roe: Why?", "Hay: I had to.", "[00:12:30]", "It was late.", "00:01 --> 00:02")
    assert speakers(*text, "Roe: I see.") == ["Roe", "Hay", None, "Hay", None, "Roe"]


def test_a_label_on_a_line_of_its_own_names_who_speaks_below() -> None:
    chat = ("Bob — Today at 10:32 AM", "it broke", "alice — 11/29/2025 10:33 PM", "so it did")
    assert speakers(*chat) == ["Bob", "Bob", "alice", "alice"]


def test_a_turn_goes_on_until_the_next_label() -> None:
    text = ("**Roe:** Why?", "**Hay:** I had to.", "It was late.", "And cold.", "**Roe:** I see.")
    assert speakers(*text) == ["Roe", "Hay", "Hay", "Hay", "Roe"]


def test_a_break_ends_a_turn_and_names_nobody() -> None:
    text = ("**Roe:** Why?", "**Hay:** I had to.", "**Break:** [12:30]", "**Roe:** I see.")
    assert speakers(*text) == ["Roe", "Hay", None, "Roe"]


def test_what_is_heard_is_said_by_nobody_and_ends_no_turn() -> None:
    text = ("Roe: Why?", "Hay: I had to.", "[laughter]", "It was late.", "Roe: I see.")
    assert speakers(*text) == ["Roe", "Hay", None, "Hay", "Roe"]


def test_what_stands_before_a_conversation_is_said_by_nobody() -> None:
    assert speakers("We met in May.", "Roe: Why?", "Hay: I had to.", "Roe: Oh.")[0] is None


def test_a_colon_in_a_turn_begins_no_other() -> None:
    text = ("**Roe:** Why?", "**Hay:** I had to.", "One Thing: it was late.", "**Roe:** I see.")
    assert speakers(*text)[2] == "Hay"


@pytest.mark.parametrize(
    "field", ["Presenter: Kim Gray (KG)", "Jingle: [35:27] to [35:44]", "Host: Ann Roe"]
)
def test_a_label_that_only_a_name_or_a_time_follows_speaks_nothing(field: str) -> None:
    assert speakers("KG: Why?", "WH: I had to.", field, "KG: You know.")[2] is None


def test_initials_are_names_among_initials() -> None:
    talk = ["KG: Why?", "WH: I had to."] * 8
    assert speakers(*talk, "JHD: You should have.")[-1] == "JHD"


def test_an_aside_before_a_colon_is_no_label() -> None:
    talk = ("Roe: Why?", "Hay: I had to.", "Well, here's the thing: it was late.", "Roe: I see.")
    assert speakers(*talk)[2] == "Hay"


def test_names_in_small_letters_can_run_into_the_words() -> None:
    talk = ("alice Why did you come?", "k8s_dave I was asked to.", "I left at noon.") * 3
    assert speakers(*talk)[:3] == ["alice", "k8s_dave", "k8s_dave"]


def test_what_runs_into_the_words_and_may_be_a_name_ends_the_turn_before() -> None:
    turns = ("Ann Roe Why now?", "Ben Hay I was asked to.", "The Chair Do you agree?")
    found = speakers(*turns * 3, "Ben Hay I like the chair and the plan.")
    assert found == [*["Ann Roe", "Ben Hay", None] * 3, "Ben Hay"]


def test_a_talk_is_by_the_one_who_is_labelled() -> None:
    talk = ("Ann Roe: I came by train.", "Ann Roe: We left late.", "Ann Roe: Why? You know.")
    assert speakers(*talk) == ["Ann Roe"] * 3


def test_a_lone_label_in_a_long_conversation_is_nobodys_unless_it_is_mentioned() -> None:
    talk = ["Ann Roe: Why?", "Ben Hay: I had to, Max Orr."] * 8
    said = ("Main Idea: I left.", "Result: we met.", "Max Orr: I did.", "Ann Roe: Why?")
    assert speakers(*talk, *said)[-4:] == [None, None, "Max Orr", "Ann Roe"]


def test_an_answer_is_by_the_person_who_was_interviewed() -> None:
    lead = "The paper spoke with marine biologist Dr. Ann Roe about eels."
    assert speakers(lead, "Q: Why eels?", "A: I like them.", "Q: Still?", "A: Yes.") == [
        *(None, None, "Dr. Ann Roe", None, "Dr. Ann Roe")
    ]


QUESTIONS = ("Why eels?", "Are they safe?")


def by_paragraph(article: Article) -> list[str | None]:
    """Return who speaks where each paragraph begins."""
    return [turns_of(article).speaker_of(passage) for passage in passages_of(article)]


def sections(lead: str, *parts: tuple[str, str]) -> Article:
    """Make an article of a lead, and of paragraphs that each stand below a heading."""
    layout = (Layout(), *(Layout(section=(heading,)) for heading, _ in parts))
    return Article("a.md", "Eels", (lead, *(text for _, text in parts)), layout=layout)


def interview(lead: str) -> Article:
    """Make an article of a lead and two answers, each below a question."""
    return sections(lead, *zip(QUESTIONS, ("I like them.", "They are not."), strict=True))


def test_what_stands_below_questions_is_by_the_person_who_was_interviewed() -> None:
    article = interview("The paper spoke with the biologist Ann Roe about eels.")
    assert by_paragraph(article) == [None, "Ann Roe", "Ann Roe"]


def test_what_stands_below_the_questions_of_a_list_of_them_is_by_nobody() -> None:
    assert by_paragraph(interview("Here is what Ann Roe wants to know.")) == [None, None, None]


def test_what_stands_below_headings_that_are_names_is_by_them() -> None:
    turns = (("Ann Roe", "Why now?"), ("Ben Hay", "I was asked to."))
    assert by_paragraph(sections("We met.", *turns * 2)) == [None, *["Ann Roe", "Ben Hay"] * 2]


def test_a_name_that_was_no_heading_counts_where_others_are() -> None:
    roe = (("Ann Roe", "Why now?"), ("Ann Roe", "Ms. Hay"), ("Ann Roe", "I was asked to."))
    orr = (("Max Orr", "I was not."),)
    found = by_paragraph(sections("We met.", *(*roe, *orr) * 2))
    assert found == [None, *["Ann Roe", "Ms. Hay", "Ms. Hay", "Max Orr"] * 2]


def test_a_heading_less_above_a_paragraph_leaves_open_who_speaks() -> None:
    lines = ("Why now?", "BEN", "I was asked.", "What for?", "BEN", "Who knows.")
    paths = (("ANN",), *[("ANN", "By whom?")] * 2, *[("ANN",)] * 3)
    layout = tuple(Layout(section=path) for path in paths)
    article = Article("a.md", "Eels", lines, layout=layout)
    assert by_paragraph(article) == ["ANN", "BEN", "BEN", None, "BEN", "BEN"]


def test_a_heading_with_a_colon_is_a_label_though_other_headings_stand_between() -> None:
    turns = (("Tim B:", "Why now?"), ("Pari:", "I was asked to."), ("Tim B:", "I see."))
    article = sections("We met.", *turns, ("Kiln", "Next topic."), ("Danny:", "We go."))
    assert by_paragraph(article) == [None, "Tim B", "Pari", "Tim B", None, "Danny"]


def test_a_list_below_a_heading_of_its_own_is_no_part_of_the_turn_before() -> None:
    layout = (Layout(), Layout(), Layout(Kind.LIST, ("Conclusion",), parts=((2, 12),)))
    talk = ("Roe: Why now?", "Hay: I was asked to.", "• You agree.")
    assert by_paragraph(Article("a.md", "Eels", talk, layout=layout)) == ["Roe", "Hay", None]


def test_headings_that_recur_but_stand_over_no_speech_name_nobody() -> None:
    fields = (("Height", "It is 3 m."), ("Weight", "It is 2 t."))
    assert by_paragraph(sections("Two bridges.", *fields * 2)) == [None] * 5


@pytest.mark.parametrize("kind", [Kind.TABLE, Kind.CODE])
def test_rows_and_code_have_no_labels(kind: Kind) -> None:
    rows = "Roe: Why now?\nHay: I was asked to.\nRoe: I see."
    layout = (Layout(kind=kind, parts=((0, 13), (14, 34), (35, 46))),)
    assert not any(by_paragraph(Article("a.md", "Eels", (rows,), layout=layout)))


def test_each_item_of_a_list_is_by_its_own_label() -> None:
    items = "• Roe: Why now?\n• Hay: I was asked to.\n• Roe: I see."
    parts = ((2, 15), (18, 38), (41, 52))
    layout = (Layout(kind=Kind.LIST, parts=parts),)
    article = Article("a.md", "Eels", (items,), layout=layout)
    found = [turns_of(article).speaker_of(passage) for passage in passages_of(article)]
    assert found == ["Roe", "Hay", "Roe"]


def test_an_answer_is_by_nobody_where_none_is_known_to_be_interviewed() -> None:
    assert speakers("Q: Why eels?", "A: I like them.", "Q: Still?", "A: Yes.") == [None] * 4


def test_a_question_and_its_answer_are_a_conversation() -> None:
    assert speakers("Reporter: Why now?", "Ann Roe: It was time.") == ["Reporter", "Ann Roe"]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("Background: The war began in May.", "Outlook: It will last."),
        ("Pros: cheap", "Cons: ugly", "Pros: fast", "Cons: slow"),
        ("Height: 3 m", "Weight: 2 t", "Height: 4 m", "Weight: 3 t"),
        ("Reuters: War ends", "The Guardian: War is over"),
        ("Lunch 12:30", "Dinner 19:00"),
        ("At 10:30: the train left.", "By 12:45: all was over."),
        ("Let's say: it broke.", "I've asked: why?", "Let's say: it did.", "I've asked: who?"),
        ("Note: I like it.", "Tip: you can try it.", "Note: we tried it."),
        ("Rome", "You can swim.", "Oslo", "We can ski.", "Bonn", "I can read."),
        ("But I left.", "And I came.", "They stayed, and we left, but late.") * 3,
        ("The end — was near.", "The fall — was steep.", "The king — was dead."),
    ],
)
def test_headings_fields_and_contractions_are_no_speakers(paragraphs: tuple[str, ...]) -> None:
    assert speakers(*paragraphs) == [None] * len(paragraphs)


def test_an_email_is_by_its_sender() -> None:
    mail = ("From: Ann Roe <ann@example.org>", "To: Ben Hay", "The dam holds.", "From: Ben Hay")
    assert speakers(*mail, "I doubt it.") == [*["Ann Roe"] * 3, *["Ben Hay"] * 2]


@pytest.mark.parametrize("signed", [("Sincerely,", "Ann Roe, Kyiv"), ("Sincerely, Ann Roe",)])
def test_a_letter_is_by_who_signs_it(signed: tuple[str, ...]) -> None:
    letter = ("Dear editor,", "The dam holds.", *signed)
    assert speakers("A letter came.", *letter) == [None, *["Ann Roe"] * len(letter)]


def test_a_ukrainian_interview_has_its_speakers() -> None:
    text = ("Кореспондент: Чому саме зараз?", "Олена Кравець: Бо ми не маємо часу.")
    assert speakers(*text, "Кореспондент: А потім?") == [
        *("Кореспондент", "Олена Кравець", "Кореспондент")
    ]


WORDS = st.lists(
    st.sampled_from(["Ann", "roe", ":", "**", "[", "10:32", "]", "<", ">", "—", "I've", "\n", "?"])
).map(" ".join)


@given(st.lists(st.one_of(st.text(max_size=80), WORDS), max_size=12))
def test_every_speaker_stands_in_the_paragraphs(paragraphs: list[str]) -> None:
    found = find_turns(paragraphs)
    assert len(found) == len(paragraphs)
    assert all(any(name in text for text in paragraphs) for name in found if name)


@given(st.one_of(st.text(max_size=200), WORDS))
def test_a_label_is_a_name_of_the_paragraph_and_before_its_words(paragraph: str) -> None:
    label = label_of(paragraph)
    if label is not None:
        assert label.name in paragraph[: label.end]
        assert any(letter.isalpha() for letter in label.name)


def test_an_answer_without_a_name_is_by_the_one_of_two_who_asks_nothing() -> None:
    paragraphs = [
        "ADA BRENT: Why did you close the mill?",
        "OLE FISK: It lost money every year, and we had no buyer.",
        "ADA BRENT: And what do you do now?",
        "OLE FISK: I keep bees.",
        "Q: Will it open again?",
        "A: Not while I live.",
    ]
    assert find_turns(paragraphs)[-1] == "OLE FISK"


@pytest.mark.parametrize(
    "headings",
    [
        ("Freedom:", "Open Development:", "Bug Tracking:", "The Policy:"),
        ("Rule Details", "Options"),
        ("Yes!", "Setup"),
    ],
)
def test_parts_of_a_guide_that_speaks_to_its_reader_are_nobody(headings: tuple[str, ...]) -> None:
    paragraphs = ("You may choose your own.", "Do you need more?", "We suggest that you do.")
    layout = tuple(Layout(section=(name,)) for name in headings for _ in paragraphs)
    article = Article("a.md", "A", paragraphs * len(headings), layout=layout)
    assert {name for parts in turns_of(article).paragraphs for _, name in parts} <= {None}
