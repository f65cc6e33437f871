"""Pairs whose numbers show that one side does not translate the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from summarizer.fidelity.numbers import Number, source_numbers, target_numbers

_DIGITS = re.compile(r"[0-9]+")


def has_unmatched_numbers(indonesian: str, english: str) -> bool:
    """Whether a number in digits on one side is on the other neither as a value, spelled or not, nor as digits.

    Only values are compared and not how often they occur; digits are compared too, without their separators, so that
    names such as "B-52" and dates in another order count as matched.
    """
    if not _DIGITS.search(indonesian) and not _DIGITS.search(english):
        return False
    ours, theirs = source_numbers(indonesian), target_numbers(english)
    return _lacks(ours, theirs, english) or _lacks(theirs, ours, indonesian)


def _lacks(numbers: Iterable[Number], others: Iterable[Number], other_text: str) -> bool:
    values = frozenset(value for other in others for value in _values(other))
    digits = frozenset(_groups(other_text))
    return any(
        values.isdisjoint(_values(number)) and digits.isdisjoint(_groups(number.text))
        for number in numbers
        if number.firm and _DIGITS.search(number.text)
    )


def _values(number: Number) -> Iterator[Decimal]:
    yield number.value
    yield from number.others


def _groups(text: str) -> Iterator[str]:
    for group in _DIGITS.findall(text):
        yield group.lstrip("0") or "0"
