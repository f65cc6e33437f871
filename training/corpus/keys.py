"""What makes two sentences the same, and numbers drawn from a sentence instead of at random."""

from __future__ import annotations

import hashlib
import re

_WORD = re.compile(r"\w+")


def words(text: str) -> tuple[str, ...]:
    """The words and numerals of ``text`` without case and punctuation, in order."""
    return tuple(_WORD.findall(text.casefold()))


def key(text: str) -> str:
    """Equal for sentences that differ in case, spacing and punctuation only."""
    return " ".join(words(text))


def fraction(purpose: str, text: str) -> float:
    """A number from 0 up to and not including 1, the same in every run and whatever stands around ``text``.

    Different purposes give independent numbers. Spread evenly by SHA-256, since Python's own hash changes by run.
    """
    digest = hashlib.sha256(f"{purpose}\0{text}".encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2**48
