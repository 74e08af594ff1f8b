import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.common.wording import write_choice
from bot.config import Config, ConfigError, load_config
from bot.config.model import Who
from bot.config.values import interface_languages

BIG_ID = 2**63 - 1


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def load(folder: Path, text: str | bytes) -> Config:
    path = folder / "config.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_config(path)


def problems(folder: Path, text: str | bytes) -> tuple[str, ...]:
    with pytest.raises(ConfigError) as caught:
        load(folder, text)
    assert str(caught.value) == "\n".join(caught.value.problems)
    return tuple(
        problem.removeprefix(f"{folder / 'config.yaml'}, ") for problem in caught.value.problems
    )


def test_without_a_file_the_defaults_hold(folder: Path) -> None:
    assert load_config(None) == Config()


def test_the_default_file_is_read_where_present(folder: Path) -> None:
    (folder / "config.yaml").write_text("answers: {sentences: 7}\n")
    assert load_config(None).answers.sentences == 7


def test_a_named_file_that_is_missing_is_an_error(folder: Path) -> None:
    with pytest.raises(ConfigError, match=r"other\.yaml: this configuration file does not exist"):
        load_config(Path("other.yaml"))


def test_a_folder_is_no_configuration(folder: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load_config(folder)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing\n",
        "seeds:\n",
        "log: {}\n",
        "discord:\n  question_channels:\n  # - 123\n  admins:\n",
        "seeds:\n  folder:\n",
        b"\xef\xbb\xbflogging:\r\n  level: info\r\n",
    ],
    ids=["empty", "comment", "empty section", "no keys", "comments only", "no value", "BOM, CRLF"],
)
def test_what_is_left_out_has_its_default(folder: Path, text: str | bytes) -> None:
    (folder / "config.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
    assert load_config(None) == Config()


def test_every_kind_of_value_is_read(folder: Path) -> None:
    config = load(
        folder,
        f"""
answers: {{sentences: 10, threshold: 1}}
discord:
  question_channels: [1, "2", {BIG_ID}]
  admins: {{roles: ['{BIG_ID}']}}
log: {{enabled: off, who: none}}
logging: {{level: debug}}
""",
    )
    assert (config.answers.sentences, config.answers.threshold) == (10, 1.0)
    assert config.discord.question_channels == (1, 2, BIG_ID)
    assert config.discord.admins.roles == (BIG_ID,)
    assert (config.log.enabled, config.log.who) == (False, Who.NONE)
    assert config.logging.level == "debug"


def test_relative_paths_start_at_the_file(folder: Path) -> None:
    config = load(folder, "seeds: {folder: news}\ndiscord: {token_file: ../token}\n")
    assert config.seeds.folder == folder / "news"
    assert config.discord.token_file == folder / "../token"
    assert config.log.path == folder / "data/verbatim.sqlite3"


def test_other_paths_stay_as_they_are(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/someone")
    config = load(folder, "seeds: {folder: /srv/news}\nlog: {path: ~/log.sqlite3}\n")
    assert config.seeds.folder == Path("/srv/news")
    assert config.log.path == Path("/home/someone/log.sqlite3")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "answers:\n  sentences: many\n",
            'line 2: answers.sentences is "many", but a whole number from 1 to 10 is expected',
        ),
        (
            "answers: {sentences: true}\n",
            "line 1: answers.sentences is true, but a whole number from 1 to 10 is expected",
        ),
        (
            "answers: {sentences: 11}\n",
            "line 1: answers.sentences is 11, but a whole number from 1 to 10 is expected",
        ),
        (
            "answers: {sentences: 3.0}\n",
            "line 1: answers.sentences is 3.0, but a whole number from 1 to 10 is expected",
        ),
        (
            "answers:\n\n  threshold: .nan\n",
            "line 3: answers.threshold is NaN, but a number from 0 to 1 is expected",
        ),
        (
            "answers: {threshold: true}\n",
            "line 1: answers.threshold is true, but a number from 0 to 1 is expected",
        ),
        (
            "answers: {semantic: maybe}\n",
            'line 1: answers.semantic is "maybe", but auto, true or false is expected',
        ),
        (
            "answers:\n  reader: [1]\n",
            "line 2: answers.reader is [1], but true, false or the path of a folder is expected",
        ),
        (
            "seeds: {folder: ''}\n",
            'line 1: seeds.folder is "", but the path of a folder is expected',
        ),
        ("seeds: {folder: 5}\n", "line 1: seeds.folder is 5, but the path of a folder is expected"),
        (
            'log: {path: "a\\0b"}\n',
            'line 1: log.path is "a\\u0000b", but the path of a file is expected',
        ),
        (
            "seeds: {max_file_bytes: 0}\n",
            "line 1: seeds.max_file_bytes is 0,"
            " but a whole number of bytes, 1 or more, is expected",
        ),
        ("log: {enabled: 1}\n", "line 1: log.enabled is 1, but true or false is expected"),
        (
            "log: {who: Hashed}\n",
            'line 1: log.who is "Hashed", but one of hashed, plain and none is expected',
        ),
        (
            "logging: {level: loud}\n",
            'line 1: logging.level is "loud",'
            " but one of debug, info, warning and error is expected",
        ),
        (
            "discord: {language: xx}\n",
            'line 1: discord.language is "xx",'
            f" but {write_choice(interface_languages())} is expected",
        ),
        ("answers: 3\n", "line 1: answers is 3, but a group of keys is expected"),
        (
            "discord:\n  question_channels:\n    - 1\n    - general\n",
            'line 4: discord.question_channels has "general",'
            " but a list of Discord ids without a zero before them, such as [123456789012345678],"
            " is expected",
        ),
        (
            "discord: {allowed_channels: 12}\n",
            "line 1: discord.allowed_channels is 12,"
            " but a list of Discord ids without a zero before them, such as [123456789012345678],"
            " is expected",
        ),
        (
            f"logging: {{level: {'x' * 200}}}\n",
            f'line 1: logging.level is "{"x" * 58}…,'
            " but one of debug, info, warning and error is expected",
        ),
    ],
    ids=lambda value: value[:30],
)
def test_a_wrong_value_is_told_with_its_place_and_what_is_expected(
    folder: Path, text: str, problem: str
) -> None:
    assert problems(folder, text) == (problem,)


@pytest.mark.parametrize("number", ["0", "-1", str(2**63), "1.5", "true", "''", "'１２'", "'1 2'"])
def test_what_no_discord_id_can_be_is_refused(folder: Path, number: str) -> None:
    (problem,) = problems(folder, f"discord: {{admins: {{users: [{number}]}}}}\n")
    assert problem.startswith("line 1: discord.admins.users has ")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "answers:\n  treshold: 0.5\n",
            "line 2: there is no key answers.treshold; did you mean answers.threshold?",
        ),
        ("Answers: {}\n", "line 1: there is no key Answers; did you mean answers?"),
        ("sentences: 3\n", "line 1: there is no key sentences; did you mean answers.sentences?"),
        (
            "log: {level: info}\n",
            "line 1: there is no key log.level; did you mean logging.level?",
        ),
        (
            "log: {xyzzy: 1}\n",
            "line 1: there is no key log.xyzzy; the keys here are enabled, path, who",
        ),
        ("1: 2\n", "line 1: there is no key 1; the keys here are"),
    ],
    ids=lambda value: value[:20],
)
def test_an_unknown_key_is_told_with_the_nearest_known(
    folder: Path, text: str, problem: str
) -> None:
    (found,) = problems(folder, text)
    assert found.startswith(problem)


def test_a_token_written_into_the_configuration_is_not_shown(folder: Path) -> None:
    (problem,) = problems(folder, "discord:\n  token: S3CRET.token\n")
    assert "did you mean discord.token_file?" in problem
    assert "S3CRET" not in problem


def test_a_token_under_any_key_is_not_shown(folder: Path) -> None:
    token = ".".join(("A" * 24, "b" * 6, "c" * 27))
    (problem,) = problems(folder, f"answers:\n  sentences: {token}\n")
    assert token not in problem


def test_all_problems_are_told_at_once_in_the_order_of_the_file(folder: Path) -> None:
    found = problems(
        folder, "nonsense: 1\nlog:\n  who: me\nseeds:\n  folder: 1\n  max_file_bytes: x\n"
    )
    assert [problem.split(":")[0] for problem in found] == ["line 1", "line 3", "line 5", "line 6"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("log:\n  who: none\n  who: plain\n", "line 3: the key 'who' is duplicated"),
        ("log: [\n", "line 2: this is not valid YAML"),
        ("- log\n", "line 1: expected a list of 'key: value' lines"),
        (b"log:\n  path: caf\xe9\n", "line 2: is not UTF-8 text"),
    ],
    ids=["duplicate key", "syntax", "list", "encoding"],
)
def test_what_cannot_be_read_as_yaml_is_told_with_its_line(
    folder: Path, text: str | bytes, problem: str
) -> None:
    (found,) = problems(folder, text)
    assert found.startswith(problem)


def test_a_configuration_is_fixed_once_read() -> None:
    with pytest.raises(ValidationError):
        Config().answers.sentences = 5  # type: ignore[misc]  # that is what is tested


KEYS = st.sampled_from(
    [
        "seeds",
        "folder",
        "answers",
        "threshold",
        "semantic",
        "reader",
        "discord",
        "admins",
        "x",
        "log",
    ]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(KEYS, VALUES))
def test_any_mapping_is_a_configuration_or_a_list_of_problems(
    tmp_path_factory: pytest.TempPathFactory, data: dict[str, object]
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_text(json.dumps(data))
    found: tuple[str, ...] = ()
    try:
        load_config(path)
    except ConfigError as error:
        found = error.problems
    assert all(problem.startswith(f"{path}, line 1: ") for problem in found)
