"""The page as a reader has it: a server in a process of its own, and a browser that pastes an article."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from benchmarks.interleaving import seconds_in_turns
from benchmarks.latency_processes import times
from summarizer import Document, load_translator, make_brief
from summarizer.protocols import Progress

if TYPE_CHECKING:
    from playwright.sync_api import Page

_MOST_MILLISECONDS = 600_000
# A dateline and the like are not translated, and stand there from the beginning.
_IS_TRANSLATED = """
[...document.querySelectorAll('#brief [data-side="target"]:not(.pending)')].some((target) =>
  document.querySelector(`#brief [data-side="source"][data-sentence="${target.dataset.sentence}"]`).innerText.trim()
    !== target.innerText.trim())
"""
_WHOLE_BRIEF = "#brief .brief[data-token]"
_WARMING = "Warga desa menanam dua ratus pohon di tepi sungai pada hari Senin."
_NOT_MEASURED = "Not measured: {reason}.\n"


def page_times(text: str, rounds: int, progress: Progress) -> str:
    """A table of when the first sentence and the whole brief are on the screen, or why nothing was measured."""
    try:
        from tests.browser.chromium import BrowserMissing, chromium
    except ImportError as error:
        return _NOT_MEASURED.format(reason=f"playwright is not installed here ({error})")
    try:
        with chromium() as browser, _server() as address:
            reader = Reader(browser.new_page(), address)
            return _compared(reader, text, rounds, progress)
    except BrowserMissing as missing:
        return _NOT_MEASURED.format(reason=missing)


class Reader:
    """Who has the page open, and has an article translated with each call of `paste`."""

    def __init__(self, page: Page, address: str) -> None:
        self._page = page
        self.first_sentence: list[float] = []
        self.whole_brief: list[float] = []
        page.set_default_timeout(_MOST_MILLISECONDS)
        page.goto(address)
        page.wait_for_selector("#translate")

    def paste(self, text: str) -> None:
        """In the place of what is there; the time begins as the button is pressed."""
        page = self._page
        page.click("#clear")
        page.wait_for_selector("#brief .brief", state="detached")
        page.fill("#article textarea", text)
        page.wait_for_function("document.querySelector('#detected').innerText.trim() !== ''")
        start = time.perf_counter()
        page.click("#translate")
        page.wait_for_function(_IS_TRANSLATED)
        self.first_sentence.append(time.perf_counter() - start)
        page.wait_for_selector(_WHOLE_BRIEF)
        self.whole_brief.append(time.perf_counter() - start)


def _compared(reader: Reader, text: str, rounds: int, progress: Progress) -> str:
    translator = load_translator()

    def brief(text: str) -> None:
        make_brief(Document(text), translator=translator)

    for warm in (reader.paste, brief):  # loads the weights
        warm(_WARMING)
    reader.first_sentence.clear()
    reader.whole_brief.clear()
    seconds = seconds_in_turns(
        {"the library": lambda: brief(text), "the page": lambda: reader.paste(text)}, rounds, progress
    )
    return times(
        {
            "`make_brief`, the same article": seconds["the library"],
            "page: first translated sentence on the screen": reader.first_sentence,
            "page: whole brief on the screen": reader.whole_brief,
        },
        "from the button",
    )


@contextmanager
def _server() -> Iterator[str]:
    """The address of `summarizer serve` with the embedded engine."""
    command = [sys.executable, "-m", "summarizer", "serve", "--quiet", "--port", "0", "--engine", "embedded"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().strip()
        finally:
            server.send_signal(signal.SIGINT)
