"""Work in a thread, followed from the event loop: a page's handlers never hold one of the server's few threads."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from typing import TypeVar

Told = TypeVar("Told")
Result = TypeVar("Result")


async def follow(work: Callable[[Callable[[Told], None]], None]) -> AsyncIterator[Told]:
    """What ``work``, called in a thread with a function to tell things by, tells; then what it raises, if it does.

    Whoever stops listening must stop the work by other means, such as its `Watch`.
    """
    loop = asyncio.get_running_loop()
    told: asyncio.Queue[Told | None] = asyncio.Queue()
    raised: list[BaseException] = []

    def put(item: Told | None) -> None:
        try:
            loop.call_soon_threadsafe(told.put_nowait, item)
        except RuntimeError:  # the server has ended, and its loop with it
            return

    def run() -> None:
        try:
            work(put)
        except BaseException as error:  # raised again where it is listened to
            raised.append(error)
        finally:
            put(None)

    threading.Thread(target=run, daemon=True).start()
    while (item := await told.get()) is not None:
        yield item
    if raised:
        raise raised[0]


async def in_thread(work: Callable[[], Result]) -> Result:
    """What ``work``, called in a thread of its own, returns or raises.

    Unlike `asyncio.to_thread`, whose few threads a handful of slow pages would hold.
    """

    def tell_result(tell: Callable[[tuple[Result]], None]) -> None:
        tell((work(),))

    [(result,)] = [told async for told in follow(tell_result)]
    return result
