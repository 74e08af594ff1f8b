"""What its author does not show is never loaded."""

from datetime import date
from pathlib import Path

import pytest

from bot.articles.library import read_folder, succeed
from bot.articles.reader import ReadArticle, read_article
from bot.documents.problem import Hidden

TODAY = date(2025, 6, 1)


def read(text: str, name: str = "a.md") -> ReadArticle | object:
    return read_article(name, text.encode(), TODAY)


@pytest.mark.parametrize(
    "header",
    [
        "---\ndraft: true\n---",
        "---\nDraft: yes\n---",
        "---\ntitle: A: B\ndraft: true\n---",
        "---\ndraft: true\ndraft: false\ntitle: A: B\n---",
        "---\ntitle: A\ndraft: true\n",
        "---\npublished: false\n---",
        "---\npublish: no\n---",
        "---\nunlisted: true\n---",
        "---\nprivate: true\n---",
        "---\nvisibility: private\n---",
        "---\naccess: private\n---",
        "---\nunpublished: true\n---",
        "---\nexpiryDate: 2025-05-31\n---",
        "+++\ndraft = true\n+++",
        '+++\ndraft = true\ntitle = "broken\n+++',
        '{"title": "A", "draft": true}',
        "Title: A\nStatus: draft\n",
        "Title: A\nStatus: hidden\n",
    ],
)
def test_a_page_that_its_author_hides_is_told_as_hidden(header: str) -> None:
    assert isinstance(read(f"{header}\n\nThe merger is in June."), Hidden)


def test_a_post_is_not_shown_before_the_day_in_its_name() -> None:
    due = read("It opens.", "blog/_posts/2025-06-02-pier.md")
    assert isinstance(due, Hidden)
    assert due.until == date(2025, 6, 2)
    assert isinstance(read("It opens.", "events/2025-06-02-pier.md"), ReadArticle)


@pytest.mark.parametrize(
    ("header", "until"),
    [
        ("---\ndate: 2025-06-02\n---", date(2025, 6, 2)),
        ("---\npublished: 2031-01-01\n---", date(2031, 1, 1)),
        ("---\ndate: 2025-01-01\npublishDate: 2025-07-01\n---", date(2025, 7, 1)),
        ("---\ndate: June 9, 2025\n---", date(2025, 6, 9)),
        ("+++\ndate = 2025-06-02T08:00:00+02:00\n+++", date(2025, 6, 2)),
        ("Title: A\nDate: 2025-06-02 10:20\n", date(2025, 6, 2)),
        ("% A\n% Ann\n% 2 June 2025\n", date(2025, 6, 2)),
    ],
)
def test_a_page_of_the_future_waits_for_its_day(header: str, until: date) -> None:
    text = f"{header}\n\nThe grant is two million."
    hidden = read(text)
    assert isinstance(hidden, Hidden)
    assert hidden.until == until
    assert isinstance(read_article("a.md", text.encode(), until), ReadArticle)


def test_the_drafts_of_jekyll_are_hidden_by_their_folder() -> None:
    assert isinstance(read("It rained.", "_drafts/a.md"), Hidden)


@pytest.mark.parametrize(
    "header",
    [
        "---\ndraft: false\n---",
        "---\npublished: true\n---",
        "---\ndate: 2025-06-01\n---",
        "---\nstatus: published\n---",
        "---\nexpiryDate: 2025-06-02\n---",
        "---\nlastmod: 2031-01-01\n---",
    ],
)
def test_other_pages_are_shown(header: str) -> None:
    assert isinstance(read(f"{header}\n\nIt rained."), ReadArticle)


def test_a_hidden_file_of_a_folder_is_neither_an_article_nor_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ndraft: true\n---\nThe merger is in June.")
    (tmp_path / "b.md").write_text("It rained.")
    library = read_folder(tmp_path)
    assert [article.name for article in library.articles] == ["b.md"]
    assert [(hidden.name, hidden.line) for hidden in library.hidden] == [("a.md", 2)]
    assert library.rejected == ()


def test_an_article_that_is_made_a_draft_goes(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("It rained.")
    before = read_folder(tmp_path)
    (tmp_path / "a.md").write_text("---\ndraft: true\n---\nIt rained.")
    now, changes = succeed(before, read_folder(tmp_path, known=before))
    assert now.articles == ()
    assert changes.removed == ("a.md",)
