"""Checks the running bot, and writes its status."""

import asyncio
import logging
import os
import threading
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from random import SystemRandom

from bot import __version__
from bot.common.atomic_files import make_private_folder
from bot.library.live import LiveCorpus
from bot.monitoring.heartbeat_age import HeartbeatAge, Latencies
from bot.monitoring.self_question import answers_itself
from bot.monitoring.status import LogStatus, Status
from bot.monitoring.status_file import write_status
from bot.querylog.recorder import Recorder
from bot.retrieval.retriever import Retriever

logger = logging.getLogger(__name__)

TELL_SECONDS = 5.0
TRY_LOG_SECONDS = 30.0
ASK_SECONDS = 60.0


class Monitor:
    """Watches the bot, and writes its status to a file every few seconds.

    Every `try_log_seconds` it checks whether the query log can be written, and more often while it
    cannot.
    """

    def __init__(
        self,
        latencies: Latencies,
        live: LiveCorpus,
        log: Recorder,
        *,
        tell_seconds: float = TELL_SECONDS,
        try_log_seconds: float = TRY_LOG_SECONDS,
        ask_seconds: float = ASK_SECONDS,
    ) -> None:
        self._heartbeat_age = HeartbeatAge(latencies)
        self._live = live
        self._log = log
        self._tell_seconds = tell_seconds
        self._try_log_seconds = try_log_seconds
        self._ask_seconds = ask_seconds
        self._started_at = datetime.now(UTC)
        self._log_can_be_written = True
        self._answers_itself = True
        self._can_tell = True
        self._writing = threading.Lock()
        self._has_ended = False

    def status(self) -> Status:
        """Look at the bot; whether the query log can be written is known from when it last was."""
        corpus, vitals = self._live.corpus, self._log.vitals
        log = None
        if vitals is not None:
            can_be_written = self._log_can_be_written and not vitals.is_failing
            log = LogStatus(can_be_written, vitals.pending, vitals.lost)
        return Status(
            version=__version__,
            process=os.getpid(),
            started_at=self._started_at,
            told_at=datetime.now(UTC),
            heartbeat_age=self._heartbeat_age.feel(),
            gateway_latency=self._heartbeat_age.latency,
            articles=len(corpus.articles),
            passages=len(corpus.passages),
            log=log,
            answers_itself=self._answers_itself,
            is_reading=self._live.is_reading,
        )

    async def tell(self, path: Path) -> None:
        """Write the status to a file every few seconds, until cancelled; then the file goes.

        A file that cannot be written is logged, and tried again.
        """
        try:
            async with asyncio.TaskGroup() as group:
                # Three tasks, since each of the others may wait: the status must be written even
                # while the log is locked.
                group.create_task(self._keep_telling(path), name="status")
                group.create_task(self._keep_trying_log(), name="log's status")
                group.create_task(self._keep_asking(), name="self-question")
        finally:
            await asyncio.to_thread(self._end, path)

    async def _keep_telling(self, path: Path) -> None:
        while True:
            await asyncio.to_thread(self._write, path, self.status())
            await asyncio.sleep(self._tell_seconds)

    async def _keep_trying_log(self) -> None:
        """Try the query log apart from the telling, since it may wait for a lock."""
        vitals = self._log.vitals
        while vitals is not None:
            self._log_can_be_written = await vitals.can_write()
            pause = self._try_log_seconds if self._log_can_be_written else self._tell_seconds
            await asyncio.sleep(pause)

    async def _keep_asking(self) -> None:
        rebuilt: Retriever | None = None
        while True:
            corpus = self._live.corpus
            found = await asyncio.to_thread(self._finds_itself, corpus)
            if corpus is self._live.corpus:  # else it may have failed for what is replaced
                self._answers_itself = found
                if not found and corpus is not rebuilt:
                    rebuilt = await self._rebuild()
                    continue
            del corpus
            await asyncio.sleep(self._ask_seconds)

    def _finds_itself(self, corpus: Retriever) -> bool:
        try:
            return answers_itself(corpus, SystemRandom(), self._live.is_as_read)
        except Exception:  # whatever a damaged index raises
            logger.exception("The bot failed to answer itself")
            return False

    async def _rebuild(self) -> Retriever:
        """Index everything anew, while answers go on; return the corpus that there is then.

        Once: what a whole index does not mend, another would not.
        """
        logger.error(
            "The bot does not find sentences of its own articles any more; they are indexed anew"
        )
        try:
            await self._live.rebuild()
        except Exception:  # a folder that is gone, or a full disk: the old index stays
            logger.exception("The articles could not be indexed anew")
        return self._live.corpus

    def _write(self, path: Path, status: Status) -> None:
        with self._writing:
            if self._has_ended:
                return
            try:
                make_private_folder(path.parent)
                write_status(path, status)
            except OSError as error:
                self._complain(path, error)
            else:
                self._can_tell = True

    def _complain(self, path: Path, error: OSError) -> None:
        """Tell it once, until it can be written again."""
        if self._can_tell:
            logger.warning(
                "%s cannot be written (%s), so `verbatim health` cannot check the bot", path, error
            )
        self._can_tell = False

    def _end(self, path: Path) -> None:
        """Take the file away, after a write that may still be under way in its thread."""
        with self._writing, suppress(OSError):
            self._has_ended = True
            path.unlink(missing_ok=True)
