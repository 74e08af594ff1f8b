"""Rows on a server that are not as they were published."""

import pytest

from bot.library.remote.errors import ArticlesUnavailable, NotPublished
from tests.library.remote.machines import Machine
from tests.library.remote.test_live import ask, first_quote
from tests.querylog.databases import PostgresqlDatabase

DAMAGES = {
    "rows are empty": "UPDATE remote_rows SET data = ''",
    "rows are zeros": "UPDATE remote_rows SET data = decode(repeat('00', length(data)), 'hex')",
    "rows are ones": "UPDATE remote_rows SET data = decode(repeat('ff', length(data)), 'hex')",
    "rows are cut": "UPDATE remote_rows SET data = substring(data FROM 1 FOR length(data) - 1)",
    "numbers of another width": (
        "UPDATE remote_rows SET data = decode('030303', 'hex') || substring(data FROM 4)"
    ),
    "passages that do not exist": (
        "UPDATE remote_rows SET data = decode('01010100000000007f0101', 'hex')"
    ),
    "no tables": "DROP TABLE remote_rows",
}
DAMAGED_ARTICLES = {
    "nothing": "''",
    "other bytes": "decode(repeat('ff', length(data)), 'hex')",
    "cut": "substring(data FROM 1 FOR length(data) - 9)",
    "no passages": r"'\x0000000000000000' || substring(data FROM 9 + get_byte(data, 0))",
    "places outside": r"substring(data FROM 1 FOR 8) || '\x09' || substring(data FROM 10)",
    "deep": "convert_to(repeat('[', 200000), 'UTF8')",
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_damaged_rows_are_not_taken_for_having_no_answer(
    machine: Machine, database: PostgresqlDatabase, damage: str
) -> None:
    machine.publisher.publish(machine.seeds)
    live = machine.open()
    database.query(damage)
    with pytest.raises(ArticlesUnavailable):
        ask(live, "When did the mill burn down?")


@pytest.mark.parametrize("damage", DAMAGED_ARTICLES.values(), ids=DAMAGED_ARTICLES)
def test_a_damaged_article_is_not_quoted(
    machine: Machine, database: PostgresqlDatabase, damage: str
) -> None:
    machine.publisher.publish(machine.seeds)
    database.query(f"UPDATE remote_articles SET data = {damage}")  # noqa: S608
    with pytest.raises(ArticlesUnavailable):
        [passage.text for passage in machine.open().corpus.passages]


@pytest.mark.parametrize("manifest", ["abc", "[1]", "[" * 200_000])
def test_a_damaged_manifest_says_what_to_do(
    machine: Machine, database: PostgresqlDatabase, manifest: str
) -> None:
    machine.publisher.publish(machine.seeds)
    database.query(f"UPDATE remote_manifest SET data = convert_to('{manifest}', 'UTF8')")  # noqa: S608
    with pytest.raises(NotPublished, match="damaged index"):
        machine.open()


def test_damaged_articles_are_whole_after_what_the_message_says(
    machine: Machine, database: PostgresqlDatabase
) -> None:
    machine.publisher.publish(machine.seeds)
    for damage in ("remote_rows SET data = ''", "remote_segments SET directory = 'abc'"):
        database.query(f"UPDATE {damage}")
        database.query("DELETE FROM remote_manifest")
        machine.publisher.publish(machine.seeds)
        assert first_quote(machine.open(), "When did the mill burn down?")
