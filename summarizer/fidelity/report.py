"""How many facts of an article are in its translation, by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
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
Facts: TypeAlias = Mapping[FactKind, _Tally]
"""How many facts of a sentence are in its target, and how many are not, of each kind that is counted."""


def count_facts(
    pairs: Iterable[tuple[str, str]],
    repairs: Iterable[Repair] = (),
    glossary: Glossary | None = None,
    langpair: str = "id-en",
) -> tuple[FactCount, ...]:
    """The `total` of the `facts_of` (source, target) pairs of sentences."""
    return total((facts_of(source, target, glossary, langpair) for source, target in pairs), repairs)


def facts_of(source: str, target: str, glossary: Glossary | None = None, langpair: str = "id-en") -> Facts:
    """The facts of one sentence. One that it states twice counts once; terms are the glossary's.

    Of a pair of languages that are not both read here only figures and terms are counted.
    """
    counts = _COUNTS if are_read(langpair) else {FactKind.NUMBER: _digits}
    facts = {kind: count(source, target, langpair) for kind, count in counts.items()}
    return facts if glossary is None else {**facts, FactKind.TERM: _terms(glossary, source, target, langpair)}


def total(sentences: Iterable[Facts], repairs: Iterable[Repair] = ()) -> tuple[FactCount, ...]:
    """A count for each kind of fact of the sentences, in the order of `FactKind`; ``repairs`` are in the targets."""
    repaired = Counter(repair.kind for repair in repairs)
    totals = dict.fromkeys(FactKind, (0, 0))
    for facts in sentences:
        for kind, (kept, flagged) in facts.items():
            totals[kind] = (totals[kind][0] + kept, totals[kind][1] + flagged)
    return tuple(FactCount(kind, *tally, repaired[kind]) for kind, tally in totals.items())


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
