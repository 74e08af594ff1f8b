from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from bot.articles.model import Article
from bot.library.remote.dividing import Range, divide
from bot.library.workers import length_of

LARGEST = 100

lengths = st.dictionaries(st.integers(0, 99), st.integers(1, 60), max_size=60)


def articles_of(lengths: dict[int, int]) -> list[Article]:
    return [
        Article(f"{number:02}.txt", "", ("x" * length,), digest=f"{number} {length}")
        for number, length in sorted(lengths.items())
    ]


def ranges_of(segments: Sequence[Range | list[Article]]) -> list[Range]:
    """What is published then."""
    made: list[Range] = []
    for number, one in enumerate(segments):
        if isinstance(one, Range):
            made.append(one)
        else:
            made.append(Range((0, number), "", 0, {each.name: each.digest for each in one}))
    return made


def names_in(segments: Sequence[Range | list[Article]]) -> list[str]:
    return [name for one in ranges_of(segments) for name in one.articles]


@given(lengths, lengths)
def test_every_article_is_in_one_segment_and_in_order(
    before: dict[int, int], after: dict[int, int]
) -> None:
    ranges = ranges_of(list(divide(articles_of(before), [], LARGEST)))
    articles = articles_of(after)
    assert names_in(list(divide(articles, ranges, LARGEST))) == [one.name for one in articles]


@given(lengths)
def test_what_has_not_changed_stays(before: dict[int, int]) -> None:
    articles = articles_of(before)
    ranges = ranges_of(list(divide(articles, [], LARGEST)))
    assert list(divide(articles, ranges, LARGEST)) == ranges


@given(lengths, st.data())
def test_a_changed_article_makes_only_its_segment_and_a_small_one_beside_it_new(
    before: dict[int, int], data: st.DataObject
) -> None:
    if not before:
        return
    ranges = ranges_of(list(divide(articles_of(before), [], LARGEST)))
    changed = data.draw(st.sampled_from(sorted(before)))
    after = before | {changed: before[changed] % 60 + 1}
    divided = list(divide(articles_of(after), ranges, LARGEST))
    assert sum(one not in divided for one in ranges) <= 2


@given(lengths, lengths)
def test_a_new_segment_is_never_twice_as_large_as_allowed(
    before: dict[int, int], after: dict[int, int]
) -> None:
    ranges = ranges_of(list(divide(articles_of(before), [], LARGEST)))
    for one in divide(articles_of(after), ranges, LARGEST):
        assert isinstance(one, Range) or length_of(one) < 2 * LARGEST


def test_articles_that_have_become_few_join_the_next_segment() -> None:
    articles = articles_of(dict.fromkeys(range(20), 20))
    ranges = ranges_of(list(divide(articles, [], LARGEST)))
    first = len(ranges[0].articles)
    divided = list(divide(articles[first - 1 :], ranges, LARGEST))
    assert not isinstance(divided[0], Range)
    assert divided[0][1].name == next(iter(ranges[1].articles))
