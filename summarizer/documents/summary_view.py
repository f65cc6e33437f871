"""What every format shows of a summary: its sentences with their receipts and marks, in the languages asked for."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.datamodels import SentenceOrigin, Summary, SummarySentence, Translation
from summarizer.documents.marks import mark
from summarizer.segmentation import normalise

_REMARKS: dict[str, str] = {SentenceOrigin.COMPRESSED: "shortened", SentenceOrigin.GENERATED: "written by a model"}


@dataclass(frozen=True, slots=True)
class ShownSentence:
    """``marks`` are those of its sources, a blank before each; ``origin`` is "" for one that was taken as it stands.
    ``sources`` are numbers of sentences, from 1; ``receipt`` is what stands there, "" if that is its own text.
    """

    text: str
    marks: str
    origin: str
    sources: tuple[int, ...]
    receipt: str

    @property
    def numbers(self) -> str:
        return ", ".join(map(str, self.sources))

    @property
    def remark(self) -> str:
        """How it was made, in words; "" for one that was taken as it stands."""
        return _REMARKS.get(self.origin, "")

    @property
    def tail(self) -> str:
        """Marks and remark as they follow the text."""
        return f"{self.marks} ({self.remark})" if self.remark else self.marks


@dataclass(frozen=True, slots=True)
class ShownSummary:
    """A summary in the language of the code ``lang``."""

    lang: str
    sentences: tuple[ShownSentence, ...]


def shown(summary: Summary, translation: Translation) -> list[ShownSummary]:
    """The summary once in each language that is asked for.

    In both, the other language is read beside it, and so no receipts are quoted.
    """
    source_lang, target_lang = translation.document.lang, translation.target_lang
    if summary.lang != "both":
        lang = source_lang if summary.lang == source_lang else target_lang
        return [ShownSummary(lang, tuple(_sentence(one, one.text, translation) for one in summary.sentences))]
    return [
        ShownSummary(target_lang, tuple(_sentence(one, one.text, translation, "") for one in summary.sentences)),
        ShownSummary(source_lang, tuple(_as_it_stands(one) for one in summary.sentences)),
    ]


def _sentence(
    sentence: SummarySentence, text: str, translation: Translation, receipt: str | None = None
) -> ShownSentence:
    numbers = tuple(index + 1 for index in sentence.sources)
    if receipt is None:
        receipt = normalise(sentence.source_text) if sentence.source_text != sentence.text else ""
    return ShownSentence(
        text=normalise(text),
        marks="".join(mark(translation.segments[number - 1], number) for number in numbers),
        origin="" if sentence.origin is SentenceOrigin.EXTRACTED else str(sentence.origin),
        sources=numbers,
        receipt=receipt,
    )


def _as_it_stands(sentence: SummarySentence) -> ShownSentence:
    numbers = tuple(index + 1 for index in sentence.sources)
    return ShownSentence(normalise(sentence.source_text), "", "", numbers, "")
