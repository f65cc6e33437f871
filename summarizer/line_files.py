"""A file of lines to a file of translated lines: stopped at any moment, the same command goes on where it was."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from summarizer.datamodels import DecodingOptions, Document, has_error
from summarizer.documents.locking import sole_writer
from summarizer.documents.output import final_path, is_device, move_into_place, reported, write_output
from summarizer.errors import OutputError
from summarizer.protocols import Progress, Translator
from summarizer.translation import translate_batch
from summarizer.translation.signatures import signature
from summarizer.translation.wording import HOUSE_WORDING, Wording

# Lines translated, then written, together. A rerun starts at a multiple of it, so that it makes the same batches
# and therefore the same bytes as an unbroken run.
BLOCK = 64


class LineFile:
    """The unfinished output of one job, ``OUT.partial``, and ``OUT.partial.json``, the record of its whole blocks.

    The record is written after its lines are, and whole or not at all, so whatever it does not speak of, such as the
    torn line of a killed run, is dropped.
    """

    def __init__(self, output: Path, job: dict[str, str]) -> None:
        self._output = output
        self._partial = output.with_name(output.name + ".partial")
        self._record = output.with_name(output.name + ".partial.json")
        self._job = job
        self.lines, self.wrong, self._size = 0, 0, 0

    def resume(self) -> None:
        """Take over the lines of an earlier run of the same job, if there are any. Nothing is written yet."""
        try:
            record = json.loads(self._record.read_text(encoding="utf-8"))
            if record["job"] != self._job:
                return
            kept = self._partial.read_bytes().split(b"\n")[:-1][: record["lines"]]
            if len(kept) == record["lines"]:
                self.lines, self.wrong = record["lines"], record["wrong"]
                self._size = sum(len(line) + 1 for line in kept)
        except (OSError, ValueError, KeyError, TypeError):  # no record, or not one of ours
            return

    def append(self, lines: list[str], wrong: int) -> None:
        """Add a block; ``wrong`` of its lines have an error."""
        if not self.lines:  # the record of another job must not vouch for these lines
            self._record.unlink(missing_ok=True)
        with self._partial.open("ab") as file:
            file.truncate(self._size)
            self._size += file.write("".join(line + "\n" for line in lines).encode())
        self.lines += len(lines)
        self.wrong += wrong
        record = {"job": self._job, "lines": self.lines, "wrong": self.wrong}
        write_output(str(self._record), json.dumps(record) + "\n")

    def finish(self, expected: int) -> None:
        """Put the partial output in its place. Raises OutputError unless it has ``expected`` lines."""
        with self._partial.open("rb") as file:
            found = sum(1 for _ in file)
        if found != expected:
            raise OutputError(
                f"{self._partial} has {found} lines and not {expected}: another program has changed it. "
                "Delete it and start again"
            )
        move_into_place(self._partial, self._output)
        self._record.unlink(missing_ok=True)


def translate_file(
    text: str,
    output: Path,
    langpair: tuple[str, str],
    *,
    translator: Translator,
    options: DecodingOptions,
    progress: Progress,
    wording: Wording = HOUSE_WORDING,
) -> int:
    """Write the translation of each line of ``text`` to ``output``; returns how many of its lines have an error.

    A line ends at a line feed and nowhere else. Raises OutputError, also if another process writes the same output,
    and what `translate_batch` raises.
    """
    source_lang, target_lang = langpair
    lines = text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    job = {"input": hashlib.sha256(text.encode()).hexdigest(), "signature": signature(translator, options, wording)}
    with reported(output):
        path = _regular_file(output)
    with sole_writer(path.with_name(path.name + ".partial.lock"), output):
        target = LineFile(path, job)
        target.resume()
        for start in range(target.lines, len(lines), BLOCK):
            progress("translating lines", start, len(lines))
            documents = [Document(line, source_lang) for line in lines[start : start + BLOCK]]
            block = translate_batch(
                documents,
                target_lang,
                translator=translator,
                options=options,
                glossary=wording.glossary,
                style=wording.style,
            )
            wrong = sum(has_error(one.issues) for one in block)
            with reported(output):
                target.append([_one_line(translation.text) for translation in block], wrong)
        progress("translating lines", len(lines), len(lines))
        with reported(output):
            target.finish(len(lines))
    return target.wrong


def _one_line(text: str) -> str:
    """``text`` without anything that some reader of the output takes for the end of a line."""
    return " ".join(text.splitlines())


def _regular_file(output: Path) -> Path:
    path = final_path(str(output))
    if is_device(path):
        raise OutputError(f"the output {output} is a device or a pipe; --lines needs a file that it can go on with")
    return path
