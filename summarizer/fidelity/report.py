"""How many facts of an article are in its translation, by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from typing import Final, TypeAlias

from summarizer.datamodels import FactCount, FactKind, Repair
from summarizer.fidelity.dates import dates_of, unmatched_dates
from summarizer.fidelity.digits import digits_of, missing_digits
from summarizer.fidelity.glossary import Glossary
from summarizer.fidelity.langpairs import are_read, sides
from summarizer.fidelity.names import is_kept, names
from summarizer.fidelity.number_checks import unmatched
from summarizer.fidelity.numbers import numbers_of
from summarizer.fidelity.quantities import check_units, quantities_of
from summarizer.fidelity.terms import missing_terms

_Tally: TypeAlias = tuple[int, int]  # kept, flagged


def count_facts(
    pairs: Iterable[tuple[str, str]],
    repairs: Iterable[Repair] = (),
    glossary: Glossary | None = None,
    langpair: str = "id-en",
) -> tuple[FactCount, ...]:
    """A count for each kind of fact over (source, target) pairs of sentences, in the order of `FactKind`.

    A fact that a sentence states twice counts once. ``repairs`` are those in the targets; terms are the glossary's. Of
    a pair of languages that are not both read here only figures and terms are counted.
    """
    repaired = Counter(repair.kind for repair in repairs)
    counts = dict(_COUNTS) if are_read(langpair) else {FactKind.NUMBER: _digits}
    if glossary is not None:
        counts[FactKind.TERM] = partial(_terms, glossary)
    totals = dict.fromkeys(FactKind, (0, 0))
    for source, target in pairs:
        for kind, count in counts.items():
            kept, flagged = count(source, target, langpair)
            totals[kind] = (totals[kind][0] + kept, totals[kind][1] + flagged)
    return tuple(FactCount(kind, *total, repaired[kind]) for kind, total in totals.items())


def _numbers(source: str, target: str, langpair: str) -> _Tally:
    source_lang, target_lang = sides(langpair)
    found = numbers_of(source, source_lang)
    lost = {number.value for number in unmatched(found, numbers_of(target, target_lang), target)}
    return _tally({number.value for number in found if number.firm}, lost)


def _digits(source: str, target: str, langpair: str) -> _Tally:
    lost = {match.group() for match in missing_digits(source, target, langpair)}
    return _tally({match.group() for match in digits_of(source)}, lost)


def _amounts(source: str, target: str, langpair: str) -> _Tally:
    source_lang, target_lang = sides(langpair)
    quantities = quantities_of(source, source_lang)
    amounts = [one for one in quantities if one.unit and one.number.firm and not one.unit.is_time]
    if not amounts:
        return 0, 0
    in_target = numbers_of(target, target_lang)
    lost = {(one.start, one.end) for one in unmatched([one.number for one in amounts], in_target, target)}
    for issue in check_units(source, target, langpair):
        lost |= set(issue.source_spans)
    values = {(one.number.value, one.unit) for one in amounts}
    return _tally(
        values, {(one.number.value, one.unit) for one in amounts if (one.number.start, one.number.end) in lost}
    )


def _dates(source: str, target: str, langpair: str) -> _Tally:
    source_lang, target_lang = sides(langpair)
    found = dates_of(source, source_lang)
    lost = unmatched_dates(found, dates_of(target, target_lang), target)
    return _tally({one.name for one in found if one.firm}, set(lost))


def _names(source: str, target: str, langpair: str) -> _Tally:
    found = set(names(source, sides(langpair).source))
    return _tally(found, {name for name in found if not is_kept(name, target, langpair)})


def _terms(glossary: Glossary, source: str, target: str, langpair: str) -> _Tally:
    found = {match.term for match in glossary.find(source, sides(langpair).source)}
    return _tally(found, {match.term for match in missing_terms(source, target, glossary, langpair)})


def _tally(found: Collection[object], lost: Collection[object]) -> _Tally:
    return len(found) - len(lost), len(lost)


_COUNTS: Final[Mapping[FactKind, Callable[[str, str, str], _Tally]]] = {
    FactKind.NUMBER: _numbers,
    FactKind.AMOUNT: _amounts,
    FactKind.DATE: _dates,
    FactKind.NAME: _names,
}
