"""The main job: a document to its brief."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from summarizer.datamodels import (
    Brief,
    DecodingOptions,
    Document,
    SentenceOrigin,
    SummaryForm,
    SummarySentence,
    Translation,
)
from summarizer.fidelity.glossary import Glossary
from summarizer.protocols import Progress, Translator, no_progress
from summarizer.summarization import SummaryOptions, summarize
from summarizer.summarization.headlines import headline
from summarizer.translation import editing, translate
from summarizer.translation.house_style import HOUSE_STYLE, Style


def make_brief(
    document: Document,
    target_lang: str = "en",
    *,
    translator: Translator,
    summary: SummaryOptions | None = None,
    options: DecodingOptions | None = None,
    progress: Progress = no_progress,
    glossary: Glossary | None = None,
    style: Style = HOUSE_STYLE,
) -> Brief:
    """Translate and summarise a document. Raises what `translate` and `summarize` raise."""
    # A summary in a language that there is none in is told before the engine has worked for it.
    wanted = (summary or SummaryOptions()).of(document.lang, target_lang)
    translation = translate(
        document,
        target_lang,
        translator=translator,
        options=options,
        progress=progress,
        glossary=glossary,
        style=style,
    )
    return brief_of(translation, wanted, progress=progress)


def brief_of(
    translation: Translation, summary: SummaryOptions | None = None, *, progress: Progress = no_progress
) -> Brief:
    """The brief of an article that is translated already. Raises what `summarize` raises."""
    return Brief(_headline(translation), summarize(translation, options=summary, progress=progress), translation)


def with_edit(brief: Brief, index: int, text: str, glossary: Glossary | None = None) -> Brief:
    """The brief with a human's ``text`` for segment ``index``, in translation, headline and summary.

    The summary keeps its sentences; those that come from the segment are then in the human's words, in full.
    Raises what `editing.with_edit` raises.
    """
    return _with_translation(brief, editing.with_edit(brief.translation, index, text, glossary))


def with_edits(brief: Brief, edits: Mapping[str, str], glossary: Glossary | None = None) -> Brief:
    """The brief with the wordings of `editing.edits_of` another article, wherever it has the same source sentence."""
    return _with_translation(brief, editing.with_edits(brief.translation, edits, glossary))


def _with_translation(brief: Brief, translation: Translation) -> Brief:
    """The brief with the same sentences of another translation of its article."""
    if translation is brief.translation:
        return brief
    summary = brief.summary
    if summary.lang != translation.document.lang:
        sentences = tuple(_reworded(one, brief.translation, translation, summary.form) for one in summary.sentences)
        summary = replace(summary, sentences=sentences)
    return Brief(_headline(translation), summary, translation)


def _reworded(sentence: SummarySentence, before: Translation, after: Translation, form: SummaryForm) -> SummarySentence:
    """The sentence in the wording of its sources: what was made of another wording of them goes with that."""
    targets = [[translation.segments[source].target for source in sentence.sources] for translation in (before, after)]
    if targets[0] == targets[1]:
        return sentence
    if form is SummaryForm.HEADLINE:
        return headline(after) or sentence
    return replace(sentence, text=" ".join(targets[1]), origin=SentenceOrigin.EXTRACTED)


def _headline(translation: Translation) -> str:
    line = headline(translation)
    return line.text if line else ""
