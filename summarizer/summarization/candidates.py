"""Which sentences of an article may stand alone in a summary."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.datamodels import Segment, SegmentKind

_OPENING = "\"“‘'«"
_CLOSING = "\"”’'»"
_FEWEST_WORDS = 6


def candidates(segments: Sequence[Segment]) -> list[int]:
    """Indexes of the sentences that a summary may take; if none qualifies, those of all sentences."""
    sentences = [index for index, segment in enumerate(segments) if segment.kind is SegmentKind.SENTENCE]
    return [index for index in sentences if _stands_alone(segments[index].text)] or sentences


def _stands_alone(text: str) -> bool:
    return len(text.split()) >= _FEWEST_WORDS and not _is_aside(text) and not _is_orphan_quote(text)


def _is_aside(text: str) -> bool:
    return text.startswith(("(", "[")) and text.rstrip(".").endswith((")", "]"))


def _is_orphan_quote(text: str) -> bool:
    """A quotation without its speaker: a piece of a longer one, or one that ends with the quotation itself."""
    straight_odd = text.count('"') % 2 == 1
    curly_odd = text.count("“") != text.count("”")
    quoted_throughout = text[0] in _OPENING and text.rstrip(".!?…")[-1:] in _CLOSING
    return straight_odd or curly_odd or quoted_throughout
