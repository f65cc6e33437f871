"""What is known of a sentence in its article: five figures, of which the ranking makes one.

Two of them read words, and know those of Indonesian, its neighbour Malay, and English. In another language nobody is
taken to speak of himself, and all words of a headline count.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from summarizer.datamodels import Segment, SegmentKind
from summarizer.summarization.content_words import FUNCTION_WORDS

Features: TypeAlias = Mapping[str, float]

NAMES = ("position", "length", "title", "opening_quotation", "first_person")
"""The features of a sentence, in order."""

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_QUOTATION_MARKS = ('"', "“", "”", "„")
_INDONESIAN = frozenset({"aku", "saya", "kami", "kita", "kamu", "anda"})
_FIRST_PERSON = {
    "id": _INDONESIAN,
    "ms": _INDONESIAN,
    "en": frozenset({"we", "me", "my", "mine", "our", "ours", "myself", "ourselves", "you", "your", "yours"}),
}
# Not "US", nor the last word of "World War I": behind that no word in small letters follows.
_ENGLISH_I = re.compile(r"\b(?:us|I(?=['’]\w|\s[a-z]))\b")
# A longer sentence says no more that a summary needs.
_LONGEST = 30


def words(text: str) -> list[str]:
    """The words and numerals of ``text`` without case and punctuation, in order; a reduplication is one word."""
    return _WORD.findall(text.casefold())


def telling_words(text: str, lang: str) -> list[str]:
    """`words`, but in English without those of grammar: two of its sentences always share an article."""
    found = words(text)
    return [word for word in found if word not in FUNCTION_WORDS["en"]] if lang == "en" else found


def features(segments: Sequence[Segment], title: str = "", lang: str = "id") -> dict[int, Features]:
    """The features of each sentence of an article in ``lang``, by its index; other segments have none.

    - ``position``: 0 for the first sentence of the article, 1 for its last, evenly between them;
    - ``length``: the logarithm of its words, of 30 if it has more;
    - ``title``: the share, 0 to 1, of the `telling_words` of the headline that it has. Without a headline ``title``
      stands in for one; without either this is 0;
    - ``opening_quotation``: 1 if it begins with a quotation mark;
    - ``first_person``: 1 if somebody speaks in it of himself or to another ("saya", "kami", "Anda"; "I", "we", "you").
    """
    sentences = [index for index, segment in enumerate(segments) if segment.kind is SegmentKind.SENTENCE]
    title_words = frozenset(telling_words(_headline(segments) or title, lang))
    last = max(len(sentences) - 1, 1)
    return {
        index: {"position": position / last, **_of_text(segments[index].text, title_words, lang)}
        for position, index in enumerate(sentences)
    }


def _headline(segments: Sequence[Segment]) -> str:
    return " ".join(segment.text for segment in segments if segment.kind is SegmentKind.HEADLINE)


def _of_text(text: str, title_words: frozenset[str], lang: str) -> Features:
    own = frozenset(words(text))
    return {
        "length": math.log(max(1, min(len(text.split()), _LONGEST))),
        "title": len(title_words & own) / max(len(title_words), 1),
        "opening_quotation": float(text.startswith(_QUOTATION_MARKS)),
        "first_person": float(_has_speaker(text, own, lang)),
    }


def _has_speaker(text: str, own: frozenset[str], lang: str) -> bool:
    if not _FIRST_PERSON.get(lang, frozenset()).isdisjoint(own):
        return True
    return lang == "en" and _ENGLISH_I.search(text) is not None
