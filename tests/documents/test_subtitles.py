"""Subtitles are read as what is said, a paragraph for each turn."""

import pytest

from bot.articles.reader import ReadArticle, read_article
from bot.documents.problem import Problem

VTT = """WEBVTT
Kind: captions

NOTE not to be shown

1
00:00:01.000 --> 00:00:04.000 align:start
<v Ann Example>The pier opens in May,
and it's <i>free</i> &amp; safe.</v>

00:00:04.000 --> 00:00:06.000
<v Ann Example>Come early.</v>

00:00:06.500 --> 00:00:07.000
<v Ben Example>We will.</v>
"""
SRT = """1
00:00:01,000 --> 00:00:02,500
[Music]

2
00:00:02,500 --> 00:00:04,000
- When does it open?
- In May.

3
00:00:09,000 --> 00:00:11,000
{\\an8}Rain fell on

4
00:00:11,000 --> 00:00:12,000
the whole town.
"""


def read(name: str, text: str) -> ReadArticle:
    result = read_article(name, text.encode())
    assert isinstance(result, ReadArticle), result
    return result


def test_a_turn_begins_with_the_name_of_its_speaker() -> None:
    assert read("a.vtt", VTT).article.paragraphs == (
        "Ann Example: The pier opens in May, and it's free & safe. Come early.",
        "Ben Example: We will.",
    )


def test_a_turn_begins_at_a_dash_and_after_a_pause() -> None:
    subtitles = read("a.srt", SRT)
    assert subtitles.article.paragraphs == (
        "When does it open?",
        "In May.",
        "Rain fell on the whole town.",
    )
    assert subtitles.report.left_out == (("sound", 1),)


def test_a_line_that_stays_while_the_next_one_comes_is_read_once() -> None:
    rolling = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\nso the<00:01.500><c> pier</c> opens\n\n"
        "00:02.000 --> 00:03.000\nso the pier opens\nin May.\n"
    )
    assert read("a.vtt", rolling).article.paragraphs == ("so the pier opens in May.",)


@pytest.mark.parametrize("text", ["The pier opens in May.", "WEBVTT\n\nNOTE a --> b\n"])
def test_a_file_without_times_is_no_subtitles(text: str) -> None:
    result = read_article("a.srt", text.encode())
    assert isinstance(result, Problem)
    assert "has no times" in result.text
