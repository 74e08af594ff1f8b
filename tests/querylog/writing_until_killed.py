"""Writes until it is killed: `python -m tests.querylog.writing_until_killed URL KEY NAME`.

It prints the key of each entry once the log says that it is written.
"""

import asyncio
import sys
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from bot.querylog.errors import VoteDelayed
from bot.querylog.log import QueryLog
from bot.querylog.model import Vote
from bot.querylog.postgresql.store import open_store
from tests.querylog.conftest import ENTRY


async def write(url: str, key_file: Path, name: str) -> None:
    async with QueryLog.open(open_store(url, None, key_file), retry_seconds=0.1, waits=True) as log:
        for number in count():
            keys = [f"{name}-{number}-{one}" for one in range(number % 7 + 1)]
            for key in keys:
                log.record(replace(ENTRY, key=key, asked_at=datetime.now(UTC)))
            while log.vitals.pending or log.vitals.is_failing:
                await log.written()
                await asyncio.sleep(0.01)
            with suppress(VoteDelayed):  # the server is away
                await log.vote(Vote(keys[0], 7, helpful=True, voted_at=datetime.now(UTC)))
            print("\n".join(keys), flush=True)  # noqa: T201 - to the test


if __name__ == "__main__":
    asyncio.run(write(sys.argv[1], Path(sys.argv[2]), sys.argv[3]))
