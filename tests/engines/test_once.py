"""A model is loaded once, whatever asks for it at the same time."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from summarizer.engines.once import Once


def test_two_threads_that_come_together_get_the_one_that_was_loaded() -> None:
    both = threading.Barrier(2, timeout=30)
    loads: list[object] = []

    def load() -> object:
        loads.append(object())
        threading.Event().wait(0.1)  # long enough for the other to come
        return loads[-1]

    once = Once(load)

    def ask() -> object:
        both.wait()
        return once()

    with ThreadPoolExecutor(2) as pool:
        first, second = (future.result() for future in [pool.submit(ask), pool.submit(ask)])
    assert first is second
    assert loads == [first]


def test_what_failed_to_load_is_loaded_when_it_is_asked_for_again() -> None:
    errors = [OSError("the disk is full")]

    def load() -> str:
        if errors:
            raise errors.pop()
        return "weights"

    once = Once(load)
    with pytest.raises(OSError, match="the disk is full"):
        once()
    assert once() == "weights"
