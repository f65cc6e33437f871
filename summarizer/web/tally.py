"""What a server has done since it was started: counts, and nothing of the texts."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Mapping

from summarizer.datamodels import IssueKind, Translation


class Tally:
    """Translations are added by whoever has made one, from any thread."""

    def __init__(self) -> None:
        self.sentences = 0
        self.words = 0
        self._issues: Counter[IssueKind] = Counter()
        self._lock = threading.Lock()

    def add(self, translation: Translation) -> None:
        """Count the sentences, the words of the source and the issues of a translation."""
        with self._lock:
            self.sentences += len(translation.segments)
            self.words += sum(len(segment.source.split()) for segment in translation.segments)
            self._issues.update(issue.kind for issue in translation.issues)

    @property
    def issues(self) -> Mapping[IssueKind, int]:
        """How many issues of each kind were found; those of which there was none have a 0."""
        with self._lock:
            return {kind: self._issues[kind] for kind in IssueKind}
