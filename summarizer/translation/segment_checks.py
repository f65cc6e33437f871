"""What engine and checks are given of a segment, and what the checks say, put in terms of the segment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from summarizer.datamodels import FactCount, Issue, Segment, SegmentKind, TranslatedSegment
from summarizer.fidelity.glossary import Glossary
from summarizer.fidelity.langpairs import sides
from summarizer.fidelity.report import count_facts
from summarizer.segmentation import normalise, original_span
from summarizer.translation.casing import from_capitals


def is_translated(segment: Segment) -> bool:
    """Whether it goes to the engine and is checked; a dateline does not and is not."""
    return segment.kind is not SegmentKind.DATELINE


def prepared(segment: Segment, lang: str = "id") -> str:
    """What the engine and the checks are given of a segment in ``lang``."""
    return from_capitals(normalise(segment.text), lang)


def located(issues: Iterable[Issue], segment: Segment) -> tuple[Issue, ...]:
    """The issues of a prepared segment, with their source spans in its own text."""
    return tuple(
        replace(issue, source_spans=tuple(original_span(segment.text, *span) for span in issue.source_spans))
        for issue in issues
    )


def report_on(
    segments: Sequence[TranslatedSegment], glossary: Glossary | None, langpair: str = "id-en"
) -> tuple[FactCount, ...]:
    """The counts of an article's facts, for ``Translation.report``."""
    lang = sides(langpair).source
    pairs = ((prepared(one.segment, lang), one.target) for one in segments if is_translated(one.segment))
    return count_facts(pairs, (repair for one in segments for repair in one.repairs), glossary, langpair)
