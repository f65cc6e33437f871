"""The checks of the numbers: every value of the source is in the target, and no other value is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Context

from summarizer.datamodels import Issue, IssueKind, Severity, Span
from summarizer.fidelity.langpairs import sides
from summarizer.fidelity.numbers import Number, numbers_of
from summarizer.fidelity.numerals import MIXED

# Enough to recognise a third by.
_THREE_DIGITS = Context(prec=3)
# The Indonesian reader takes such a numeral apart, and its parts are values that the source lacks.
_UNREADABLE = {"en": re.compile(rf"(?<![0-9.,:]){MIXED}(?![.,:]?[0-9])")}
_GOALLESS = re.compile(r"\b(?:tanpa gol|skor kacamata)\b", re.IGNORECASE)  # "a 0-0 draw"


def check_missing_numbers(source: str, target: str, langpair: str = "id-en") -> list[Issue]:
    """An error where the target lacks a value of the source altogether, however often the source has it."""
    source_lang, target_lang = sides(langpair)
    missing = unmatched(numbers_of(source, source_lang), numbers_of(target, target_lang), target)
    if not missing:
        return []
    detail = f"missing: {_listed(missing)}"
    return [Issue(IssueKind.NUMBER_MISSING, Severity.ERROR, detail, source_spans=_spans(missing))]


def check_added_numbers(source: str, target: str, langpair: str = "id-en") -> list[Issue]:
    """A warning where the target has a value that the source lacks, or a numeral that has no value in its language."""
    source_lang, target_lang = sides(langpair)
    found = unmatched(numbers_of(target, target_lang), numbers_of(source, source_lang), source)
    # Indonesian newspapers have English in them: "final four".
    added = [number for number in found if not (number.text.isalpha() and number.text in source.split())]
    if _GOALLESS.search(source):
        added = [number for number in added if number.value]
    unreadable = list(_UNREADABLE[target_lang].finditer(target)) if target_lang in _UNREADABLE else []
    listed = (("added", _listed(added)), ("cannot be read", ", ".join(dict.fromkeys(map(_printed, unreadable)))))
    details = [f"{fault}: {numbers}" for fault, numbers in listed if numbers]
    if not details:
        return []
    spans = (*_spans(added), *(match.span() for match in unreadable))
    return [Issue(IssueKind.NUMBER_ADDED, Severity.WARNING, "; ".join(details), target_spans=spans)]


def unmatched(numbers: Iterable[Number], others: Iterable[Number], other_text: str) -> list[Number]:
    """The firm ones of ``numbers`` without a counterpart in ``others``, the numbers of ``other_text``."""
    others = tuple(others)
    values = frozenset(other.value for other in others)
    readings = values.union(*(other.others for other in others))
    return [
        number
        for number in numbers
        if number.firm
        and number.value not in readings
        and values.isdisjoint(number.others)
        and not _is_copied_name(number.text, other_text)
    ]


def _spans(numbers: Iterable[Number]) -> tuple[Span, ...]:
    return tuple((number.start, number.end) for number in numbers)


def _printed(match: re.Match[str]) -> str:
    return match.group()


def _listed(numbers: Iterable[Number]) -> str:
    return ", ".join(dict.fromkeys(map(_named, numbers)))


def _is_copied_name(printed: str, other_text: str) -> bool:
    """Number words in names stay as they are: "Lima" in Peru, "Simpang Empat", "Seven"."""
    return printed[0].isupper() and printed in other_text


def _named(number: Number) -> str:
    value = f"{number.value.normalize(_THREE_DIGITS if number.value < 1 else None):f}"
    return number.text if number.text == value else f"{number.text} ({value})"
