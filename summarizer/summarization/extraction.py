"""The extractive summary: the best source sentences in document order, each with its translation and its receipt."""

from __future__ import annotations

from summarizer.datamodels import SegmentKind, Summary, SummarySentence, Translation
from summarizer.errors import OptionError
from summarizer.summarization.candidates import candidates
from summarizer.summarization.ranking import rank

DEFAULT_SENTENCES = 3


def summarize(translation: Translation, sentences: int = DEFAULT_SENTENCES) -> Summary:
    """At most ``sentences`` sentences of the article, in its order, with the indexes of their source segments.

    An article of no more sentences than that is returned whole (``Summary.whole``); one without any gives an empty
    summary, which is not called whole. Raises OptionError if ``sentences`` is below 1.
    """
    if sentences < 1:
        raise OptionError(f"a summary has at least 1 sentence, not {sentences}")
    segments = [translated.segment for translated in translation.segments]
    all_sentences = [index for index, segment in enumerate(segments) if segment.kind is SegmentKind.SENTENCE]
    whole = 0 < len(all_sentences) <= sentences
    fit = candidates(segments)
    others = [index for index in all_sentences if index not in fit]
    chosen = sorted([*rank(segments, fit), *rank(segments, others)][:sentences])
    return Summary(
        sentences=tuple(
            SummarySentence(
                text=translation.segments[index].target,
                source_text=translation.segments[index].source,
                sources=(index,),
            )
            for index in chosen
        ),
        whole=whole,
    )
