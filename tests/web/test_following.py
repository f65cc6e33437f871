"""Work in a thread, followed from the event loop."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable

import pytest

from summarizer.errors import UnfitInput
from summarizer.web.following import follow
from tests.web.serving import wait_for

Tell = Callable[[int], None]


async def all_of(work: Callable[[Tell], None], heard: list[int]) -> None:
    async for one in follow(work):
        heard.append(one)


def test_everything_is_heard_in_order() -> None:
    def work(tell: Tell) -> None:
        for number in range(2_000):
            tell(number)

    heard: list[int] = []
    asyncio.run(all_of(work, heard))
    assert heard == list(range(2_000))


def test_work_that_says_nothing_ends() -> None:
    heard: list[int] = []
    asyncio.run(all_of(lambda tell: None, heard))
    assert heard == []


def test_what_counts_as_false_is_heard_too() -> None:
    heard: list[int] = []
    asyncio.run(all_of(lambda tell: tell(0), heard))
    assert heard == [0]


@pytest.mark.parametrize("error", [UnfitInput("empty"), ZeroDivisionError(), KeyboardInterrupt(), SystemExit(3)])
def test_an_error_comes_after_what_was_told(error: BaseException) -> None:
    def work(tell: Tell) -> None:
        tell(1)
        tell(2)
        raise error

    heard: list[int] = []

    async def listen() -> BaseException | None:
        try:
            await all_of(work, heard)
        except BaseException as raised:
            return raised
        return None

    assert asyncio.run(listen()) is error
    assert heard == [1, 2]


def test_the_event_loop_is_free_while_the_work_goes_on() -> None:
    go = threading.Event()

    def work(tell: Tell) -> None:
        tell(1)
        assert go.wait(30)
        tell(2)

    async def listen() -> list[int]:
        heard = []
        async for one in follow(work):
            heard.append(one)
            go.set()  # it would wait for ever if the loop were held
        return heard

    assert asyncio.run(listen()) == [1, 2]


def test_works_are_followed_side_by_side() -> None:
    both = threading.Barrier(2, timeout=30)

    def work(tell: Tell) -> None:
        both.wait()
        tell(1)

    async def listen() -> list[int]:
        one: list[int] = []
        other: list[int] = []
        await asyncio.gather(all_of(work, one), all_of(work, other))
        return one + other

    assert asyncio.run(listen()) == [1, 1]


def test_who_stops_listening_lets_the_work_go_on_and_end() -> None:
    ended = threading.Event()
    go = threading.Event()

    def work(tell: Tell) -> None:
        tell(1)
        assert go.wait(30)
        tell(2)  # nobody hears it
        ended.set()

    async def listen() -> None:
        following = follow(work)
        assert await anext(following) == 1
        await following.aclose()
        go.set()
        await asyncio.to_thread(wait_for, ended.is_set)

    asyncio.run(listen())


def test_work_outlives_the_server(recwarn: pytest.WarningsRecorder) -> None:
    ended = threading.Event()
    go = threading.Event()

    def work(tell: Tell) -> None:
        tell(1)
        assert go.wait(30)
        tell(2)  # its event loop is closed
        ended.set()

    async def listen() -> None:
        following = follow(work)
        assert await anext(following) == 1
        await following.aclose()

    asyncio.run(listen())
    go.set()
    wait_for(ended.is_set)
    assert [str(one.message) for one in recwarn] == []
