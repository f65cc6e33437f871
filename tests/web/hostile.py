"""A brief that has one text in every place that is not ours."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.datamodels import (
    Brief,
    Document,
    FactCount,
    FactKind,
    Issue,
    IssueKind,
    Origin,
    Repair,
    Segment,
    SegmentKind,
    Severity,
    Summary,
    SummarySentence,
    TranslatedSegment,
    Translation,
)


def brief_of(hostile: str) -> Brief:
    """A brief that has ``hostile`` in every place that is not ours."""
    return _brief(
        [hostile, f"Harga {hostile} naik.", f"{hostile}."], [hostile, f"Prices {hostile} rose.", hostile], hostile
    )


def _brief(sources: Sequence[str], targets: Sequence[str], hostile: str) -> Brief:
    issues = tuple(
        Issue(IssueKind.NAME_MISSING, severity, f"{hostile} is missing", ((0, 3),), ((2, 5),)) for severity in Severity
    )
    repairs = (Repair(FactKind.NUMBER, hostile, f"{hostile} 2"),)
    text = ""
    segments = []
    for number, (source, target) in enumerate(zip(sources, targets, strict=True)):
        text += f"\n{hostile}\n" if number else ""
        kind = SegmentKind.HEADLINE if number == 0 else SegmentKind.SENTENCE
        segment = Segment(source, len(text), len(text) + len(source), number, kind)
        segments.append(TranslatedSegment(segment, target, issues, repairs, edited=number == 1))
        text += source
    origin = Origin(hostile, hostile, hostile, hostile)
    report = (FactCount(FactKind.NAME, 3, 1, 1),)
    translation = Translation(Document(text, "id", origin), "en", tuple(segments), f"engine:{hostile}", report)
    summary = Summary((SummarySentence(targets[1], sources[1], (1,)),))
    return Brief(targets[0], summary, translation)
