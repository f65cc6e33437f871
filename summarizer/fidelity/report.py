"""How many facts of an article are in its translation, by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from typing import Final, TypeAlias

from summarizer.datamodels import FactCount, FactKind, Repair
from summarizer.fidelity.dates import source_dates, target_dates, unmatched_dates
from summarizer.fidelity.glossary import Glossary
from summarizer.fidelity.names import is_kept, names
from summarizer.fidelity.number_checks import unmatched
from summarizer.fidelity.numbers import source_numbers, target_numbers
from summarizer.fidelity.quantities import check_units, source_quantities
from summarizer.fidelity.terms import missing_terms

_Tally: TypeAlias = tuple[int, int]  # kept, flagged


def count_facts(
    pairs: Iterable[tuple[str, str]], repairs: Iterable[Repair] = (), glossary: Glossary | None = None
) -> tuple[FactCount, ...]:
    """A count for each kind of fact over (source, target) pairs of sentences, in the order of `FactKind`.

    A fact that a sentence states twice counts once. ``repairs`` are those in the targets; terms are the glossary's.
    """
    repaired = Counter(repair.kind for repair in repairs)
    counts = dict(_COUNTS)
    if glossary is not None:
        counts[FactKind.TERM] = partial(_terms, glossary)
    totals = dict.fromkeys(FactKind, (0, 0))
    for source, target in pairs:
        for kind, count in counts.items():
            kept, flagged = count(source, target)
            totals[kind] = (totals[kind][0] + kept, totals[kind][1] + flagged)
    return tuple(FactCount(kind, *total, repaired[kind]) for kind, total in totals.items())


def _numbers(source: str, target: str) -> _Tally:
    found = source_numbers(source)
    lost = {number.value for number in unmatched(found, target_numbers(target), target)}
    return _tally({number.value for number in found if number.firm}, lost)


def _amounts(source: str, target: str) -> _Tally:
    amounts = [one for one in source_quantities(source) if one.unit and one.number.firm and not one.unit.is_time]
    if not amounts:
        return 0, 0
    lost = {(one.start, one.end) for one in unmatched([one.number for one in amounts], target_numbers(target), target)}
    for issue in check_units(source, target):
        lost |= set(issue.source_spans)
    values = {(one.number.value, one.unit) for one in amounts}
    return _tally(
        values, {(one.number.value, one.unit) for one in amounts if (one.number.start, one.number.end) in lost}
    )


def _dates(source: str, target: str) -> _Tally:
    found = source_dates(source)
    return _tally({one.name for one in found if one.firm}, set(unmatched_dates(found, target_dates(target), target)))


def _names(source: str, target: str) -> _Tally:
    found = set(names(source))
    return _tally(found, {name for name in found if not is_kept(name, target)})


def _terms(glossary: Glossary, source: str, target: str) -> _Tally:
    found = {match.term for match in glossary.find(source)}
    return _tally(found, {match.term for match in missing_terms(source, target, glossary)})


def _tally(found: Collection[object], lost: Collection[object]) -> _Tally:
    return len(found) - len(lost), len(lost)


_COUNTS: Final[Mapping[FactKind, Callable[[str, str], _Tally]]] = {
    FactKind.NUMBER: _numbers,
    FactKind.AMOUNT: _amounts,
    FactKind.DATE: _dates,
    FactKind.NAME: _names,
}
