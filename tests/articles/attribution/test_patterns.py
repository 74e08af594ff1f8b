"""Each English pattern is held by the example below it, which no other pattern reads as well."""

import pytest

from bot.articles.attribution import find_sources
from bot.articles.attribution.english.finding import known_patterns, sources_by
from bot.articles.attribution.pattern_files import PatternError, parse_patterns
from bot.articles.attribution.patterns import Pattern

PATTERNS = sorted(
    {pattern for some in known_patterns().by_word.values() for pattern in some},
    key=lambda pattern: pattern.line,
)


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: f"line-{pattern.line}")
def test_every_pattern_has_an_example_that_it_gives_the_sources_of(pattern: Pattern) -> None:
    found = [source.name for source in find_sources(pattern.example)]
    assert found == list(pattern.sources)


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: f"line-{pattern.line}")
def test_no_example_keeps_its_sources_without_its_pattern(pattern: Pattern) -> None:
    others = known_patterns().without(pattern)
    found = [source.name for source in sources_by(others, pattern.example)]
    assert found != list(pattern.sources)


def test_a_section_that_is_unknown_is_told_with_the_nearest() -> None:
    with pytest.raises(PatternError, match="line 1: no section <verbs>; there is verb"):
        parse_patterns("patterns.txt", "{ <verbs>\n= A. [A]", {"verb": ["says"]})
