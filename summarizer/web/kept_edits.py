"""The translation memory of a server that has one: people's wordings come from it, and nothing but these goes to it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from summarizer.datamodels import Translation
from summarizer.errors import MemoryUnusable
from summarizer.memory.units import one_line
from summarizer.translation.editing import edits_of

if TYPE_CHECKING:
    from summarizer.memory.store import Memory

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Known:
    """The wordings that the memory has of an article's sentences, by source; those that are kept later are added.

    ``failed`` says that the memory could not be asked.
    """

    wordings: dict[str, str] = field(default_factory=dict)
    failed: bool = False

    def lacks(self, translation: Translation) -> dict[str, str]:
        """The edits of the article that the memory does not know, source to target, as it would keep them."""
        edits = {one_line(source): one_line(target) for source, target in edits_of(translation).items()}
        return {
            source: target
            for source, target in edits.items()
            if source and target and self.wordings.get(source) != target
        }


class KeptEdits:
    """What people gave to ``memory``, for any thread; without one nothing is known, and nothing is kept."""

    def __init__(self, memory: Memory | None = None) -> None:
        self._memory = memory

    @property
    def is_there(self) -> bool:
        """Whether there is a memory."""
        return self._memory is not None

    def known(self, translations: Sequence[Translation], langpair: str) -> Known | None:
        """What it has of their sentences, None without a memory. One that fails is told of in the log alone."""
        if self._memory is None:
            return None
        try:
            return Known(self._memory.edits((part.source for one in translations for part in one.segments), langpair))
        except MemoryUnusable as error:
            logger.error("a text was translated without the wordings in the translation memory: %s", error)
            return Known(failed=True)

    def keep(self, translation: Translation, known: Known) -> int:
        """Keep the edits that ``known`` lacks, which has them then; how many. Raises MemoryUnusable."""
        wordings = known.lacks(translation)
        if self._memory is not None and wordings:
            self._memory.keep_edits(wordings, f"{translation.document.lang}-{translation.target_lang}")
            known.wordings.update(wordings)
        return len(wordings)
