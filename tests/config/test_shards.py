from pathlib import Path

import pytest

from bot.config import Config, ConfigError, load_config


def load(tmp_path: Path, section: str) -> Config:
    path = tmp_path / "config.yaml"
    path.write_text(f"discord:\n  private: false\n{section}", "utf-8")
    return load_config(path)


def test_without_a_setting_one_process_runs_all_shards() -> None:
    discord = Config().discord
    assert (discord.shard_count, discord.shard_ids) == (None, ())
    assert discord.has_first_shard
    assert not discord.is_shared


@pytest.mark.parametrize(("ids", "is_first"), [("[0, 1]", True), ("[2, 3]", False)])
def test_of_several_processes_one_has_the_first_shard(
    tmp_path: Path, ids: str, is_first: bool
) -> None:
    discord = load(tmp_path, f"  shard_ids: {ids}\n  shard_count: 4\n").discord
    assert discord.is_shared
    assert discord.has_first_shard is is_first


@pytest.mark.parametrize(
    ("section", "problem"),
    [
        (
            "  shard_ids: [0]\n",
            "discord.shard_ids also needs discord.shard_count, the total number of shards of all"
            " processes",
        ),
        (
            "  shard_ids: [3, 4]\n  shard_count: 4\n",
            "discord.shard_ids has 4, but with discord.shard_count 4 they are numbered from 0 to 3",
        ),
        (
            "  shard_ids: [1, 0, 1]\n  shard_count: 4\n",
            "discord.shard_ids has 1 more than once",
        ),
        (
            "  shard_ids: [-1]\n",
            "discord.shard_ids has -1,"
            " but a list of whole numbers from 0 on, such as [0, 1], is expected",
        ),
        (
            "  shard_ids: 0\n",
            "discord.shard_ids is 0,"
            " but a list of whole numbers from 0 on, such as [0, 1], is expected",
        ),
        (
            "  shard_count: 0\n",
            "discord.shard_count is 0, but a whole number, 1 or more, is expected",
        ),
    ],
    ids=["no count", "too high", "twice", "negative", "no list", "count of 0"],
)
def test_shards_that_do_not_fit_are_told_with_their_line(
    tmp_path: Path, section: str, problem: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, section)
    assert caught.value.problems == (f"{tmp_path / 'config.yaml'}, line 3: {problem}",)


def test_they_are_told_with_what_is_wrong_elsewhere(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, "  shard_ids: [0]\nanswers: {sentences: 0}\n")
    assert [one.partition(": ")[0][-6:] for one in caught.value.problems] == ["line 3", "line 4"]
