from datetime import date
from hashlib import sha256

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.model import Article
from bot.retrieval import catalogue as module
from bot.retrieval.catalogue import NEWEST, Catalogue, Titles, digest_of, fold

TITLES = ["The bridge opens", "Apples of the valley", "the  BRIDGE opens", "Über alles", ""]
ARTICLES = [Article(f"{n}.txt", title, ("Text.",)) for n, title in enumerate(TITLES)]


def found(catalogue: Catalogue, typed: str, *, with_names: bool = False) -> list[str]:
    shards = range(catalogue.shards)
    each = (catalogue.search(shard, typed, with_names=with_names) for shard in shards)
    return [article.name for matches in each for article in matches]


@pytest.fixture(params=[1, 2, 1_000], ids=lambda size: f"{size} a shard")
def catalogue(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Catalogue:
    monkeypatch.setattr(module, "_A_SHARD", request.param)
    return Catalogue(ARTICLES)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("bridge", ["0.txt", "2.txt"]),
        ("THE bridge  o", ["0.txt", "2.txt"]),
        ("über", ["3.txt"]),
        ("txt", ["4.txt"]),  # which has no title but its name
        ("opens\n", ["0.txt", "2.txt"]),
        ("no such", []),
        ("", ["0.txt", "1.txt", "2.txt", "3.txt", "4.txt"]),
    ],
)
def test_articles_are_found_by_a_part_of_their_title(
    catalogue: Catalogue, typed: str, names: list[str]
) -> None:
    assert found(catalogue, typed) == names


def test_they_are_also_found_by_the_names_of_their_files(catalogue: Catalogue) -> None:
    assert found(catalogue, "3.T", with_names=True) == ["3.txt"]


def test_an_exact_title_is_told_from_a_part_of_one(catalogue: Catalogue) -> None:
    assert [one.name for one in catalogue.titled("The Bridge Opens")] == ["0.txt", "2.txt"]
    assert not list(catalogue.titled("bridge"))


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), unique=True), st.text())
def test_titles_are_searched_as_one_by_one(titles: list[str], typed: str) -> None:
    articles = [Article(f"{n}", title, ()) for n, title in enumerate(titles)]
    one_by_one = [
        one.name for one in articles if fold(typed) in (fold(one.title) or fold(one.name))
    ]
    assert found(Catalogue(articles), typed) == one_by_one


@given(st.sets(st.text()))
def test_every_article_is_found_by_its_name_and_by_its_digest(names: set[str]) -> None:
    articles = [Article(name, "T", ()) for name in sorted(names)]
    catalogue = Catalogue(articles)
    for number, article in enumerate(articles):
        assert catalogue.named(article.name) is article
        assert catalogue.number_of(article.name) == number
        beginning = int.from_bytes(digest_of(article.name)[:8], "big") >> 28
        assert article in catalogue.with_digest(beginning, 36)


def test_what_is_not_there_is_not_found(catalogue: Catalogue) -> None:
    assert catalogue.named("5.txt") is None
    assert Catalogue([]).named("") is None
    assert not list(Catalogue([]).with_digest(0, 64))


def test_the_digest_is_the_one_that_buttons_of_old_messages_have() -> None:
    assert digest_of("a.txt") == sha256(b"a.txt").digest()
    assert digest_of("\udcff.txt")


def test_the_newest_are_known_and_articles_without_a_date_come_last() -> None:
    dates = [None, date(1066, 10, 14), date(2025, 3, 22)]
    articles = [Article(f"{n}", "T", (), published=one) for n, one in enumerate(dates)]
    assert [one.name for one in Catalogue(articles).newest] == ["2", "1", "0"]


@given(
    st.lists(
        st.tuples(
            st.none() | st.dates(date(2025, 3, 1), date(2025, 3, 4)),
            st.integers(0, 3),
            st.booleans(),
        ),
        max_size=30,
    )
)
def test_the_newest_of_several_segments_are_those_of_one_without_the_articles_that_are_gone(
    drawn: list[tuple[date | None, int, bool]],
) -> None:
    made = [Article(f"{n}", "T", (), published=day) for n, (day, _, _) in enumerate(drawn)]
    kept = [one for one, (_, _, is_gone) in zip(made, drawn, strict=True) if not is_gone]
    numbers = {one.name: number for number, one in enumerate(kept)}
    parts = []
    for segment in range(4):
        own = [one for one, (_, place, _) in zip(made, drawn, strict=True) if place == segment]
        parts.append((Titles(own), np.array([numbers.get(one.name, -1) for one in own], np.int64)))
    expected = sorted(kept, key=lambda one: one.published or date.min, reverse=True)
    assert list(Catalogue(kept, parts).newest) == expected[:NEWEST]
