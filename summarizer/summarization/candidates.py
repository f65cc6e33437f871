"""Which sentences of an article may stand alone in a summary."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.datamodels import Segment, SegmentKind
from summarizer.segmentation.enclosures import Enclosures

_WORD = re.compile(r"\w+")
_FEWEST_WORDS = 6


def candidates(segments: Sequence[Segment]) -> list[int]:
    """Indexes of the sentences that a summary should take first; there may be none."""
    return [
        index
        for index, segment in enumerate(segments)
        if segment.kind is SegmentKind.SENTENCE and _stands_alone(segment.text)
    ]


def _stands_alone(text: str) -> bool:
    return len(text.split()) >= _FEWEST_WORDS and not _is_aside(text) and not _is_orphan_quote(text)


def _is_aside(text: str) -> bool:
    return text.startswith(("(", "[")) and text.rstrip(".").endswith((")", "]"))


def _is_orphan_quote(text: str) -> bool:
    """A quotation without its speaker: a piece of a longer one, or one with no word outside the quotation marks."""
    return _is_piece(text) or not _has_word_outside(text)


def _is_piece(text: str) -> bool:
    opening, closing = text.count("“"), text.count("”")
    # Kompas sets ”…” at both ends.
    curly_odd = closing % 2 == 1 if not opening else opening != closing
    return curly_odd or text.count('"') % 2 == 1


def _has_word_outside(text: str) -> bool:
    enclosures = Enclosures(text)
    return any(enclosures.quotation_around(word.start()) is None for word in _WORD.finditer(text))
