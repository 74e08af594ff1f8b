import asyncio
import threading

import pytest

from bot.terminal.background import BackgroundLoop


def test_a_coroutine_runs_in_another_thread_and_its_value_comes_back() -> None:
    async def name() -> str:
        await asyncio.sleep(0)
        return threading.current_thread().name

    with BackgroundLoop() as loop:
        assert loop.run(name()) == "background"


def test_what_a_coroutine_raises_comes_back() -> None:
    async def fail() -> None:
        raise LookupError("gone")

    with BackgroundLoop() as loop, pytest.raises(LookupError, match="gone"):
        loop.run(fail())


def test_calls_are_made_in_order_and_before_what_is_run_later() -> None:
    calls: list[int] = []

    async def count() -> int:
        return len(calls)

    with BackgroundLoop() as loop:
        for number in range(3):
            loop.call(calls.append, number)
        assert loop.run(count()) == 3
    assert calls == [0, 1, 2]


def test_the_thread_ends_with_the_block_even_after_an_error() -> None:
    def leave_by_an_error() -> None:
        with BackgroundLoop():
            raise LookupError

    before = threading.active_count()
    with pytest.raises(LookupError):
        leave_by_an_error()
    assert threading.active_count() == before
