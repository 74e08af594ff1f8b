import asyncio

import pytest

from bot.service.answer_queue import AnswerQueue, BusyError


async def occupy(queue: AnswerQueue, until: asyncio.Event) -> None:
    async with queue.place():
        await until.wait()


async def test_so_many_have_a_place_and_the_others_wait_in_order() -> None:
    queue, until, order = AnswerQueue(at_once=2), asyncio.Event(), list[int]()

    async def take(number: int) -> None:
        async with queue.place():
            order.append(number)
            await until.wait()

    async with asyncio.TaskGroup() as group:
        for number in range(5):
            group.create_task(take(number))
        await asyncio.sleep(0.01)
        assert order == [0, 1]
        until.set()
    assert order == [0, 1, 2, 3, 4]


async def test_where_too_many_wait_the_next_is_told_so_at_once() -> None:
    queue, until = AnswerQueue(at_once=1, waiting=3), asyncio.Event()
    async with asyncio.TaskGroup() as group:
        for _ in range(4):
            group.create_task(occupy(queue, until))
        await asyncio.sleep(0.01)
        with pytest.raises(BusyError, match="ask again"):
            await occupy(queue, until)
        until.set()


async def test_who_has_waited_long_enough_is_told_so_and_makes_room() -> None:
    queue, until = AnswerQueue(at_once=1, waiting=1, seconds=0.02), asyncio.Event()
    first = asyncio.create_task(occupy(queue, until))
    await asyncio.sleep(0)
    for _ in range(3):
        with pytest.raises(BusyError):
            await occupy(queue, until)
    until.set()
    await first
    async with queue.place():
        pass


async def test_who_is_still_being_acknowledged_waits_as_well() -> None:
    queue = AnswerQueue(waiting=1)
    with queue.arriving(), pytest.raises(BusyError), queue.arriving():
        pass
    with queue.arriving():
        pass
