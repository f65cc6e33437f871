"""The main job: a document to its brief."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import replace

from summarizer.datamodels import (
    Brief,
    DecodingOptions,
    Document,
    SegmentKind,
    Translation,
)
from summarizer.fidelity.glossary import Glossary
from summarizer.protocols import Progress, Translator, no_progress
from summarizer.summarization import summarize
from summarizer.summarization.extraction import DEFAULT_SENTENCES
from summarizer.translation import editing, translate
from summarizer.translation.house_style import HOUSE_STYLE, Style

_FIRST_LINE_WIDTH = 100  # characters


def make_brief(
    document: Document,
    target_lang: str = "en",
    *,
    translator: Translator,
    sentences: int = DEFAULT_SENTENCES,
    options: DecodingOptions | None = None,
    progress: Progress = no_progress,
    glossary: Glossary | None = None,
    style: Style = HOUSE_STYLE,
) -> Brief:
    """Translate and summarise a document. Raises what `translate` and `summarize` raise."""
    translation = translate(
        document,
        target_lang,
        translator=translator,
        options=options,
        progress=progress,
        glossary=glossary,
        style=style,
    )
    return Brief(headline(translation), summarize(translation, sentences), translation)


def with_edit(brief: Brief, index: int, text: str, glossary: Glossary | None = None) -> Brief:
    """The brief with a human's ``text`` for segment ``index``, in translation, headline and summary.

    The summary keeps its sentences. Raises what `editing.with_edit` raises.
    """
    return _with_translation(brief, editing.with_edit(brief.translation, index, text, glossary))


def with_edits(brief: Brief, edits: Mapping[str, str], glossary: Glossary | None = None) -> Brief:
    """The brief with the wordings of `editing.edits_of` another article, wherever it has the same source sentence."""
    return _with_translation(brief, editing.with_edits(brief.translation, edits, glossary))


def _with_translation(brief: Brief, translation: Translation) -> Brief:
    """The brief with the same sentences of another translation of its article."""
    if translation is brief.translation:
        return brief
    sentences = tuple(
        replace(sentence, text=" ".join(translation.segments[source].target for source in sentence.sources))
        for sentence in brief.summary.sentences
    )
    return Brief(headline(translation), replace(brief.summary, sentences=sentences), translation)


def headline(translation: Translation) -> str:
    """The translated headline, or else the start of the first sentence, shortened to one line with " …".

    An article without a sentence has whatever comes first but a dateline.
    """
    for kind in (SegmentKind.HEADLINE, SegmentKind.SENTENCE, SegmentKind.DEBRIS):
        for translated in translation.segments:
            if translated.segment.kind is kind:
                one_line = " ".join(translated.target.split())
                if kind is SegmentKind.HEADLINE:
                    return one_line
                return textwrap.shorten(one_line, _FIRST_LINE_WIDTH, placeholder=" …")
    return ""
