"""Keeps the evaluation out of the training: a model that has seen a sentence is not measured by it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from training.corpus.errors import CorpusError
from training.corpus.keys import words
from training.corpus.normalising import normalise_text
from training.corpus.reading import Pair

# Eight words in a row are rarely the same by chance and always in a copy or a revision of a sentence.
LENGTH = 8


class EvaluationSentences:
    """The sentences of all evaluation files, of both languages at once, as a sentence of one is none of the other."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self._whole: set[tuple[str, ...]] = set()
        self._grams: set[tuple[str, ...]] = set()
        for sentence in sentences:
            sequence = words(normalise_text(sentence))
            if sequence:
                self._whole.add(sequence)
                self._grams.update(_grams(sequence))

    def is_clean(self, pair: Pair) -> bool:
        """Whether there is no reason to drop ``pair``."""
        return self.reason_to_drop(pair) is None

    def reason_to_drop(self, pair: Pair) -> str | None:
        """The reason "evaluation sentence", "evaluation words" (eight in a row), or None. ``pair`` is normalised."""
        sides = (words(pair.indonesian), words(pair.english))
        if any(side in self._whole for side in sides):
            return "evaluation sentence"
        if any(gram in self._grams for side in sides for gram in _grams(side)):
            return "evaluation words"
        return None


def read_evaluation(paths: Iterable[Path]) -> EvaluationSentences:
    """The sentences of plain text files, one a line. Raises CorpusError for a file that cannot be read as UTF-8.

    An empty file is an error too: it would keep nothing out and nobody would know.
    """
    return EvaluationSentences(sentence for path in paths for sentence in _lines(path))


def _lines(path: Path) -> list[str]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise CorpusError(f"{path}: cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path}, byte {error.start}: not UTF-8: {error.reason}") from error
    if not any(line.strip() for line in lines):
        raise CorpusError(f"{path}: has no sentence")
    return lines


def _grams(sequence: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for start in range(len(sequence) - LENGTH + 1):
        yield sequence[start : start + LENGTH]
