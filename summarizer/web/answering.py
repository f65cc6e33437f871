"""Requests at work: in a thread of their own, and only for as long as somebody waits for the answer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from starlette.requests import Request

from summarizer.web.following import in_thread
from summarizer.web.queueing import Watch

Answer = TypeVar("Answer")


async def answer(request: Request | None, watch: Watch, work: Callable[[], Answer]) -> Answer:
    """What ``work`` returns or raises. ``watch``, which must end it, is stopped if the one who asked goes away.

    The body of ``request`` must have been read; None stands for one that ends before it is answered.
    """
    attending = asyncio.create_task(_stop_when_gone(request, watch)) if request else None
    try:
        return await in_thread(work)
    except asyncio.CancelledError:
        watch.check()  # a server that ends can say so, even if the work does not end with it
        raise
    finally:
        if attending:
            attending.cancel()
        watch.stop()


async def _stop_when_gone(request: Request, watch: Watch) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        continue
    watch.stop()
