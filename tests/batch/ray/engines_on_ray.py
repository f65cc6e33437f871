"""Workbenches with fake engines, and articles for them. Imported by workers as well as by tests."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

from summarizer.batch.items import Task
from summarizer.batch.work import Recipe, Workbench
from summarizer.datamodels import DecodingOptions, Origin
from summarizer.engines.recording import RecordingTranslator
from summarizer.errors import ModelCorrupt
from summarizer.memory.opening import open_memory
from summarizer.summarization import SummaryOptions
from summarizer.translation.wording import HOUSE_WORDING

RECIPE = Recipe(DecodingOptions(), HOUSE_WORDING, SummaryOptions(2), formats=("md", "json"))
ODD = "Jembatan gantung itu roboh sebelum sempat diresmikan."
"""A sentence that only some articles have: what an engine does with it is the test's."""
ARTICLES_A_BATCH = 8
_REPORTS = (
    "Pemerintah kabupaten mencatat {number} rumah warga terendam air sejak Senin malam.",
    "Petugas membagikan {number} karung beras kepada keluarga yang mengungsi di balai desa.",
    "Menurut kepala desa, air sungai naik karena tanggul lama tidak lagi kuat menahan arus.",
    "Para relawan mendirikan dapur umum di halaman sekolah dasar dan memasak untuk semua pengungsi.",
    "Sebanyak {number} anak belajar di tenda sambil menunggu ruang kelas mereka dibersihkan.",
)


def headline(number: int) -> str:
    return f"Banjir Melanda Desa {number}"


def article(number: int, *, odd: bool = False) -> str:
    """About 190 words, so that eight of them are a batch; with ``odd`` it has that sentence too."""
    paragraphs = (" ".join(sentence.format(number=100 * number + place) for sentence in _REPORTS) for place in range(3))
    return "\n\n".join([headline(number), *paragraphs, *([ODD] if odd else [])]) + "\n"


def task(number: int, *, odd: bool = False) -> Task:
    return Task(f"berita-{number}", f"berita-{number}", "", article(number, odd=odd), "id", Origin())


def engine(odd: Callable[[], str] = lambda: "The bridge fell.") -> RecordingTranslator:
    """Translates a sentence to one that keeps its numbers; ``odd`` is asked for that of `ODD`."""

    def answer(sentence: str) -> str:
        if sentence == ODD:
            return odd()
        numbers = [word for word in sentence.split() if word.isdigit()]
        return " ".join(
            ["The village office said on Monday that", *numbers, "were counted", str(len(sentence)), "times."]
        )

    return RecordingTranslator(default=answer)


def plain(memory: str | None = None) -> Workbench:
    return Workbench(RECIPE, engine(), None if memory is None else open_memory(memory))


def killed_once(folder: Path) -> Workbench:
    """The first worker that meets `ODD` writes down its process and waits to be killed."""

    def odd() -> str:
        if not (pid := folder / "pid").exists():
            (folder / "new").write_text(str(os.getpid()), encoding="utf-8")
            (folder / "new").rename(pid)
            time.sleep(600)
        return "The bridge fell."

    return Workbench(RECIPE, engine(odd))


def killed_always() -> Workbench:
    def odd() -> str:
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError

    return Workbench(RECIPE, engine(odd))


def faulty() -> Workbench:
    """Has a fault that shows at `ODD`."""

    def odd() -> str:
        raise ZeroDivisionError("no words to divide by")

    return Workbench(RECIPE, engine(odd))


def corrupt() -> Workbench:
    """Finds at `ODD` that its model is damaged."""

    def odd() -> str:
        raise ModelCorrupt("model.bin is not what it must be. Build it again")

    return Workbench(RECIPE, engine(odd))


def broken() -> Workbench:
    raise ZeroDivisionError("no words to divide by")
