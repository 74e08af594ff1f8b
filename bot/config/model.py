"""The schema of the configuration: every key with its type and default.

A description completes the sentence '… is expected', with which a wrong value is refused.
"""

from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from bot.common.logging_setup import LogFormat
from bot.common.wording import write_choice
from bot.config.values import (
    FilePath,
    Flag,
    Ids,
    Language,
    Limit,
    Url,
    interface_languages,
    words_for_booleans,
)


class Who(StrEnum):
    """How the person who asked is stored: by a keyed hash, by Discord id, or not at all."""

    HASHED = "hashed"
    PLAIN = "plain"
    NONE = "none"


DEFAULT_THRESHOLD = 0.59
"""How it was chosen is in `benchmarks/quality`; one serves both models of the confidence."""

_BYTES = "a whole number of bytes, 1 or more,"
_PORT = "a whole number from 1 to 65535"

MOST_SHARDS = 65_536
"""Far more than Discord's largest applications have."""

TOGETHER = "together"
"""The type of an error about keys that contradict each other; its context names the first."""


class Section(BaseModel):
    """A part of the configuration: immutable, and without unknown keys."""

    # The input is hidden in errors since a token may have been pasted into the wrong key.
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Seeds(Section):
    """Where the articles come from."""

    folder: FilePath = Field(Path("seeds"), description="the path of a folder")
    max_file_bytes: int = Field(1_048_576, strict=True, ge=1, description=_BYTES)
    max_upload_bytes: int = Field(33_554_432, strict=True, ge=1, description=_BYTES)
    max_files: int = Field(10_000, strict=True, ge=1, description="a whole number, 1 or more,")
    max_trashed: int = Field(100, strict=True, ge=0, description="a whole number, 0 or more,")
    watch: Flag = False


class Answers(Section):
    """How questions are answered."""

    sentences: int = Field(3, strict=True, ge=1, le=10, description="a whole number from 1 to 10")
    threshold: float = Field(
        DEFAULT_THRESHOLD, strict=True, ge=0, le=1, description="a number from 0 to 1"
    )
    semantic: bool | Literal["auto"] = Field("auto", description="auto, true or false")
    reader: bool | FilePath = Field(True, description="true, false or the path of a folder")

    _words_for_booleans = field_validator("semantic", "reader", mode="before")(words_for_booleans)


class Admins(Section):
    """Who may reload and change the seeds, in addition to the owner or team of the application."""

    users: Ids = ()
    roles: Ids = ()
    guilds: Ids = ()


class Flood(Section):
    """Rate limits: how many requests at once, and then per minute; 0 for no limit."""

    per_person: Limit = 30
    per_guild: Limit = 300


class Discord(Section):
    """How the bot behaves in Discord."""

    token_file: FilePath | None = Field(None, description="the path of a file")
    question_channels: Ids = ()
    allowed_channels: Ids = ()
    language: Language | None = Field(None, description=write_choice(interface_languages()))
    private: Flag = False
    shard_count: int | None = Field(
        None, strict=True, ge=1, le=MOST_SHARDS, description="a whole number, 1 or more,"
    )
    shard_ids: tuple[Annotated[int, Field(strict=True, ge=0, lt=MOST_SHARDS)], ...] = Field(
        (), description="a list of whole numbers from 0 on, such as [0, 1],"
    )
    flood: Flood = Flood()
    admins: Admins = Admins()

    @model_validator(mode="after")
    def _refuse_shards_that_do_not_fit(self) -> Self:
        if fault := self._fault_of_shards():
            # pydantic's error names the section only; the key in its context finds the line.
            raise PydanticCustomError(TOGETHER, "{fault}", {"key": "shard_ids", "fault": fault})
        return self

    def _fault_of_shards(self) -> str | None:
        """Say how the two keys about shards contradict each other, or None."""
        ids, count = self.shard_ids, self.shard_count
        if not ids:
            return None
        if count is None:
            return (
                "discord.shard_ids also needs discord.shard_count, the total number of shards of"
                " all processes"
            )
        if (highest := max(ids)) >= count:
            return (
                f"discord.shard_ids has {highest}, but with discord.shard_count {count} they are"
                f" numbered from 0 to {count - 1}"
            )
        ((first, times),) = Counter(ids).most_common(1)
        return f"discord.shard_ids has {first} more than once" if times > 1 else None

    @property
    def is_shared(self) -> bool:
        """Whether other processes run other shards of the same application."""
        return bool(self.shard_ids)

    @property
    def has_first_shard(self) -> bool:
        """Whether this process runs the first shard of the application."""
        return not self.shard_ids or 0 in self.shard_ids

    @property
    def needs_message_content(self) -> bool:
        """Whether the privileged message-content intent must be asked for."""
        return bool(self.question_channels)


class Log(Section):
    """The query log."""

    enabled: Flag = True
    path: FilePath = Field(Path("data/verbatim.sqlite3"), description="the path of a file")
    who: Who = Field(Who.HASHED, description="one of hashed, plain and none")
    keep_days: int = Field(
        365, strict=True, ge=0, le=36_500, description="a whole number of days, 0 for ever,"
    )


class Logging(Section):
    """The log that the process writes to standard error."""

    level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="one of debug, info, warning and error"
    )
    format: LogFormat = Field("text", description="text or json")


class Health(Section):
    """The health endpoint."""

    port: int | None = Field(None, strict=True, ge=1, le=65_535, description=_PORT)
    host: str = Field("127.0.0.1", strict=True, min_length=1, description="an address")


class Config(Section):
    """The whole configuration; `Config()` has all the defaults."""

    seeds: Seeds = Seeds()
    answers: Answers = Answers()
    discord: Discord = Discord()
    log: Log = Log()
    storage: Url | None = Field(
        None,
        strict=True,
        description="a URL without a password, such as postgresql://user@host/database,",
    )
    retrieval: Literal["memory", "remote"] | Annotated[tuple[Url, ...], Field(min_length=1)] = (
        Field("memory", description="memory, remote or a list of URLs without passwords")
    )
    health: Health = Health()
    logging: Logging = Logging()

    @model_validator(mode="after")
    def _refuse_remote_without_storage(self) -> Self:
        if self.retrieval != "memory" and self.storage is None:
            fault = (
                f"retrieval is {self.retrieval if isinstance(self.retrieval, str) else 'a list'},"
                " but without storage, the URL of a PostgreSQL server, there is nothing to ask;"
                " see docs/scale.md"
            )
            raise PydanticCustomError(TOGETHER, "{fault}", {"key": "retrieval", "fault": fault})
        return self

    @property
    def remote_servers(self) -> tuple[str, ...]:
        """The server with the manifest of the articles, then those with the articles, if others.

        Empty if the articles are searched in memory.
        """
        if self.retrieval == "memory" or self.storage is None:
            return ()
        return (self.storage, *(() if self.retrieval == "remote" else self.retrieval))
