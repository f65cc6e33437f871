"""The main job: a document to its brief."""

from __future__ import annotations

import textwrap
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
    translation = editing.with_edit(brief.translation, index, text, glossary)
    sentences = tuple(
        replace(sentence, text=" ".join(translation.segments[source].target for source in sentence.sources))
        if index in sentence.sources
        else sentence
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
