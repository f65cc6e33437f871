"""CTranslate2 reads and writes tokens; everything else here counts in the ids of the checkpoint's tokenizer."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from summarizer.errors import ModelCorrupt


class Vocabulary:
    """``tokens`` in the order of their ids, no two of them alike."""

    def __init__(self, tokens: Sequence[str], folder: Path) -> None:
        self._tokens = tokens
        self._ids = {token: number for number, token in enumerate(tokens)}
        self._folder = folder

    def __contains__(self, number: int) -> bool:
        return 0 <= number < len(self._tokens)

    def tokens(self, ids: Sequence[int]) -> list[str]:
        """The tokens of ``ids``. Raises ModelCorrupt for an id that is none."""
        if any(number not in self for number in ids):
            raise _damaged(self._folder, "its vocabulary is smaller than that of its tokenizer")
        return [self._tokens[number] for number in ids]

    def ids(self, tokens: Sequence[str]) -> list[int]:
        """The ids of ``tokens``, which are all of this vocabulary."""
        return [self._ids[token] for token in tokens]


def read_vocabulary(converted: Path, side: str = "source") -> Vocabulary:
    """The vocabulary of a converted model, or of one side ("source" or "target") of one that has two.

    Raises ModelCorrupt if there is none.
    """
    for name in (f"{side}_vocabulary.json", "shared_vocabulary.json", "vocabulary.json"):
        path = converted / name
        if not path.is_file():
            continue
        try:
            tokens = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise _damaged(converted, f"{name} cannot be read: {error}") from error
        if not isinstance(tokens, list):
            raise _damaged(converted, f"{name} is not a list")
        return Vocabulary(tokens, converted)
    raise _damaged(converted, "it has no vocabulary")


def _damaged(folder: Path, how: str) -> ModelCorrupt:
    return ModelCorrupt(f"the converted model in {folder} is damaged ({how}). Pull or convert it again")
