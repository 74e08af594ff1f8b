from pathlib import Path

import pytest

from bot.config import Config, ConfigError, load_config

STORAGE = "storage: postgresql://verbatim@db1/verbatim\n"


def load(folder: Path, text: str) -> Config:
    path = folder / "config.yaml"
    path.write_text(text)
    return load_config(path)


def test_articles_are_in_memory_unless_it_is_said(tmp_path: Path) -> None:
    assert load(tmp_path, STORAGE).remote_servers == ()


def test_remote_means_the_server_of_the_storage(tmp_path: Path) -> None:
    config = load(tmp_path, f"{STORAGE}retrieval: remote\n")
    assert config.remote_servers == ("postgresql://verbatim@db1/verbatim",)


def test_a_list_names_the_servers_with_the_articles(tmp_path: Path) -> None:
    others = "postgresql://verbatim@db2/v", "postgresql://verbatim@db3/v"
    config = load(tmp_path, f"{STORAGE}retrieval: [{', '.join(others)}]\n")
    assert config.remote_servers == ("postgresql://verbatim@db1/verbatim", *others)


@pytest.mark.parametrize("retrieval", ["remote", "[postgresql://verbatim@db2/verbatim]"])
def test_without_storage_it_is_refused(tmp_path: Path, retrieval: str) -> None:
    with pytest.raises(ConfigError, match=r"line 1: retrieval is .* without storage"):
        load(tmp_path, f"retrieval: {retrieval}\n")


@pytest.mark.parametrize("retrieval", ["disk", "[]", "[data.sqlite3]", "7"])
def test_anything_else_is_refused(tmp_path: Path, retrieval: str) -> None:
    with pytest.raises(ConfigError, match="memory, remote or a list of URLs without passwords"):
        load(tmp_path, f"{STORAGE}retrieval: {retrieval}\n")


def test_a_password_is_refused_and_not_shown(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="without passwords") as caught:
        load(tmp_path, f"{STORAGE}retrieval: [postgresql://verbatim:S3CRET@db2/verbatim]\n")
    assert "S3CRET" not in str(caught.value)
