"""Over-long sentences: cut at clauses into pieces that an engine can take, so that nothing is ever cut off."""

from __future__ import annotations

import re
from collections.abc import Callable

# Where a sentence may be cut, best first. Each pattern matches the start of the right-hand piece.
_CUTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<=;) ",
        r"(?<=,) (?=(?:sedangkan|sementara|namun|tetapi|tapi|sehingga|karena|meskipun|meski|agar|supaya|bahwa)\b)",
        r"(?<=:) | (?=[–—] )",
        r"(?<=,) (?=(?:yang|dan|serta|atau|termasuk|seperti|untuk|dengan)\b)",
        r"(?<=,) ",
        r" (?=(?:sedangkan|sementara|sehingga|karena|yang|dan|serta|untuk|dengan)\b)",
        r" ",
    )
)


def split_at_clauses(sentence: str, limit: int, measure: Callable[[str], int]) -> list[str]:
    """Pieces of at most ``limit`` by ``measure``; ``" ".join(pieces)`` is ``sentence`` again.

    A cut is made at the strongest boundary there is, and among equals at the one nearest to the middle. Only a
    word that is over the limit by itself is cut inside (then the pieces join to the sentence with added spaces).
    """
    if measure(sentence) <= limit or len(sentence) < 2:
        return [sentence]
    left, right = _halves(sentence)
    return split_at_clauses(left, limit, measure) + split_at_clauses(right, limit, measure)


def _halves(sentence: str) -> tuple[str, str]:
    middle = len(sentence) / 2
    for pattern in _CUTS:
        # A cut in the outer eighths would leave a scrap that translates badly alone.
        cuts = [
            match.start()
            for match in pattern.finditer(sentence)
            if len(sentence) / 8 < match.start() < len(sentence) * 7 / 8
        ]
        if cuts:
            cut = min(cuts, key=lambda position: abs(position - middle))
            return sentence[:cut], sentence[cut + 1 :]
    return sentence[: int(middle)], sentence[int(middle) :]
