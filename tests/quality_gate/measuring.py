"""What the engine's translations of the reference set are worth."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.datamodels import Document, Translation, has_error
from summarizer.evaluation import Losses, Part, chrf, count_losses
from summarizer.protocols import Progress, Translator
from summarizer.translation import translate_batch
from tests.quality_gate.reference import ReferenceSet, Row

CHRF = "chrf"
# The measures that have a ceiling, as tests/gate.json spells them, and as a reader is told of them.
HEADINGS = {
    "numbers_lost": "numbers lost",
    "names_lost": "names lost",
    "sentences_lost": "sentences lost",
    "numbers_invented": "numbers invented",
    "lines_with_error": "lines with an error mark",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A row, its translation, and the losses in it by measure."""

    row: Row
    translation: Translation
    losses: dict[str, Part]


@dataclass(frozen=True, slots=True)
class Measured:
    """``chrf`` is from 0 to 100. ``signature`` says how the translations were made."""

    reference: ReferenceSet
    lines: tuple[Line, ...]
    chrf: float
    signature: str

    def losses(self, measure: str) -> Part:
        """Those of all lines together."""
        parts = [line.losses[measure] for line in self.lines]
        return Part(sum(part.count for part in parts), sum(part.total for part in parts))

    def losing(self, measure: str) -> list[Line]:
        """The lines with a loss of that measure."""
        return [line for line in self.lines if line.losses[measure].count]


def measure(reference: ReferenceSet, translator: Translator, progress: Progress) -> Measured:
    """Translate each sentence as an article of its own, through the whole pipeline, and count. Raises ExtraMissing."""
    documents = [Document(source) for source in reference.sources]
    translations = translate_batch(documents, translator=translator, progress=progress)
    return Measured(
        reference,
        tuple(
            Line(row, translation, _losses(row, translation))
            for row, translation in zip(reference.rows, translations, strict=True)
        ),
        chrf([translation.text for translation in translations], reference.references).value,
        translations[0].signature,
    )


def _losses(row: Row, translation: Translation) -> dict[str, Part]:
    counted: Losses = count_losses([row.source], [translation.text], [row.reference])
    return {
        "numbers_lost": counted.numbers,
        "names_lost": counted.names,
        "sentences_lost": counted.sentences,
        "numbers_invented": counted.invented,
        "lines_with_error": Part(int(has_error(translation.issues)), 1),
    }
