"""What must survive translation, and how it is checked: one pure function of (source, target, langpair) a check."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from summarizer.datamodels import Issue
from summarizer.fidelity.addresses import check_addresses
from summarizer.fidelity.dates import check_dates
from summarizer.fidelity.digits import check_digits
from summarizer.fidelity.directions import check_directions
from summarizer.fidelity.glossary import Glossary
from summarizer.fidelity.institutions import check_institutions
from summarizer.fidelity.langpairs import are_read
from summarizer.fidelity.names import check_names
from summarizer.fidelity.negation import check_negation
from summarizer.fidelity.number_checks import check_added_numbers, check_missing_numbers
from summarizer.fidelity.numbers import Number, numbers_of, source_numbers, target_numbers
from summarizer.fidelity.quantities import check_units
from summarizer.fidelity.quotations import check_quotations
from summarizer.fidelity.repetition import check_repetition
from summarizer.fidelity.structure import check_empty, check_length
from summarizer.fidelity.terms import check_terms
from summarizer.fidelity.untranslated import check_untranslated

__all__ = ["CHECKS", "Check", "Number", "check", "numbers_of", "source_numbers", "target_numbers"]

Check: TypeAlias = Callable[[str, str, str], list[Issue]]

CHECKS: Final[tuple[Check, ...]] = (
    check_empty,
    check_untranslated,
    check_repetition,
    check_length,
    check_missing_numbers,
    check_added_numbers,
    check_units,
    check_dates,
    check_directions,
    check_addresses,
    check_names,
    check_institutions,
    check_negation,
    check_quotations,
)
"""Those of a translation from Indonesian to English or the other way."""

_OF_ANY_LANGUAGES: Final[tuple[Check, ...]] = (check_empty, check_repetition, check_digits, check_addresses)
# Not the length: "ms-en" keeps it, but a sentence of Chinese is a third as long as its English.


def check(source: str, target: str, glossary: Glossary | None = None, langpair: str = "id-en") -> tuple[Issue, ...]:
    """What ``CHECKS`` find in ``target``, the translation of one sentence, in their order; terms come last.

    Of an empty target nothing more is said than that. Where the pair has another language than Indonesian and English,
    whose words say nothing here, only the checks run that look at no words.
    """
    if empty := check_empty(source, target, langpair):
        return tuple(empty)
    of_terms = check_terms(source, target, glossary, langpair) if glossary is not None else []
    checks = CHECKS if are_read(langpair) else _OF_ANY_LANGUAGES
    return (*(issue for run in checks for issue in run(source, target, langpair)), *of_terms)
