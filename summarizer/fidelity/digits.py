"""The check of figures where a language is not read here: how they are printed, and not what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from summarizer.datamodels import Issue, IssueKind, Severity
from summarizer.fidelity.langpairs import sides
from summarizer.fidelity.numbers import numbers_of
from summarizer.fidelity.numerals import LONGEST

# Any script's digits, with whatever parts them in some language.
_FIGURES = re.compile(r"\d+(?:[.,:'’\u00a0\u202f]\d+)*")


def check_digits(source: str, target: str, langpair: str) -> list[Issue]:
    """A warning where the target lacks figures of the source.

    Separators may change, and noughts where there are some: "1.500" may be "1,500", and "1,5 ewu" too. A word of
    English or Indonesian may stand for figures. Words of the other language cannot be looked for, nor what was added.
    """
    missing = missing_digits(source, target, langpair)
    if not missing:
        return []
    detail = f"missing: {', '.join(dict.fromkeys(match.group() for match in missing))}"
    spans = tuple(match.span() for match in missing)
    return [Issue(IssueKind.NUMBER_MISSING, Severity.WARNING, detail, source_spans=spans)]


def missing_digits(source: str, target: str, langpair: str) -> list[re.Match[str]]:
    """The figures of the source that are not in the target."""
    printed = [match.group() for match in digits_of(target)]
    values = {number.value for number in numbers_of(target, sides(langpair).target)}
    return [
        match
        for match in digits_of(source)
        if _value(match.group()) not in values and not any(_is_same(match.group(), other) for other in printed)
    ]


def digits_of(text: str) -> Iterator[re.Match[str]]:
    """The figures of a sentence in any language, with the separators within them."""
    return _FIGURES.finditer(text)


def _is_same(figures: str, other: str) -> bool:
    one, two = _plain(figures), _plain(other)
    has_separator = len(one) < len(figures) or len(two) < len(other)
    return one == two or (has_separator and one.strip("0") == two.strip("0"))


def _plain(figures: str) -> str:
    """The digits alone, in those of English."""
    return "".join(str(int(one)) for one in figures if one.isdecimal())


def _value(figures: str) -> Decimal | None:
    """What figures mean that have nothing in them but a point or colon, as "14.30" of a clock."""
    plain = figures.replace(":", ".")
    return (
        Decimal(plain)
        if len(plain) <= LONGEST and plain.count(".") <= 1 and plain.replace(".", "").isdecimal()
        else None
    )
