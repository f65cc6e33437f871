"""Articles of ours for tests of batches, a fake engine that knows them, and batches of them in one call."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from summarizer.batch.items import Outcome, Record, RunTotals, Skipped
from summarizer.batch.local_runner import run_locally
from summarizer.batch.outputs import output_at, prepare
from summarizer.batch.renderers import ROW
from summarizer.batch.run import Batch, run_batch
from summarizer.batch.sources.opening import open_source
from summarizer.batch.stopping import Stop
from summarizer.batch.work import Recipe, Workbench
from summarizer.datamodels import DecodingOptions
from summarizer.engines.recording import RecordingTranslator
from summarizer.memory.opening import open_memory
from summarizer.protocols import Translator
from summarizer.summarization import SummaryOptions
from summarizer.translation.wording import HOUSE_WORDING, Wording

SAME = "Panitia membagikan air minum kepada semua warga."
"""A sentence that every article has."""


def article(number: int) -> str:
    """Five sentences in two paragraphs, of which one stands in every article and one loses its number."""
    return (
        f"Warga Desa {number} Menanam Pohon\n\n"
        f"Sebanyak {number + 10} warga menanam pohon di tepi sungai pada hari Senin. {SAME}\n\n"
        f"Kepala desa menghitung {number + 500} bibit yang hilang. Kegiatan itu selesai pada sore hari.\n"
    )


def answer(sentence: str) -> str:
    """What the fake engine says: it loses the numbers of what is lost."""
    numbers = re.findall(r"\d+", sentence)
    if "hilang" in sentence:
        return "The village head counted the seedlings that are gone."
    return " ".join(["The residents said", *numbers, "about it", str(len(sentence)), "times over the day."])


def engine() -> RecordingTranslator:
    return RecordingTranslator(default=answer)


def write_folder(folder: Path, count: int, first: int = 0) -> Path:
    """``count`` articles in three folders; what they say of numbers begins with ``first``."""
    for number in range(count):
        path = folder / ("" if number % 3 == 0 else f"bagian-{number % 3}") / f"berita-{number:03}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(article(first + number), encoding="utf-8")
    return folder


def write_jsonl(path: Path, count: int) -> Path:
    rows = ({"id": f"b-{number}", "text": article(number)} for number in range(count))
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@dataclass
class Watching:
    """An observer that writes down what it is told."""

    skips: list[Skipped] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def begun(self, total: int, made_by: str) -> None:
        self.total = total

    def skipped(self, item: Skipped) -> None:
        self.skips.append(item)

    def settled(self, record: Record, outcome: Outcome) -> None:
        self.records.append(record)
        self.outcomes.append(outcome)

    def note(self, text: str) -> None:
        self.notes.append(text)

    def ended(self, totals: RunTotals) -> None:
        self.totals = totals


@dataclass
class Setting:
    """A batch that is run with one call; what is not said is as for `summarizer batch`."""

    source: Path
    output: Path
    translator: Translator = field(default_factory=engine)
    memory: Path | None = None
    formats: tuple[str, ...] = ("md", "json")
    wording: Wording = HOUSE_WORDING
    stop: Stop = field(default_factory=Stop)
    langpair: tuple[str, str] = ("id", "en")
    any_language: bool = False

    def run(self, *, force: bool = False, retry_failed: bool = False) -> Watching:
        output = output_at(str(self.output))
        formats = (ROW,) if output.is_table else self.formats
        source_lang, target_lang = self.langpair
        recipe = Recipe(
            DecodingOptions(),
            self.wording,
            SummaryOptions(2),
            formats=formats,
            source_lang=source_lang,
            target_lang=target_lang,
            any_language=self.any_language,
        )
        source = open_source(str(self.source), leave_out=[output.path, output.state])
        prepare(output, str(self.source))
        watching = Watching()
        with ExitStack() as stack:
            memory = None if self.memory is None else stack.enter_context(open_memory(self.memory))
            made_by = recipe.made_by(self.translator)
            run_batch(
                Batch(source, str(self.source), source_lang, output, formats, made_by, force, retry_failed),
                lambda planned, stop: run_locally(
                    planned, lambda: Workbench(recipe, self.translator, memory, stop.check), stop
                ),
                watching,
                self.stop,
            )
        return watching


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, hidden ones too, by its path; a file alone has the path ""."""
    if folder.is_file():
        return {"": folder.read_bytes()}
    files: Iterator[Path] = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(files)}
