"""The student's vocabulary: one SentencePiece model (Kudo & Richardson 2018, arXiv:1808.06226) for both languages.

Shared, because names and numbers are the same in both and because the student then has one table of embeddings.
"""

from __future__ import annotations

import io
import os
import random
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import sentencepiece

BACK_TRANSLATED = "<bt>"
"""Stands before a source that a model wrote, so that the student learns from it without imitating it
(Caswell et al. 2019, arXiv:1906.06442)."""

FILE_NAME = "vocabulary.spm"
END_ID = 0
UNKNOWN_ID = 1

# The trainer adds up what its threads found, so a fixed number of them keeps the sums the same on every machine.
_THREADS = 4
_SEED = 1


class VocabularyError(ValueError):
    """The text cannot give a vocabulary of that size."""


@dataclass(frozen=True, slots=True)
class VocabularyOptions:
    """``size`` counts every token id: the pieces and the ``<pad>`` that the tokenizer puts after the last of them.

    With ``byte_fallback`` 256 of the pieces are bytes, and no text is unknown. Of a longer text, ``max_sentences``
    lines drawn at random are used, always the same ones.
    """

    size: int = 16000
    character_coverage: float = 0.9999
    byte_fallback: bool = True
    max_sentences: int = 2_000_000

    def __post_init__(self) -> None:
        for name in ("size", "max_sentences"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} must be at least 1 and not {getattr(self, name)}")
        if not 0 < self.character_coverage <= 1:
            raise ValueError(f"character_coverage must be over 0 and at most 1 and not {self.character_coverage}")


def train_vocabulary(lines: Iterable[str], options: VocabularyOptions, folder: Path) -> Path:
    """Train on sentences of both languages and write ``FILE_NAME`` into ``folder``; its path.

    The same lines give the same bytes. The ids are those of the opus-mt models: end 0, unknown 1. Raises
    VocabularyError if the text is too small for ``options.size``, or the size too small for the text's characters.
    """
    sentences = _drawn((line for line in map(str.strip, lines) if line), options.max_sentences)
    model = io.BytesIO()
    try:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(sentences),
            model_writer=model,
            model_type="unigram",
            vocab_size=options.size - 1,
            character_coverage=options.character_coverage,
            byte_fallback=options.byte_fallback,
            shuffle_input_sentence=False,
            user_defined_symbols=[BACK_TRANSLATED],
            eos_id=END_ID,
            unk_id=UNKNOWN_ID,
            bos_id=-1,
            pad_id=-1,
            num_threads=_THREADS,
            minloglevel=2,
        )
    except RuntimeError as error:
        raise VocabularyError(
            f"no vocabulary of {options.size} can be made from this text ({error}); "
            "give it more text or ask for another size"
        ) from error
    return _write_whole(model.getvalue(), folder / FILE_NAME)


def _drawn(lines: Iterable[str], count: int) -> list[str]:
    """At most ``count`` of ``lines``, each as likely as any other (Vitter 1985, algorithm R).

    SentencePiece can draw too, but it draws others in every process, whatever seed it is given.
    """
    generator = random.Random(_SEED)
    kept: list[str] = []
    for number, line in enumerate(lines):
        if number < count:
            kept.append(line)
        elif (place := generator.randrange(number + 1)) < count:
            kept[place] = line
    return kept


def _write_whole(content: bytes, path: Path) -> Path:
    """Write through a scratch file beside ``path``, so that a killed run leaves no half a vocabulary."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, scratch = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        Path(scratch).chmod(0o644)
        Path(scratch).replace(path)
    except BaseException:
        Path(scratch).unlink(missing_ok=True)
        raise
    return path
