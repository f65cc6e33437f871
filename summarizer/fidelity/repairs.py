"""Surgical repairs: a number, month, name or term stands in the wrong form, and the right one is certain."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from summarizer.datamodels import FactKind, Repair
from summarizer.fidelity.dates import dates_of, name_in, unmatched_dates
from summarizer.fidelity.directions import misdirected
from summarizer.fidelity.exonyms import is_translated
from summarizer.fidelity.glossary import Glossary
from summarizer.fidelity.institutions import confusions
from summarizer.fidelity.langpairs import are_read, sides
from summarizer.fidelity.names import is_kept, names
from summarizer.fidelity.number_checks import unmatched
from summarizer.fidelity.numbers import Number, numbers_of
from summarizer.fidelity.terms import missing_terms

_SCALES = {
    "id": {10**3: "ribu", 10**6: "juta", 10**9: "miliar", 10**12: "triliun"},
    "en": {10**3: "thousand", 10**6: "million", 10**9: "billion", 10**12: "trillion"},
}
_SEPARATORS = str.maketrans(".,", ",.")
_HALF_OF_DAY = re.compile(r"(?P<time>[0-9]{1,2}(?:[:.][0-9]{2})?\s?)(?P<half>[ap])(?=\.?m\b)", re.IGNORECASE)
_WITH_A_CAPITAL = re.compile(r"(?<!\w)[A-Z][^\W\d_]{2,}(?:['’](?!s\b)[^\W\d_]+)*")
# "Sutrisna" is Sutrisno, "Bandar" is not Bandung.
_LEAST_LIKENESS = 0.8
_SHORTEST_NAME = 5


class Edit(NamedTuple):
    """``target[start:end]`` is to be ``text``."""

    fact: FactKind
    start: int
    end: int
    text: str


def repair(
    source: str,
    target: str,
    cost: Callable[[str], int],
    glossary: Glossary | None = None,
    langpair: str = "id-en",
) -> tuple[str, tuple[Repair, ...]]:
    """The target with what is certain put right, and what was done.

    An edit is made only if ``cost``, which judges a target, falls by it. The half of the day is put right in English
    alone: Indonesian has more than two parts of the day, and which of them is meant is not certain.
    """
    repairs: list[Repair] = []
    lowest = cost(target)
    while lowest:
        for edit in _edits(source, target, glossary, langpair):
            edited = f"{target[: edit.start]}{edit.text}{target[edit.end :]}"
            if (now := cost(edited)) < lowest:
                repairs.append(Repair(edit.fact, target[edit.start : edit.end], edit.text))
                target, lowest = edited, now
                break
        else:
            break
    return target, tuple(repairs)


def _edits(source: str, target: str, glossary: Glossary | None, langpair: str) -> Iterator[Edit]:
    yield from _of_numbers(source, target, langpair)
    yield from _of_dates(source, target, langpair)
    for span, point in misdirected(source, target, langpair):
        yield Edit(FactKind.AMOUNT, *span, point)
    if glossary is not None:
        yield from _of_terms(source, target, glossary, langpair)
    for wrong in confusions(source, target, langpair):
        if wrong.match.term.kind == "province":  # either language has one full name for each
            yield Edit(FactKind.NAME, wrong.start, wrong.end, wrong.wanted)
    yield from _of_names(source, target, langpair)


def _of_numbers(source: str, target: str, langpair: str) -> Iterator[Edit]:
    source_lang, target_lang = sides(langpair)
    in_source, in_target = numbers_of(source, source_lang), numbers_of(target, target_lang)
    missing, added = unmatched(in_source, in_target, target), unmatched(in_target, in_source, source)
    for number in missing:  # printed as in the source: "6.000", "1.500,75"
        printed = re.match(r"[0-9][0-9.,]*[0-9]", number.text)
        if printed and (places := list(re.finditer(rf"(?<![0-9.,]){re.escape(printed[0])}(?![.,]?[0-9])", target))):
            for place in places:
                yield Edit(FactKind.NUMBER, *place.span(), printed[0].translate(_SEPARATORS))
    if len(missing) == len(added) == 1:
        yield from _of_one_number(missing[0], added[0], target, target_lang)


def _of_one_number(wanted: Number, printed: Number, target: str, lang: str) -> Iterator[Edit]:
    count = printed.value / printed.scale
    scales = _SCALES[lang]
    if wanted.scale != printed.scale and count == wanted.value / wanted.scale and wanted.scale in scales:
        figures = re.split(r"[\s-]", printed.text)[0]
        if printed.scale == 1:
            figures = printed.text
        yield Edit(FactKind.NUMBER, printed.start, printed.end, f"{figures} {scales[int(wanted.scale)]}")
    if lang != "en":
        return
    if (half := _HALF_OF_DAY.match(target, printed.start)) and abs(wanted.value - printed.value) == 12:
        other = {"a": "p", "p": "a", "A": "P", "P": "A"}[half["half"]]
        yield Edit(FactKind.NUMBER, half.start("half"), half.end("half"), other)


def _of_dates(source: str, target: str, langpair: str) -> Iterator[Edit]:
    source_lang, target_lang = sides(langpair)
    in_source, in_target = dates_of(source, source_lang), dates_of(target, target_lang)
    missing = list(unmatched_dates(in_source, in_target, target).values())
    added = list(unmatched_dates(in_target, in_source, source).values())
    for family in ("month", "weekday"):
        lost, new = ([one for one in side if one.family == family] for side in (missing, added))
        if len(lost) == len(new) == 1 and new[0].text.isalpha():
            yield Edit(FactKind.DATE, new[0].start, new[0].end, name_in(lost[0].name, target_lang))


def _of_terms(source: str, target: str, glossary: Glossary, langpair: str) -> Iterator[Edit]:
    """Where a term was left standing in the source's language, its translation takes its place."""
    for match in missing_terms(source, target, glossary, langpair):
        for form in dict.fromkeys((source[match.start : match.end], match.term.source)):
            for place in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", target, re.IGNORECASE):
                yield Edit(FactKind.TERM, *place.span(), match.term.target)


def _of_names(source: str, target: str, langpair: str) -> Iterator[Edit]:
    """Where one word of the target is all but the lost name, and nothing of the source, the name takes its place."""
    source_lang, target_lang = sides(langpair)
    for name in names(source, source_lang) if are_read(langpair) else ():
        if len(name) < _SHORTEST_NAME or name.isupper() or is_kept(name, target, langpair):
            continue
        words = _WITH_A_CAPITAL.finditer(target)
        alike = [word for word in words if _is_misspelt(word.group(), name, source, target_lang)]
        if len(alike) == 1:
            yield Edit(FactKind.NAME, *alike[0].span(), name)


def _is_misspelt(word: str, name: str, source: str, lang: str) -> bool:
    if word[0] != name[0] or abs(len(word) - len(name)) > 2 or re.search(rf"\b{re.escape(word)}\b", source):
        return False
    # Loaded when a name is first in doubt: the word list takes a moment.
    from simplemma import is_known

    if SequenceMatcher(None, word.casefold(), name.casefold()).ratio() < _LEAST_LIKENESS:
        return False
    # "Pythagorean" is no misspelling of Pythagoras, nor the Indonesian "Bagdad" of Baghdad.
    return not is_known(word.casefold(), lang="en") and (lang == "en" or not is_translated(word))
