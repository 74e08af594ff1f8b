"""One process of several that use a query log: `python -m tests.querylog.writing`.

Its arguments are PATH NAME COUNT TIMES. It says when it is up, and waits for a line. Then it opens
the log TIMES times, and each time writes COUNT entries and a vote on each tenth, and deletes what
is older than a year, as the bot does daily. In the end it prints how many entries were lost, and
the key of the hashes.
"""

import asyncio
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.config.model import Who
from bot.querylog.log import QueryLog
from bot.querylog.model import Vote
from bot.querylog.privacy import Privacy
from bot.querylog.sqlite.store import SqliteStore
from tests.querylog.conftest import ENTRY


async def write(path: Path, name: str, count: int) -> int:
    async with QueryLog.open(SqliteStore(path)) as log:
        for number in range(count):
            now = datetime.now(UTC)
            key = f"{name}-{number}"
            log.record(replace(ENTRY, key=key, question=f"Question {key}?", asked_at=now))
            if number % 10 == 0:
                await log.vote(Vote(key, voter=1, helpful=True, voted_at=now))
        assert log.expiry is not None
        await log.expiry.purge(datetime.now(UTC) - timedelta(days=365))
    return log.vitals.lost


async def main(path: Path, name: str, count: int, times: int) -> None:
    lost = [await write(path, f"{name}-{time}", count) for time in range(times)]
    print(sum(lost), Privacy.load(path, Who.HASHED).key.hex())  # noqa: T201 - to the test


if __name__ == "__main__":
    print("up", flush=True)  # noqa: T201
    sys.stdin.readline()
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])))
