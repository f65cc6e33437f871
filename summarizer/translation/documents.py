"""Articles: split, translate what is to be translated, carry the rest over."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.datamodels import DecodingOptions, Document, Segment, TranslatedSegment, Translation
from summarizer.errors import OptionError
from summarizer.fidelity.glossary import Glossary
from summarizer.fidelity.report import total
from summarizer.protocols import Progress, Translator, no_progress
from summarizer.segmentation import split
from summarizer.translation.house_style import HOUSE_STYLE, Style
from summarizer.translation.retries import CheckedTarget, translate_and_check
from summarizer.translation.segment_checks import is_translated, located, prepared
from summarizer.translation.signatures import signature
from summarizer.translation.wording import Wording

_NO_ENGINE = "engine:none"


def translate(
    document: Document,
    target_lang: str = "en",
    *,
    translator: Translator,
    options: DecodingOptions | None = None,
    progress: Progress = no_progress,
    glossary: Glossary | None = None,
    style: Style = HOUSE_STYLE,
) -> Translation:
    """Translate a document; each segment of the result belongs to one sentence of the source.

    Raises OptionError if the translator does not serve the document's language pair.
    """
    [translation] = translate_batch(
        [document],
        target_lang,
        translator=translator,
        options=options,
        progress=progress,
        glossary=glossary,
        style=style,
    )
    return translation


def translate_batch(
    documents: Sequence[Document],
    target_lang: str = "en",
    *,
    translator: Translator,
    options: DecodingOptions | None = None,
    progress: Progress = no_progress,
    glossary: Glossary | None = None,
    style: Style = HOUSE_STYLE,
) -> list[Translation]:
    """Translate documents whose sentences share batches; one translation for each, in order.

    Raises OptionError if the translator does not serve a document's language pair.
    """
    options = options or DecodingOptions()
    for document in documents:
        _require_langpair(translator.langpair, document.lang, target_lang)
    split_documents = [split(document.text, document.lang) for document in documents]
    articles = [
        [prepared(segment, document.lang) for segment in parts if is_translated(segment)]
        for document, parts in zip(documents, split_documents, strict=True)
    ]
    wording = Wording(glossary, style)
    checked = translate_and_check(articles, translator, options, progress, wording)
    made_by = signature(translator, options, wording)  # an engine's looks up versions, so not once for each document

    def translation(document: Document, parts: Sequence[Segment], targets: Sequence[CheckedTarget]) -> Translation:
        left = iter(targets)
        segments = tuple(
            _translated(segment, next(left)) if is_translated(segment) else TranslatedSegment(segment, segment.text)
            for segment in parts
        )
        report = total((one.facts for one in targets), (repair for one in targets for repair in one.repairs))
        return Translation(document, target_lang, segments, made_by, report)

    return [
        translation(document, parts, targets)
        for document, parts, targets in zip(documents, split_documents, checked, strict=True)
    ]


def untranslated(document: Document) -> Translation:
    """The document in its own language: each segment is its own target, and no engine is asked."""
    segments = tuple(TranslatedSegment(segment, segment.text) for segment in split(document.text, document.lang))
    return Translation(document, document.lang, segments, _NO_ENGINE)


def _require_langpair(served: str, source_lang: str, target_lang: str) -> None:
    """Raise OptionError if ``served``, the language pair of the engine, is another one."""
    if served != f"{source_lang}-{target_lang}":
        raise OptionError(
            f"this engine translates {served}, not {source_lang}-{target_lang}. See: summarizer models list"
        )


def _translated(segment: Segment, target: CheckedTarget) -> TranslatedSegment:
    return TranslatedSegment(segment, target.text, located(target.issues, segment), target.repairs)
