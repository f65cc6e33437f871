"""Over-long sentences: cut at clauses into pieces that an engine can take, so that nothing is ever cut off."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple


class _Joints(NamedTuple):
    """Words that open a clause: behind a comma the strong ones and then the weak, and without one the ``bare``."""

    strong: str
    weak: str
    bare: str


_JOINTS = {
    "id": _Joints(
        strong="sedangkan|sementara|namun|tetapi|tapi|sehingga|karena|meskipun|meski|agar|supaya|bahwa",
        weak="yang|dan|serta|atau|termasuk|seperti|untuk|dengan",
        bare="sedangkan|sementara|sehingga|karena|yang|dan|serta|untuk|dengan",
    ),
    "en": _Joints(
        strong="while|whereas|but|yet|although|though|because|since|so|unless|if|when|where|after|before|until|as|that",
        weak="which|who|whose|whom|and|or|including|such as|saying|adding|with|to",
        bare="while|whereas|because|although|after|before|when|which|who|that|and|but|with|to",
    ),
}


def split_at_clauses(sentence: str, limit: int, measure: Callable[[str], int], lang: str = "id") -> list[str]:
    """Pieces of at most ``limit`` by ``measure``; ``" ".join(pieces)`` is ``sentence`` again.

    A cut is made at the strongest boundary there is, and among equals at the one nearest to the middle. Only a
    word that is over the limit by itself is cut inside (then the pieces join to the sentence with added spaces). In
    other languages than Indonesian and English only punctuation and blanks count.
    """
    if measure(sentence) <= limit or len(sentence) < 2:
        return [sentence]
    left, right = _halves(sentence, lang)
    return split_at_clauses(left, limit, measure, lang) + split_at_clauses(right, limit, measure, lang)


@cache
def _cuts(lang: str) -> tuple[re.Pattern[str], ...]:
    """Where a sentence may be cut, best first. Each pattern matches the start of the right-hand piece."""
    strong, weak, bare = _JOINTS.get(lang, _Joints("(?!)", "(?!)", "(?!)"))
    patterns = (
        r"(?<=;) ",
        rf"(?<=,) (?=(?:{strong})\b)",
        r"(?<=:) | (?=[–—] )",
        rf"(?<=,) (?=(?:{weak})\b)",
        r"(?<=,) ",
        rf" (?=(?:{bare})\b)",
        r" ",
    )
    return tuple(map(re.compile, patterns))


def _halves(sentence: str, lang: str) -> tuple[str, str]:
    middle = len(sentence) / 2
    for pattern in _cuts(lang):
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
