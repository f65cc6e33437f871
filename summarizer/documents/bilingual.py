"""Source and target in turn, as plain text for an e-mail."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from summarizer.datamodels import SegmentKind, Translation
from summarizer.documents.marks import NOTICE, edited, layout_mark, mark, origin, verdict
from summarizer.segmentation import normalise

_ARROW = "→"


def bilingual_text(translation: Translation) -> str:
    """Each sentence on a line, and below it, behind an arrow, its marked target; a blank line between paragraphs.

    What to beware of and the origin stand above, and what the checks came to below. A dateline shares the lines of the
    sentence behind it.
    """
    lines = _lines(translation)
    paragraphs = ["\n".join(line for _, line in group) for _, group in groupby(lines, key=lambda line: line[0])]
    above = [NOTICE, *filter(None, [origin(translation)])]
    below = [verdict(translation), *filter(None, [edited(translation)])]
    return "\n\n".join(["\n".join(above), *paragraphs, "\n".join(below)]) + "\n"


def _lines(translation: Translation) -> Iterator[tuple[int, str]]:
    """Lines with the paragraph that each stands in."""
    position, source, target = 0, "", ""
    for number, translated in enumerate(translation.segments, start=1):
        segment = translated.segment
        before = layout_mark(translation.document.text[position : segment.start])
        source = _joined(source, before, normalise(translated.source))
        target = _joined(target, before, normalise(translated.target) + mark(translated, number))
        position = segment.end
        following = translation.segments[number : number + 1]
        if segment.kind is SegmentKind.DATELINE and following and following[0].segment.paragraph == segment.paragraph:
            continue
        yield segment.paragraph, source
        yield segment.paragraph, f"{_ARROW} {target}"
        source = target = ""


def _joined(*parts: str) -> str:
    return " ".join(filter(None, parts))
