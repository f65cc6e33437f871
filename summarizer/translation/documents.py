"""Articles: split, translate what is to be translated, carry the rest over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from summarizer.datamodels import (
    DecodingOptions,
    Document,
    Issue,
    Segment,
    SegmentKind,
    TranslatedSegment,
    Translation,
)
from summarizer.errors import OptionError
from summarizer.fidelity.report import count_facts
from summarizer.protocols import Progress, Translator, no_progress
from summarizer.segmentation import normalise, original_span, split
from summarizer.translation.casing import from_capitals
from summarizer.translation.retries import translate_and_check
from summarizer.translation.signatures import signature


def translate(
    document: Document,
    target_lang: str = "en",
    *,
    translator: Translator,
    options: DecodingOptions | None = None,
    progress: Progress = no_progress,
) -> Translation:
    """Translate a document; each segment of the result belongs to one sentence of the source.

    Raises OptionError if the translator does not serve the document's language pair.
    """
    [translation] = translate_batch([document], target_lang, translator=translator, options=options, progress=progress)
    return translation


def translate_batch(
    documents: Sequence[Document],
    target_lang: str = "en",
    *,
    translator: Translator,
    options: DecodingOptions | None = None,
    progress: Progress = no_progress,
) -> list[Translation]:
    """Translate documents whose sentences share batches; one translation for each, in order.

    Raises OptionError if the translator does not serve a document's language pair.
    """
    options = options or DecodingOptions()
    for document in documents:
        require_langpair(translator.langpair, document.lang, target_lang)
    split_documents = [split(document.text) for document in documents]
    sentences = [_sentence(segment) for segments in split_documents for segment in segments if _is_translated(segment)]
    targets = iter(translate_and_check(sentences, translator, options, progress))
    made_by = signature(translator, options)  # looks up installed versions, so not once for each document

    def translated(segment: Segment) -> TranslatedSegment:
        if not _is_translated(segment):
            return TranslatedSegment(segment, segment.text)
        target = next(targets)
        return TranslatedSegment(segment, target.text, tuple(_located(issue, segment) for issue in target.issues))

    def translation(document: Document, parts: Sequence[Segment]) -> Translation:
        segments = tuple(translated(segment) for segment in parts)
        pairs = ((_sentence(one.segment), one.target) for one in segments if _is_translated(one.segment))
        return Translation(document, target_lang, segments, made_by, count_facts(pairs))

    return [translation(document, parts) for document, parts in zip(documents, split_documents, strict=True)]


def require_langpair(served: str, source_lang: str, target_lang: str, *, engine: str = "this engine") -> None:
    """Raise OptionError if ``served``, the language pair of ``engine``, is another one."""
    if served != f"{source_lang}-{target_lang}":
        raise OptionError(f"{engine} translates {served}, not {source_lang}-{target_lang}. See: summarizer models list")


def _sentence(segment: Segment) -> str:
    """What the engine and the checks are given."""
    return from_capitals(normalise(segment.text))


def _located(issue: Issue, segment: Segment) -> Issue:
    """The issue with its source spans in the text of the segment."""
    return replace(issue, source_spans=tuple(original_span(segment.text, *span) for span in issue.source_spans))


def _is_translated(segment: Segment) -> bool:
    return segment.kind is not SegmentKind.DATELINE
