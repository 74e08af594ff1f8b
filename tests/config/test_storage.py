from pathlib import Path

import pytest

from bot.config import Config, ConfigError, load_config


def load(folder: Path, url: str) -> Config:
    path = folder / "config.yaml"
    path.write_text(f"storage: {url}\n")
    return load_config(path)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://db/verbatim",
        "postgres://verbatim@db1,db2:5433/verbatim?sslmode=verify-full",
        "postgresql://verbatim@/verbatim?host=/run/postgresql",
    ],
)
def test_the_url_of_a_server_is_taken(tmp_path: Path, url: str) -> None:
    assert load(tmp_path, url).storage == url


@pytest.mark.parametrize("url", ["mysql://db/verbatim", "postgresql:verbatim", "data.sqlite3", "5"])
def test_anything_else_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(ConfigError, match="a URL without a password, such as postgresql://user@"):
        load(tmp_path, url)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://verbatim:S3CRET@db/verbatim",
        "postgresql://verbatim:S3CRET/S3CRET@S3CRET@db/verbatim",
        "postgresql://db/verbatim?password=S3CRET",
        "mysql://verbatim:S3CRET@db/verbatim",
    ],
)
def test_a_password_in_it_is_refused_and_not_shown(tmp_path: Path, url: str) -> None:
    with pytest.raises(ConfigError, match="without a password") as caught:
        load(tmp_path, url)
    assert "S3CRET" not in str(caught.value)
