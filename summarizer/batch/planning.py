"""What is to be done of the input: what is missing, has changed, or has failed and is to be tried again."""

from __future__ import annotations

import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.batch.items import Item, Outcome, Record, Skipped, Source, Task
from summarizer.errors import InputError, Refused, SummarizerError

if TYPE_CHECKING:
    from summarizer.batch.manifest import Manifest
    from summarizer.batch.sinks import Sink

Planned = Task | Outcome | Skipped

_SEEN_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Rerun:
    """What an earlier run has done is done again: everything with ``force``, what failed with ``retry_failed``."""

    force: bool = False
    retry_failed: bool = False


class Plan:
    """Goes through the input once; ``is_whole`` says whether it came to the end, ``length`` how many items it gave."""

    def __init__(
        self, source: Source, manifest: Manifest, sink: Sink, made_by: str, source_lang: str, rerun: Rerun
    ) -> None:
        self._source = source
        self._manifest = manifest
        self._sink = sink
        self._made_by = made_by
        self._source_lang = source_lang
        self._rerun = rerun
        self.is_whole = False
        self.length = 0

    def __iter__(self) -> Iterator[Planned]:
        """A Task for each item that needs work, an Outcome for each that cannot be read, Skipped for the others."""
        # An item is put down as seen before anybody hears of it: what becomes of it is put down in the same row.
        seen: list[tuple[str, int]] = []
        page: list[Item] = []
        for place, item in enumerate(self._source):
            seen.append((item.key, place))
            page.append(item)
            if len(page) == _SEEN_AT_ONCE:
                self._manifest.see(seen)
                yield from map(self._planned, page)
                seen.clear()
                page.clear()
        self._manifest.see(seen)
        yield from map(self._planned, page)
        self.is_whole = True

    def _planned(self, item: Item) -> Planned:
        self.length += 1
        start = time.perf_counter()
        input_hash = ""
        try:
            input_hash = item.fingerprint()
            record = self._manifest.find(item.key)
            if record is not None and (skipped := self._skipped(item, record, input_hash)):
                return skipped
            article = item.read()
        except (InputError, Refused) as error:
            return Outcome(item.key, item.stem, input_hash, failure=str(error))
        except SummarizerError:  # of the manifest or the outputs: not the item's
            raise
        except Exception as error:  # a document that breaks its reader is not to stop the others
            reason = f"a fault in the program ({type(error).__name__}: {error}); please report it"
            fault = "".join(traceback.format_exception(error))
            return Outcome(item.key, item.stem, input_hash, failure=reason, fault=fault)
        seconds = time.perf_counter() - start
        return Task(
            item.key, item.stem, input_hash, article.text, self._source_lang, article.origin, seconds, article.notes
        )

    def _skipped(self, item: Item, record: Record, input_hash: str) -> Skipped | None:
        """Why the item needs no work, None if it does."""
        if self._rerun.force or record.input_hash != input_hash or record.made_by != self._made_by:
            return None
        if record.failure:
            return None if self._rerun.retry_failed else Skipped(item.key, failed=True)
        trouble = self._sink.trouble(record, item.stem)
        if trouble == "missing":
            return None
        return Skipped(item.key, "its output was changed since, and is left as it is" if trouble else "")
