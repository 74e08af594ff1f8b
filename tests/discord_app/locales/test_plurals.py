import pytest

from bot.discord_app.locales.plurals import PluralRule

# As they stand in CLDR 46.
ENGLISH = {"one": "i = 1 and v = 0"}
UKRAINIAN = {
    "one": "v = 0 and i % 10 = 1 and i % 100 != 11",
    "few": "v = 0 and i % 10 = 2..4 and i % 100 != 12..14",
    "many": "v = 0 and i % 10 = 0 or v = 0 and i % 10 = 5..9 or v = 0 and i % 100 = 11..14",
}
FRENCH = {"one": "i = 0,1", "many": "e = 0 and i != 0 and i % 1000000 = 0 and v = 0 or e != 0..5"}


@pytest.mark.parametrize(
    ("rules", "category", "counts"),
    [
        (ENGLISH, "one", [1]),
        (ENGLISH, "other", [0, 2, 11, 21, 100, 1_001]),
        (UKRAINIAN, "one", [1, 21, 101, 1_001]),
        (UKRAINIAN, "few", [2, 3, 4, 22, 34, 102, 1_003]),
        (UKRAINIAN, "many", [0, 5, 9, 10, 11, 12, 14, 19, 20, 111, 112, 1_000]),
        (FRENCH, "one", [0, 1]),
        (FRENCH, "many", [1_000_000]),
        (FRENCH, "other", [2, 1_000, 1_000_001]),
        ({}, "other", [0, 1, 2]),
    ],
)
def test_each_number_has_the_category_that_cldr_gives_it(
    rules: dict[str, str], category: str, counts: list[int]
) -> None:
    rule = PluralRule.parse(rules)
    assert {count: rule.category(count) for count in counts} == dict.fromkeys(counts, category)


def test_a_language_has_the_categories_that_its_whole_numbers_need() -> None:
    assert PluralRule.parse(ENGLISH).categories == {"one", "other"}
    assert PluralRule.parse(UKRAINIAN).categories == {"one", "few", "many"}
    assert PluralRule.parse({}).categories == {"other"}


@pytest.mark.parametrize("rule", ["", "count = 1", "i = 1 and", "i == 1", "i % 0 = 1", "i = 1..b"])
def test_what_is_no_rule_is_refused(rule: str) -> None:
    with pytest.raises(ValueError, match="not written as in CLDR"):
        PluralRule.parse({"one": rule})


def test_an_unknown_category_is_refused() -> None:
    with pytest.raises(ValueError, match="several is none of zero, one, two, few, many"):
        PluralRule.parse({"several": "i = 2"})
