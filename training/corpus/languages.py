"""Sides that are not in their language, found offline and only where the evidence is strong."""

from __future__ import annotations

import math

# A name such as "Nikola Tesla" decides about a shorter text.
FEWEST_WORDS = 5
# Malay is told from Indonesian badly and Javanese is what Indonesian names look like.
INDONESIAN = ("id", "ms", "jv")
ENGLISH = ("en",)
# What web corpora contain; over all 97 languages of the model, rare ones win by accident.
_PLAUSIBLE = frozenset({
    "id", "ms", "jv", "en", "ar", "cs", "da", "de", "es", "fi", "fr", "hi", "hu", "it", "ja",
    "ko", "nl", "no", "pl", "pt", "ro", "ru", "sv", "th", "tl", "tr", "uk", "vi", "zh",
})  # fmt: skip
# The log-likelihood by which another language must lead, over the square root of the bytes, as the model's own
# confidence is scaled. English sentences full of Indonesian names reach 5, sentences in another language start at 6.
_LEAD = 6.0


def is_in_another_language(text: str, expected: tuple[str, ...]) -> bool:
    """Whether ``text`` of five words or more is, confidently, in none of the languages ``expected`` (ISO 639-1)."""
    import py3langid

    if len(text.split()) < FEWEST_WORDS:
        return False
    scores = {code: score for code, score in py3langid.rank(text) if code in _PLAUSIBLE}
    best = max(scores.values())
    lead = best - max(scores[code] for code in expected)
    return bool(lead > _LEAD * math.sqrt(len(text.encode())))
