"""What is to be done of the input: what is missing, has changed, or has failed and is to be tried again."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from summarizer.batch.faults import reason_and_traceback
from summarizer.batch.items import Item, Outcome, Record, Skipped, Source, Task
from summarizer.errors import InputError, Refused, SummarizerError

if TYPE_CHECKING:
    from summarizer.batch.manifest import Manifest
    from summarizer.batch.sinks import Sink

Planned = Task | Outcome | Skipped


class Plan:
    """Goes through the input once; ``is_whole`` says whether it came to the end, ``length`` how many items it gave."""

    def __init__(
        self, source: Source, manifest: Manifest, sink: Sink, made_by: str, source_lang: str, *, retry_failed: bool
    ) -> None:
        self._source = source
        self._manifest = manifest
        self._sink = sink
        self._made_by = made_by
        self._source_lang = source_lang
        self._retry_failed = retry_failed
        self._places: dict[str, int] = {}
        self.is_whole = False
        self.length = 0

    def __iter__(self) -> Iterator[Planned]:
        """A Task for each item that needs work, an Outcome for each that cannot be read, Skipped for the others."""
        for place, item in enumerate(self._source):
            self._places[item.key] = place
            self.length += 1
            yield self._planned(item)
        self.is_whole = True

    def settle(self, key: str) -> int:
        """The place of an item in the input, which need not be remembered any longer."""
        return self._places.pop(key)

    def _planned(self, item: Item) -> Planned:
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
            reason, fault = reason_and_traceback(error)
            return Outcome(item.key, item.stem, input_hash, failure=reason, fault=fault)
        seconds = time.perf_counter() - start
        return Task(
            item.key, item.stem, input_hash, article.text, self._source_lang, article.origin, seconds, article.notes
        )

    def _skipped(self, item: Item, record: Record, input_hash: str) -> Skipped | None:
        """Why the item needs no work, None if it does."""
        is_other = record.input_hash != input_hash or record.made_by != self._made_by
        if is_other or record.run < (self._manifest.forced_since or 0):
            return None
        if record.failure:
            return None if self._retry_failed else Skipped(item.key, failed=True)
        trouble = self._sink.trouble(record, item.stem)
        if trouble == "missing":
            return None
        return Skipped(item.key, "its output was changed since, and is left as it is" if trouble else "")
