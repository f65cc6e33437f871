"""The extractive summary: the best source sentences in document order, each with its translation and its receipt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from summarizer.datamodels import SegmentKind, SentenceOrigin, SummarySentence, TranslatedSegment, Translation
from summarizer.summarization.budget import Budget
from summarizer.summarization.compression import compressions
from summarizer.summarization.options import SummaryOptions
from summarizer.summarization.ranking import rank
from summarizer.summarization.references import antecedents

# Under a word budget a sentence that does not fit gives way to the next in rank. Further down than this nothing is
# worth telling, and ranking all of a book for it would take the square of its length.
_CONSIDERED = 50
_SHORT_SENTENCE = 6  # words
# What is further down in rank would fill the budget with what is not worth it: without this bound a summary of 60 words
# loses a point of ROUGE-1 on the development articles of docs/decisions/0019.
_MOST_PASSED_OVER = 2


def ranking(translation: Translation, options: SummaryOptions) -> list[int]:
    """Indexes of the sentences that a summary may take, best first."""
    segments = [translated.segment for translated in translation.segments]
    for_words = 0 if options.words is None else max(_CONSIDERED, options.words // _SHORT_SENTENCE)
    return rank(segments, max(for_words, options.most_sentences or 0), title=translation.document.origin.title)


def extract(translation: Translation, options: SummaryOptions, order: Iterable[int]) -> list[SummarySentence]:
    """The first of ``order`` that fit into what is asked for, in document order.

    Under a word budget a sentence is compressed if only that makes it fit, and left out if it does not fit even so; so
    is one that speaks of a sentence which was left out, and whatever comes after the third that was.
    """
    budget = Budget(options.words, options.lang)
    # Only under a word budget is anything passed over.
    segments = [translated.segment for translated in translation.segments]
    refers_to = {} if options.words is None else antecedents(segments)
    taken: dict[int, SummarySentence] = {}
    passed_over: set[int] = set()
    for index in order:
        if len(taken) == options.most_sentences:
            break
        versions = () if refers_to.get(index) in passed_over else _versions(translation, index, options)
        sentence = budget.take(versions)
        if sentence is None:
            passed_over.add(index)
            if taken and len(passed_over) > _MOST_PASSED_OVER:
                break
        else:
            taken[index] = sentence
    return [taken[index] for index in sorted(taken)]


def sentence_indexes(translation: Translation) -> list[int]:
    """Indexes of the segments that are sentences of the article."""
    return [index for index, one in enumerate(translation.segments) if one.segment.kind is SegmentKind.SENTENCE]


def extracted(translation: Translation, index: int, lang: str) -> SummarySentence:
    """The segment ``index`` as a sentence of a summary in ``lang``, with itself for a receipt."""
    segment = translation.segments[index]
    return SummarySentence(_text(segment, translation, lang), segment.source, (index,))


def _versions(translation: Translation, index: int, options: SummaryOptions) -> Sequence[SummarySentence]:
    """The sentence as a summary may have it, in the order in which they are to be tried."""
    whole = extracted(translation, index, options.lang)
    is_english = translation.target_lang == "en" and options.lang != translation.document.lang
    if not is_english or not (options.compress or options.words):
        return [whole]
    shorter = [
        SummarySentence(text, whole.source_text, whole.sources, SentenceOrigin.COMPRESSED)
        for text in compressions(whole.source_text, whole.text)
    ]
    return [*reversed(shorter), whole] if options.compress else [whole, *shorter]


def _text(segment: TranslatedSegment, translation: Translation, lang: str) -> str:
    return segment.source if lang == translation.document.lang else segment.target
