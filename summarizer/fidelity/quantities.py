"""The check of units: an amount and what it counts, money above all, are one fact."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from summarizer.datamodels import Issue, IssueKind, Severity, Span
from summarizer.fidelity.langpairs import sides
from summarizer.fidelity.number_checks import unmatched
from summarizer.fidelity.numbers import RANGE, Number, numbers_of
from summarizer.fidelity.units import UNITS, Unit


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and its unit, None where it has none of ours. Of "5-10 persen" both numbers have the unit."""

    number: Number
    unit: Unit | None


class _Side(NamedTuple):
    """Where a language's patterns stand in a `Unit`."""

    before: Callable[[Unit], re.Pattern[str]]
    after: Callable[[Unit], re.Pattern[str]]


_SIDES = {
    "id": _Side(lambda unit: unit.indonesian_before, lambda unit: unit.indonesian),
    "en": _Side(lambda unit: unit.english_before, lambda unit: unit.english),
}
# "5m people", "a 5G network", "1984 AD", "two degrees in law", "of 12 games 5 won", "50 pounds of rice".
_OTHER_MEANINGS = {
    "en": re.compile(r"[\s-]?(?:m|g|ad|degrees?(?!\s+(?:Cel|Fah|cent))|won|pounds?)(?!\w)", re.IGNORECASE)
}
_LONGEST_BEFORE = 12  # characters: "U.S. $" and spaces


def quantities_of(text: str, lang: str) -> tuple[Quantity, ...]:
    """The numbers of a sentence with their units, in order.

    None of a sentence in another language than Indonesian or English.
    """
    return _read(text, lang) if lang in _SIDES else ()


def source_quantities(text: str) -> tuple[Quantity, ...]:
    """The numbers of an Indonesian sentence with their units."""
    return quantities_of(text, "id")


def target_quantities(text: str) -> tuple[Quantity, ...]:
    """The numbers of an English sentence with their units."""
    return quantities_of(text, "en")


def check_units(source: str, target: str, langpair: str = "id-en") -> list[Issue]:
    """An error where a number of the source is in the target with another unit, or the unit is nowhere in it.

    A number that the target lacks is none of this check's business, nor is an English word that need not be a unit.
    """
    source_lang, target_lang = sides(langpair)
    wanted = [one for one in quantities_of(source, source_lang) if one.unit and one.number.firm]
    wanted = [one for one in wanted if not _may_be_no_unit(one, source, source_lang)]
    if not wanted:
        return []
    present = quantities_of(target, target_lang)
    faults = [fault for one in wanted if (fault := _fault(one, present, target, _SIDES[target_lang]))]
    if not faults:
        return []
    detail = "; ".join(dict.fromkeys(fault.detail for fault in faults))
    spans = (tuple(filter(None, side)) for side in ((one.source for one in faults), (one.target for one in faults)))
    return [Issue(IssueKind.UNIT_CHANGED, Severity.ERROR, detail, *spans)]


def _may_be_no_unit(quantity: Quantity, text: str, lang: str) -> bool:
    if lang not in _OTHER_MEANINGS or not _OTHER_MEANINGS[lang].match(text, quantity.number.end):
        return False
    return quantity.unit is not _before(text, quantity.number, lang)


class _Fault(NamedTuple):
    """The spans are those of the numbers; ``target`` is None where several could be meant."""

    detail: str
    source: Span
    target: Span | None = None


def _fault(wanted: Quantity, present: Sequence[Quantity], target: str, side: _Side) -> _Fault | None:
    unit, number = wanted.unit, wanted.number
    if unit is None:
        return None
    same = [quantity for quantity in present if not unmatched([number], [quantity.number], "")]
    # "5 tahun" and "5 persen" in one sentence: each has to be there once.
    if not same or any(quantity.unit and units_agree(unit, quantity.unit) for quantity in same):
        return None
    others = [quantity for quantity in same if quantity.unit]
    if len(others) == len(same):
        other = others[0].number
        return _Fault(
            f"{_shown(wanted)} has become {_shown(others[0])}", (number.start, number.end), (other.start, other.end)
        )
    if unit.is_time or _is_mentioned(unit, target, side):
        return None
    return _Fault(f"{_shown(wanted)} has lost its unit", (number.start, number.end))


def units_agree(a: Unit, b: Unit) -> bool:
    """The same unit, or the one of the family that leaves open which it is ("dolar")."""
    return a.name == b.name or (a.family == b.family and a.family in (a.name, b.name))


def _is_mentioned(unit: Unit, target: str, side: _Side) -> bool:
    relatives = [other for other in UNITS if units_agree(unit, other)]
    if any(re.search(rf"(?<![^\W_]){side.after(other).pattern}", target, re.IGNORECASE) for other in relatives):
        return True
    before = (side.before(other).pattern.removesuffix(r"\Z") for other in relatives)
    return any(re.search(pattern, target, re.IGNORECASE) for pattern in before)


def _shown(quantity: Quantity) -> str:
    return f"{quantity.number.text} ({quantity.unit.name})" if quantity.unit else quantity.number.text


@lru_cache(maxsize=512)
def _read(text: str, lang: str) -> tuple[Quantity, ...]:
    numbers = numbers_of(text, lang)
    before = [_before(text, number, lang) for number in numbers]
    after = [_behind(text, number, lang) for number in numbers]
    own = [one or other for one, other in zip(before, after, strict=True)]
    return tuple(Quantity(number, unit) for number, unit in zip(numbers, _shared(text, numbers, own), strict=True))


def _before(text: str, number: Number, lang: str) -> Unit | None:
    left = text[max(number.start - _LONGEST_BEFORE, 0) : number.start]
    # Most numbers have no unit before them, which one pattern tells sooner than those of all units. Which unit it is
    # they tell in their order: of the one pattern the leftmost match would be taken.
    if not _any_of(_SIDES[lang].before).search(left):
        return None
    return next(unit for unit in UNITS if _SIDES[lang].before(unit).search(left))


def _behind(text: str, number: Number, lang: str) -> Unit | None:
    match = _any_of(_SIDES[lang].after).match(text, number.end)
    return UNITS[match.lastindex - 1] if match and match.lastindex else None


@cache
def _any_of(pattern: Callable[[Unit], re.Pattern[str]]) -> re.Pattern[str]:
    """The patterns of all units as one, with a group for each, in their order."""
    return re.compile("|".join(f"({pattern(unit).pattern})" for unit in UNITS), re.IGNORECASE)


def _shared(text: str, numbers: Sequence[Number], own: Sequence[Unit | None]) -> Iterator[Unit | None]:
    for position, unit in enumerate(own):
        if unit is None and position + 1 < len(own) and _is_range(text, numbers[position], numbers[position + 1]):
            unit = own[position + 1]
        if unit is None and position and _is_range(text, numbers[position - 1], numbers[position]):
            unit = own[position - 1]
        yield unit


def _is_range(text: str, left: Number, right: Number) -> bool:
    between = text[left.end : right.start]
    # The second currency sign of "Rp5 juta-Rp10 juta" does not stand between what it belongs to.
    return RANGE.fullmatch(between) is not None
