"""An article as the page shows it: paragraphs of sentences, each with its marks and the places where they show."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from summarizer.datamodels import Issue, SegmentKind, Severity, Span, TranslatedSegment
from summarizer.segmentation import normalise

_ORDER = (Severity.NOTE, Severity.WARNING, Severity.ERROR)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; ``severity`` is "" or that of the issue that shows there."""

    text: str
    severity: str = ""


@dataclass(frozen=True, slots=True)
class SentenceView:
    """One sentence; ``number`` counts from 1.

    ``states`` are keys of the page's texts without their "state_": "error", "warning", "note", "repaired", "edited" or
    "pending", worst first, empty if there is nothing to say. ``remarks`` are sentences for the reader.
    """

    number: int
    kind: SegmentKind
    source: tuple[Piece, ...]
    target: tuple[Piece, ...]
    states: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    is_picked: bool = False


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """``mark`` is the list mark that stands before it, "" if there is none."""

    mark: str
    sentences: tuple[SentenceView, ...]


def paragraph_views(
    text: str, segments: Sequence[TranslatedSegment], picked: Collection[int] = ()
) -> tuple[ParagraphView, ...]:
    """The paragraphs of an article. A target that is "" is not there yet; ``picked`` are indexes of segments."""
    views = []
    numbered = enumerate(segments)
    for _, members in groupby(numbered, key=lambda item: item[1].segment.paragraph):
        group = list(members)
        first = group[0][0]
        before = text[segments[first - 1].segment.end if first else 0 : group[0][1].segment.start]
        mark = normalise(before.splitlines()[-1]) if before.strip() else ""
        sentences = tuple(_sentence_view(index, one, index in picked) for index, one in group)
        views.append(ParagraphView(mark, sentences))
    return tuple(views)


def _sentence_view(index: int, translated: TranslatedSegment, is_picked: bool) -> SentenceView:
    return SentenceView(
        number=index + 1,
        kind=translated.segment.kind,
        source=_pieces(translated.source, ((one.severity, one.source_spans) for one in translated.issues)),
        target=_pieces(translated.target, ((one.severity, one.target_spans) for one in translated.issues)),
        states=_states(translated),
        remarks=_remarks(translated),
        is_picked=is_picked,
    )


def _states(translated: TranslatedSegment) -> tuple[str, ...]:
    if not translated.target:
        return ("pending",)
    severities = {issue.severity for issue in translated.issues}
    states = [str(severity) for severity in reversed(_ORDER) if severity in severities]
    if translated.repairs:
        states.append("repaired")
    if translated.edited:
        states.append("edited")
    return tuple(states)


def _remarks(translated: TranslatedSegment) -> tuple[str, ...]:
    found = [remark(issue) for issue in translated.issues]
    return (*found, *(f"{repair.kind}: {repair.before} → {repair.after}" for repair in translated.repairs))


def remark(issue: Issue) -> str:
    """What an issue is, and where: its kind, whose last word the detail may say once more, and its detail.

    A kind of one word, such as "untranslated", is what the detail says anyway.
    """
    subject, _, fault = str(issue.kind).partition("_")
    return f"{subject} {fault}: {issue.detail.removeprefix(f'{fault}: ')}" if fault else issue.detail


def _pieces(text: str, marked: Iterable[tuple[Severity, tuple[Span, ...]]]) -> tuple[Piece, ...]:
    """The text cut where its spans begin and end; where they overlap the worst counts."""
    ranks = [0] * len(text)
    for severity, spans in marked:
        rank = _ORDER.index(severity) + 1
        for start, end in spans:
            for position in range(max(start, 0), min(end, len(text))):
                ranks[position] = max(ranks[position], rank)
    pieces = []
    position = 0
    for rank, run in groupby(ranks):
        end = position + len(list(run))
        pieces.append(Piece(text[position:end], str(_ORDER[rank - 1]) if rank else ""))
        position = end
    return tuple(pieces)
