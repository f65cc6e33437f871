"""A file of lines to a file of translated lines: stopped at any moment, the same command goes on where it was."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from summarizer.datamodels import DecodingOptions, Document, Severity
from summarizer.errors import OutputError
from summarizer.protocols import Progress, Translator
from summarizer.translation import translate_batch
from summarizer.translation.signatures import signature

# Lines translated, then written, together. A rerun starts at a multiple of it, so that it makes the same batches
# and therefore the same bytes as an unbroken run.
BLOCK = 64


class LineFile:
    """The unfinished output of one job, ``OUT.partial``, and the record of what job it belongs to."""

    def __init__(self, output: Path, job: dict[str, str]) -> None:
        self._output = output
        self._partial = output.with_name(output.name + ".partial")
        self._record = output.with_name(output.name + ".partial.json")
        self._job = job

    def lines_done(self) -> int:
        """Lines kept from an earlier run of the same job; what lies behind the last whole block is dropped."""
        try:
            same_job = json.loads(self._record.read_text(encoding="utf-8")) == self._job
            kept = self._partial.read_bytes().split(b"\n")[:-1] if same_job else []
        except (OSError, ValueError):
            kept = []
        kept = kept[: len(kept) // BLOCK * BLOCK]
        self._partial.write_bytes(b"".join(line + b"\n" for line in kept))
        self._record.write_text(json.dumps(self._job), encoding="utf-8")
        return len(kept)

    def append(self, lines: list[str]) -> None:
        with self._partial.open("a", encoding="utf-8", newline="\n") as file:
            file.writelines(line + "\n" for line in lines)

    def finish(self) -> None:
        self._partial.replace(self._output)
        self._record.unlink(missing_ok=True)


def translate_file(
    text: str,
    output: Path,
    langpair: tuple[str, str],
    *,
    translator: Translator,
    options: DecodingOptions,
    progress: Progress,
) -> int:
    """Write the translation of each line of ``text`` to ``output``; returns how many of its lines have an error.

    A line ends at a line feed and nowhere else. Lines kept from an interrupted run are not checked again, and not
    counted. Raises OutputError, and what `translate_batch` raises.
    """
    source_lang, target_lang = langpair
    lines = text.removesuffix("\n").replace("\r\n", "\n").split("\n")
    job = {"input": hashlib.sha256(text.encode()).hexdigest(), "signature": signature(translator, options)}
    wrong = 0
    try:
        target = LineFile(output, job)
        for start in range(target.lines_done(), len(lines), BLOCK):
            progress("translating lines", start, len(lines))
            documents = [Document(line, source_lang) for line in lines[start : start + BLOCK]]
            block = translate_batch(documents, target_lang, translator=translator, options=options)
            target.append([translation.text for translation in block])
            wrong += sum(any(issue.severity is Severity.ERROR for issue in translation.issues) for translation in block)
        progress("translating lines", len(lines), len(lines))
        target.finish()
    except OSError as error:
        raise OutputError(f"the output {output} cannot be written: {error.strerror or error}") from error
    return wrong
