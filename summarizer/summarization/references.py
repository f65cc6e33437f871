"""Sentences that speak of something in the one before them, and are not understood without it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from summarizer.datamodels import Segment, SegmentKind

_OPENING = r"^\W*"
_AN_OPENING_CLAUSE = r"(?:[^,]{1,40},\s+)?"
_NOT_POINTING = "hari|saat|tahun|bulan|pekan|minggu|kali|malam|pagi|siang|sore|selama|berikut"
# "visi tersebut", "acara ini": near the beginning what they mean stands in an earlier sentence. Not so "hari ini".
_POINTING = re.compile(
    rf"{_OPENING}{_AN_OPENING_CLAUSE}(?:[\w-]+\s+){{0,3}}?(?!(?:{_NOT_POINTING})\s)[\w-]+\s+(?:tersebut|itu|ini)\b",
    re.IGNORECASE,
)
_STANDING_FOR = re.compile(
    _OPENING + r"(?:dia|ia|mereka|beliau|hal|keduanya|namun|tetapi|tapi|akibatnya|sebaliknya|padahal|meski begitu|"
    r"meski demikian|(?:oleh )?karena itu|selain itu|sementara itu|menurut(?:nya| dia)|ujarnya|katanya)\b",
    re.IGNORECASE,
)


def antecedents(segments: Sequence[Segment]) -> dict[int, int]:
    """The index of the sentence before it for each sentence that refers back; the first one of an article has none."""
    sentences = [index for index, segment in enumerate(segments) if segment.kind is SegmentKind.SENTENCE]
    return {index: before for before, index in pairwise(sentences) if _refers_back(segments[index].text)}


def _refers_back(text: str) -> bool:
    return _POINTING.search(text) is not None or _STANDING_FOR.search(text) is not None
