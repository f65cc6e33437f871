"""A sentence with its spelled numbers in figures, which a model keeps better than words."""

from __future__ import annotations

import re
from itertools import pairwise

from summarizer.fidelity.numbers import Number, numbers_of

_REACH = 5  # words from "abad" to the second ordinal of "abad kesembilan belas dan kedua puluh"
_LARGEST_COUNT = 1000  # "dua juta lima ratus ribu" is 2.500.000 and not 2500 ribu
_LEAST_WITH_SEPARATORS = 10_000  # years have none
_SMALLEST = 10  # below it, a number is as often a word of the language as a quantity: "satu", "kedua"
_ENGLISH_ORDINAL = re.compile(r"(?:first|second|third|th)\Z", re.IGNORECASE)
_CENTURY = re.compile(r"centur(?:y|ies)\b", re.IGNORECASE)


def in_figures(text: str, lang: str = "id") -> str:
    """The Indonesian or English sentence ``text`` with "dua belas" or "twelve" as "12", "lima puluh ribu" as "50 ribu",
    "abad kesepuluh" as "abad ke-10" and "tenth century" as "10th century".

    Fractions, figures of speech, numbers under ten and ordinals of anything but centuries stay as they are, and so do
    years of two English numbers ("nineteen ninety-eight").
    """
    numbers = numbers_of(text, lang)
    firm = [number for number in numbers if number.firm]
    joined = {one for pair in pairwise(firm) if not text[pair[0].end : pair[1].start].strip(" -") for one in pair}
    parts: list[str] = []
    position = 0
    for number in numbers:
        if lang == "en":
            figure = None if number in joined else _english(number, text[number.end :])
        else:
            figure = _indonesian(number, text[: number.start])
        if figure:
            parts += (text[position : number.start], figure)
            position = number.end
    return "".join((*parts, text[position:]))


def _indonesian(number: Number, before: str) -> str | None:
    """What stands for a spelled number, None where the words stay."""
    words = number.text.split()
    if not _may_change(number):
        return None
    ordinal = "ke-" if words[0].lower().startswith("ke") else ""
    # Of "Angkatan Darat ke-10" the embedded model makes a ten-year-old.
    if ordinal and "abad" not in before.lower().split()[-_REACH:]:
        return None
    decade = "-an" if words[-1].lower().endswith("an") and words[-1].lower() != "delapan" else ""
    count = number.value / number.scale
    if number.scale > 1 and count < _LARGEST_COUNT:
        return f"{ordinal}{int(count)} {words[-1]}"
    return f"{ordinal}{_printed(int(number.value)).replace(',', '.')}{decade}"


def _english(number: Number, behind: str) -> str | None:
    """What stands for a spelled number, None where the words stay."""
    words = number.text.replace("-", " ").split()
    if not _may_change(number):
        return None
    if _ENGLISH_ORDINAL.search(words[-1]):
        in_reach = " ".join(behind.replace("-", " ").split()[:_REACH])
        return _ordinal(int(number.value)) if _CENTURY.search(in_reach) else None
    count = number.value / number.scale
    if number.scale > 1 and count < _LARGEST_COUNT:
        return f"{int(count)} {words[-1]}"
    return _printed(int(number.value))


def _may_change(number: Number) -> bool:
    count = number.value / number.scale
    return number.firm and not any(map(str.isdigit, number.text)) and count >= _SMALLEST and count == int(count)


def _printed(value: int) -> str:
    return str(value) if value < _LEAST_WITH_SEPARATORS else f"{value:,}"


def _ordinal(value: int) -> str:
    ending = "th" if 10 < value % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"
