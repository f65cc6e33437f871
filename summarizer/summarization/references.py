"""Sentences that speak of something in the one before them, and are not understood without it.

The words by which they do are known of Indonesian, its neighbour Malay, and English; in another language none is held
to refer back.
"""

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
_ENGLISH_NOT_POINTING = (
    r"(?:days?|weeks?|months?|years?|mornings?|afternoons?|evenings?|nights?|weekends?|quarters?|seasons?|centur(?:y|ies)"
    r"|spring|summer|autumn|fall|winter|time|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may"
    r"|june|july|august|september|october|november|december)\b"
)
# "This market", "under that plan", "the mayor of this town"; not so "this week", "those who fled", "said that".
_ENGLISH_POINTING = re.compile(
    rf"{_OPENING}{_AN_OPENING_CLAUSE}(?:"
    rf"(?:[\w-]+\s+){{0,3}}?(?:this|these)\s+(?!{_ENGLISH_NOT_POINTING})"
    r"|(?:[a-z]+\s+)?(?:those\s+(?!who|whose|in|of|on|at|from|with|without)|such\s+(?!as\b))"
    rf"|(?:(?:in|on|at|by|for|from|with|under|after|before|since|during|until|of|to|despite)\s+)?that\b)",
    re.IGNORECASE,
)
_ENGLISH_STANDING_FOR = re.compile(
    _OPENING + r"(?:he|she|it|they|his|her|hers|its|their|theirs|both(?!\s+[\w-]+\s+and)"
    r"|the (?:two|three|former|latter|pair|duo|others?)|however|but|yet|still|instead|therefore|thus|meanwhile"
    r"|nevertheless|nonetheless|moreover|furthermore|otherwise"
    r"|as a result|in addition|on the other hand|by contrast|in contrast|even so|according to (?:him|her|them))\b",
    re.IGNORECASE,
)
# "On Monday, he said …": whom a name before the comma stands for is in the sentence itself.
_ENGLISH_STANDING_LATER = re.compile(
    r"^\W*[A-Z][^,A-Z]{0,40}(?:(?:[A-Z][a-z]+day|[A-Z][a-z]+ \d{1,2}|\d{1,2} [A-Z][a-z]+))?,\s+(?:he|she|it|they)\b"
)
_ENGLISH_SPEAKER_BEFORE = re.compile(
    r"[,.!?]?[\"”’,]\s*(?:(?:he|she|they)\s+(?:\w+ly\s+|also\s+)?"
    r"(?:said|says|added|adds|told|explained|stressed|noted|stated|continued|recalled|warned|argued|insisted|claimed)\b"
    r"|(?:said|added)\s+(?:he|she|they)\b)[^,.;]{0,40}\.?$",
    re.IGNORECASE,
)
_REFERRING = {
    "id": (_POINTING, _STANDING_FOR),
    "ms": (_POINTING, _STANDING_FOR),
    "en": (_ENGLISH_POINTING, _ENGLISH_STANDING_FOR, _ENGLISH_STANDING_LATER, _ENGLISH_SPEAKER_BEFORE),
}


def antecedents(segments: Sequence[Segment], lang: str = "id") -> dict[int, int]:
    """The index of the sentence before it for each sentence that refers back; the first one of an article has none."""
    sentences = [index for index, segment in enumerate(segments) if segment.kind is SegmentKind.SENTENCE]
    return {index: before for before, index in pairwise(sentences) if _refers_back(segments[index].text, lang)}


def _refers_back(text: str, lang: str) -> bool:
    return any(pattern.search(text) for pattern in _REFERRING.get(lang, ()))
