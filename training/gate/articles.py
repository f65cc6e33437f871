"""Articles with sentences that people wrote of them, from IndoSum's files and from GlobalVoices' documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from summarizer.datamodels import Document, SegmentKind, TranslatedSegment, Translation
from summarizer.protocols import Progress, Translator
from summarizer.segmentation import split
from summarizer.translation.documents import translate_batch
from training.corpus.errors import CorpusError
from training.corpus.rows import json_rows
from training.gate.trials import Article

COPIED, REWRITTEN, PARAPHRASED = "copied from the article", "rewritten by people", "translated by people"

_SIZES = range(8, 17)
_DOCUMENTS_AT_ONCE = 4


def read_rows(path: Path) -> list[Any]:
    """The rows of a file of JSON lines, packed (.xz) or not. Raises CorpusError, with the line."""
    return [row for _, row in json_rows(path)]


def summarised(rows: Sequence[Any]) -> list[Article]:
    """Indonesian articles with a human summary in Indonesian (IndoSum); nothing of them is translated."""
    return list(_each(rows, _summarised, "id, category, paragraphs and summary_sentences"))


def translated(rows: Sequence[Any], translator: Translator, progress: Progress) -> list[Article]:
    """Documents of 8 to 16 sentences with their human English, translated once more by ``translator``.

    A human translation says what the machine's does in words of its own: it stands in for a summary's sentence.
    """
    fit = [row for row in rows if isinstance(row, dict) and len(row.get("pairs", ())) in _SIZES]
    found: list[Article] = []
    for start in range(0, len(fit), _DOCUMENTS_AT_ONCE):
        some = fit[start : start + _DOCUMENTS_AT_ONCE]
        documents = list(_each(some, _document, "id_doc and pairs"))
        made = translate_batch(documents, translator=translator)
        found += (_retold(row, translation) for row, translation in zip(some, made, strict=True))
        progress("translating documents", start + len(some), len(fit))
    return found


def _each(rows: Sequence[Any], read: Any, fields: str) -> Iterator[Any]:
    for line, row in enumerate(rows, start=1):
        try:
            yield read(row)
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise CorpusError(f"row {line}: not an article with {fields}: {error!r}") from error


def _summarised(row: Any) -> Article:
    text = "\n\n".join(" ".join(sentence.strip() for sentence in paragraph) for paragraph in row["paragraphs"])
    sentences = (sentence.strip() for sentence in row["summary_sentences"])
    told = tuple((COPIED if sentence in text else REWRITTEN, sentence) for sentence in sentences if sentence)
    segments = tuple(TranslatedSegment(segment, segment.text) for segment in split(text))
    return Article(
        str(row["id"]), str(row["category"]), Translation(Document(text), "en", segments, signature=""), "id", told
    )


def _document(row: Any) -> Document:
    row["id_doc"], [english for _, english in row["pairs"]]
    return Document("\n\n".join(" ".join(source.split()) for source, _ in row["pairs"]))


def _retold(row: Any, translation: Translation) -> Article:
    copied = (
        (COPIED, segment.target) for segment in translation.segments if segment.segment.kind is SegmentKind.SENTENCE
    )
    human = ((PARAPHRASED, " ".join(english.split())) for _, english in row["pairs"])
    return Article(str(row["id_doc"]), "", translation, "en", (*copied, *human))
