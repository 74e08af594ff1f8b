import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.titles import title_of_name


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("tarnwick-ferry.txt", "Tarnwick ferry"),
        ("Server status.md", "Server status"),
        ("notes/Meeting with the well-known.md", "Meeting with the well-known"),
        ("_posts/2025-03-22-the-bridge_opens.md", "The bridge opens"),
        ("docs/install/index.md", "Install"),
        ("README.md", "README"),
        ("a.txt", "A"),
        ("000_942e80972d68acaf.txt", "000_942e80972d68acaf.txt"),
        ("2025.md", "2025.md"),
    ],
)
def test_a_file_gives_its_name_to_an_article_without_a_title(name: str, title: str) -> None:
    assert title_of_name(name) == title


@given(st.text(min_size=1, max_size=40).filter(str.strip))
def test_any_name_is_some_title_in_one_line(name: str) -> None:
    title = title_of_name(name)
    assert title.strip()
