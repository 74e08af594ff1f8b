"""What a text names as its sources: single behaviours, and the written sentences as a whole."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.quality.said_by import match
from bot.articles.attribution import find_sources, speakers_of
from bot.articles.attribution.english.words import word_set
from bot.articles.model import Article, Passage, Role

WRITTEN = Path(__file__).with_name("written.jsonl")


def names(text: str) -> list[str]:
    return [source.name for source in find_sources(text)]


def roles(text: str) -> list[tuple[str, Role]]:
    return [(source.name, source.role) for source in find_sources(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The port is closed, according to Reuters.", ["Reuters"], id="according-to"),
        pytest.param("Police said a man was arrested.", ["Police"], id="said-without-that"),
        pytest.param("“It is over,” said Mayor Ann Roe.", ["Mayor Ann Roe"], id="inverted"),
        pytest.param("“It is,” she added, “a start.”", ["she"], id="between-two-quotations"),
        pytest.param("The bank, she said, is solvent.", ["she"], id="parenthetical"),
        pytest.param("As the minister put it, “enough.”", ["the minister"], id="put-it"),
        pytest.param("Per the Yonhap agency, it fell.", ["the Yonhap agency"], id="per"),
        pytest.param(
            "In a statement, the airline blamed the outage on a storm.",
            ["the airline"],
            id="in-a-statement",
        ),
        pytest.param("Mr. Hale, a former judge, said he would run.", ["Mr. Hale"], id="apposition"),
        pytest.param("KCNA reported that Kim claimed to have won.", ["KCNA", "Kim"], id="nested"),
        *(
            pytest.param(f"Ann Roe told {outlet} she would run.", ["Ann Roe", outlet], id=outlet)
            for outlet in ("Radio New Zealand", "WNDU television", "Fox News Latino")
        ),
        pytest.param(
            "Ann Roe told CNN affiliate WUSA she would run.", ["Ann Roe", "CNN affiliate WUSA"]
        ),
        pytest.param(
            "It will rain on Monday, a source close to the court told the BBC.",
            ["a source close to the court", "the BBC"],
            id="told-an-outlet",
        ),
        pytest.param("She resigned, saying she was tired.", ["She"], id="participle"),
        pytest.param(
            "Ms. Roe was quoted as saying the plan would fail.", ["Ms. Roe"], id="quoted-as-saying"
        ),
        pytest.param(
            "The mayor, the chief and the head of the union said they agreed.",
            ["The mayor, the chief and the head of the union"],
            id="list",
        ),
        pytest.param(
            "A group led by Ann Roe said it would sue.", ["A group led by Ann Roe"], id="led-by"
        ),
        pytest.param("Army chief Li Wei, has denied it.", ["Army chief Li Wei"], id="stray-comma"),
        pytest.param(
            "Ann Roe, 40, of Opelika, Alabama, who lost her job, said she would sue.",
            ["Ann Roe"],
            id="of-a-place",
        ),
        pytest.param(
            "However the mayor, Ann Roe, says it is over.", ["the mayor, Ann Roe"], id="however"
        ),
        pytest.param(
            "They cut the calls and the army now says he fled.", ["the army"], id="second-clause"
        ),
        pytest.param(
            "Officials are silent but say they know.", ["Officials"], id="say-of-officials"
        ),
        pytest.param("He can come and say they know.", [], id="say-of-nobody"),
        pytest.param(
            "The W.H.O.'s chief, Ann Roe, said no vote was due.", ["The W.H.O.'s chief, Ann Roe"]
        ),
        pytest.param("Juror No. 7 said it was over.", ["Juror No. 7"]),
        pytest.param("“Legend,” wrote one.", ["one"]),
        pytest.param(
            "Six are dead, the ministry said, adding that more may die.",
            ["the ministry"],
            id="adding-of-the-nearest",
        ),
        pytest.param(
            "He stayed away, with his lawyers arguing that he was ill.",
            ["his lawyers"],
            id="with-lawyers-arguing",
        ),
        pytest.param(
            "Ann Roe left the room, calling the offer “an insult.”", ["Ann Roe"], id="calling"
        ),
        pytest.param("His wife put it bluntly: “We’re broke.”", ["His wife"], id="put-it-bluntly"),
        pytest.param("The poll puts her ahead by two points.", ["The poll"], id="puts-ahead"),
        pytest.param("It is a waste, a charge the agency rejects.", ["the agency"], id="charge"),
        pytest.param("She expressed doubt that it would last.", ["She"], id="expressed-doubt"),
        pytest.param(
            "It followed a warning from doctors that wards were full.",
            ["doctors"],
            id="warning-from",
        ),
        pytest.param(
            "Claims by Ann Roe that ballots burned are untrue.", ["Ann Roe"], id="claims-by"
        ),
        pytest.param("Orientalism, as Edward Said, its critic, knew, is old.", [], id="a-name"),
        pytest.param("Their work informed the study of empires.", [], id="informed-a-study"),
        pytest.param("Neighbours told how they heard it.", ["Neighbours"], id="told-how"),
        pytest.param("Scientists have long known that it melts.", ["Scientists"], id="known"),
        pytest.param("Ann Roe blamed higher rates.", ["Ann Roe"], id="blamed"),
        pytest.param("Sales rose 2.1%, ahead of City forecasts.", [], id="ahead-of-forecasts"),
        pytest.param("He sent funds to the alleged thieves.", [], id="alleged"),
        pytest.param("Ann Roe bowled well, adding 67 runs.", [], id="adding-a-sum"),
        pytest.param(
            "“It is over,” said Ann Roe, of a group fighting Indian rule in Kashmir.",
            ["Ann Roe"],
            id="rule-as-a-noun",
        ),
        pytest.param(
            "It is open until the match and captain Ann Roe suggested he may play.",
            ["captain Ann Roe"],
            id="before-somebody",
        ),
        pytest.param("They are highly critical of Ann Roe claims that he fled.", [], id="critics"),
        pytest.param("They have found companies are finding it easier.", ["They"], id="find-it"),
        pytest.param("A day after the US envoy warned of war, it rained.", ["the US envoy"]),
        pytest.param("It takes days before tests can confirm that he fled.", [], id="can-confirm"),
        pytest.param("Ann Roe decided to sidestep that question.", [], id="decided-to"),
        pytest.param("Work is continuing in homes that were flooded.", [], id="relative-that"),
        pytest.param("Few would care if the world insisted they leave.", [], id="condition"),
        pytest.param("As the series went on, the rain came.", [], id="went-on"),
        pytest.param("She was quoted calling it “a sham.”", ["She"], id="quoted-calling"),
        pytest.param(
            "“No,” local newspapers quote Ann Roe as saying.",
            ["local newspapers", "Ann Roe"],
            id="newspapers-quote",
        ),
        pytest.param(
            "He has quoted officials as saying Ann Roe admitted it.",
            ["He", "officials", "Ann Roe"],
            id="as-saying",
        ),
        pytest.param("A man accused of theft up the skirts of women fled.", [], id="accused"),
        pytest.param("The referee will announce his verdict today.", [], id="yet-to-come"),
        pytest.param("It will take time to confirm reports that he fled.", [], id="to-confirm"),
        pytest.param("Last week Ann Roe said it would rain.", ["Ann Roe"], id="after-a-time"),
        pytest.param(
            "Ann Roe in a statement said it would rain.", ["Ann Roe"], id="before-a-statement"
        ),
        pytest.param("Says Ms. Roe: “We won.”", ["Ms. Roe"], id="verb-first"),
        pytest.param(
            "The BBC quoted Ms. Roe as saying it was over.", ["The BBC", "Ms. Roe"], id="quoted-by"
        ),
        pytest.param("She went on to say that it was over.", ["She"], id="went-on-to-say"),
        pytest.param("The attack, police believe, failed.", ["police"], id="believe"),
        pytest.param("The claims were denied by the firm.", ["the firm"], id="passive"),
        pytest.param("It is what critics call a farce.", ["critics"], id="what-critics-call"),
        pytest.param(
            "The firm issued a statement saying it was sorry.",
            ["The firm"],
            id="issued-a-statement",
        ),
        pytest.param("He got a letter saying that he had won.", ["a letter"], id="letter-saying"),
        pytest.param(
            "Those who opposed the treaty said it gave too much away.",
            ["Those who opposed the treaty"],
            id="described-by-a-clause",
        ),
        pytest.param("He blamed the council for the lost boats.", ["He"], id="blamed-for"),
        pytest.param("Police put the dead at 47.", ["Police"], id="put-at"),
        pytest.param("``We won,'' said Ms. Roe.", ["Ms. Roe"], id="typewriter-quotes"),
        pytest.param(
            "According to the interior ministry over 300 fled.",
            ["the interior ministry"],
            id="over-a-number",
        ),
        pytest.param(
            "According to an Internet posting made today, it fell.", ["an Internet posting"]
        ),
        pytest.param(
            "Critics were many, with one poster writing “No.”", ["one poster"], id="writing"
        ),
        pytest.param(
            "Mayor Ann Roe has asked officials how it fell.", ["Mayor Ann Roe"], id="asked-how"
        ),
        pytest.param(
            "“I” said Roe. “I’ve said it before.”", ["Roe"], id="contraction-in-quotation"
        ),
        pytest.param("I've said it before.", ["I"], id="contraction"),
        pytest.param("Mayor Ann Roe condemned the attack.", ["Mayor Ann Roe"], id="condemned"),
        pytest.param("The mayor welcomed it as progress.", [], id="welcomed-a-pronoun"),
        pytest.param("Ann Roe apologized for the delay.", ["Ann Roe"], id="apologized-for"),
        pytest.param("Ann Roe promised new schools.", ["Ann Roe"], id="promised"),
        pytest.param("Ann Roe called the vote a sham.", ["Ann Roe"], id="called-a-sham"),
        pytest.param("Ann Roe called the police a day later.", [], id="called-a-day-later"),
        pytest.param("His view was echoed by the union.", ["the union"], id="echoed-by"),
        pytest.param("We won,” he said.", ["he"], id="quotation-begun-before"),
        pytest.param("The mayor’s call for a boycott failed.", [], id="call-of-a-mayor"),
        pytest.param("Ann Roe said to Ben Hay: “It fell.”", ["Ann Roe"], id="said-to-somebody"),
    ],
)
def test_a_source_is_named_as_the_text_names_it(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("The bridge collapsed at 4 a.m.", id="no-report"),
        pytest.param("He is said to have fled.", id="is-said-to"),
        pytest.param("Let's say it works.", id="let-us-say"),
        pytest.param("Well said.", id="interjection"),
        pytest.param(
            "He clears the country’s 92,000 asylum claim “backlog”.", id="a-number-of-claims"
        ),
        pytest.param("The museum is offering tiles to schools and clubs.", id="offering-things"),
        pytest.param("It was reported that he fled.", id="impersonal-passive"),
        pytest.param("He was told to leave.", id="was-told"),
        pytest.param("She said yes to the offer.", id="said-yes"),
        pytest.param("The plane is expected to land soon.", id="is-expected"),
        pytest.param("The company added 300 jobs in May.", id="added-a-number"),
        pytest.param("The reported losses were large.", id="participle-as-adjective"),
        pytest.param("The judge rejected claims that he lied.", id="noun-that-looks-like-a-verb"),
        pytest.param("The spokesman declined to comment.", id="declined-to"),
        pytest.param("“The mayor said it would rain", id="inside-a-quotation"),
        pytest.param("Oil cost $80 per barrel, or $12 per share.", id="per-unit"),
        pytest.param("All went according to plan.", id="according-to-plan"),
        pytest.param("The deal announced on Monday will help.", id="reduced-relative"),
        pytest.param("He opposes the measures announced by the ministry.", id="announced-by"),
        pytest.param("What he said next stunned the room.", id="what-he-said"),
        pytest.param("Nobody in the village says so of him.", id="nobody"),
        pytest.param("The striker claimed the title.", id="claimed-a-thing"),
        pytest.param("He told a story about his father.", id="told-a-story"),
        pytest.param("The plan calls for three bridges.", id="plan-calls-for"),
        pytest.param("It is cooked according to an old recipe.", id="according-to-a-recipe"),
        pytest.param("The sign shows promise.", id="shows-promise"),
    ],
)
def test_no_source_is_named_where_the_text_gives_none(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    "outlet",
    [
        "AP",
        "the BBC",
        "Reuters",
        "state media",
        "local newspapers",
        "The Telegraph",
        "the Financial Times",
        "North Korea’s official Korean Central News Agency",
        "ABC News",
        "the state-run news agency",
    ],
)
def test_an_outlet_is_told_from_a_speaker(outlet: str) -> None:
    assert roles(f"The test failed, according to {outlet}.") == [(outlet, Role.OUTLET)]


@pytest.mark.parametrize(
    "speaker",
    [
        "the interior ministry",
        "a spokesman for the BBC",
        "a Washington Post reporter",
        "the agency",
        "his televised remarks",
        "the court's press service",
    ],
)
def test_a_speaker_is_no_outlet(speaker: str) -> None:
    assert roles(f"The test failed, according to {speaker}.") == [(speaker, Role.SPEAKER)]


@pytest.mark.parametrize(
    ("text", "speaker", "outlet"),
    [
        ("KCNA said it fell, according to AP.", "KCNA", "AP"),
        ("KCNA said it fell, Reuters reported.", "KCNA", "Reuters"),
        ("AP, citing KCNA, reported that it fell.", "KCNA", "AP"),
        ("Two fell, according to AP, which cited two officials.", "two officials", "AP"),
        ("The ministry, quoted by Xinhua, spoke of rain.", "The ministry", "Xinhua"),
        ("Yonhap quoted an envoy as saying it fell.", "an envoy", "Yonhap"),
    ],
)
def test_who_spoke_is_told_from_the_outlet_that_carried_it(
    text: str, speaker: str, outlet: str
) -> None:
    assert set(roles(text)) == {(speaker, Role.SPEAKER), (outlet, Role.OUTLET)}


@pytest.mark.parametrize(
    "unit", ["(", '"', "'", " ", "said ", "he said, ", "and the ", "“", "by ", ", "]
)
def test_a_text_of_one_thing_repeated_has_no_overlapping_sources(unit: str) -> None:
    found = find_sources(unit * 2_000)
    assert all(one.end <= other.start for one, other in pairwise(found))


PIECES = st.sampled_from(
    sorted(
        word_set(
            """he she the a Ms. Roe Reuters police said says told added expects that who which and
        but , . “ ” " ' ( ) — : was has not to of in Monday reported according citing quoted as
        saying per statement find claims 's café 12 % 한국"""
        )
    )
)


@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map(" ".join)))
def test_every_source_is_the_text_at_its_place_in_order_and_apart(text: str) -> None:
    found = find_sources(text)
    assert all(text[source.start : source.end] == source.name for source in found)
    assert all(source.name.strip() == source.name != "" for source in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_the_written_sentences_keep_their_sources() -> None:
    lines = WRITTEN.read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    wrong = []
    for case in cases:
        found = {source.name for source in find_sources(case["text"])}
        if found != {*case["said_by"], *case["via"]}:
            wrong.append((case["text"], found))
    assert wrong == []


@pytest.mark.parametrize(
    "name", ["newspapers.jsonl", *(f"newspapers-{batch}.jsonl" for batch in range(2, 8))]
)
def test_of_the_newspaper_sentences_nearly_all_sources_are_found_and_hardly_one_is_wrong(
    name: str,
) -> None:
    lines = WRITTEN.with_name(name).read_text(encoding="utf-8").splitlines()
    given = right = total = 0
    for case in map(json.loads, lines):
        gold = [*case["said_by"], *case["via"]]
        found = names(case["text"])
        wrong, _ = match(found, gold)
        given, total = given + len(found), total + len(gold)
        right += len(found) - len(wrong)
    assert right / given >= 0.97
    assert right / total >= 0.88


ADDRESSES = (
    *("https://evil.example", "https://evil.example/x", "ftp://evil.example/x", "//evil.example"),
    *("Evil.example/login", "discord.gg/abc", "bob@evil.example", "tg://resolve?domain=x"),
    *("mailto:bob@evil.example", "javascript:alert(1)", "HTTPS://EVIL.EXAMPLE", "Bob@evil.example"),
)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    "sentence",
    [
        *("{} said the port is closed.", "“It is over,” said {}.", "According to {}, it fell."),
        *("{} said Bob", "Bob of {} told reporters that it fell.", "“Go.” — {}"),
    ],
)
def test_an_address_is_no_name(address: str, sentence: str) -> None:
    text = sentence.format(address)
    shown = [name for name in names(text) if name != "Bob" or address.startswith("Bob")]
    assert shown == []


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    "paragraphs",
    [
        ("{}: Go there now.", "Bob: No.", "{}: Yes."),
        ("10:32 {}: Go there now.", "10:33 Bob: No."),
        ("**{}:** Go there now.", "**Bob:** No.", "**{}:** Yes."),
        ("{} issued a statement.", "“It is over, and nobody comes back.”"),
        ("{} is a happy man.", "“It is over,” he said."),
    ],
)
def test_an_address_is_no_speaker_of_an_article(address: str, paragraphs: tuple[str, ...]) -> None:
    article = Article("a.txt", "A", tuple(one.format(address) for one in paragraphs))
    passages = [
        Passage(article, number, 1, 0, len(text))
        for number, text in enumerate(article.paragraphs, 1)
    ]
    said = {name for one in speakers_of(passages) for name in one.said_by}
    assert said <= {"Bob", "he"}


def test_a_company_that_is_called_by_its_host_is_a_name() -> None:
    assert names("Booking.com said it fell, and T-Mobile/AT&T said so.")[0] == "Booking.com"
