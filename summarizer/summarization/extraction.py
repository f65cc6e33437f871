"""The extractive summary: the best source sentences in document order, each with its translation and its receipt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from summarizer.datamodels import SegmentKind, SentenceOrigin, SummarySentence, Translation
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
    document = translation.document
    for_words = 0 if options.words is None else max(_CONSIDERED, options.words // _SHORT_SENTENCE)
    count = max(for_words, options.most_sentences or 0)
    return rank(segments, count, title=document.origin.title, lang=document.lang)


def extract(translation: Translation, options: SummaryOptions, order: Iterable[int]) -> list[SummarySentence]:
    """The first of ``order`` that fit into what is asked for, in document order.

    Under a word budget a sentence is compressed if only that makes it fit, and left out if it does not fit even so; so
    is one that speaks of a sentence which was left out, and whatever comes after the third that was.
    """
    budget = Budget(options.words, is_bilingual=options.lang == "both")
    # Only under a word budget is anything passed over.
    segments = [translated.segment for translated in translation.segments]
    refers_to = {} if options.words is None else antecedents(segments, translation.document.lang)
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


def extracted(translation: Translation, index: int, lang: str | None) -> SummarySentence:
    """The segment ``index`` as a sentence of a summary in ``lang``, with itself for a receipt.

    Where that is not the article's language it is the translation's.
    """
    segment = translation.segments[index]
    text = segment.source if lang == translation.document.lang else segment.target
    return SummarySentence(text, segment.source, (index,))


def _versions(translation: Translation, index: int, options: SummaryOptions) -> Sequence[SummarySentence]:
    """The sentence as a summary may have it, in the order in which they are to be tried."""
    whole = extracted(translation, index, options.lang)
    lang = options.lang if options.lang == translation.document.lang else translation.target_lang
    if lang != "en" or not (options.compress or options.words):
        return [whole]
    shorter = [
        SummarySentence(text, whole.source_text, whole.sources, SentenceOrigin.COMPRESSED)
        for text in compressions(indonesian_of(translation, index, lang), whole.text)
    ]
    return [*reversed(shorter), whole] if options.compress else [whole, *shorter]


def indonesian_of(translation: Translation, index: int, lang: str) -> str | None:
    """The Indonesian sentence of which the segment's text in ``lang`` is the translation, None if it is of none."""
    is_source = lang == translation.document.lang
    return None if is_source or translation.document.lang != "id" else translation.segments[index].source
