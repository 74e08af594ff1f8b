"""What stands beside the text of a page is not quoted."""

from datetime import date

import pytest

from bot.articles.model import Article
from bot.articles.reader import ReadArticle, read_article

BEFORE, AFTER = "The council approved the bridge.", "It costs nine million euros."


def read(line: str, suffix: str = ".txt") -> Article:
    result = read_article(f"a{suffix}", f"{BEFORE}\n\n{line}\n\n{AFTER}\n".encode())
    assert isinstance(result, ReadArticle)
    return result.article


@pytest.mark.parametrize(
    "line",
    [
        "By Ann Example",
        "By Ann Example and Ben de Vries | March 22, 2025 | Updated 4:15 p.m.",
        "Share this article  Facebook  Twitter  WhatsApp",
        "Advertisement",
        "ADVERTISEMENT",
        "Story continues below advertisement",
        "Read more: How the old bridge was built",
        "ALSO READ | Ferries on the river stop in June",
        "Mayor Petra Novak speaks to reporters on Friday. (Photo: Jo Field/Courier)",
        "A ferry on the river / Getty Images",
        "Photo by Jo Field",
        "Sign up for our newsletter: get the news every morning.",
        "Subscribe to our daily briefing",
        "— Courier (@courier) March 22, 2025",
        "© 2025 The Courier. All rights reserved.",
        "Topics: bridges, council, Riverton",
        "Published 22 March 2025, 10:15",
        "Skip to main content",
        "5 min read",
        "By Ann Example 22 March 2025 · 4 min read",
        "https://example.org/a-page",
        "[MUSIC]",
        "[Illustration: the bridge]",
        "This e-mail is confidential. If it is not for you, delete it.",
    ],
)
@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_furniture_is_left_out(line: str, suffix: str) -> None:
    assert read(line, suffix).paragraphs == (BEFORE, AFTER)


@pytest.mark.parametrize(
    "line",
    [
        "By default, the server listens on port 80.",
        "By Monday all bridges were closed.",
        "Share prices fell on Monday.",
        "Read more slowly than you write.",
        "Advertisement costs rose by a third.",
        "Subscribe to the topic before you publish to it.",
        "Get the key from the desk.",
        "Published in 1851, the book sold three thousand copies.",
        "The photo shows the mayor (left) and the council (right).",
        "Copyright law protects it.",
        "Tags are words that you give to a page.",
        "Watch the step.",
        "This message was read out at the opening.",
        "[1] The bridge was measured twice.",
    ],
)
def test_what_only_begins_like_furniture_stays(line: str) -> None:
    assert read(line).paragraphs == (BEFORE, line, AFTER)


def test_a_byline_gives_the_authors() -> None:
    assert read("By Ann Example and Ben de Vries").authors == ("Ann Example", "Ben de Vries")


def test_read_more_gives_a_related_story() -> None:
    assert [each.headline for each in read("Read more: Ferries stop in June").related] == [
        "Ferries stop in June"
    ]


def test_the_head_of_an_email_is_shown_but_not_quoted() -> None:
    mail = (
        "From: Ann Example <ann@example.org>\nTo: Ben Example\nDate: Mon, 3 Jun 2024 10:12:00\n"
        "Subject: Re: The bridge\n\nIt opens on Monday.\n\n"
        "On 2 Jun 2024, Ben Example wrote:\n> When does it open?\n>> Nobody knows.\n"
    )
    result = read_article("a.txt", mail.encode())
    assert isinstance(result, ReadArticle)
    quoted = [
        text
        for number, text in enumerate(result.article.paragraphs, 1)
        if result.article.layout_of(number).parts is None
    ]
    assert quoted == ["It opens on Monday."]
    assert (result.article.title, result.article.authors) == ("The bridge", ("Ann Example",))
    assert result.article.published == date(2024, 6, 3)


def test_the_times_in_a_transcript_are_no_part_of_what_is_said() -> None:
    turns = (
        "[00:00:03] ANN: The bridge opened.",
        "[00:00:09] BEN: It cost nine million.",
        "(01:10) It rained.",
        "00:12:00.500 - It snowed.",
        "03/06/2024, 10:12 - ANN: It froze.",
        "[3.6.24, 10:12:05 PM] BEN: It thawed.",
        "BEN: [00:13:59.19] ...and rained.",
    )
    result = read_article("a.txt", "\n\n".join(turns).encode())
    assert isinstance(result, ReadArticle)
    assert result.article.paragraphs == (
        *("ANN: The bridge opened.", "BEN: It cost nine million.", "It rained.", "It snowed."),
        *("ANN: It froze.", "BEN: It thawed.", "BEN: ...and rained."),
    )


def test_a_single_time_is_text() -> None:
    assert read("10:15 The doors open.").paragraphs == (BEFORE, "10:15 The doors open.", AFTER)


def test_a_page_of_nothing_else_stays() -> None:
    result = read_article("a.txt", b"Advertisement\n")
    assert isinstance(result, ReadArticle)
