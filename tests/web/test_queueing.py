"""Turns, limits, deadlines and stops, without an engine."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from summarizer.errors import Busy, DeadlineExceeded, Stopped
from summarizer.web.queueing import FairQueue, Watch


def pass_by() -> None:
    """A check that never ends the waiting."""


def wait_for_length(queue: FairQueue, length: int) -> None:
    while queue.length != length:
        threading.Event().wait(0.001)


@pytest.mark.parametrize("visitors", [1, 2, 7])
def test_places_are_given_in_the_order_of_asking(visitors: int) -> None:
    queue = FairQueue()
    served: list[int] = []

    def visit(number: int) -> None:
        with queue.place(pass_by):
            served.append(number)

    with ThreadPoolExecutor(visitors) as pool, queue.place(pass_by):
        for number in range(visitors):
            pool.submit(visit, number)
            wait_for_length(queue, number + 2)
        assert served == []
    assert served == list(range(visitors))
    assert queue.length == 0


@pytest.mark.parametrize("places", [1, 3])
def test_no_more_than_its_places_are_held_at_once(places: int) -> None:
    queue = FairQueue(places)
    inside = 0
    most = 0
    lock = threading.Lock()

    def visit() -> None:
        nonlocal inside, most
        with queue.place(pass_by):
            with lock:
                inside += 1
                most = max(most, inside)
            threading.Event().wait(0.002)
            with lock:
                inside -= 1

    with ThreadPoolExecutor(12) as pool:
        for future in [pool.submit(visit) for _ in range(24)]:
            future.result()
    assert 1 <= most <= places


def test_one_too_many_is_told_that_it_is_busy() -> None:
    queue = FairQueue(1, waiting=0)
    with queue.place(pass_by):
        with pytest.raises(Busy, match="Try again in a minute"), queue.place(pass_by):
            raise AssertionError("was let in")
        assert queue.length == 1
    with queue.place(pass_by):
        assert queue.length == 1


def test_who_stops_waiting_leaves_the_queue() -> None:
    queue = FairQueue()
    watch = Watch()
    with queue.place(pass_by):
        with ThreadPoolExecutor(1) as pool:

            def visit() -> None:
                with queue.place(watch.check):
                    raise AssertionError("was let in")

            future = pool.submit(visit)
            wait_for_length(queue, 2)
            watch.stop()
            with pytest.raises(Stopped, match="as you asked"):
                future.result()
        assert queue.length == 1


def test_a_place_is_free_again_after_an_error() -> None:
    queue = FairQueue()
    with pytest.raises(ZeroDivisionError), queue.place(pass_by):
        raise ZeroDivisionError
    assert queue.length == 0


def test_a_deadline_passes() -> None:
    Watch().check()
    Watch(60).check()
    with pytest.raises(DeadlineExceeded, match="longer than the 0 seconds"):
        Watch(0).check()
