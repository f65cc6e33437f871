"""A sentence with its spelled numbers in figures, which a model keeps better than words."""

from __future__ import annotations

from summarizer.fidelity.numbers import Number, source_numbers

_REACH = 5  # words from "abad" to the second ordinal of "abad kesembilan belas dan kedua puluh"
_LARGEST_COUNT = 1000  # "dua juta lima ratus ribu" is 2.500.000 and not 2500 ribu
_LEAST_WITH_POINTS = 10_000  # years have none
_SMALLEST = 10  # below it, a number is as often a word of the language as a quantity: "satu", "kedua"


def in_figures(text: str) -> str:
    """The Indonesian sentence ``text`` with "dua belas" as "12", "lima puluh ribu" as "50 ribu", "abad kesepuluh" as
    "abad ke-10".

    Fractions, figures of speech, numbers under ten and ordinals of anything but centuries stay as they are.
    """
    parts: list[str] = []
    position = 0
    for number in source_numbers(text):
        if figure := _figure(number, of_century="abad" in text[: number.start].lower().split()[-_REACH:]):
            parts += (text[position : number.start], figure)
            position = number.end
    return "".join((*parts, text[position:]))


def _figure(number: Number, *, of_century: bool) -> str | None:
    """What stands for a spelled number, None where the words stay."""
    words = number.text.split()
    count = number.value / number.scale
    if not number.firm or any(map(str.isdigit, number.text)) or count < _SMALLEST or count != int(count):
        return None
    ordinal = "ke-" if words[0].lower().startswith("ke") else ""
    if ordinal and not of_century:  # of "Angkatan Darat ke-10" the embedded model makes a ten-year-old
        return None
    decade = "-an" if words[-1].lower().endswith("an") and words[-1].lower() != "delapan" else ""
    if number.scale > 1 and count < _LARGEST_COUNT:
        return f"{ordinal}{int(count)} {words[-1]}"
    whole = int(number.value)
    figure = str(whole) if whole < _LEAST_WITH_POINTS else f"{whole:,}".replace(",", ".")
    return f"{ordinal}{figure}{decade}"
