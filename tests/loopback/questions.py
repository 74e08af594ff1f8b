"""Questions put to the bot, and what came back."""

import asyncio
import time
from dataclasses import dataclass, field

from tests.loopback.model import Json, texts_in


@dataclass(slots=True, eq=False)
class Question:
    """One question and, as they come, the messages that answer it.

    `id` is that of the interaction or the message. Times are those of `time.perf_counter`.
    """

    text: str
    id: int
    asked_at: float = field(default_factory=time.perf_counter)
    acknowledged_at: float | None = None
    answered_at: float | None = None
    messages: list[Json] = field(default_factory=list)
    _answered: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def acknowledged_after(self) -> float | None:
        """How many seconds it took until the bot acknowledged the interaction."""
        return None if self.acknowledged_at is None else self.acknowledged_at - self.asked_at

    @property
    def answered_after(self) -> float | None:
        """How many seconds it took until people saw the first answer."""
        return None if self.answered_at is None else self.answered_at - self.asked_at

    @property
    def is_answered(self) -> bool:
        """Whether people see an answer."""
        return self._answered.is_set()

    @property
    def is_doubled(self) -> bool:
        """Whether people see two."""
        return len(self.messages) > 1

    def show(self, message: Json) -> None:
        """Take down a message that answers; one that is edited is still the same one."""
        if all(one is not message for one in self.messages):
            self.messages.append(message)
        if self.answered_at is None:
            self.answered_at = time.perf_counter()
        self._answered.set()

    async def answer(self, timeout: float = 15.0) -> str:  # noqa: ASYNC109 - it says what it is
        """Wait for the answer, and return what people read. Raises TimeoutError."""
        async with asyncio.timeout(timeout):
            await self._answered.wait()
        return "\n".join(text for one in self.messages for text in texts_in(one))
