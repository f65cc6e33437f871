"""Lines to translate, as many as one likes, and their translations."""

from __future__ import annotations

import re


def source_lines(count: int) -> list[str]:
    return [f"Warga menanam {number} pohon di tepi sungai itu." for number in range(1, count + 1)]


def target_lines(count: int) -> list[str]:
    return [planted(line) for line in source_lines(count)]


def planted(sentence: str) -> str:
    [number] = re.findall(r"\d+", sentence)
    return f"Residents planted {number} trees along that river."
