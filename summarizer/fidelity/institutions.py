"""The check of institutions: Jawa Barat is not East Java, and one ministry is not another.

The glossary of the press knows them. Either language has more than one name for most, so that a name which the glossary
lacks is no fault; the name of another one, which the source does not speak of, is. From English the glossary is read
backwards; an English name that stands for several Indonesian ones asks for none of them in particular.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from typing import NamedTuple

from summarizer.datamodels import Issue, IssueKind, Severity
from summarizer.fidelity.glossary import Glossary, Term, TermMatch, press_glossary
from summarizer.fidelity.langpairs import are_read, sides

# Of these, one thing is never called by the name of another; of agencies and offices it may be, as when
# "House of Representatives" stands for its building.
_KINDS = frozenset({"court", "ministry", "province"})
_MINISTERS = "menteri "


class Confusion(NamedTuple):
    """``wanted`` is what the source has at ``match``; the target has ``[start:end]``, another one of its kind."""

    match: TermMatch
    wanted: str
    start: int
    end: int
    printed: str


def check_institutions(source: str, target: str, langpair: str = "id-en") -> list[Issue]:
    """An error where the target has another institution, office or province in place of that of the source."""
    found = confusions(source, target, langpair)
    if not found:
        return []
    detail = "; ".join(
        f"{source[one.match.start : one.match.end]} ({one.wanted}) has become {one.printed}" for one in found
    )
    spans = (tuple((one.match.start, one.match.end) for one in found), tuple((one.start, one.end) for one in found))
    return [Issue(IssueKind.INSTITUTION_CHANGED, Severity.ERROR, detail, *spans)]


def confusions(source: str, target: str, langpair: str = "id-en") -> list[Confusion]:
    """Each term of the source whose translation is not in the target, while that of exactly one other of its kind is.

    None for a pair of other languages than Indonesian and English.
    """
    lang = sides(langpair).source
    if not are_read(langpair):
        return []
    # An acronym that stands for it may be kept, and another check sees to that.
    named = _institutions(source, lang)
    matches = [match for match in named if " " in source[match.start : match.end]]
    if not matches:
        return []
    targets = _targets(lang)
    accounted = {name for match in named for name in targets[match.term.source.casefold()]}
    found = []
    for match in matches:
        right = targets[match.term.source.casefold()]
        if any(next(_places(name, target), None) for name in (*right, match.term.source.casefold())):
            continue
        others = [
            Confusion(match, match.term.target, *place.span(), place.group())
            for name in _names_by_kind(lang)[match.term.kind] - accounted
            if not any(name in one or one in name for one in right if lang == "id" or " " in one)
            for place in _places(name, target)
        ]
        if len(others) == 1:
            found.append(others[0])
    return found


@lru_cache(maxsize=512)
def _institutions(source: str, lang: str) -> tuple[TermMatch, ...]:
    return tuple(_glossary(lang).find(source, lang))


def _places(name: str, target: str) -> Iterator[re.Match[str]]:
    if name not in target.casefold():
        return
    yield from re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", target, re.IGNORECASE)


def _is_exclusive(term: Term) -> bool:
    return term.kind in _KINDS or term.source.casefold().startswith(_MINISTERS)


@cache
def _glossary(lang: str) -> Glossary:
    """The terms of more than one word, from the language ``lang`` to the other one."""
    terms = [term for term in press_glossary() if _is_exclusive(term)]
    if lang == "en":
        terms.sort(key=lambda term: " " not in term.source)  # of "Jawa Barat" and "Jabar" the former is wanted
        terms = [replace(term, source=term.target, target=term.source) for term in terms]
    return Glossary(term for term in terms if " " in term.source)


@cache
def _targets(lang: str) -> Mapping[str, frozenset[str]]:
    """For each name of the language in lower case all those of the other one, in lower case too."""
    found: dict[str, set[str]] = defaultdict(set)
    for term in _glossary(lang).terms:
        found[term.source.casefold()].add(term.target.casefold())
    if lang == "en":  # "Menlu" for "Menteri Luar Negeri", and acronyms
        for term in press_glossary():
            if (english := term.target.casefold()) in found:
                found[english] |= {form.casefold() for form in (term.source, term.acronym) if form}
    return {source: frozenset(targets) for source, targets in found.items()}


@cache
def _names_by_kind(lang: str) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for term in _glossary(lang).terms:
        if " " in term.target:
            found[term.kind].add(term.target.casefold())
    return {kind: frozenset(names) for kind, names in found.items()}
