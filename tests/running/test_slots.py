import asyncio

import pytest

from pipeline.errors import Trouble
from pipeline.running.slots import Slots


def test_no_more_places_are_given_than_there_are() -> None:
    """Whoever comes when all places are taken waits, and is served in turn."""
    order: list[int] = []

    async def hold(slots: Slots, number: int) -> None:
        await slots.take()
        order.append(number)
        most.append(number)
        await asyncio.sleep(0)
        assert len(most) <= 2
        most.remove(number)
        slots.give_back()

    async def all_at_once() -> None:
        slots = Slots(2, 2)
        await asyncio.gather(*(hold(slots, number) for number in range(9)))
        await asyncio.wait_for(slots.take(), 1)  # all places are free again

    most: list[int] = []
    asyncio.run(all_at_once())

    assert order == list(range(9))


def test_one_that_gives_up_waiting_blocks_nobody() -> None:
    """A cancelled wait leaves the queue, even in the moment its turn comes."""

    async def give_up() -> float:
        slots = Slots(1, 1)
        await slots.take()
        waiting = [asyncio.create_task(slots.take()) for _ in range(2)]
        await asyncio.sleep(0)
        slots.give_back()  # hands the place to the first of them
        waiting[0].cancel()
        return await asyncio.wait_for(waiting[1], 1)

    assert asyncio.run(give_up()) > 0


async def rounds(slots: Slots, count: int) -> None:
    """Let so many rounds of answers come, with every place taken."""
    for _ in range(count):
        size = int(slots.size)
        for _ in range(size):
            await slots.take()
        for _ in range(size):
            slots.grow(0.1)
        for _ in range(size):
            slots.give_back()


def test_places_grow_by_one_a_round_up_to_the_most() -> None:
    """What goes well is tried with one more place each time."""
    slots = Slots(2, 4)

    asyncio.run(rounds(slots, 1))
    after_one = slots.size
    asyncio.run(rounds(slots, 9))

    assert after_one == pytest.approx(2.9, abs=0.11)
    assert slots.size == 4


def test_complaints_of_one_round_halve_the_places_once() -> None:
    """Requests that were under way together complain of the same thing."""
    slots = Slots(8, 8)

    async def complain() -> None:
        turns = [await slots.take() for _ in range(8)]
        for turn in turns:
            slots.shrink(Trouble.LIMITED, turn)
            slots.give_back()

    asyncio.run(complain())

    assert slots.size == 4


def test_server_that_becomes_much_slower_gets_less() -> None:
    """When a token takes many times as long as usual the places are reduced, never to none."""
    slots = Slots(16, 16)

    async def slow_down() -> None:
        for seconds in [0.01] * 40 + [1.0] * 400:
            await slots.take()
            slots.grow(seconds)
            slots.give_back()

    asyncio.run(slow_down())

    assert 1 <= slots.size < 16
