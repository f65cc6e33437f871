"""Several articles of a visit, one after the other, to one ZIP of briefs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, replace

from summarizer.datamodels import Brief, Document, Severity
from summarizer.documents.archives import read_archive
from summarizer.documents.articles import read_article
from summarizer.documents.exports import EXPORTS
from summarizer.documents.file_names import file_name
from summarizer.errors import Stopped, SummarizerError, UnfitInput
from summarizer.language import require_language
from summarizer.summarization import SummaryOptions
from summarizer.translation.batching import TRANSLATING
from summarizer.web.desk import Desk
from summarizer.web.following import follow
from summarizer.web.jobs import Job, run
from summarizer.web.languages import preferred_engine
from summarizer.web.queueing import Watch
from summarizer.web.refusals import explain, explain_fault
from summarizer.web.visits import Visit

JOB = "batch"
ARCHIVE_SUFFIX = ".zip"
MAX_FILES = 500
MAX_BYTES = 100 * 2**20
"""The most of one batch, unpacked: all of it is in memory at once."""
# The earliest that a ZIP can say: the same briefs make the same bytes.
_DATE = (1980, 1, 1, 0, 0, 0)
# Of a file that all may read; an entry without any mode is unpacked to one that nobody may.
_MODE = 0o100644


@dataclass(frozen=True, slots=True)
class Row:
    """A file of a batch. ``state``: "waiting", "working", "done", "failed" or "stopped"; ``share`` of it done, 0 to 1.

    ``remark`` says why it failed.
    """

    name: str
    state: str = "waiting"
    share: float = 0.0
    remark: str = ""
    errors: int = 0
    warnings: int = 0


@dataclass(frozen=True, slots=True)
class BatchRequest:
    """``files`` are (name, content), ZIPs of such files among them; ``formats`` are keys of EXPORTS."""

    files: Sequence[tuple[str, bytes]]
    formats: Sequence[str]
    langpair: str
    engine: str
    summary: SummaryOptions
    force: bool
    use_glossary: bool = True


async def translate_files(desk: Desk, visit: Visit, request: BatchRequest) -> AsyncIterator[list[Row]]:
    """The rows of the table, again and again; at the end the ZIP is in ``visit.archive``."""
    watch = desk.watch()
    visit.watches[JOB] = watch
    visit.archive = b""

    def work(tell: Callable[[list[Row]], None]) -> None:
        _Batch(desk, visit, request, watch, tell).run()

    try:
        async for rows in follow(work):
            yield rows
    finally:
        watch.stop()


class _Batch:
    def __init__(
        self, desk: Desk, visit: Visit, request: BatchRequest, watch: Watch, tell: Callable[[list[Row]], None]
    ) -> None:
        self._desk = desk
        self._visit = visit
        self._request = request
        self._watch = watch
        self._tell = tell
        self._rows: list[Row] = []

    def run(self) -> None:
        files = self._unpacked()
        self._tell(list(self._rows))
        written = io.BytesIO()
        names: set[str] = set()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
            for index, (name, raw) in files:
                made = self._made(index, name, raw)
                if made is None:
                    continue
                stem = _unused(name, names)
                for suffix, content in made.items():
                    entry = zipfile.ZipInfo(stem + suffix, _DATE)
                    entry.external_attr = _MODE << 16
                    archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
        if names:
            self._visit.archive = written.getvalue()
        self._tell(list(self._rows))

    def _unpacked(self) -> list[tuple[int, tuple[str, bytes]]]:
        """The articles and the places of their rows. A ZIP that cannot be read is a row that has failed."""
        articles: list[tuple[int, tuple[str, bytes]]] = []
        size = 0
        for name, raw in self._request.files:
            try:
                members = read_archive(raw, name) if name.lower().endswith(ARCHIVE_SUFFIX) else [(name, raw)]
                size += sum(len(content) for _, content in members)
                if size > MAX_BYTES or len(articles) + len(members) > MAX_FILES:
                    raise UnfitInput(
                        f"{MAX_FILES} files and {MAX_BYTES // 2**20} MiB are the most of one batch. "
                        "Leave it for the next one"
                    )
            except SummarizerError as error:
                self._rows.append(Row(name, "failed", remark=explain(error)[1]))
                continue
            for member in members:
                articles.append((len(self._rows), member))
                self._rows.append(Row(member[0]))
        return articles

    def _made(self, index: int, name: str, raw: bytes) -> dict[str, bytes] | None:
        """What is to be written of a file, by suffixes; None if it has failed, which its row then says."""
        try:
            self._show(index, state="working")
            brief = self._translated(index, name, raw)
            made = {EXPORTS[key].suffix: EXPORTS[key].write(brief) for key in self._request.formats}
        except Stopped:
            self._show(index, state="stopped")
            return None
        except SummarizerError as error:
            self._show(index, state="failed", remark=explain(error)[1])
            return None
        except Exception as error:  # whatever is wrong with one file, the others are not to suffer from it
            self._show(index, state="failed", remark=explain_fault(error))
            return None
        severities = [issue.severity for issue in brief.translation.issues]
        self._show(
            index,
            state="done",
            share=1.0,
            errors=severities.count(Severity.ERROR),
            warnings=severities.count(Severity.WARNING),
        )
        return made

    def _translated(self, index: int, name: str, raw: bytes) -> Brief:
        watch = self._watch.renewed()
        watch.check()
        article = read_article(raw, name)
        source_lang, target_lang = self._request.langpair.split("-")
        if not self._request.force:
            require_language(article.text, source_lang)

        def progress(stage: str, done: int, total: int) -> None:
            if stage == TRANSLATING and total:  # further tries are few, and would begin at nothing again
                self._show(index, share=done / total)

        job = Job(
            Document(article.text, source_lang, article.origin),
            target_lang,
            engine=preferred_engine(self._desk.engines, self._request.engine, self._request.langpair),
            summary=self._request.summary,
            glossary=(self._visit.glossary_for(self._request.langpair) if self._request.use_glossary else None),
            force=True,  # its language has been looked at
        )
        return run(self._desk, watch, job, progress=progress).brief

    def _show(self, index: int, **changes: object) -> None:
        self._rows[index] = replace(self._rows[index], **changes)  # type: ignore[arg-type]
        self._tell(list(self._rows))


def _unused(name: str, names: set[str]) -> str:
    """A safe stem from a file's name that no other file of the ZIP has."""
    stem = wanted = file_name(name.rsplit(".", 1)[0], "")
    number = 2
    while stem in names:
        stem = f"{wanted}-{number}"
        number += 1
    names.add(stem)
    return stem
