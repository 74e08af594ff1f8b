"""Every English verb and word of open lists is held by the example of its section."""

import pytest

from bot.articles.attribution import find_sources
from bot.articles.attribution.english.cues import Form, forms_of, sections
from bot.articles.attribution.english.words import LEXICON, class_of

EXAMPLES = {
    "always": (Form.PAST, "Ann Roe {} that it fell."),
    "content": (Form.PAST, "Ann Roe {} that it fell."),
    "clause": (Form.PAST, "Ann Roe {} that it fell."),
    "finding": (Form.PAST, "The study {} a loss."),
    "aim": (Form.PAST, "Ann Roe {} it to fall."),
    "expecting": (Form.PAST, "Ann Roe {} rain."),
    "wanting": (Form.PAST, "Ann Roe {} it to fall."),
    "address": (Form.PAST, "Ann Roe {} us."),
    "informing": (Form.PAST, "Ann Roe {} us that it fell."),
    "verdict": (Form.PAST, "“No,” Ann Roe {}."),
    "quoted": (Form.PAST, "“No,” Ann Roe {}."),
    "acts": (Form.PAST, "Ann Roe {} the attack."),
    "requesting": (Form.PAST, "Ann Roe {} the court to act."),
    "as": (Form.PAST, "Ann Roe {} it as a farce."),
    "for": (Form.PAST, "Ann Roe {} him for it."),
    "naming": (Form.PAST, "Ann Roe {} him a liar."),
    "judging with quotation": (Form.PAST, "Ann Roe {} the “silly” plan."),
    "adding": (Form.GERUND, "Ann Roe resigned, {} it fell."),
    "judging": (Form.GERUND, "Ann Roe left the room, {} the offer “a farce.”"),
    "vowing": (Form.GERUND, "Ann Roe left the room, {} to fight."),
    "telling": (Form.THIRD, "It fell, {} Ann Roe."),
    "denied": (Form.PAST, "It was {} by Ann Roe."),
    "described": (Form.PAST, "It was {} by Ann Roe as weak."),
    "asking": (Form.PAST, "Ann Roe {} why it fell."),
    "reckoning": (Form.PAST, "Ann Roe {} the loss at 20."),
}
NO_VERB = {Form.PAST: "florped", Form.GERUND: "florping", Form.THIRD: "florps"}
VERBS = [
    (section, verb)
    for section, verbs in sections().items()
    if section in EXAMPLES
    for verb in sorted(verbs)
]


def names(text: str) -> list[str]:
    return [source.name for source in find_sources(text)]


@pytest.mark.parametrize(("section", "verb"), VERBS)
def test_a_verb_names_its_subject_in_the_example_of_its_section(section: str, verb: str) -> None:
    wanted, example = EXAMPLES[section]
    forms = [word for word, form in forms_of(verb).items() if form is wanted]
    expected = "The study" if section == "finding" else "Ann Roe"
    assert [names(example.format(form)) for form in forms] == [[expected]] * len(forms)


@pytest.mark.parametrize("section", EXAMPLES)
def test_an_example_needs_its_verb(section: str) -> None:
    form, example = EXAMPLES[section]
    assert names(example.format(NO_VERB[form])) == []


@pytest.mark.parametrize("verb", sorted(sections()["of people"]))
def test_what_only_people_do_is_no_report_of_a_thing(verb: str) -> None:
    (form,) = [word for word, form in forms_of(verb).items() if form is Form.THIRD]
    assert names(f"The sign {form} that it fell.") == []
    assert names(f"Ann Roe {form} that it fell.") == ["Ann Roe"]


def test_every_section_has_an_example() -> None:
    assert sections().keys() == EXAMPLES.keys() | {"of people"}


EXAMPLES_OF_WORDS = {
    "documents": ("The {} found a loss.", "The {}"),
    "people": ("It fell, says the {}.", "the {}"),
    "bodies": ("It fell, says the {}.", "the {}"),
    "assertions": ("It followed a {} from doctors that it fell.", "doctors"),
    "attitudes": ("Officials are {} that it fell.", "Officials"),
    "seeming": ("Officials {} certain prices fell.", "Officials"),
    "commitments": ("The mayor's {} to build a wall drew cheers.", "The mayor"),
    "judgements": ("The mayor's {} of the deal drew cheers.", "The mayor"),
    "feelings": ("Ann Roe expressed {}.", "Ann Roe"),
    "not cited": ("It fell, according to {}.", None),
    "statements": ("In a {}, the union demanded better pay.", "the union"),
    "made": ("The report, {} by the bank, fell.", "the bank"),
    "issued": ("The firm {} a report saying it was sorry.", "The firm"),
    "counts": ("Ann Roe reported {} delays.", "Ann Roe"),
    "tales": ("Ann Roe told the {}.", None),
    "nothing said": ("She said {} to it.", None),
    "questions": ("Ann Roe wondered {} it fell.", "Ann Roe"),
    "plurals": ("The {} say it fell.", "The {}"),
    "saying": ("Ms. Roe was quoted as {} it fell.", "Ms. Roe"),
}
NO_WORD = "florp"
WORDS = [(name, word) for name in EXAMPLES_OF_WORDS for word in sorted(LEXICON.words(name))]


def expected_of(section: str, word: str) -> list[str]:
    source = EXAMPLES_OF_WORDS[section][1]
    return [] if source is None else [source.format(word)]


@pytest.mark.parametrize(("section", "word"), WORDS)
def test_a_word_gives_the_example_of_its_section_its_source(section: str, word: str) -> None:
    example, _ = EXAMPLES_OF_WORDS[section]
    assert names(example.format(word)) == expected_of(section, word)


@pytest.mark.parametrize("section", EXAMPLES_OF_WORDS)
def test_an_example_needs_its_word(section: str) -> None:
    example, _ = EXAMPLES_OF_WORDS[section]
    assert names(example.format(NO_WORD)) != expected_of(section, NO_WORD)


@pytest.mark.parametrize(
    ("section", "kind"), [("no past", "PAST"), ("no adverb", "ADV"), ("no gerund", "GER")]
)
def test_a_word_that_is_not_what_its_ending_says_has_that_ending(section: str, kind: str) -> None:
    ending = {"PAST": "ed", "ADV": "ly", "GER": "ing"}[kind]
    for word in sorted(LEXICON.words(section)):
        assert word.endswith(ending)
        assert class_of(word, is_capitalised=False) == "NOUN"
        assert class_of(f"q{word.removesuffix(ending)}q{ending}", is_capitalised=False) == kind
